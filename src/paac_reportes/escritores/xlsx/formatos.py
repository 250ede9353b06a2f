"""Los formatos de celda de un libro: cómo se ve y qué muestra lo que guarda cada una.

``Formatos`` dice el número del de cada estilo; ``FormatosDelLibro`` los numera en el orden en que
se piden, y la hoja de estilos que openpyxl hace de unos es siempre la misma: se recuerda.
"""

import functools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import attrs
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import (
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)
from openpyxl.styles.stylesheet import write_stylesheet
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from paac_reportes import clases
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.xlsx.celdas import TramoDeCelda, escapar_en_excel
from paac_reportes.maqueta.aspecto import Raya
from paac_reportes.maqueta.estilos import (
    COLOR_DE_ENLACE,
    PASO_DE_SANGRIA,
    Estilo,
    letra_sobre,
)

_LETRA_NORMAL = Font(name="Arial", size=8, family=2)
_HORIZONTALES = {
    "izquierda": "left",
    "centro": "center",
    "derecha": "right",
    "justificada": "justify",
}
_VERTICALES = {"arriba": "top", "centro": "center", "abajo": "bottom"}
_MUESTRA_DE_TEXTO = "General"
_DE_ABAJO_ARRIBA = 90
"""Grados."""

_GRUESA = 1.25
"""Puntos desde los que una raya se parece más a la mediana de Excel, de 1,5, que a la fina."""


_RayaDeExcel = tuple[Literal["medium", "thin"], str] | None
"""Clase de una raya y su color: ``("thin", "808080")``; nada, si no la hay."""


def _raya_de_excel(raya: Raya | None) -> _RayaDeExcel:
    """Raya ``(clase, color)``: ``("thin", "000000")``; ``None`` si no hay."""
    if raya is None:
        return None
    return "medium" if raya.grosor >= _GRUESA else "thin", raya.color


def _con_color(aspecto: Estilo, color: str) -> Estilo:
    """El aspecto de una celda con otra letra, si sobre su relleno se lee."""
    legible = letra_sobre(aspecto.relleno, color) if aspecto.relleno else color
    return attrs.evolve(aspecto, color=legible)


_ESTILO_DE_ENLACE, _NUMERO_DE_ENLACE = "Hyperlink", 8
"""Estilo de enlace de Excel, que lo muestra en el idioma de cada uno: «Hipervínculo»."""

TEXTO, ENLACE, VALOR = "texto", "enlace", "valor"
RESULTADO = "resultado"
FORMULA = "fórmula"
Uso = tuple[str, str, str]
"""Un formato que hace falta: qué guarda la celda, estilo y muestra: ``("valor", "celda", "0")``."""


