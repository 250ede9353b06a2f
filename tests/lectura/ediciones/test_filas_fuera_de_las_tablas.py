"""Una fila que quedó fuera de las tablas del formato no se lee, y se dice dónde está."""

from copy import deepcopy

import pytest
from ayudas.editados import PLAN, actividades, cambios, emitido, leer
from ayudas.en_excel import EnExcel
from ayudas.en_word import EnWord

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

CON_MARCA = "es una fila del plan y no se leyó: no está bajo los rótulos de su tabla"
SIN_MARCA = "parece una fila del plan y no se leyó: no está bajo los rótulos de ninguna tabla"


def partida_con_su_titulo() -> EnWord:
    """La primera tabla en dos; sobre la segunda, el título y no los rótulos."""
    word = EnWord(emitido("docx"))
    titulo = deepcopy(word.fila(0, 0))
    word.partir_tabla(0, 4)
    word.fila(1, 0).addprevious(titulo)
    return word


def test_las_filas_bajo_un_titulo_sin_rotulos_se_dicen_una_por_una() -> None:
    lectura = leer(partida_con_su_titulo().guardado())

    assert len(actividades(lectura)) == 1
    assert cambios(lectura) == [(f"tabla 2, fila {n}", CON_MARCA) for n in (2, 3, 4, 5)]


def test_sin_marcas_se_dicen_porque_se_ven_como_las_demas() -> None:
    word = partida_con_su_titulo()
    word.sin_marcadores()

    assert cambios(leer(word.guardado())) == [
        (f"tabla 2, fila {n}", SIN_MARCA) for n in (2, 3, 4, 5)
    ]


@pytest.mark.parametrize("con_marcas", [True, False])
def test_una_fila_movida_sobre_los_rotulos_se_dice(*, con_marcas: bool) -> None:
    word = EnWord(emitido("docx"))
    word.fila(0, 0).addprevious(word.fila(0, 4))
    if not con_marcas:
        word.sin_marcadores()

    motivo = CON_MARCA if con_marcas else SIN_MARCA
    assert cambios(leer(word.guardado())) == [("tabla 1, fila 1", motivo)]


def test_en_excel_una_fila_sin_combinar_no_parte_las_columnas_de_las_demas() -> None:
    excel = EnExcel(emitido("xlsx", PLAN, "paac-plan"))
    (ultima,) = (
        c for h in excel.libro.worksheets[:1] for f in h for c in f if c.value == "Meta 2.3"
    )
    excel.hoja.cell(ultima.row + 1, ultima.column + 1).value = "algo"
    lectura = leer(excel.guardado())

    descripciones = ["Hacer 1.1", "Hacer 1.2", "Hacer 2.1", "Hacer 2.2", "Hacer 2.3"]
    assert [a[2] for a in actividades(lectura)] == descripciones
    assert SIN_MARCA in [mensaje for _, mensaje in cambios(lectura)]
