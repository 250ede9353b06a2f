"""Lo que de un documento ven otros programas, puesto como lo da ``ver``."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

import docx
import openpyxl
import pytest
import python_calamine
from openpyxl.worksheet.merge import MergedCellRange

Rejilla = dict[tuple[int, int], Any]
"""Por fila y columna, desde 0, lo que no está en blanco."""


def parrafos_con_python_docx(contenido: bytes) -> list[str]:
    """Los textos del cuerpo fuera de las tablas."""
    documento = docx.Document(io.BytesIO(contenido))
    return [p.text for p in documento.paragraphs if p.text.strip()]


def tablas_con_python_docx(contenido: bytes) -> list[list[list[str]]]:
    """Cada tabla, con el texto de cada lugar de su rejilla; sin la letra en que acaba una barra."""
    return [
        [[celda.text.replace("\u200b", "") for celda in fila.cells] for fila in tabla.rows]
        for tabla in docx.Document(io.BytesIO(contenido)).tables
    ]


def hojas_con_openpyxl(contenido: bytes) -> dict[str, Rejilla]:
    """Cada hoja, con lo que guarda cada celda."""
    libro = _con_openpyxl(contenido)
    return {
        hoja.title: {
            (celda.row - 1, celda.column - 1): _igual(celda.value)
            for fila in hoja.iter_rows()
            for celda in fila
            if celda.value not in {None, ""}
        }
        for hoja in libro.worksheets
    }


@cache
def _con_openpyxl(contenido: bytes) -> openpyxl.Workbook:
    """Abrirlo es lo que tarda: se hace una vez, y sin repartir los bordes de cada combinación."""
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(MergedCellRange, "format", lambda _combinacion: None)
        return openpyxl.load_workbook(io.BytesIO(contenido), data_only=True)


def combinadas_con_openpyxl(contenido: bytes) -> dict[str, set[tuple[int, int, int, int]]]:
    """Por hoja, la primera fila y columna y la última de cada combinación."""
    libro = _con_openpyxl(contenido)
    return {
        hoja.title: {
            (r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1)
            for r in hoja.merged_cells.ranges
        }
        for hoja in libro.worksheets
    }


def hojas_con_calamine(contenido: bytes) -> dict[str, Rejilla]:
    """Cada hoja, con lo que guarda cada celda."""
    libro = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(contenido))
    return {nombre: dict(_de_calamine(libro, nombre)) for nombre in libro.sheet_names}


def _de_calamine(libro: Any, nombre: str) -> Iterator[tuple[tuple[int, int], Any]]:
    filas = libro.get_sheet_by_name(nombre).to_python(skip_empty_area=False)
    for numero, fila in enumerate(filas):
        for columna, valor in enumerate(fila):
            if valor not in {None, ""}:
                yield (numero, columna), _igual(valor)


def _igual(valor: Any) -> Any:
    """Un texto con sus renglones, un número exacto o una fecha sin hora."""
    if isinstance(valor, str):
        return valor.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(valor, bool):
        return "VERDADERO" if valor else "FALSO"
    if isinstance(valor, int | float):
        return Decimal(f"{valor:.15g}")
    if isinstance(valor, datetime):
        return valor.date()
    return valor if isinstance(valor, date | time) else str(valor)
