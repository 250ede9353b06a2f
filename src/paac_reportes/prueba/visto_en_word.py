"""Lo que se ve de un documento de Word: su cuerpo y los encabezados y pies de cada sección."""

from collections.abc import Iterator, Mapping

import attrs

from paac_reportes import clases
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.word.envolturas import desenvueltos
from paac_reportes.opc.word.parrafos import Estilo, Estilos, Numeracion
from paac_reportes.opc.word.tablas import CeldaCruda, TablaCruda
from paac_reportes.prueba.graficos import grafico_de_word
from paac_reportes.prueba.paquete import Elemento, Paquete, R, Relacion, W
from paac_reportes.prueba.visible import (
    Bloque,
    Casilla,
    Cuadro,
    Renglon,
    Texto,
    Zona,
    literal,
    marca,
    zona,
)

# ------------------------------------------------------------------ parrafos
# Lo que se lee de un párrafo de Word: sus letras, sus campos, sus enlaces y sus imágenes.

_ALTERNATIVA = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DIBUJO = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_GRAFICO = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_BLANCO = "FFFFFF"
_DE_PAGINA = {"PAGE": "página", "NUMPAGES": "páginas", "PAGEREF": "página"}
"""Los campos cuyo número calcula el programa que muestra el documento."""

_COMO_LETRAS = {
    f"{W}tab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "",
}
_NO_DICEN_NADA = {
    f"{W}{que}"
    for que in ("rPr", "pPr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "proofErr")
}
_SOLO_ENVUELVEN = {
    f"{W}{que}" for que in ("smartTag", "sdt", "sdtContent", "fldSimple", "dir", "bdo")
}
_CAMBIOS = {
    f"{W}ins": "insertado sin aceptar",
    f"{W}del": "borrado sin aceptar",
    f"{W}moveTo": "movido sin aceptar",
    f"{W}moveFrom": "movido sin aceptar",
}
_LO_DEMAS = {
    f"{W}footnoteReference": "nota al pie",
    f"{W}endnoteReference": "nota al final",
    f"{W}commentReference": "comentario",
    f"{W}sym": "símbolo",
    f"{W}object": "objeto",
    f"{W}pict": "dibujo",
    f"{W}ruby": "anotación",
}


@attrs.define
class _Campo:
    """Un campo abierto: lo que pide, y lo que muestra."""

    pide: str = ""
    muestra: list[str] | None = None
    """``None`` mientras se lee lo que pide."""


class Parrafos:
    """Los párrafos de una parte, en orden: un campo puede empezar en uno y acabar en otro."""

    def __init__(
        self,
        paquete: Paquete,
        relaciones: Mapping[str, Relacion],
        marcadores: Mapping[str, str],
    ) -> None:
        self._paquete = paquete
        self._relaciones = relaciones
        self._marcadores = marcadores
        self._campos: list[_Campo] = []

    def texto_de(self, parrafo: Elemento, fondo: str = _BLANCO) -> str:
        """Lo que se lee; ``fondo`` es el color sobre el que está."""
        return "".join(self._dentro(parrafo, fondo))

    def _dentro(self, elemento: Elemento, fondo: str) -> Iterator[str]:
        for hijo in elemento:
            if hijo.tag == f"{W}r":
                yield self._corrida(hijo, fondo)
            elif hijo.tag == f"{W}hyperlink":
                yield self._enlace(hijo, fondo)
            elif hijo.tag in _CAMBIOS:
                yield marca(_CAMBIOS[hijo.tag], "".join(self._dentro(hijo, fondo)))
            elif hijo.tag in _SOLO_ENVUELVEN:
                yield from self._dentro(hijo, fondo)
            elif hijo.tag not in _NO_DICEN_NADA:
                # Lo que aquí no se conoce no se calla si trae letras.
                suelto = "".join(hijo.itertext()).strip()
                yield marca(hijo.tag.rpartition("}")[2], suelto) if suelto else ""

    def _enlace(self, enlace: Elemento, fondo: str) -> str:
        texto = "".join(self._dentro(enlace, fondo))
        ancla = enlace.get(f"{W}anchor")
        relacion = self._relaciones.get(enlace.get(f"{R}id", ""))
        if relacion is not None:
            destino = f"{relacion.parte}#{ancla}" if ancla else relacion.parte
            return f"{texto}{marca('enlace', destino)}"
        return f"{texto}{marca('va a', self._marcadores.get(ancla or '', f'#{ancla}'))}"

    def _corrida(self, corrida: Elemento, fondo: str) -> str:
        texto = "".join(self._trozo(hijo) for hijo in corrida)
        if texto.strip() and (como := _escondida(corrida.find(f"{W}rPr"), fondo)):
            return marca(como, texto)
        return texto

    def _trozo(self, hijo: Elemento) -> str:
        if hijo.tag == f"{W}fldChar":
            return self._campo(hijo.get(f"{W}fldCharType", ""))
        if hijo.tag == f"{W}instrText":
            if self._campos:
                self._campos[-1].pide += hijo.text or ""
            return ""
        escrito = self._escrito(hijo)
        if self._campos and (recoge := self._campos[-1]).pide.split()[:1] and _es_de_pagina(recoge):
            if recoge.muestra is not None:
                recoge.muestra.append(escrito)
            return ""
        return escrito

    def _escrito(self, hijo: Elemento) -> str:
        if hijo.tag in {f"{W}t", f"{W}delText"}:
            return literal(hijo.text or "")
        if hijo.tag == f"{W}br":
            return "\n" if hijo.get(f"{W}type", "textWrapping") == "textWrapping" else ""
        if hijo.tag in _COMO_LETRAS:
            return _COMO_LETRAS[hijo.tag]
        if hijo.tag == f"{W}drawing":
            return self._dibujo(hijo)
        if hijo.tag == _ALTERNATIVA:
            return self._dibujo(hijo[0]) if len(hijo) else ""
        return marca(_LO_DEMAS[hijo.tag]) if hijo.tag in _LO_DEMAS else ""

    def _dibujo(self, dibujo: Elemento) -> str:
        """La imagen o el gráfico con su texto alternativo; de un cuadro de texto, lo que dice."""
        dicho = "".join(texto.text or "" for texto in dibujo.iter(f"{W}t"))
        if dicho:
            return marca("cuadro de texto", dicho)
        propiedades = next(dibujo.iter(_DIBUJO), None)
        descrito = "" if propiedades is None else propiedades.get("descr", "")
        grafico = next(dibujo.iter(_GRAFICO), None)
        if grafico is None:
            return marca("imagen", descrito)
        relacion = self._relaciones.get(grafico.get(f"{R}id", ""))
        return grafico_de_word(self._paquete, relacion.parte if relacion else "", descrito)

    def _campo(self, clase: str) -> str:
        if clase == "begin":
            self._campos.append(_Campo())
        elif clase == "separate" and self._campos:
            self._campos[-1].muestra = []
        elif clase == "end" and self._campos:
            return _resultado(self._campos.pop())
        return ""


def _es_de_pagina(campo: _Campo) -> bool:
    return campo.pide.split()[0].upper() in _DE_PAGINA


def _resultado(campo: _Campo) -> str:
    """El número de un campo de página no se compara; otra cosa en su lugar, sí."""
    if not campo.pide.split() or not _es_de_pagina(campo):
        return ""
    escrito = "".join(campo.muestra or ()).strip()
    if escrito and not escrito.isdecimal():
        return escrito
    return marca(_DE_PAGINA[campo.pide.split()[0].upper()])


def _escondida(propiedades: Elemento | None, fondo: str) -> str:
    """Cómo se esconde una corrida: oculta, o del color de su fondo; nada si se ve."""
    if propiedades is None:
        return ""
    oculta, color = propiedades.find(f"{W}vanish"), propiedades.find(f"{W}color")
    if oculta is not None and oculta.get(f"{W}val", "1") not in {"0", "false", "off"}:
        return "oculto"
    sombra = propiedades.find(f"{W}shd")
    detras = fondo if sombra is None else sombra.get(f"{W}fill", fondo)
    invisible = color is not None and color.get(f"{W}val", "").upper() == detras.upper()
    return "del color del fondo" if invisible else ""


# ------------------------------------------------------------------ documento

LUGARES = {
    ("headerReference", "default"): "encabezado",
    ("footerReference", "default"): "pie",
    ("headerReference", "first"): "encabezado de la primera página",
    ("footerReference", "first"): "pie de la primera página",
    ("headerReference", "even"): "encabezado de las páginas pares",
    ("footerReference", "even"): "pie de las páginas pares",
}


def ver_word(paquete: Paquete) -> tuple[Zona, ...]:
    """El cuerpo y, por cada sección, lo que se repite en sus páginas."""
    principal, raiz = paquete.principal, paquete.raiz
    cuerpo = raiz.find(f"{W}body")
    if cuerpo is None:
        return ()
    lector = _Lector.de(paquete, principal, raiz)
    return zona("cuerpo", lector.bloques(cuerpo, "tabla")), *_de_secciones(paquete, principal, raiz)


def _de_secciones(paquete: Paquete, principal: str, raiz: Elemento) -> Iterator[Zona]:
    """Lo de cada sección; la que no dice uno suyo muestra el de la anterior."""
    relaciones = paquete.relaciones(principal)
    ajustes = next((r.parte for r in relaciones.values() if r.clase == "settings"), "")
    hay_pares = _esta_puesto(paquete.xml(ajustes).find(f"{W}evenAndOddHeaders"))
    pares = ["even"] if hay_pares else []
    puestos: dict[tuple[str, str], str] = {}
    for numero, seccion in enumerate(raiz.iter(f"{W}sectPr"), 1):
        puestos.update(_nombrados(seccion, relaciones))
        clases = {"default", *pares}
        if _esta_puesto(seccion.find(f"{W}titlePg")):
            clases.add("first")
        for clave, nombre in LUGARES.items():
            if clave[1] in clases:
                lugar = f"{nombre} de la sección {numero}"
                yield zona(lugar, _de_parte(paquete, puestos.get(clave, ""), lugar))


def _nombrados(
    seccion: Elemento, relaciones: Mapping[str, Relacion]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Los encabezados y pies que una sección dice, y la parte donde está cada uno."""
    for clase, cual in LUGARES:
        for uno in seccion.findall(f"{W}{clase}"):
            relacion = relaciones.get(uno.get(f"{R}id", ""))
            if uno.get(f"{W}type", "default") == cual and relacion is not None:
                yield (clase, cual), relacion.parte


def _de_parte(paquete: Paquete, nombre: str, lugar: str) -> Iterator[Bloque]:
    """Lo que dice un encabezado o un pie; nada, si la sección no lo tiene."""
    if nombre:
        parte = paquete.xml(nombre)
        yield from _Lector.de(paquete, nombre, parte).bloques(parte, lugar)


def _esta_puesto(ajuste: Elemento | None) -> bool:
    return ajuste is not None and ajuste.get(f"{W}val", "1") not in {"0", "false", "off"}


_SE_ESCRIBEN = ("bullet", "decimal", "upperLetter")
_VINETAS = {"\uf0b7": "•"}
"""La viñeta de la letra Symbol, que otros programas ponen en lugar de la corriente."""


@clases.frozen
class _Lector:
    """Lee los bloques de una parte: el cuerpo, un encabezado o un pie."""

    _parrafos: Parrafos
    _numeracion: Numeracion
    _estilos: Estilos
    _presupuesto: Presupuesto

    @classmethod
    def de(cls, paquete: Paquete, parte: str, raiz: Elemento) -> "_Lector":
        """El de una parte, con los estilos y las listas del documento."""
        relaciones = paquete.relaciones(parte)
        del_documento = {r.clase: r.parte for r in paquete.relaciones(paquete.principal).values()}
        numeracion = Numeracion(paquete.xml(del_documento.get("numbering", "")))
        estilos = Estilos(paquete.xml(del_documento.get("styles", "")))
        parrafos = Parrafos(paquete, relaciones, _marcadores(raiz))
        return cls(parrafos, numeracion, estilos, paquete.presupuesto)

    def bloques(self, contenedor: Elemento, nombre: str) -> Iterator[Bloque]:
        """Los párrafos y las tablas; cada tabla se llama ``nombre`` con su número."""
        tablas = 0
        for elemento in desenvueltos(contenedor):
            if elemento.tag == f"{W}p":
                yield Texto(self._parrafo(elemento))
            elif elemento.tag == f"{W}tbl":
                tablas += 1
                en_el_cuerpo = nombre == "tabla"
                lugar = f"tabla {tablas}" if en_el_cuerpo or tablas > 1 else ""
                donde = lugar if en_el_cuerpo else ", ".join(filter(None, (nombre, lugar)))
                yield self._tabla(elemento, donde)

    def _parrafo(self, parrafo: Elemento, fondo: str = _BLANCO) -> str:
        propiedades = parrafo.find(f"{W}pPr")
        texto = self._parrafos.texto_de(parrafo, fondo)
        nivel = self._nivel(propiedades)
        delante = self._delante(propiedades, es_titulo=nivel > 0)
        if not texto:
            return delante.rstrip()
        return f"{marca(f'título {nivel}') if nivel else ''}{delante}{texto}"

    def _delante(self, propiedades: Elemento | None, *, es_titulo: bool) -> str:
        """La marca de lista, con la sangría de su nivel; nada si no está en una."""
        numero = None if propiedades is None else self._numero(propiedades)
        numerado = None if numero is None else self._numeracion.siguiente(numero)
        if numerado is None:
            return ""
        signo = _VINETAS.get(numerado.texto, numerado.texto)
        if numerado.forma not in _SE_ESCRIBEN:
            signo = marca("numeración", numerado.forma)
        return f"{'' if es_titulo else '  ' * numerado.nivel}{signo} "

    def _numero(self, propiedades: Elemento) -> Elemento | None:
        """En qué lista va: la que el párrafo dice o, si no dice ninguna, la de su estilo."""
        propio = propiedades.find(f"{W}numPr")
        return propio if propio is not None else self._estilo(propiedades).numeracion

    def _nivel(self, propiedades: Elemento | None) -> int:
        if propiedades is None:
            return 0
        propio = propiedades.find(f"{W}outlineLvl")
        if propio is None:
            return self._estilo(propiedades).nivel or 0
        nivel = int(propio.get(f"{W}val", "9"))
        return nivel + 1 if nivel < _SIN_NIVEL else 0

    def _estilo(self, propiedades: Elemento) -> Estilo:
        estilo = propiedades.find(f"{W}pStyle")
        return self._estilos.de(None if estilo is None else estilo.get(f"{W}val"))

    def _tabla(self, tabla: Elemento, lugar: str) -> Cuadro:
        """Lo que se ve de una tabla; ``ValueError`` si por dentro no es clara."""
        cruda = TablaCruda(lugar, self._presupuesto)
        cruda.recorrer(tabla, self._leer_celda)
        if cruda.dudosas:
            raise ValueError(lugar)
        filas: list[Renglon] = []
        for numero, celdas in enumerate(cruda.filas):
            oculta = numero in cruda.nombran_ocultar
            suyas = (celda for celda in celdas if celda.fila == numero)
            filas.append({celda.columna: _casilla(celda, oculta=oculta) for celda in suyas})
        for celda in cruda.tapadas:
            filas[celda.fila][celda.columna] = Casilla(marca("tapado", celda.texto))
        return Cuadro(lugar, sin_lineas_de_mas(filas))

    def _leer_celda(self, elemento: Elemento, celda: CeldaCruda) -> None:
        celda.texto = self._celda(elemento)

    def _celda(self, celda: Elemento) -> str:
        sombra = celda.find(f"{W}tcPr/{W}shd")
        relleno = _BLANCO if sombra is None else sombra.get(f"{W}fill", _BLANCO)
        fondo = _BLANCO if relleno == "auto" else relleno
        renglones = []
        for elemento in desenvueltos(celda):
            if elemento.tag == f"{W}p":
                renglones.append(self._parrafo(elemento, fondo))
            elif elemento.tag == f"{W}tbl":
                renglones.append(marca("tabla dentro", "".join(elemento.itertext())))
        return "\n".join(renglones)


def sin_lineas_de_mas(filas: list[Renglon]) -> tuple[Renglon, ...]:
    """La tabla sin las líneas de su cuadrícula donde ninguna celda empieza ni termina."""
    bordes = sorted(
        {0}
        | {columna for fila in filas for columna in fila}
        | {columna + celda.columnas for fila in filas for columna, celda in fila.items()}
    )
    lugar = {borde: numero for numero, borde in enumerate(bordes)}
    return tuple(
        {
            lugar[columna]: celda
            if (ancho := lugar[columna + celda.columnas] - lugar[columna]) == celda.columnas
            else attrs.evolve(celda, columnas=ancho)
            for columna, celda in fila.items()
        }
        for fila in filas
    )


def _casilla(celda: CeldaCruda, *, oculta: bool) -> Casilla:
    escondida = oculta and celda.texto
    dicho = marca("fila oculta", celda.texto) if escondida else celda.texto
    return Casilla(dicho, celda.filas, celda.columnas)


_SIN_NIVEL = 9
"""El de un texto corriente, como lo escribe Word."""


def _marcadores(raiz: Elemento) -> dict[str, str]:
    """El texto del párrafo donde está cada marcador, para saber adónde lleva un enlace."""
    return {
        marcador.get(f"{W}name", ""): " ".join(
            "".join(texto.text or "" for texto in parrafo.iter(f"{W}t")).split()
        )
        for parrafo in raiz.iter(f"{W}p")
        for marcador in parrafo.iter(f"{W}bookmarkStart")
    }
