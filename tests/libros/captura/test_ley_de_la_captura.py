"""Lo que una oficina escribe en cualquier celda de su libro de captura se usa o se dice, con su lugar."""

import functools
import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.editados import PLAN
from ayudas.ejemplos import ejemplos
from ayudas.paquetes_a_mano import en_bytes
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter

import paac_reportes as paac

TEXTO = "Zorzal 7341 quimera"


@functools.cache
def base_y_libro(de: str) -> tuple[Any, str, bytes]:
    base: Any = (
        PLAN
        if de == "plan"
        else paac.leer("ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    )
    with tempfile.TemporaryDirectory() as carpeta:
        paac.capturar(base, base.cortes()[-1], carpeta)
        primero = min(Path(carpeta).glob("*.xlsx"))
        return base, primero.name, primero.read_bytes()


def donde_se_ve(libro: openpyxl.Workbook) -> Iterator[tuple[str, int, int]]:
    """Las celdas que una persona tiene a la vista, y las de alrededor."""
    for hoja in libro.worksheets:
        for fila in range(1, hoja.max_row + 3):
            for columna in range(1, hoja.max_column + 3):
                escondida = hoja.column_dimensions[get_column_letter(columna)].hidden
                if hoja.sheet_state == "visible" and not (
                    escondida or isinstance(hoja.cell(fila, columna), MergedCell)
                ):
                    yield hoja.title, fila, columna


def que_paso(base: Any, nombre: str, contenido: bytes, celda: str) -> str:
    flujo = io.BytesIO(contenido)
    flujo.name = nombre
    try:
        reunion = paac.reunir([flujo], base=base)
    except paac.ErrorDeEntrada as error:
        return "rechazado" if f"celda {celda}" in str(error) or TEXTO in str(error) else "sin lugar"
    if TEXTO in json.dumps(paac.datos_de(reunion.contenido), ensure_ascii=False):
        return "usado"
    dichos = " ".join(map(str, (*reunion.avisos, *reunion.conflictos, *reunion.sin_tomar)))
    return "dicho" if f"celda {celda}" in dichos or TEXTO in dichos else "en silencio"


@pytest.mark.integracion
@ejemplos(15)
@given(st.sampled_from(["plan", "mapa"]), st.data())
def test_lo_que_la_oficina_escribe_nunca_queda_en_silencio(de: str, datos: st.DataObject) -> None:
    base, nombre, contenido = base_y_libro(de)
    libro = openpyxl.load_workbook(io.BytesIO(contenido))
    hoja, fila, columna = datos.draw(st.sampled_from(list(donde_se_ve(libro))))
    libro[hoja].cell(fila, columna).value = TEXTO
    celda = f"{get_column_letter(columna)}{fila}"
    destino = que_paso(base, nombre, en_bytes(libro), celda)

    assert destino in {"usado", "dicho", "rechazado"}, (hoja, celda)
