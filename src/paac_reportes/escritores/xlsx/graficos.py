"""Gráficos propios de Excel sobre las celdas que traen sus datos."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.maqueta.hoja.montaje import GraficoEnHoja
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA, Mm
from paac_reportes.maqueta.nodos import LETRA_DE_GRAFICO, Grafico, Trama

_CM_POR_MM = 0.1
_NEGRO = "000000"
_TRAMAS: dict[Trama, Any] = {
    "lisa": None,
    "subida": "wdUpDiag",
    "rombos": "openDmnd",
    "cuadros": "lgGrid",
    "bajada": "wdDnDiag",
}
"""Cada una, en la clave de Excel; LibreOffice pinta de negro las de rayas horizontales gruesas."""


def poner_grafico(excel: Worksheet, puesto: GraficoEnHoja, ancho: Mm) -> None:
    """Agrega el gráfico bajo sus datos, de ese ancho."""
    grafico = puesto.grafico
    hecho: Any = LineChart() if grafico.clase == "lineas" else _de_barras(grafico)
    hecho.height = grafico.alto * _CM_POR_MM
    hecho.width = ancho * _CM_POR_MM
    hecho.legend = hecho.legend if len(grafico.series) > 1 else None
    if hecho.legend is not None:
        hecho.legend.position = "b"
    primera, ultima = puesto.filas
    for serie, columna in zip(grafico.series, puesto.columnas[1:], strict=True):
        datos = Reference(excel, min_col=columna + 1, min_row=primera, max_row=ultima)
        hecha = Series(datos, title=serie.nombre)
        hecha.graphicalProperties = _relleno(serie.color, _TRAMAS[serie.trama])
        if grafico.clase == "lineas":
            hecha.graphicalProperties = GraphicalProperties(
                ln=LineProperties(solidFill=serie.color)
            )
            hecha.marker.symbol = "circle"
            hecha.smooth = False  # sin decirlo, LibreOffice traza una curva
        for lugar, color in enumerate(serie.colores):
            punto = DataPoint(idx=lugar)
            punto.graphicalProperties = _relleno(color, None)
            hecha.dPt.append(punto)
        hecha.dLbls = _etiquetas()
        hecho.series.append(hecha)
    hecho.set_categories(
        Reference(excel, min_col=puesto.columnas[0] + 1, min_row=primera, max_row=ultima)
    )
    _ejes(hecho, grafico)
    excel.add_chart(hecho, f"A{puesto.lugar}")


_SIN_CEROS = "General;;"


def arreglar_grafico(grafico: Grafico, parte: str) -> str:
    """Lo que openpyxl no sabe escribir: el formato de las etiquetas y lo que dice cada una."""
    suyo = f'formatCode="{_SIN_CEROS}"'
    parte = parte.replace(f"{suyo}/>", f'{suyo} sourceLinked="0"/>')
    parte = parte.replace("</chartSpace>", f"{_letra(grafico)}</chartSpace>")
    if not grafico.etiquetas:
        return parte
    return parte.replace("<dLbls>", f"<dLbls>{''.join(_dichas(grafico))}", 1)


def _letra(grafico: Grafico) -> str:
    """La de todo lo que se escribe en él: la del documento."""
    familia = f'<a:latin typeface="{escape(grafico.familia)}"/>' if grafico.familia else ""
    return (
        f'<txPr xmlns:a="{_DIBUJO}"><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{LETRA_DE_GRAFICO}00">'
        f'{familia}</a:defRPr></a:pPr><a:endParaRPr lang="es-CO"/></a:p></txPr>'
    )


def describir_graficos(graficos: Sequence[Grafico], parte: str) -> str:
    """Los dibujos de una hoja; openpyxl no escribe qué dice un gráfico a quien no lo ve."""
    for numero, grafico in enumerate(graficos, 1):
        descrito = f'name="Gráfico {numero}" descr="{escape(grafico.texto_alternativo)}"'
        parte = parte.replace(f'name="Chart {numero}"', descrito)
    return parte


def _dichas(grafico: Grafico) -> Iterator[str]:
    """Junto a cada valor, lo mismo que en el dibujo: el número, su zona y su base."""
    (serie,) = grafico.series
    for lugar, (valor, etiqueta) in enumerate(zip(serie.valores, grafico.etiquetas, strict=True)):
        if valor is not None:
            yield (
                f'<dLbl><idx val="{lugar}"/><tx><rich xmlns:a="{_DIBUJO}">'
                '<a:bodyPr wrap="none"/><a:p><a:r>'
                '<a:rPr lang="es-CO"><a:solidFill>'
                f'<a:srgbClr val="{_NEGRO}"/></a:solidFill></a:rPr>'
                f"<a:t>{escape(etiqueta, quote=False)}</a:t>"
                f"</a:r></a:p></rich></tx>{_FONDO}"
                f'<dLblPos val="{_LUGARES[grafico.clase]}"/>'
                '<showLegendKey val="0"/><showVal val="1"/><showCatName val="0"/>'
                '<showSerName val="0"/><showPercent val="0"/><showBubbleSize val="0"/></dLbl>'
            )


_LUGARES = {"barras": "outEnd", "lineas": "t"}
"""Dónde va lo que se escribe de cada valor: después de su barra, sobre su punto."""

_DIBUJO = "http://schemas.openxmlformats.org/drawingml/2006/main"

_FONDO = (
    f'<spPr xmlns:a="{_DIBUJO}"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    "<a:ln><a:noFill/></a:ln></spPr>"
)
"""Lo escrito se lee sobre blanco: ninguna línea lo cruza."""


def _etiquetas() -> DataLabelList:
    """El valor junto a cada barra, y nada más; un cero no se escribe."""
    etiquetas = DataLabelList(numFmt=_SIN_CEROS, showVal=True)
    etiquetas.showSerName = etiquetas.showCatName = etiquetas.showLegendKey = False
    etiquetas.showPercent = False
    etiquetas.spPr = GraphicalProperties(solidFill="FFFFFF", ln=LineProperties(noFill=True))
    # LibreOffice, si no se dice, escribe en blanco lo que va sobre una barra oscura.
    negra = ParagraphProperties(defRPr=CharacterProperties(solidFill=_NEGRO))
    etiquetas.txPr = RichText(p=[Paragraph(pPr=negra, r=[], endParaRPr=CharacterProperties())])
    return etiquetas


def _de_barras(grafico: Grafico) -> BarChart:
    hecho = BarChart()
    hecho.type = "bar"
    hecho.gapWidth = 60
    if grafico.clase == "apiladas":
        hecho.grouping, hecho.overlap = "stacked", 100
    return hecho


def _ejes(hecho: Any, grafico: Grafico) -> None:
    # openpyxl los deja ocultos si no se dice.
    hecho.x_axis.delete = hecho.y_axis.delete = False
    hecho.y_axis.number_format = "General"
    if grafico.clase != "lineas":
        hecho.x_axis.scaling.orientation = "maxMin"
        hecho.y_axis.crosses = "max"  # al revés el orden, sin decirlo, los números van arriba
    cero, paso, hasta = grafico.marcas[0], grafico.marcas[1], grafico.marcas[-1]
    hecho.y_axis.majorUnit = paso
    hecho.y_axis.scaling.min, hecho.y_axis.scaling.max = cero, hasta
    if grafico.clase == "lineas":
        hecho.y_axis.scaling.max = hasta + paso
        hecho.y_axis.number_format = _HASTA_CIEN
    if grafico.clase == "barras":
        x, y, ancho, alto = _LUGAR_DE_BARRAS
        hecho.layout = Layout(ManualLayout("inner", "edge", "edge", x=x, y=y, w=ancho, h=alto))
    hecho.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill="D9D9D9"))
    )


_LUGAR_DE_BARRAS = (0.34, 0.03, 0.4, 0.85)
"""A la izquierda caben los nombres y, a la derecha de un 100, lo que se escribe de él."""

_HASTA_CIEN = '[<=100]General;""'
"""Sobre un 100 se escribe lo suyo: el eje de las líneas sigue, sin números."""


def _relleno(color: str, trama: Any) -> GraphicalProperties:
    borde = LineProperties(solidFill=_NEGRO, w=round(0.5 / 72 * MM_POR_PULGADA * 36_000))
    if trama is None:
        return GraphicalProperties(solidFill=color, ln=borde)
    propias = GraphicalProperties(ln=borde)
    propias.pattFill = PatternFillProperties(prst=trama)
    propias.pattFill.foreground = _color(_NEGRO)
    propias.pattFill.background = _color(color)
    return propias


def _color(rgb: Any) -> ColorChoice:
    return ColorChoice(srgbClr=rgb)
