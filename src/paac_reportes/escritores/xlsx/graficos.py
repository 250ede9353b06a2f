"""Lo que de un libro hace openpyxl: los gráficos, que se editan en Excel."""

from typing import Any

from paac_reportes.instalacion import hace_falta
from paac_reportes.maqueta.aspecto import TINTA
from paac_reportes.maqueta.estilos import letra_sobre
from paac_reportes.maqueta.hoja.montaje import GraficoEnHoja, SerieEnHoja

with hace_falta():
    from openpyxl.chart import BarChart, Reference, Series
    from openpyxl.chart.data_source import AxDataSource, StrRef
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.reference import DummyWorksheet
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.line import LineProperties
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
    from openpyxl.xml.functions import tostring

_ENTRE_BARRAS = 40
"""Separación de dos barras, en por ciento del grueso de una."""
_SIN_CEROS = "0;;"
_CENTESIMAS = 850
"""Tamaño de las letras, en centésimas de punto."""


def grafico_en_xml(hoja: str, dibujo: GraficoEnHoja) -> str:
    """XML de un gráfico de barras, con las celdas de la hoja de donde salen."""
    excel = DummyWorksheet(hoja)
    grafico: Any = BarChart()  # openpyxl declara otro tipo para lo suyo
    grafico.type, grafico.grouping, grafico.overlap = "bar", "stacked", 100
    grafico.gapWidth, grafico.legend.position = _ENTRE_BARRAS, "t"
    grafico.roundedCorners, grafico.graphical_properties = False, _relleno(None)
    grafico.series = [_serie(excel, serie, dibujo) for serie in dibujo.series]
    grafico.x_axis.scaling.orientation = "maxMin"  # la primera fila, arriba
    grafico.x_axis.delete, grafico.y_axis.delete = False, True
    grafico.x_axis.majorTickMark, grafico.y_axis.majorGridlines = "none", None
    grafico.x_axis.txPr = grafico.legend.txPr = _letra(TINTA)
    return _completo(tostring(grafico._write()).decode())  # noqa: SLF001 - openpyxl no lo da


def _celdas(excel: DummyWorksheet, columna: int, dibujo: GraficoEnHoja) -> Any:
    """Las celdas de una columna, desde 0, en las filas que el gráfico dibuja."""
    primera, ultima = dibujo.valores
    que: Any = Reference  # openpyxl declara otro tipo para la hoja de la que sólo sabe el nombre
    return que(excel, min_col=columna + 1, min_row=primera, max_row=ultima)


def _serie(excel: DummyWorksheet, serie: SerieEnHoja, dibujo: GraficoEnHoja) -> Any:
    """Una serie del gráfico, con su color y el número de cada barra que no es cero.

    ``excel``: la hoja, como openpyxl la nombra.
    """
    de_excel: Any = Series(_celdas(excel, serie.columna, dibujo), title=serie.nombre)
    de_excel.cat = AxDataSource(strRef=StrRef(str(_celdas(excel, dibujo.nombres, dibujo))))
    de_excel.graphicalProperties = _relleno(serie.color)
    de_excel.dLbls = DataLabelList(
        numFmt=_SIN_CEROS,
        showVal=True,
        **dict.fromkeys(("showLegendKey", "showCatName", "showSerName", "showPercent"), False),
        txPr=_letra(letra_sobre(serie.color, TINTA) or TINTA),
    )
    return de_excel


def _relleno(color: str | None) -> GraphicalProperties:
    """Un relleno sin contorno, o nada."""
    return GraphicalProperties(noFill=not color, solidFill=color, ln=LineProperties(noFill=True))


def _letra(color: str) -> RichText:
    de_letra: Any = CharacterProperties(sz=_CENTESIMAS, solidFill=color)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=de_letra), endParaRPr=de_letra)])


def _completo(parte: str) -> str:
    """XML de un gráfico con lo que openpyxl no escribe: que ni se titula ni sigue a sus celdas."""
    sin_titulo = parte.replace("<plotArea>", '<autoTitleDeleted val="1"/><plotArea>', 1)
    formato = f'formatCode="{_SIN_CEROS}"'
    return sin_titulo.replace(formato, f'{formato} sourceLinked="0"')
