"""Gráficos propios de Excel sobre las celdas que traen sus datos."""

from collections.abc import Sequence
from html import escape
from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.utils import absolute_coordinate, get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from paac_reportes.escritores.graficos_de_office import (
    CLASE_DE_FORMAS,
    RELACION_DE_FORMAS,
    Celdas,
    xml_de_formas,
    xml_de_grafico,
)
from paac_reportes.maqueta.hoja.graficos import GraficoEnHoja
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico
from paac_reportes.maqueta.trazado import trazar

_CM_POR_MM = 0.1


def poner_grafico(excel: Worksheet, dibujo: GraficoEnHoja, ancho: Mm) -> None:
    """Hace lugar en una hoja a un gráfico de ese ancho, que se dibuja en ``partes_de_grafico``."""
    hueco: Any = BarChart()
    # openpyxl no guarda un gráfico sin series.
    hueco.series.append(Series(Reference(excel, min_col=1, min_row=1)))
    hueco.height = trazar(dibujo.grafico, ancho).alto * _CM_POR_MM
    hueco.width = ancho * _CM_POR_MM
    excel.add_chart(hueco, f"A{dibujo.lugar}")


def partes_de_grafico(hoja: str, dibujo: GraficoEnHoja, ancho: Mm) -> tuple[str, str]:
    """XML de un gráfico, con las celdas de esa hoja de donde sale, y XML de sus formas."""
    sin_celda = ("",) * len(dibujo.grafico.con_total)
    rangos = tuple(_rango(hoja, dibujo.filas, columna) for columna in dibujo.columnas)
    nombres, *series = rangos or ("", *sin_celda)
    celdas = Celdas(nombres, sin_celda, tuple(series))
    formas = xml_de_formas(dibujo.grafico, ancho)
    de_formas = _SUS_FORMAS if formas else ""
    return xml_de_grafico(dibujo.grafico, ancho, celdas, formas=de_formas), formas


_SUS_FORMAS = "rId1"


def relacion_de_formas(numero: int) -> str:
    """Relación del gráfico de ese número con sus formas."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="{_SUS_FORMAS}" Type="{RELACION_DE_FORMAS}" '
        f'Target="../{parte_de_formas(numero)}"/></Relationships>'
    )


def parte_de_formas(numero: int) -> str:
    """Lugar de las formas de un gráfico en el paquete, bajo ``xl``: ``drawings/formas1.xml``."""
    return f"drawings/formas{numero}.xml"


def tipo_de_formas(numero: int) -> str:
    """Tipo de contenido de las formas, para el paquete."""
    return f'<Override PartName="/xl/{parte_de_formas(numero)}" ContentType="{CLASE_DE_FORMAS}"/>'


def _rango(hoja: str, filas: tuple[int, int], columna: int) -> str:
    """Rango fijo de una columna, desde 0, entre dos filas, desde 1: ``'Hoja'!$B$2:$B$9``."""
    letra = get_column_letter(columna + 1)
    celdas = absolute_coordinate(f"{letra}{filas[0]}:{letra}{filas[1]}")
    return f"{quote_sheetname(hoja)}!{celdas}"


def describir_graficos(graficos: Sequence[Grafico], parte: str) -> str:
    """XML de los dibujos de una hoja con el texto alternativo, que openpyxl no escribe."""
    for numero, grafico in enumerate(graficos, 1):
        descrito = f'name="Gráfico {numero}" descr="{escape(grafico.texto_alternativo)}"'
        parte = parte.replace(f'name="Chart {numero}"', descrito)
    return parte