class Formatos:
    """El número de formato de celda (``s``) de cada estilo, según lo que guarda la celda."""

    def __init__(
        self,
        estilos: dict[str, Estilo],
        numero_de: Callable[["FormatoDeCelda"], int],
        abiertos: Collection[str] = (),
    ) -> None:
        """``abiertos``: los estilos de las celdas donde se escribe aunque la hoja se proteja."""
        self._numero_de = numero_de
        self._estilos = estilos
        self.dato = {nombre: estilo.dato for nombre, estilo in estilos.items()}.__getitem__
        """Función de un estilo a la clase de dato que sus celdas guardan."""
        self.de_solo_texto = {n for n, estilo in estilos.items() if estilo.dato == "texto"}
        """Estilos cuyas celdas sólo guardan textos."""
        self._abiertos = abiertos
        self._registrados: set[Uso] = set()

    @clases.recordado
    def de_uso(self, uso: Uso) -> int:
        """El número del formato de un uso: qué guarda la celda, su estilo y cómo se muestra."""
        guarda, nombre, muestra = uso
        aspecto = self._estilos[nombre]
        if guarda == VALOR:
            return self._registrar(aspecto, muestra, abierta=nombre in self._abiertos)
        lleva = guarda == ENLACE  # a una dirección, o a otra parte del libro
        return self._registrar(
            _con_color(aspecto, COLOR_DE_ENLACE) if lleva else aspecto,
            _MUESTRA_DE_TEXTO,
            subraya=lleva,
            es_formula=guarda == RESULTADO or (lleva and muestra == FORMULA),
        )

    def registrar(self, columnas: Sequence[Mapping[Uso, int]]) -> None:
        """Numera los formatos nuevos de unas columnas según la primera fila que pide cada uso."""
        nuevos = [
            (fila, lugar, orden, uso)
            for lugar, usos in enumerate(columnas)
            if not usos.keys() <= self._registrados
            for orden, (uso, fila) in enumerate(usos.items())
        ]
        for *_, uso in sorted(nuevos):
            self.de_uso(uso)
            self._registrados.add(uso)

    def en_tramos(self, nombre: str, tramos: Iterable[TramoDeCelda]) -> str:
        """``<is>``: el texto de una celda de un estilo, cada tramo con su letra."""
        aspecto = self._estilos[nombre]
        corridas = [
            f"<r>{_letra_en_xml(aspecto, tramo)}"
            f'<t xml:space="preserve">{escapar_en_excel(tramo.texto)}</t></r>'
            for tramo in tramos
        ]
        return f"<is>{''.join(corridas)}</is>"

    def _registrar(
        self,
        aspecto: Estilo,
        muestra: str,
        *,
        subraya: bool = False,
        es_formula: bool = False,
        abierta: bool = False,
    ) -> int:
        """Número del formato de una celda de ese aspecto, que se ve como dice ``muestra``."""
        lados: Sequence[Raya | None] = (None,) * 4
        if aspecto.bordes:
            lados = attrs.astuple(aspecto.bordes, recurse=False)
        if aspecto.filete:
            lados = (None, None, aspecto.filete, None)
        sangria = round(aspecto.margen / PASO_DE_SANGRIA) * (aspecto.horizontal == "izquierda")
        de_enlace = self._estilos["celda"] if subraya else aspecto
        return self._numero_de(
            FormatoDeCelda(
                letra=(aspecto.familia, aspecto.tamano, aspecto.negrita, aspecto.cursiva),
                color=aspecto.color or None,
                horizontal=_HORIZONTALES[aspecto.horizontal],
                vertical="justify" if aspecto.repartido else _VERTICALES[aspecto.vertical],
                sangria=sangria,
                girada=aspecto.girado,
                en_un_renglon=aspecto.en_un_renglon,
                relleno=aspecto.relleno or None,
                lados=tuple(map(_raya_de_excel, lados)),
                abierta=abierta,
                muestra=muestra,
                # Quien edite la celda en Excel no la vuelve fórmula ni número sin querer.
                con_comilla=muestra == _MUESTRA_DE_TEXTO and not es_formula,
                enlace=(de_enlace.familia, de_enlace.tamano) if subraya else None,
            )
        )


class FormatoDeCelda(NamedTuple):
    """Formato de celda como lo guarda openpyxl; dos iguales son el mismo."""

    letra: tuple[str, float, bool, bool]
    """La familia, el tamaño, si es negrita y si es cursiva."""
    color: str | None
    horizontal: str
    vertical: str
    sangria: int
    girada: bool
    en_un_renglon: bool
    relleno: str | None
    lados: tuple[_RayaDeExcel, ...]
    """Lados: el de arriba, el de abajo, el izquierdo y el derecho."""
    abierta: bool
    muestra: str
    con_comilla: bool
    enlace: tuple[str, float] | None
    """La letra de los enlaces del libro, si lo es."""


class FormatosDelLibro(dict[FormatoDeCelda, int]):
    """El número de cada formato de un libro, que es el de su orden."""

    def __missing__(self, formato: FormatoDeCelda) -> int:
        self[formato] = numero = len(self) + 1  # el primero es el de las celdas sin formato
        return numero

    def poner_en(self, hoja: Worksheet) -> None:
        """Pone los formatos en el libro de una hoja, que no tiene otros."""
        if [poner_formato(hoja, formato) for formato in self] != [*self.values()]:
            raise ErrorDeMaqueta("openpyxl numera de otro modo los formatos de las celdas")

    def en_xml(self) -> bytes:
        """La hoja de estilos de un libro que no tiene otros."""
        return _hoja_de_estilos(tuple(self))


