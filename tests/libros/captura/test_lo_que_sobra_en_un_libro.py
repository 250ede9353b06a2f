"""Lo que una oficina escribe fuera de las columnas de su libro se dice, con su celda."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.editados import PLAN
from ayudas.ejemplos import ejemplos
from ayudas.planes import CORTE
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

TEXTO = "Zorzal 7341 quimera"


@pytest.fixture(scope="module")
def libro(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    (ruta,) = paac.capturar(PLAN, CORTE, tmp_path_factory.mktemp("captura") / "libros")
    return Path(ruta).read_bytes()


def reunido(contenido: bytes) -> paac.Reunion[paac.Plan]:
    return paac.reunir(io.BytesIO(contenido), base=PLAN)


def con(libro: bytes, hoja: str, celda: str, texto: str = TEXTO) -> bytes:
    excel = openpyxl.load_workbook(io.BytesIO(libro))
    excel[hoja][celda] = texto
    return guardado(excel)


def guardado(excel: Any) -> bytes:
    flujo = io.BytesIO()
    excel.save(flujo)
    return flujo.getvalue()


def dichos(reunion: paac.Reunion[paac.Plan], codigo: str) -> list[str]:
    return [aviso.ruta for aviso in reunion.avisos if aviso.codigo == codigo]


def test_de_un_libro_como_salio_no_sobra_nada(libro: bytes) -> None:
    assert reunido(libro).avisos == ()


@pytest.mark.parametrize(
    ("hoja", "celda"),
    [
        ("Actividades", "A2"),
        ("Actividades", "Z9"),
        ("Instrucciones", "A40"),
        ("Instrucciones", "A6"),
    ],
)
def test_lo_escrito_donde_no_se_lee_se_dice(libro: bytes, hoja: str, celda: str) -> None:
    (donde,) = dichos(reunido(con(libro, hoja, celda)), "sin_usar")

    assert donde.endswith(f", hoja «{hoja}», celda {celda}")


def celdas(libro: bytes) -> Iterator[tuple[str, str]]:
    """Las que se ven, y las de alrededor."""
    for hoja in openpyxl.load_workbook(io.BytesIO(libro)).worksheets:
        if hoja.sheet_state != "visible":
            continue
        for fila in range(1, hoja.max_row + 3):
            for columna in range(1, hoja.max_column + 3):
                letra = get_column_letter(columna)
                escondida = hoja.column_dimensions[letra].hidden
                if not (escondida or isinstance(hoja.cell(fila, columna), MergedCell)):
                    yield hoja.title, f"{letra}{fila}"


@pytest.mark.integracion
@ejemplos(10)
@given(cual=st.integers(0, 10_000))
def test_lo_que_se_escribe_nunca_queda_en_silencio(libro: bytes, cual: int) -> None:
    todas = list(celdas(libro))
    hoja, celda = todas[cual % len(todas)]
    try:
        reunion = reunido(con(libro, hoja, celda))
    except paac.ErrorDeEntrada:  # el único libro se rechaza, con la celda
        return

    en_el_plan = TEXTO in str(paac.datos_de(reunion.contenido))
    se_dice = any(TEXTO in str(aviso) or celda in aviso.ruta for aviso in reunion.avisos)
    apartado = (reunion.conflictos, reunion.sin_tomar, reunion.rechazados)
    assert en_el_plan or se_dice or TEXTO in str(apartado), (hoja, celda)
