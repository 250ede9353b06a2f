"""El gráfico que va bajo una tabla, propio de Excel: se edita, y sigue lo que digan sus celdas."""

from collections.abc import Iterable
from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.escritores.paquete import escapar
from paac_reportes.maqueta.aspecto import TINTA
from paac_reportes.maqueta.estilos import letra_sobre
from paac_reportes.maqueta.hoja.graficos import GraficoEnHoja, SerieEnHoja
from paac_reportes.maqueta.medida.tipografia import Mm

_CM_POR_MM = 0.1
_ENTRE_BARRAS = 40
"""Por ciento: lo que separa dos barras, ante el grueso de una."""
_SIN_CEROS = "0;;"
_CENTESIMAS = 850
"""De punto: el tamaño de las letras."""


def poner_grafico(excel: Worksheet, dibujo: GraficoEnHoja, ancho: Mm) -> None:
    """Pone en una hoja un gráfico de ese ancho, con las celdas de donde sale."""
    grafico: Any = BarChart()  # openpyxl declara otro tipo para lo suyo
    grafico.type, grafico.grouping, grafico.overlap = "bar", "stacked", 100
    grafico.gapWidth, grafico.legend.position = _ENTRE_BARRAS, "t"
    grafico.roundedCorners, grafico.graphical_properties = False, _relleno(None)
    grafico.series = [_serie(excel, serie, dibujo) for serie in dibujo.series]
    grafico.x_axis.scaling.orientation = "maxMin"  # la primera fila, arriba
    grafico.x_axis.delete, grafico.y_axis.delete = False, True
    grafico.x_axis.majorTickMark, grafico.y_axis.majorGridlines = "none", None
    grafico.x_axis.txPr = grafico.legend.txPr = _letra(TINTA)
    grafico.height, grafico.width = dibujo.alto * _CM_POR_MM, ancho * _CM_POR_MM
    excel.add_chart(grafico, f"A{dibujo.fila}")


def _celdas(excel: Worksheet, columna: int, dibujo: GraficoEnHoja) -> Reference:
    """Las celdas de una columna, desde 0, en las filas que el gráfico dibuja."""
    primera, ultima = dibujo.valores
    return Reference(excel, min_col=columna + 1, min_row=primera, max_row=ultima)


def _serie(excel: Worksheet, serie: SerieEnHoja, dibujo: GraficoEnHoja) -> Any:
    """Una serie con su color y, en cada barra, su número si no es cero."""
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


def completar_grafico(parte: str) -> str:
    """XML de un gráfico con lo que openpyxl no escribe: que ni se titula ni sigue a sus celdas."""
    sin_titulo = parte.replace("<plotArea>", '<autoTitleDeleted val="1"/><plotArea>', 1)
    formato = f'formatCode="{_SIN_CEROS}"'
    return sin_titulo.replace(formato, f'{formato} sourceLinked="0"')


def describir_graficos(graficos: Iterable[GraficoEnHoja], parte: str) -> str:
    """XML de los dibujos de una hoja con el texto alternativo, que openpyxl no escribe."""
    for numero, grafico in enumerate(graficos, 1):
        series = ", ".join(serie.nombre for serie in grafico.series)
        descripcion = escapar(f"{grafico.de_que}: {series}, por fila de la tabla de encima")
        descrito = f'name="Gráfico {numero}" descr="{descripcion}"'
        parte = parte.replace(f'name="Chart {numero}"', descrito)
    return parte