@functools.lru_cache(maxsize=64)  # las que hacen falta en todo libro de un formato
def _hoja_de_estilos(formatos: tuple[FormatoDeCelda, ...]) -> bytes:
    """XML de la hoja de estilos de un libro que sólo tiene esos formatos."""
    libro, del_libro = libro_sin_hojas(), FormatosDelLibro()
    for formato in formatos:
        del_libro[formato]
    del_libro.poner_en(libro.create_sheet())
    hoja: bytes = tostring(write_stylesheet(libro))
    return hoja


def libro_sin_hojas() -> Workbook:
    """Libro de openpyxl sin hojas, con la letra en que se miden las columnas."""
    libro = Workbook()
    for de_fabrica in libro.worksheets:
        libro.remove(de_fabrica)
    vars(libro)["_fonts"] = IndexedList([_LETRA_NORMAL])  # openpyxl no deja elegirla de otro modo
    return libro


def poner_formato(hoja: Worksheet, formato: FormatoDeCelda) -> int:
    """Pone un formato en el libro de una hoja y da su número."""
    celda = WriteOnlyCell(hoja)
    if formato.enlace:
        celda.style = _estilo_de_enlace(hoja.parent, *formato.enlace)
    # openpyxl dibuja en otra letra si no se le dan siempre nombre y tamaño.
    familia, tamano, negrita, cursiva = formato.letra
    celda.font = Font(
        name=familia,
        size=tamano,
        bold=negrita,
        italic=cursiva,
        color=f"FF{formato.color}" if formato.color else None,
        underline="single" if formato.enlace else None,
    )
    celda.alignment = Alignment(
        horizontal=formato.horizontal,
        vertical=formato.vertical,
        wrap_text=not formato.en_un_renglon,
        indent=formato.sangria,
        text_rotation=_DE_ABAJO_ARRIBA if formato.girada else 0,
    )
    if formato.relleno:
        celda.fill = PatternFill("solid", fgColor=f"FF{formato.relleno}")
    if any(formato.lados):
        arriba, abajo, izquierda, derecha = (
            lado and Side(style=lado[0], color=f"FF{lado[1]}") for lado in formato.lados
        )
        celda.border = Border(left=izquierda, right=derecha, top=arriba, bottom=abajo)
    if formato.abierta:
        celda.protection = Protection(locked=False)
    celda.number_format = formato.muestra
    celda.quotePrefix = formato.con_comilla
    return int(celda.style_id)


def _estilo_de_enlace(libro: Any, familia: str, tamano: float) -> str:
    """Nombre del estilo de los enlaces, que desde aquí está en el libro."""
    if _ESTILO_DE_ENLACE not in libro.named_styles:
        letra = Font(name=familia, size=tamano, color=f"FF{COLOR_DE_ENLACE}", underline="single")
        libro.add_named_style(NamedStyle(_ESTILO_DE_ENLACE, letra, builtinId=_NUMERO_DE_ENLACE))
    return _ESTILO_DE_ENLACE


def _letra_en_xml(aspecto: Estilo, tramo: TramoDeCelda) -> str:
    """``<rPr>`` de un tramo: la letra de su celda con lo que a él lo aparta."""
    color = (_con_color(aspecto, COLOR_DE_ENLACE) if tramo.es_enlace else aspecto).color
    marcas = (
        ("<b/>", aspecto.negrita or tramo.negrita),
        ("<i/>", aspecto.cursiva or tramo.cursiva),
        ("<u/>", tramo.es_enlace),
        (f'<color rgb="FF{color}"/>', color),
    )
    puestas = "".join(marca for marca, lleva in marcas if lleva)
    letra = f'<sz val="{aspecto.tamano:g}"/><rFont val="{escapar_en_excel(aspecto.familia)}"/>'
    return f"<rPr>{puestas}{letra}</rPr>"
