"""Los mapas de prueba leídos a mano con openpyxl, por las letras de sus columnas.

Se escribió desde la especificación y no desde la biblioteca: aquí nada se busca, y cada mapa dice en
qué columna está cada dato y en qué filas empieza cada riesgo.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import openpyxl


class Sitios(NamedTuple):
    """Dónde está cada cosa en un mapa."""

    hoja: str
    filas: Sequence[tuple[int, int]]
    """La primera y la última fila de cada riesgo."""
    una_vez: Mapping[str, str]
    """``{"descripcion": "E"}``."""
    listas: Mapping[str, Sequence[str]]
    """``{"causas": ("C", "D")}``: cada columna, de arriba abajo."""


F1 = Sitios(
    "CONSOLIDADO MRC - 2016",
    [(fila, fila) for fila in range(13, 24)],
    {"proceso": "B", "descripcion": "E", "p": "G", "i": "H", "z": "I", "p2": "K", "i2": "L", "z2": "M", "responsable": "S"},
    {"factores": "C", "causas": "D", "consecuencias": "F", "controles": "J", "acciones": "O"},
)  # fmt: skip
F2 = Sitios(
    "Mapa final",
    [(10, 15), (16, 21)],
    {"referencia": "A", "descripcion": "E", "p": "H", "i": "L", "z": "N", "responsable": ""},
    {"causas": ("C", "D"), "controles": "P", "acciones": "AE"},
)
F4 = Sitios(
    "Table 1",
    [(10, 12), (14, 17), (20, 21)],
    {"referencia": "A", "descripcion": "B", "p": "N", "i": "M", "z": "O", "p2": "X", "i2": "V", "z2": "Z", "responsable": "AE"},
    {"factores": "F", "causas": "H", "consecuencias": "J", "controles": "Q", "acciones": "AB"},
)  # fmt: skip
W1 = Sitios(
    "Subdirección Administrativa",
    [(10, 11), (12, 12)],
    {"proceso": "A", "descripcion": "C", "p": "E", "i": "F", "z": "G", "p2": "J", "i2": "K", "z2": "L", "responsable": "S"},
    {"causas": "B", "consecuencias": "D", "controles": "I", "acciones": "O"},
)  # fmt: skip
W4 = Sitios(
    "MAPA 2022",
    [(5, 6), (7, 7)],
    {"proceso": "A", "referencia": "B", "descripcion": "D", "p": "F", "i": "G", "z": "I", "z2": "K", "responsable": ""},
    {"causas": "C", "consecuencias": "E", "controles": "J", "acciones": "M"},
)  # fmt: skip


def a_mano(archivo: io.BytesIO, sitios: Sitios) -> list[dict[str, Any]]:
    """Lo que dice cada riesgo; lo que está en blanco no está."""
    hoja = openpyxl.load_workbook(archivo, data_only=True)[sitios.hoja]
    return [_riesgo(hoja, range(desde, hasta + 1), sitios) for desde, hasta in sitios.filas]


def _riesgo(hoja: Any, filas: range, sitios: Sitios) -> dict[str, Any]:
    riesgo: dict[str, Any] = {}
    for nombre, letra in sitios.una_vez.items():
        if letra and (dichos := _de(hoja, letra, filas)):
            riesgo[nombre] = dichos[0]
    for nombre, letras in sitios.listas.items():
        # Primero toda una columna y después la otra.
        if dichos := [uno for letra in letras_de(letras) for uno in _de(hoja, letra, filas)]:
            riesgo[nombre] = dichos
    return riesgo


def _de(hoja: Any, letra: str, filas: range) -> list[str]:
    """Los textos de una columna, una vez cada celda combinada."""
    anclas = dict.fromkeys(_ancla(hoja, f"{letra}{fila}") for fila in filas)
    return [_texto(hoja[una].value) for una in anclas if hoja[una].value is not None]


def _ancla(hoja: Any, celda: str) -> str:
    """La celda donde está lo escrito de la combinada que la cubre, o ella misma."""
    suyo = next((rango for rango in hoja.merged_cells.ranges if celda in rango), None)
    return celda if suyo is None else suyo.coord.partition(":")[0]


def letras_de(letras: str | Sequence[str]) -> Sequence[str]:
    """«AE» es una columna, y no dos."""
    return (letras,) if isinstance(letras, str) else letras


def _texto(valor: Any) -> str:
    return valor.strftime("%d/%m/%Y") if isinstance(valor, datetime) else str(valor)
