"""Un documento de Word: sus párrafos y sus tablas en el orden en que se leen."""

from collections.abc import Iterator
from functools import partial

from paac_reportes.opc.paquete import ESQUEMA, Partes, propiedades
from paac_reportes.opc.parrafos import REMITEN, LectorDeParrafos, Numeracion
from paac_reportes.opc.rasgos import (
    CONTROL,
    EstilosDelWord,
    cuadros,
    desenvueltos,
    muestra_su_indicacion,
    nivel_de,
)
from paac_reportes.opc.tablas import LectorDeTablasDeWord, marca_dentro_de
from paac_reportes.opc.visto import (
    PREFIJO_DE_MARCA,
    DatoMarcado,
    DocumentoVisto,
    ParteVista,
    TablaVista,
    TextoVisto,
)
from paac_reportes.opc.xml import (
    MC,
    Apuntes,
    Elemento,
    R,
    W,
    con_lxml,
    de_un_comentario,
    en_corto,
    en_texto,
    entero,
    tachado,
)
from paac_reportes.sistema import IlegibleError

# ------------------------------------------------------------------ lo marcado


_PREFIJO = f"{PREFIJO_DE_MARCA}h"
_ABIERTOS_A_LA_VEZ = 8
"""Los nuestros no van uno dentro de otro; lo que alguien movió, poco."""
_SIGNOS = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": "\t",
    f"{W}noBreakHyphen": "-",
}
_AJENOS = frozenset(
    {f"{MC}Fallback", *(f"{W}{cual}" for cual in ("del", "moveFrom", "pPr", "rPr", "sdtPr"))}
)
_PARRAFO, _TABLA, _FILA, _CELDA = (f"{W}{cual}" for cual in ("p", "tbl", "tr", "tc"))
_EMPIEZA, _TERMINA = f"{W}bookmarkStart", f"{W}bookmarkEnd"


class Marcados:
    """Textos entre marcadores de un cuerpo, aunque vayan en varios párrafos."""

    def __init__(self) -> None:
        self._abiertos: dict[str, tuple[str, str, list[str]]] = {}
        """Marcadores que no se han cerrado, por su ``id``: su dato, su lugar y sus textos."""

    def de(self, cuerpo: Elemento) -> Iterator[DatoMarcado]:
        """Datos marcados del cuerpo, en el orden en que terminan."""
        parrafos = tablas = 0
        for bloque in desenvueltos(cuerpo):
            if bloque.tag == _TABLA:
                tablas += 1
                yield from self._tabla(bloque, f"tabla {tablas}")
            else:
                parrafos += 1 if bloque.tag == _PARRAFO else 0
                yield from self._recorrer(bloque, f"párrafo {parrafos}")

    def _tabla(self, tabla: Elemento, lugar: str) -> Iterator[DatoMarcado]:
        """Datos marcados en las celdas de una tabla, con su fila y su columna."""
        numero = 0
        for fila in desenvueltos(tabla):
            if fila.tag != _FILA:
                yield from self._recorrer(fila, lugar)
                continue
            numero, columna = numero + 1, 1
            for nodo in desenvueltos(fila):
                yield from self._recorrer(nodo, f"{lugar}, fila {numero}, columna {columna}")
                if nodo.tag == _CELDA:
                    ancho = nodo.find(f"{W}tcPr/{W}gridSpan")
                    columna += 1 if ancho is None else max(entero(ancho.get(f"{W}val")), 1)

    def _recorrer(self, elemento: Elemento, lugar: str) -> Iterator[DatoMarcado]:
        """Recorre un elemento: abre y cierra marcas, y da a las abiertas el texto de él."""
        if elemento.tag == _EMPIEZA:
            nombre = elemento.get(f"{W}name", "")
            if nombre.startswith(_PREFIJO) and len(self._abiertos) < _ABIERTOS_A_LA_VEZ:
                dato, textos = nombre.removeprefix(PREFIJO_DE_MARCA), list[str]()
                self._abiertos[elemento.get(f"{W}id", "")] = dato, lugar, textos
        elif elemento.tag == _TERMINA:
            yield from self._cerrar(elemento)
        elif elemento.tag == f"{W}t" or elemento.tag in _SIGNOS:
            self._decir(_SIGNOS.get(elemento.tag) or elemento.text or "")
        elif elemento.tag not in _AJENOS:
            if elemento.tag == _PARRAFO:
                self._decir("\n", si_ya_dice=True)
            for hijo in elemento:
                yield from self._recorrer(hijo, lugar)

    def _cerrar(self, marca: Elemento) -> Iterator[DatoMarcado]:
        """Lo que un marcador nuestro señalaba, al cerrarse."""
        abierto = self._abiertos.pop(marca.get(f"{W}id", ""), None)
        if abierto is not None:
            dato, lugar, textos = abierto
            yield DatoMarcado(dato, "".join(textos), lugar)

    def _decir(self, texto: str, *, si_ya_dice: bool = False) -> None:
        """Suma un texto a cada marca abierta; con ``si_ya_dice``, sólo a las que ya tienen."""
        for _, _, textos in self._abiertos.values():
            if textos or not si_ya_dice:
                textos.append(texto)


