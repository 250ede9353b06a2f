"""Cuánto tarda en verse y en leerse un documento, junto a lo que otros tardan sólo en abrirlo.

``python herramientas/banco/ver.py informe.docx informe.xlsx``: alternados, en milisegundos de
procesador.
"""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import python_calamine

import paac_reportes
from paac_reportes.opc.lectura import ver

VECES = 21


def recorrer_word(ruta: str) -> None:
    """Abrirlo con python-docx y leer sus celdas, que es lo que ``ver`` hace."""
    for tabla in docx.Document(ruta).tables:
        for fila in tabla.rows:
            for celda in fila.cells:
                celda.text  # noqa: B018 - leerla es lo que cuesta


def recorrer_calamine(ruta: str) -> None:
    """Abrirlo con calamine y leer sus hojas."""
    libro = python_calamine.CalamineWorkbook.from_path(ruta)
    for nombre in libro.sheet_names:
        libro.get_sheet_by_name(nombre).to_python()


CASOS: dict[str, dict[str, Callable[[str], Any]]] = {
    "docx": {
        "python-docx, abrir": docx.Document,
        "python-docx, abrir y leer las celdas": recorrer_word,
        "paac_reportes, ver": ver,
        "paac_reportes, leer": paac_reportes.leer,
    },
    "xlsx": {
        "openpyxl, abrir": openpyxl.load_workbook,
        "calamine, abrir y leer las hojas": recorrer_calamine,
        "paac_reportes, ver": ver,
        "paac_reportes, leer": paac_reportes.leer,
    },
}


def medir(ruta: str) -> None:
    """La mediana y el menor de cada uno, y la razón de los menores contra el primero.

    La primera vez de cada uno, que carga sus módulos, no se cuenta.
    """
    casos = CASOS[ruta.rpartition(".")[2]]
    for hacer in casos.values():
        hacer(ruta)
    tiempos: dict[str, list[float]] = {nombre: [] for nombre in casos}
    for _ in range(VECES):
        for nombre, hacer in casos.items():
            antes = time.process_time()
            hacer(ruta)
            tiempos[nombre].append((time.process_time() - antes) * 1000)
    primero = min(next(iter(tiempos.values())))
    for nombre, suyos in tiempos.items():
        mediana = statistics.median(suyos)
        print(f"| {nombre} | {mediana:.1f} | {min(suyos):.1f} | {min(suyos) / primero:.2f} |")


for una in sys.argv[1:]:
    medir(una)
