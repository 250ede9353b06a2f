"""Gráficos propios de Excel sobre las celdas que traen sus datos."""

from collections.abc import Sequence
from html import escape
from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.utils import absolute_coordinate, get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.escritores.graficos_de_office import Celdas, xml_de_grafico
from paac_reportes.maqueta.hoja.graficos import GraficoEnHoja
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico
from paac_reportes.maqueta.trazado import trazar

_CM_POR_MM = 0.1


def poner_grafico(excel: Worksheet, puesto: GraficoEnHoja, ancho: Mm) -> None:
    """Le hace lugar bajo sus datos, de ese ancho; lo que es va en ``parte_de_grafico``."""
    hecho: Any = BarChart()
    # openpyxl no guarda un gráfico sin series.
    hecho.series.append(Series(Reference(excel, min_col=1, min_row=1)))
    hecho.height = trazar(puesto.grafico, ancho).alto * _CM_POR_MM
    hecho.width = ancho * _CM_POR_MM
    excel.add_chart(hecho, f"A{puesto.lugar}")


def parte_de_grafico(hoja: str, puesto: GraficoEnHoja, ancho: Mm) -> str:
    """La parte que lo dibuja, con las celdas de esa hoja de donde sale."""
    nombres, *series = (_rango(hoja, puesto.filas, columna) for columna in puesto.columnas)
    celdas = Celdas(nombres, ("",) * len(series), tuple(series))
    return xml_de_grafico(puesto.grafico, ancho, celdas)


def _rango(hoja: str, filas: tuple[int, int], columna: int) -> str:
    letra = get_column_letter(columna + 1)
    celdas = absolute_coordinate(f"{letra}{filas[0]}:{letra}{filas[1]}")
    return f"{quote_sheetname(hoja)}!{celdas}"


def describir_graficos(graficos: Sequence[Grafico], parte: str) -> str:
    """Los dibujos de una hoja; openpyxl no escribe qué dice un gráfico a quien no lo ve."""
    for numero, grafico in enumerate(graficos, 1):
        descrito = f'name="Gráfico {numero}" descr="{escape(grafico.texto_alternativo)}"'
        parte = parte.replace(f'name="Chart {numero}"', descrito)
    return parte