# ------------------------------------------------------------------ el documento


_DE_OTRO_ARCHIVO = (f"{W}altChunk", f"{W}subDoc")


def ver_documento(
    partes: Partes, principal: str, raiz: Elemento, *, con_paginas: bool = True
) -> DocumentoVisto:
    """El documento que se ve en un Word; ``IlegibleError`` si no se deja leer.

    ``con_paginas``: si se lee el número de página que un campo da.
    """
    documento = _Documento(partes, principal, raiz)
    documento.parrafos.en_lugar_de_paginas = None if con_paginas else {}
    return documento.ver()


class _Documento:
    def __init__(self, partes: Partes, principal: str, raiz: Elemento) -> None:
        self._partes = partes
        self._principal = principal
        self._raiz = raiz
        self._apuntes = Apuntes()
        self._tablas_de_encabezado = 0
        estilos, numeracion = self._parte_de_clase("styles"), self._parte_de_clase("numbering")
        self._estilos = EstilosDelWord(estilos)
        self.parrafos = LectorDeParrafos(self._estilos, Numeracion(numeracion), self._apuntes)
        self.parrafos.direcciones = self._direcciones(principal)
        self.parrafos.aparte = dict(self._aparte())
        self._tablas = LectorDeTablasDeWord(
            self.parrafos, self._estilos, self._apuntes, partes.presupuesto
        )
        self._ya_vistas = partes.ya_vistas if con_lxml() else None
        if self._ya_vistas is not None:
            xml = ["" if raiz is None else en_texto(raiz) for raiz in (estilos, numeracion)]
            self._comun = (*xml, str(self.parrafos.direcciones), str(self.parrafos.aparte))
            """De lo que dice una tabla, lo que no está en ella."""

    def ver(self) -> DocumentoVisto:
        """Documento como se ve; ``IlegibleError`` si no tiene cuerpo."""
        cuerpo = self._raiz.find(f"{W}body")
        if cuerpo is None:
            raise IlegibleError(
                "archivo_vacio", "es un documento de Word sin cuerpo: no tiene texto ni tablas"
            )
        bloques = tuple(self._bloques(cuerpo))
        for incrustado in cuerpo.iter(*_DE_OTRO_ARCHIVO):
            self._decir_incrustado(incrustado)
        de_encabezados = list(self._encabezados())
        del_archivo = propiedades(self._partes)
        sin_tablas = not any(isinstance(bloque, TablaVista) for bloque in bloques)
        if self._tablas_de_encabezado and sin_tablas and ESQUEMA not in del_archivo:
            motivo = "sus tablas están en el encabezado o el pie de página, y no se leen como datos"
            self._apuntes.anotar("contenido_aparte", "encabezado o pie de página", motivo)
        con_datos = _DATOS in del_archivo.get(ESQUEMA, "")
        return DocumentoVisto(
            tipo="docx",
            partes=(ParteVista(bloques=bloques),),
            encabezados=tuple(
                dict.fromkeys(t for _, textos in de_encabezados for t in textos if t.strip())
            ),
            encabezados_marcados=tuple((m, textos) for m, textos in de_encabezados if m),
            propiedades=del_archivo,
            marcados=tuple(Marcados().de(cuerpo)) if con_datos else (),
            avisos=self._apuntes.avisos(),
            presupuesto=self._partes.presupuesto,
        )

    def _decir_incrustado(self, incrustado: Elemento) -> None:
        """Apunta que el cuerpo trae otro documento, que no se lee."""
        relaciones = self._partes.relaciones(self._principal)
        relacion = relaciones.get(incrustado.get(f"{R}id", ""))
        nombre = "" if relacion is None else f" ({en_corto(relacion.parte)})"
        motivo = f"trae otro documento incrustado{nombre}, que no se lee"
        self._apuntes.anotar("contenido_aparte", "", motivo)

    def _parte_de_clase(self, clase: str) -> Elemento | None:
        """XML de la parte de esa clase (``styles``); nada si falta o está dañada, y se anota."""
        try:
            return self._partes.de_clase(self._principal, clase, f"word/{clase}.xml")
        except IlegibleError as error:
            self._apuntes.anotar("documento_danado", "", str(error))
            return None

    def _bloques(self, cuerpo: Elemento) -> Iterator[TextoVisto | TablaVista]:
        """Textos y tablas del cuerpo, en su orden, con lo que no se leyó anotado."""
        parrafo = tabla = 0
        for bloque in parrafos_y_tablas(cuerpo):
            if bloque.tag == _TABLA:
                tabla += 1
                tabla_vista = self._tabla(bloque, f"tabla {tabla}")
                if tabla_vista.filas:
                    yield tabla_vista
                continue
            parrafo += 1
            self.parrafos.lugar = partial("párrafo {}".format, parrafo)
            self.parrafos.lee_cuadros = True
            texto, _ = self.parrafos.leer(bloque)
            self.parrafos.lee_cuadros = False
            enlaces = self.parrafos.tomar_enlaces()
            va_tachado = self.parrafos.tomar_tachado()
            encuadradas = [
                self._tablas.leer(encuadrada, f"tabla {orden}")
                for orden, encuadrada in enumerate(_en_cuadros(bloque), tabla + 1)
            ]
            tabla += len(encuadradas)
            yield from (vista for vista in encuadradas if vista.filas)
            if va_tachado is not False:  # ``None``: sólo una parte
                motivo = tachado(del_todo=bool(va_tachado))
                self._apuntes.anotar("texto_tachado", f"párrafo {parrafo}", motivo)
            if texto.strip():
                nivel, marca = nivel_de(bloque, self._estilos), marca_dentro_de(bloque)
                yield TextoVisto(texto, f"párrafo {parrafo}", nivel, enlaces, marca)
                enlaces = ()
            for sin_texto in enlaces:
                motivo = f"una imagen o un texto en blanco lleva a {sin_texto.direccion}"
                self._apuntes.anotar("enlace_sin_leer", f"párrafo {parrafo}", motivo)

    def _tabla(self, tabla: Elemento, lugar: str) -> TablaVista:
        """La tabla como se ve; si otra igual ya se vio, y nada depende de lo de arriba, ésa."""
        estado = self.parrafos.estado
        if self._ya_vistas is None or estado is None:
            return self._tablas.leer(tabla, lugar)
        clave = (lugar, estado, en_texto(tabla), self._comun)
        anotados, ya_vista = self._apuntes.cuantos, self._ya_vistas.get(clave)
        vista: TablaVista = ya_vista or self._tablas.leer(tabla, lugar)
        if self._apuntes.cuantos == anotados and self.parrafos.estado == estado:
            self._ya_vistas[clave] = vista
        return vista

    def _aparte(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Mensaje de cada comentario y nota al pie, por el elemento y número que remiten a él."""
        for nombre, remite in zip(("comment", "footnote", "endnote"), REMITEN, strict=True):
            raiz = self._parte_de_clase(f"{nombre}s")
            for nota in () if raiz is None else raiz.iterfind(f"{W}{nombre}"):
                parrafos = ("".join(parrafo.itertext(f"{W}t")) for parrafo in nota.iter(_PARRAFO))
                texto = " ".join(filter(str.strip, parrafos))
                motivo = f"trae una nota al pie, que no se lee: «{en_corto(texto)}»"
                if nombre == "comment":
                    motivo = de_un_comentario(nota.get(f"{W}author", ""), texto)
                if texto:
                    yield (remite, nota.get(f"{W}id", "")), motivo

    def _direcciones(self, parte: str) -> dict[str, str]:
        """Dirección a que lleva cada enlace de una parte, por la clave de su relación."""
        try:
            relaciones = self._partes.todas_las_relaciones(parte).values()
        except IlegibleError as error:
            self._apuntes.anotar("documento_danado", "", str(error))
            return {}
        return {r.clave: r.parte for r in relaciones if r.externa and r.clase == "hyperlink"}

    def _encabezados(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Marca y textos de cada párrafo o fila de los encabezados y pies."""
        for relacion in self._partes.relaciones(self._principal).values():
            if relacion.clase not in ("header", "footer") or relacion.parte not in self._partes:
                continue
            try:
                raiz = self._partes.raiz(relacion.parte)
            except IlegibleError as error:
                self._apuntes.anotar("documento_danado", "encabezado o pie de página", str(error))
                continue
            self.parrafos.lugar = "encabezado o pie de página".strip
            # Los de un membrete: el sitio, el correo, el escudo.
            self.parrafos.direcciones, self.parrafos.en_el_cuerpo = {}, False
            for bloque in parrafos_y_tablas(raiz):
                if bloque.tag == _TABLA:
                    self._tablas_de_encabezado += 1
                    yield from self._tablas.textos(bloque)
                else:
                    texto, _ = self.parrafos.leer(bloque)
                    yield "", (texto,)


_DATOS = '"datos":{'
"""Señal, en el esquema, de un documento con datos entre marcadores."""


_CUADRO = f"{W}txbxContent"


def _en_cuadros(parrafo: Elemento) -> list[Elemento]:
    """Tablas de los cuadros de texto de un párrafo."""
    if next(parrafo.iter(_CUADRO), None) is None:
        return []
    tablas = (desenvueltos(cuadro, (_TABLA,)) for cuadro in cuadros(parrafo))
    return [tabla for tablas_del_cuadro in tablas for tabla in tablas_del_cuadro]


def parrafos_y_tablas(elemento: Elemento) -> Iterator[Elemento]:
    """Párrafos y tablas de primer nivel; un control sin llenar no se ve."""
    for bloque in desenvueltos(elemento, (_PARRAFO, _TABLA), muestra_su_indicacion):
        if bloque.tag != CONTROL:
            yield bloque
