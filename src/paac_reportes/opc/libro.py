"""Un libro de Excel: sus hojas en el orden de sus pestañas."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise
from operator import itemgetter

import attrs

from paac_reportes import clases
from paac_reportes.estructura import mostrar
from paac_reportes.opc.hoja import (
    EstiloDeCelda,
    HojaCruda,
    LectorDeRejilla,
    Leido,
    Lugar,
    Rango,
    compartidos,
    estilos_de_celda,
    leer_hoja,
    lugar_de_referencia,
    sin_escapes,
)
from paac_reportes.opc.paquete import Partes, Relacion, propiedades
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.visto import (
    PREFIJO_DE_MARCA,
    CeldaVista,
    DocumentoVisto,
    EnlaceExterno,
    ParteVista,
    TablaVista,
    direccion_de_formula,
    enlace,
)
from paac_reportes.opc.xml import (
    Apuntes,
    Elemento,
    R,
    S,
    arbol,
    de_un_comentario,
    de_un_error,
    de_una_imagen,
    en_corto,
    entero,
    tachado,
)
from paac_reportes.sistema import IlegibleError

# ------------------------------------------------------------------ lo que va encima de las celdas


_EN_HILO = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_ANCLAS = ("{*}twoCellAnchor", "{*}oneCellAnchor", "{*}absoluteAnchor")

Dicho = tuple[Lugar | None, str, str]
"""La celda, si se sabe, el código y lo que se dice."""


def lo_de_encima(partes: Partes, hoja: str, apuntes: Apuntes) -> Iterator[Dicho]:
    """Lo que va encima de una hoja: la celda, el código de aviso y el mensaje de cada objeto."""
    relaciones = [
        relacion_de_hoja
        for relacion_de_hoja in partes.relaciones(hoja).values()
        if relacion_de_hoja.parte in partes
    ]
    en_hilo: set[str] = set()
    for relacion in sorted(
        relaciones, key=lambda relacion_de_hoja: relacion_de_hoja.clase != "threadedComment"
    ):
        try:
            yield from _mensajes_de_parte(relacion, partes, en_hilo)
        except IlegibleError as error:
            apuntes.anotar("documento_danado", "", str(error))


def _mensajes_de_parte(relacion: Relacion, partes: Partes, en_hilo: set[str]) -> Iterator[Dicho]:
    """Mensajes de una parte; ``en_hilo``: celdas cuyo comentario va en hilo, y en una copia."""
    if relacion.clase in _CLASES_DE_COMENTARIOS:
        for celda, autor, texto in comentarios(partes, relacion):
            if relacion.clase == "threadedComment":
                en_hilo.add(celda)
            elif celda in en_hilo:
                continue  # del que va en hilo se guarda una copia
            yield lugar_de_referencia(celda), "comentario_sin_leer", de_un_comentario(autor, texto)
    elif relacion.clase == "drawing":
        for ancla in partes.raiz(relacion.parte).iter(*_ANCLAS):
            yield from _dibujado(ancla)
    elif relacion.clase == "vmlDrawing":
        yield from _controles(relacion, partes)


_CLASES_DE_COMENTARIOS = ("threadedComment", "comments")


def comentarios(partes: Partes, relacion: Relacion) -> Iterator[tuple[str, str, str]]:
    """Celda (``F14``), autor si lo dice y texto de cada comentario de una parte."""
    if relacion.clase not in _CLASES_DE_COMENTARIOS:
        return
    raiz = partes.raiz(relacion.parte)
    for comentario in raiz.iter(f"{_EN_HILO}threadedComment"):
        yield comentario.get("ref", ""), "", "".join(comentario.itertext(f"{_EN_HILO}text"))
    autores = ["".join(a.itertext()) for a in raiz.iterfind(f"{S}authors/{S}author")]
    for comentario in raiz.iter(f"{S}comment"):
        numero = entero(comentario.get("authorId"), -1)
        autor = autores[numero] if 0 <= numero < len(autores) else ""
        texto = "".join(comentario.itertext(f"{S}t"))
        sin_autor = texto.removeprefix(f"{autor}:").strip() if autor else texto
        yield comentario.get("ref", ""), autor, sin_autor


def _dibujado(ancla: Elemento) -> Iterator[Dicho]:
    """Mensajes del cuadro de texto o la imagen que un ancla pone sobre una celda."""
    desde = ancla.find("{*}from")
    lugar: Lugar | None = None
    if desde is not None:
        fila, columna = (entero(desde.findtext(f"{{*}}{e}"), -1) for e in ("row", "col"))
        lugar = (fila, columna) if fila >= 0 and columna >= 0 else None
    textos = ("".join(e.itertext("{*}t")).strip() for e in ancla.iter("{*}txBody"))
    if texto := " ".join(filter(None, textos)):
        yield (
            lugar,
            "contenido_aparte",
            f"trae un cuadro de texto, que no se lee: «{en_corto(texto)}»",
        )
    if next(ancla.iter("{*}pic", "{*}graphicFrame"), None) is not None:
        descripcion = next((e.get("descr", "") for e in ancla.iter("{*}cNvPr")), "")
        yield lugar, "imagen_sin_leer", de_una_imagen(descripcion)


_CONTROLES = {"Checkbox", "Radio", "Drop", "List", "Spin", "Scroll", "Label", "Pict"}
"""Controles que alguien llena, o que dicen algo; un botón de macro o un marco, no."""
_SIN_CERRAR = re.compile(rb"<(br|hr)((?:\s[^<>]*)?)(?<!/)>", re.IGNORECASE)
"""Etiquetas sin cerrar que Excel escribe, como en HTML, dentro de un texto de su dibujo."""


def _controles(relacion: Relacion, partes: Partes) -> Iterator[Dicho]:
    """Lo que va encima de una hoja y es un control: su celda, el código de aviso y el mensaje."""
    crudo = b"".join(partes.trozos(relacion.parte))
    if b"ObjectType" not in crudo:
        return
    try:
        dibujo = arbol([_SIN_CERRAR.sub(rb"<\1\2/>", crudo)], relacion.parte, partes.presupuesto)
    except IlegibleError:
        if any(f'"{clase}"'.encode() in crudo for clase in _CONTROLES):
            yield None, "contenido_aparte", "trae unos controles que no se dejan leer"
        return
    for forma in dibujo.iter("{*}shape"):
        datos = forma.find("{*}ClientData")
        clase = "" if datos is None else datos.get("ObjectType", "")
        if clase in _CONTROLES:
            orillas = (datos.findtext("{*}Anchor") or "").split(",")
            columna, fila = (entero(orilla.strip(), -1) for orilla in (orillas * 3)[0:3:2])
            lugar = (fila, columna) if fila >= 0 and columna >= 0 else None
            caja = forma.find("{*}textbox")
            texto = en_corto("".join(() if caja is None else caja.itertext()))
            dice = f" («{texto}»)" if texto else ""
            motivo = f"lleva encima un control{dice}, que no se lee como dato"
            yield lugar, "contenido_aparte", motivo


_RICOS = "xl/richData/"


def imagenes_de_celdas(partes: Partes) -> frozenset[str]:
    """Números (``vm``) con que las celdas de un libro nombran las imágenes guardadas en ellas."""
    nombres = ("xl/metadata.xml", f"{_RICOS}rdrichvalue.xml", f"{_RICOS}rdrichvaluestructure.xml")
    if not all(nombre in partes for nombre in nombres):
        return frozenset()
    try:
        metadatos, valores, clases = (partes.raiz(nombre) for nombre in nombres)
    except IlegibleError:
        return frozenset()
    clase_de = [clase.get("t") for clase in clases.iter("{*}s")]
    son_imagen = {
        str(orden)
        for orden, valor in enumerate(valores.iter("{*}rv"))
        if 0 <= (clase := entero(valor.get("s"), -1)) < len(clase_de)
        and clase_de[clase] == "_localImage"
    }
    ricos = [bloque.get("i") for bloque in metadatos.iter("{*}rvb")]
    bloques = metadatos.iterfind("{*}valueMetadata/{*}bk")
    return frozenset(
        str(orden)
        for orden, bloque in enumerate(bloques, 1)
        for registro in bloque.iterfind("{*}rc")
        if 0 <= (rico := entero(registro.get("v"), -1)) < len(ricos) and ricos[rico] in son_imagen
    )


# ------------------------------------------------------------------ encabezados
# El encabezado y el pie impresos de una hoja, sin los códigos con que Excel los escribe.

_CODIGO = re.compile(
    r'&(?:(?P<zona>[LCR])|(?P<y>&)|"[^"]*"|[0-9]+|K(?:[0-9A-Fa-f]{6}|[0-9]{2}[+-][0-9]{3})|.|$)',
    re.DOTALL,
)


def textos_impresos(impreso: str) -> Iterator[str]:
    """Textos de la izquierda, del centro y de la derecha de un encabezado de Excel, si los hay."""
    zonas = [[""]]
    fin = 0
    for coincidencia in _CODIGO.finditer(impreso):
        zonas[-1].append(impreso[fin : coincidencia.start()])
        fin = coincidencia.end()
        if coincidencia["zona"]:
            zonas.append([])
        elif coincidencia["y"]:
            zonas[-1].append("&")
    zonas[-1].append(impreso[fin:])
    yield from (texto for zona in zonas if (texto := sin_escapes("".join(zona)).strip()))


# ------------------------------------------------------------------ cuadricula
# Lo escrito en una hoja como la rejilla que se ve, sin lo que sólo tiene formato.

_REJILLA_HOLGADA = 200_000
"""Los lugares de una rejilla tras los que se mira si algo está lejísimos de lo demás."""
_ASOMO = 64
"""Celdas que una combinada puede salirse de lo escrito sin que se recorte."""
_FILAS_VACIAS, _COLUMNAS_VACIAS = 1000, 100
"""Las seguidas tras las que lo escrito ya no es de lo mismo."""


@clases.frozen
class _RectanguloEscrito:
    """El rectángulo de una hoja que tiene algo escrito."""

    fila: int
    columna: int
    ultima_fila: int
    ultima_columna: int

    @classmethod
    def de(cls, lugares: Iterable[Lugar]) -> "_RectanguloEscrito":
        """El rectángulo que contiene esos lugares."""
        filas = [fila for fila, _ in lugares]
        columnas = [columna for _, columna in lugares]
        return cls(min(filas), min(columnas), max(filas), max(columnas))

    @property
    def area(self) -> int:
        return (self.ultima_fila - self.fila + 1) * (self.ultima_columna - self.columna + 1)

    def con_lo_que_asoma(self, combinadas: Iterable[Rango]) -> "_RectanguloEscrito":
        """El rectángulo, alargado hasta donde llegan las celdas combinadas que empiezan en él."""
        filas, columnas = [self.ultima_fila], [self.ultima_columna]
        for fila, columna, ultima_fila, ultima_columna in combinadas:
            empieza = self.tiene_fila(fila) and self.columna <= columna <= self.ultima_columna
            if empieza and ultima_fila <= self.ultima_fila + _ASOMO:
                filas.append(ultima_fila)
            if empieza and ultima_columna <= self.ultima_columna + _ASOMO:
                columnas.append(ultima_columna)
        return attrs.evolve(self, ultima_fila=max(filas), ultima_columna=max(columnas))

    def con_las_que_siguen(self, marcadas: Container[int]) -> "_RectanguloEscrito":
        """El rectángulo con las filas marcadas que le siguen: la última, en blanco, es del plan."""
        ultima = self.ultima_fila
        while ultima + 1 in marcadas:
            ultima += 1
        return attrs.evolve(self, ultima_fila=ultima)

    def tiene_fila(self, fila: int) -> bool:
        return self.fila <= fila <= self.ultima_fila

    def recortar(self, rango: Rango) -> Rango | None:
        """Parte de un rango que cae en el rectángulo; nada si ninguna."""
        fila, columna, ultima_fila, ultima_columna = rango
        fila, columna = max(fila, self.fila), max(columna, self.columna)
        ultima_fila = min(ultima_fila, self.ultima_fila)
        ultima_columna = min(ultima_columna, self.ultima_columna)
        queda_algo = fila <= ultima_fila and columna <= ultima_columna
        return (fila, columna, ultima_fila, ultima_columna) if queda_algo else None


_UNA_MARCA = re.compile(rf"{PREFIJO_DE_MARCA}[a-z]\d[+\w]*")


@clases.frozen
class HojaDeExcel:
    """Piezas para armar la rejilla de una hoja."""

    lugar: str
    titulos: tuple[int, int]
    """Primera y última fila, incluida, de las que se repiten en cada página."""
    presupuesto: Presupuesto
    apuntes: Apuntes

    def tabla(self, hoja: HojaCruda, enlaces: Mapping[Lugar, EnlaceExterno]) -> TablaVista | None:
        """Tabla que se ve en una hoja; ``None`` si no tiene nada; ``IlegibleError`` si no cabe."""
        celdas = hoja.celdas
        # Un texto compartido cuenta cada vez que se usa: quien lo lea después lo copiará.
        self.presupuesto.gastar("letras", sum(map(len, map(itemgetter(0), celdas.values()))))
        marcas = self._marcas(celdas)
        if not celdas:
            return None
        sitio = self._sitio(celdas, hoja.combinadas, marcas)
        rejilla = _Rejilla(sitio, celdas, hoja.destacadas, enlaces)
        if not rejilla.combinar(hoja.combinadas, self.presupuesto):
            self.apuntes.anotar(
                "documento_danado", self.lugar, "trae celdas combinadas que se pisan"
            )
        filas = rejilla.filas()
        for tapada, texto in rejilla.tapadas:
            motivo = f"trae un texto que otra celda cubre, y no se leyó: {mostrar(texto)}"
            self.apuntes.anotar("contenido_aparte", de_celda(self.lugar, tapada), motivo)
        return TablaVista(
            lugar=self.lugar,
            filas=filas,
            filas_ocultas=frozenset(
                fila - sitio.fila for fila in hoja.filas_ocultas if sitio.tiene_fila(fila)
            ),
            columnas_ocultas=frozenset(_ocultas(hoja.columnas_ocultas, sitio)),
            filas_de_rotulos=_rotulos(self.titulos, sitio),
            marcas={
                fila - sitio.fila: marca for fila, marca in marcas.items() if sitio.tiene_fila(fila)
            },
            primera=(sitio.fila, sitio.columna),
            formulas=frozenset(
                (fila - sitio.fila, columna - sitio.columna) for fila, columna in hoja.formulas
            ),
            colores={
                (fila - sitio.fila, columna - sitio.columna): color
                for (fila, columna), color in hoja.colores.items()
            },
            ayudas={
                (fila - sitio.fila, columna - sitio.columna): titulo
                for (fila, columna), titulo in hoja.ayudas.items()
            },
            tachadas=frozenset(
                (fila - sitio.fila, columna - sitio.columna)
                for (fila, columna), del_todo in hoja.tachadas.items()
                if del_todo
            ),
        )

    def _marcas(self, celdas: dict[Lugar, Leido]) -> dict[int, str]:
        """Marca de cada fila, que se quita de lo leído: sirve sola, aunque falten otras.

        Lo que alguien escribió encima de las demás, en su columna, tampoco es del plan: se dice. Lo
        que se les parece a su izquierda se ve, y es lo que alguien escribió.
        """
        parecen = {
            lugar: texto.removeprefix(PREFIJO_DE_MARCA)
            for lugar, (texto, _) in celdas.items()
            if texto.startswith(PREFIJO_DE_MARCA) and _UNA_MARCA.fullmatch(texto)
        }
        if not parecen:
            return {}
        veces = Counter(columna for _, columna in parecen)
        columna_de_marcas = max(veces, key=lambda columna: veces[columna])
        marcas = {(f, c): marca for (f, c), marca in parecen.items() if c >= columna_de_marcas}
        for marcada in marcas:
            del celdas[marcada]
        encima = [(f, c) for f, c in celdas if c == columna_de_marcas]
        if len(encima) <= veces[columna_de_marcas]:
            for lugar in encima:
                texto, _ = celdas.pop(lugar)
                motivo = (
                    "está en la columna escondida que dice cuál es cada fila, y no se leyó:"
                    f" {mostrar(texto)}"
                )
                self.apuntes.anotar("contenido_aparte", de_celda(self.lugar, lugar), motivo)
        # De dos en una fila vale la de su columna: la otra se pegó ahí.
        en_orden = sorted(marcas, key=lambda lugar: lugar[1] == columna_de_marcas)
        return {fila: marcas[fila, columna] for fila, columna in en_orden}

    def _sitio(
        self, celdas: dict[Lugar, Leido], combinadas: list[Rango], marcadas: Container[int]
    ) -> _RectanguloEscrito:
        """El rectángulo de lo escrito en una hoja; avisa de lo que está lejísimos.

        Eso se quita de ``celdas``. ``marcadas``: las filas con una marca nuestra.
        """
        sitio = _RectanguloEscrito.de(celdas)
        if sitio.area > min(self.presupuesto.queda("rejilla"), _REJILLA_HOLGADA):
            ultima_fila = _sin_lejanas({fila for fila, _ in celdas}, _FILAS_VACIAS)
            ultima_columna = _sin_lejanas({columna for _, columna in celdas}, _COLUMNAS_VACIAS)
            lejos = [(f, c) for f, c in celdas if f > ultima_fila or c > ultima_columna]
            for lejana in lejos:
                del celdas[lejana]
            if lejos:
                self.apuntes.anotar(
                    "contenido_aparte",
                    de_celda(self.lugar, min(lejos)),
                    f"está lejísimos de lo demás y no se leyó (celdas así: {len(lejos)})",
                )
            sitio = _RectanguloEscrito.de(celdas)
        sitio = sitio.con_lo_que_asoma(combinadas).con_las_que_siguen(marcadas)
        self.presupuesto.gastar("rejilla", sitio.area)
        return sitio


def _sin_lejanas(usadas: set[int], vacio: int) -> int:
    """La última fila o columna usada antes de un vacío de más de ``vacio``."""
    orden = sorted(usadas)
    for anterior, siguiente in pairwise(orden):
        if siguiente - anterior > vacio:
            return anterior
    return orden[-1]


def _ocultas(rangos: Iterable[tuple[int, int]], sitio: _RectanguloEscrito) -> Iterable[int]:
    """Columnas ocultas, contadas desde la primera de la tabla.

    ``rangos``: la primera columna y la que sigue a la última; pueden pisarse.
    """
    desde = sitio.columna
    for primera, fin in sorted(rangos):
        hasta = min(fin, sitio.ultima_columna + 1)
        yield from range(max(primera, desde) - sitio.columna, hasta - sitio.columna)
        desde = max(desde, hasta)


def _rotulos(titulos: tuple[int, int], sitio: _RectanguloEscrito) -> int:
    """Cuántas filas del comienzo de la tabla se repiten al imprimir, que son sus rótulos."""
    primera, ultima = titulos
    if primera > sitio.fila or ultima < sitio.fila:
        return 0
    return min(ultima, sitio.ultima_fila) - sitio.fila + 1


class _Rejilla:
    def __init__(
        self,
        sitio: _RectanguloEscrito,
        celdas: dict[Lugar, Leido],
        destacadas: set[Lugar],
        enlaces: Mapping[Lugar, EnlaceExterno],
    ) -> None:
        self._sitio = sitio
        self._celdas = celdas
        self._destacadas = destacadas
        self._enlaces = {donde: (vinculo,) for donde, vinculo in enlaces.items() if donde in celdas}
        self.tapadas: list[tuple[Lugar, str]] = []
        """Los textos que una combinada cubre."""
        self._filas: dict[int, list[CeldaVista | None]] = {}

    def combinar(self, rangos: list[Rango], presupuesto: Presupuesto) -> bool:
        """Une las celdas de esos rangos; ``False`` si alguno pisa a otro, que queda sin unir."""
        limpias = True
        for rango in rangos:
            visible = self._sitio.recortar(rango)
            if visible is None or visible[:2] == visible[2:]:
                continue
            if self._libre(visible, presupuesto):
                self._poner(visible, rango)
            else:
                limpias = False
        return limpias

    def filas(self) -> tuple[tuple[CeldaVista | None, ...], ...]:
        """Filas de la tabla, con una celda en cada lugar escrito o combinado; ``None`` en otro."""
        primera_fila, primera_columna = self._sitio.fila, self._sitio.columna
        destacadas = self._destacadas
        fila_abierta, lugares = -1, list[CeldaVista | None]()
        for lugar_de_hoja, (texto, valor) in self._celdas.items():
            if lugar_de_hoja[0] != fila_abierta:  # vienen por filas
                fila_abierta, lugares = lugar_de_hoja[0], self._fila(lugar_de_hoja[0])
            fila, columna = fila_abierta - primera_fila, lugar_de_hoja[1] - primera_columna
            ocupante = lugares[columna]
            if ocupante is None:
                celda = CeldaVista(texto, fila, columna, valor, 1, 1, lugar_de_hoja in destacadas)
                lugares[columna] = celda
            elif (ocupante.fila, ocupante.columna) != (fila, columna):
                self.tapadas.append((lugar_de_hoja, texto))
        self._enlazar()
        vacia = (None,) * self._ancho
        return tuple(
            tuple(self._filas[numero]) if numero in self._filas else vacia
            for numero in range(primera_fila, self._sitio.ultima_fila + 1)
        )

    def _enlazar(self) -> None:
        """Pone sus enlaces a las celdas, que casi nunca los tienen."""
        for (fila, columna), enlaces in self._enlaces.items():
            lugares, lugar = self._fila(fila), columna - self._sitio.columna
            celda = lugares[lugar]
            if celda is not None and celda.cuantas_filas == celda.cuantas_columnas == 1:
                lugares[lugar] = attrs.evolve(celda, enlaces=enlaces)

    @property
    def _ancho(self) -> int:
        return self._sitio.ultima_columna - self._sitio.columna + 1

    def _fila(self, numero: int) -> list[CeldaVista | None]:
        """Fila de ese número en la hoja, un lugar por columna: ``None`` el que nada lleva aún."""
        fila = self._filas.get(numero)
        if fila is None:
            fila = self._filas[numero] = [None] * self._ancho
        return fila

    def _libre(self, rango: Rango, presupuesto: Presupuesto) -> bool:
        """Si en ese rango aún no hay celdas; tampoco, si cuesta demasiado mirarlo."""
        primera_fila, columna, ultima_fila, ultima_columna = rango
        desde, hasta = columna - self._sitio.columna, ultima_columna - self._sitio.columna + 1
        for numero in range(primera_fila, ultima_fila + 1):
            fila = self._filas.get(numero)
            if not presupuesto.alcanza("cotejos", hasta - desde):
                return False
            if fila and any(fila[desde:hasta]):
                return False
        return True

    def _poner(self, visible: Rango, rango: Rango) -> None:
        """Pone una combinada en todos sus lugares visibles, con lo de su esquina, se vea o no."""
        fila, columna, ultima_fila, ultima_columna = visible
        esquina = rango[:2]
        texto, valor = self._celdas.get(esquina, ("", None))
        celda = CeldaVista(
            texto,
            fila - self._sitio.fila,
            columna - self._sitio.columna,
            valor,
            ultima_fila - fila + 1,
            ultima_columna - columna + 1,
            not self._destacadas.isdisjoint((esquina, (fila, columna))),
            self._enlaces.get(esquina, ()),
        )
        lugares = slice(columna - self._sitio.columna, ultima_columna - self._sitio.columna + 1)
        for numero in range(fila, ultima_fila + 1):
            self._fila(numero)[lugares] = [celda] * celda.cuantas_columnas


# ------------------------------------------------------------------ libro


def de_celda(lugar: str, celda: Lugar) -> str:
    """Lugar de una celda en palabras: ``la hoja «Salud», celda F14``."""
    return TablaVista(lugar, (), primera=(0, 0)).lugar_de(*celda)


def _cae_en(celda: Lugar, rango: Rango) -> bool:
    return rango[0] <= celda[0] <= rango[2] and rango[1] <= celda[1] <= rango[3]


_TITULOS = re.compile(
    r"(?:^|,)(?:'(?:[^']|'')*'|[^',!]+)!\$(?P<de>[0-9]{1,7}):\$(?P<a>[0-9]{1,7})$"
)
_LARGO_DE_TITULOS = 500
_COMPARTIDO = re.compile(rb' t="s"><v>(\d+)</v>')


def ver_libro(partes: Partes, principal: str, raiz: Elemento) -> DocumentoVisto:
    """Documento que se ve de un libro; ``IlegibleError`` si no se deja leer."""
    return LibroDeExcel(partes, principal, raiz).ver()


def cuenta_desde_1904(libro: Elemento) -> bool:
    """Si un libro cuenta los días como los Mac de antes: desde el 1 de enero de 1904."""
    opciones = libro.find(f"{S}workbookPr")
    return opciones is not None and opciones.get("date1904") in ("1", "true", "on")


class LibroDeExcel:
    """Quien lo ve."""

    def __init__(self, partes: Partes, principal: str, raiz: Elemento) -> None:
        self._partes, self._raiz = partes, raiz
        self._relaciones = partes.relaciones(principal)
        self._apuntes = Apuntes()
        self._presupuesto = partes.presupuesto
        self._impresos: dict[str, None] = {}
        self._tachados: set[str] = set()
        self._con_letra: set[str] = set()
        textos, self._estilos = self._textos(), self._estilos_de(principal)
        self._lector = LectorDeRejilla(
            textos,
            self._estilos,
            desde_1904=cuenta_desde_1904(raiz),
            con_tachado=self._tachados,
            con_letra=self._con_letra,
        )
        self._lector.imagenes = imagenes_de_celdas(partes)
        self._titulos = dict(self._filas_de_titulos())
        self._dicen = {
            str(n).encode(): (texto, str(n) in self._tachados, str(n) in self._con_letra)
            for n, texto in enumerate(() if partes.ya_vistas is None else textos)
        }
        """Textos compartidos, por su número: lo que dice, si va tachado y si dice su letra."""

    def ver(self) -> DocumentoVisto:
        """Documento con las hojas como las ve una persona."""
        partes = tuple(self._ver_hoja(hoja, orden) for orden, hoja in enumerate(self._hojas()))
        if self._lector.perdidas:
            self._apuntes.anotar(
                "documento_danado",
                "",
                f"{self._lector.perdidas} celdas nombran un texto que el libro no trae; salen en"
                " blanco",
            )
        return DocumentoVisto(
            tipo="xlsx",
            partes=partes,
            encabezados=tuple(self._impresos),
            propiedades=propiedades(self._partes),
            avisos=self._apuntes.avisos(),
            presupuesto=self._presupuesto,
        )

    def _hojas(self) -> list[Elemento]:
        """Elementos ``sheet`` del libro; ``IlegibleError`` si no hay o son demasiados."""
        hojas: list[Elemento] = self._raiz.findall(f"{S}sheets/{S}sheet")
        if not hojas:
            raise IlegibleError("archivo_vacio", "es un libro de Excel sin hojas")
        self._presupuesto.comprobar("hojas", len(hojas))
        return hojas

    def _textos(self) -> list[str]:
        """Textos compartidos de las celdas del libro."""
        relaciones = (r for r in self._relaciones.values() if r.clase == "sharedStrings")
        partes = (relacion.parte for relacion in relaciones if relacion.parte in self._partes)
        parte = next(partes, "xl/sharedStrings.xml")
        if parte not in self._partes:
            return []
        return compartidos(
            self._partes.trozos(parte), parte, self._presupuesto, self._tachados, self._con_letra
        )

    def _estilos_de(self, principal: str) -> tuple[EstiloDeCelda, ...]:
        """Estilos de las celdas, por su número; ninguno si están dañados, y se anota."""
        try:
            return estilos_de_celda(self._partes.de_clase(principal, "styles", "xl/styles.xml"))
        except IlegibleError as error:
            self._apuntes.anotar("documento_danado", "", f"sus estilos no se dejan leer: {error}")
            return ()

    def _ver_hoja(self, hoja: Elemento, orden: int) -> ParteVista:
        """Una hoja como se ve; apunta lo que no se leyó de ella.

        ``orden``: el suyo en el libro.
        """
        nombre = hoja.get("name", "")
        lugar = f"hoja «{nombre}»"
        oculta = hoja.get("state", "visible") != "visible"
        relacion = self._relacion(hoja, orden)
        if relacion is None or relacion.clase != "worksheet":
            motivo = "no es de celdas: es un gráfico" if relacion else "no está en el archivo"
            self._apuntes.anotar("contenido_aparte", lugar, motivo)
            return ParteVista(nombre=nombre, oculta=oculta, bloques=())
        tabla, impresos = self._tabla_de(relacion.parte, lugar, self._titulos.get(orden, (-1, -1)))
        self._impresos.update(impresos)
        for celda, codigo, motivo in lo_de_encima(self._partes, relacion.parte, self._apuntes):
            lugar_exacto = lugar if celda is None else de_celda(lugar, celda)
            self._apuntes.anotar(codigo, lugar_exacto, motivo)
        return ParteVista(nombre=nombre, oculta=oculta, bloques=(tabla,) if tabla else ())

    def _tabla_de(
        self, parte: str, lugar: str, titulos: tuple[int, int]
    ) -> tuple[TablaVista | None, dict[str, None]]:
        """La tabla de una hoja, si la hay, y los textos de sus encabezados y pies, en su orden.

        De otra igual ya vista, lo mismo. ``titulos``: la primera y la última de las filas que se
        repiten al imprimir.
        """
        ya_vistas, trozos = self._partes.ya_vistas, self._partes.trozos(parte)
        if ya_vistas is None or self._lector.imagenes:
            return self._tabla_leida(trozos, parte, lugar, titulos)
        entera = b"".join(trozos)
        # Los números de los textos compartidos cambian de un libro a otro, y los textos no.
        fijo = _COMPARTIDO.split(entera)
        escritos_de_otro_modo = entera.count(b't="s"') > len(fijo) // 2
        clave = (
            *(lugar, titulos, cuenta_desde_1904(self._raiz), self._estilos, *fijo[::2]),
            *(self._partes.todas_las_relaciones(parte).values()),
            *map(self._dicen.get, fijo[1::2]),
            *(self._dicen.values() if escritos_de_otro_modo else ()),
        )
        if clave not in ya_vistas:
            anotados = self._apuntes.cuantos
            leida = self._tabla_leida((entera,), parte, lugar, titulos)
            if self._apuntes.cuantos > anotados:
                return leida
            ya_vistas[clave] = leida
        tabla, impresos = ya_vistas[clave]
        return tabla, impresos

    def _tabla_leida(
        self, trozos: Iterable[bytes], parte: str, lugar: str, titulos: tuple[int, int]
    ) -> tuple[TablaVista | None, dict[str, None]]:
        """La tabla de una hoja, si la hay, y los textos de sus encabezados y pies, en su orden.

        Apunta lo que no se leyó. ``titulos``: la primera y la última de las filas que se repiten al
        imprimir.
        """
        cruda = leer_hoja(trozos, parte, self._lector, self._presupuesto)
        self._decir(cruda, lugar)
        self._decir_dibujos(cruda, lugar)
        armar = HojaDeExcel(lugar, titulos, self._presupuesto, self._apuntes)
        tabla = armar.tabla(cruda, dict(self._enlaces(cruda, parte, lugar)))
        impresos = (texto for impreso in cruda.impresos for texto in textos_impresos(impreso))
        return tabla, dict.fromkeys(impresos)

    def _enlaces(
        self, cruda: HojaCruda, parte: str, lugar: str
    ) -> Iterator[tuple[Lugar, EnlaceExterno]]:
        """El enlace de cada celda cuyo texto no dice a dónde lleva; de dos, el último.

        Apunta los que no se pueden leer.
        """
        for celda, formula in cruda.formulas.items():
            direccion = direccion_de_formula(formula)
            if direccion is None:
                motivo = "una fórmula calcula a dónde lleva, y esa dirección no se leyó"
                self._apuntes.anotar("enlace_sin_leer", de_celda(lugar, celda), motivo)
            elif vinculo := enlace(cruda.celdas.get(celda, ("", None))[0], direccion):
                yield celda, vinculo
        if not cruda.vinculos:
            return
        for celda, direccion in self._vinculados(cruda, parte):
            if celda not in cruda.celdas:
                motivo = f"una celda en blanco lleva a {direccion}"
                self._apuntes.anotar("enlace_sin_leer", de_celda(lugar, celda), motivo)
            elif vinculo := enlace(cruda.celdas[celda][0], direccion):
                yield celda, vinculo

    def _vinculados(self, cruda: HojaCruda, parte: str) -> Iterator[tuple[Lugar, str]]:
        """Cada celda con enlace y su dirección; de un rango, las escritas o la primera."""
        externas = {
            clave: relacion.parte
            for clave, relacion in self._partes.todas_las_relaciones(parte).items()
            if relacion.externa and relacion.clase == "hyperlink"
        }
        for rango, clave, sigue in cruda.vinculos:
            if clave in externas:
                direccion = f"{externas[clave]}#{sigue}" if sigue else externas[clave]
                primera = rango[:2]
                cubre = rango[2:] != primera and self._presupuesto.alcanza(
                    "cotejos", len(cruda.celdas)
                )
                cubiertas = [c for c in cruda.celdas if _cae_en(c, rango)] if cubre else []
                for enlazada in cubiertas or [primera]:
                    yield enlazada, direccion

    def _relacion(self, hoja: Elemento, orden: int) -> Relacion | None:
        """Relación de una hoja con su parte; si el libro no las trae, el nombre de costumbre.

        ``None`` si esa parte no está.
        """
        nombrada = self._relaciones.get(hoja.get(f"{R}id", ""))
        if nombrada is not None and nombrada.parte in self._partes:
            return nombrada
        parte = f"xl/worksheets/sheet{orden + 1}.xml"
        return (
            Relacion("worksheet", parte) if not self._relaciones and parte in self._partes else None
        )

    def _decir(self, cruda: HojaCruda, lugar: str) -> None:
        """Apunta lo que no se leyó de una hoja, o no como se ve: errores, horas, tachados.

        ``lugar``: cómo se nombra la hoja.
        """
        if cruda.perdidas:
            self._apuntes.anotar(
                "documento_danado", lugar, "nombra celdas que no existen en una hoja; no se leyeron"
            )
        for fila, columna in cruda.sin_resultado:
            self._apuntes.anotar(
                "formula_sin_resultado",
                de_celda(lugar, (fila, columna)),
                "es una fórmula sin su resultado; abra el libro en Excel y guárdelo",
            )

        for celda, texto in cruda.errores.items():
            self._apuntes.anotar("valor_de_error", de_celda(lugar, celda), de_un_error(texto))
        for celda, del_todo in cruda.tachadas.items():
            self._apuntes.anotar(
                "texto_tachado", de_celda(lugar, celda), tachado(del_todo=del_todo)
            )
        for celda, texto in cruda.con_hora.items():
            motivo = f"muestra {mostrar(texto)}; de ella se lee el día y no la hora"
            self._apuntes.anotar("hora_sin_leer", de_celda(lugar, celda), motivo)
        for celda, texto in cruda.sin_formato.items():
            motivo = f"su formato de número no se sabe escribir: se leyó lo que guarda, {texto}"
            self._apuntes.anotar("formato_sin_leer", de_celda(lugar, celda), motivo)

    def _decir_dibujos(self, cruda: HojaCruda, lugar: str) -> None:
        """Apunta las imágenes de las celdas, y los dibujos que no se saben decir con signos."""
        for celda in cruda.imagenes:
            self._apuntes.anotar("imagen_sin_leer", de_celda(lugar, celda), de_una_imagen(""))
        for celda, motivo in cruda.sin_signo.items():
            self._apuntes.anotar("contenido_aparte", de_celda(lugar, celda), motivo)

    def _filas_de_titulos(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Filas que cada hoja, por su orden, repite al imprimir: primera y última, desde 0."""
        for nombre in self._raiz.iterfind(f"{S}definedNames/{S}definedName"):
            texto = nombre.text or ""
            coincidencia = _TITULOS.search(texto) if len(texto) < _LARGO_DE_TITULOS else None
            if nombre.get("name") == "_xlnm.Print_Titles" and coincidencia:
                yield (
                    entero(nombre.get("localSheetId"), -1),
                    (int(coincidencia["de"]) - 1, int(coincidencia["a"]) - 1),
                )
