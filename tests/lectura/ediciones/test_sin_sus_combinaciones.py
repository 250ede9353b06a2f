"""Un libro en que una fila perdió las celdas combinadas de las demás, o nunca las tuvo."""

import re
from typing import Any

import pytest
from ayudas.editados import PLAN, actividades, cambios, emitido, leer
from ayudas.en_excel import EnExcel
from ayudas.manos import Hoja

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

DESCRIPCIONES = ["Hacer 1.1", "Hacer 1.2", "Hacer 2.1", "Hacer 2.2", "Hacer 2.3"]
SIN_MARCA = "parece una fila del plan y no se leyó: no está bajo los rótulos de ninguna tabla"


@pytest.fixture
def excel() -> EnExcel:
    libro = EnExcel(emitido("xlsx", PLAN, "paac-plan"))
    libro.quitar_columna_de_marcas()
    return libro


def celda_que_dice(excel: EnExcel, texto: str) -> Any:
    (hallada,) = (c for fila in excel.hoja for c in fila if c.value == texto)
    return hallada


def separar(excel: EnExcel, texto: str) -> None:
    celda = celda_que_dice(excel, texto)
    (rango,) = (r for r in excel.hoja.merged_cells.ranges if celda.coordinate in r)
    excel.hoja.unmerge_cells(str(rango))


@pytest.mark.parametrize("texto", ["Hacer 1.1", "1.1", "Meta 1.1", "Hacer 2.1", "Meta 2.3"])
def test_una_celda_separada_a_mano_no_parte_las_demas_filas_y_se_lee(
    excel: EnExcel, texto: str
) -> None:
    separar(excel, texto)
    lectura = leer(excel.guardado())

    assert [fila[1:4] for fila in actividades(lectura)] == [
        (nombre[6:], nombre, f"Meta {nombre[6:]}") for nombre in DESCRIPCIONES
    ]


def test_una_fila_escrita_debajo_con_sus_textos_al_comienzo_de_sus_columnas_se_lee(
    excel: EnExcel,
) -> None:
    debajo = celda_que_dice(excel, "Hacer 2.3").row + 1
    como = {c.column: c.value for c in excel.hoja[debajo - 1] if c.value is not None}
    nueva = dict(zip(sorted(como), ("2.4", "Hacer 2.4", "Meta 2.4", "Hacienda"), strict=False))
    for columna, texto in nueva.items():
        excel.hoja.cell(debajo, columna).value = texto

    leidas = actividades(leer(excel.guardado()))
    assert [fila[2] for fila in leidas] == [*DESCRIPCIONES, "Hacer 2.4"]


@pytest.mark.parametrize("columnas", [(4,), tuple(range(1, 16))])
def test_una_fila_escrita_debajo_que_no_se_sabe_de_que_columnas_es_se_dice(
    excel: EnExcel, columnas: tuple[int, ...]
) -> None:
    debajo = celda_que_dice(excel, "Hacer 2.3").row + 1
    for columna in columnas:
        excel.hoja.cell(debajo, columna).value = f"algo {columna}"
    lectura = leer(excel.guardado())

    assert [fila[2] for fila in actividades(lectura)] == DESCRIPCIONES
    assert (f"hoja «SECRETARÍA DE PLANEACIÓN», fila {debajo}", SIN_MARCA) in cambios(lectura)


def test_una_celda_combinada_a_mano_en_una_columna_que_el_formato_nunca_une_es_una_duda() -> None:
    libro = EnExcel(emitido("xlsx", PLAN, "paac-plan"))
    for texto in ("Hacer 2.1", "Hacer 2.2"):
        separar(libro, texto)
    arriba = celda_que_dice(libro, "Hacer 2.1")
    letra, fila = arriba.column_letter, arriba.row
    libro.hoja.merge_cells(f"{letra}{fila}:{letra}{fila + 1}")

    lugar = f"hoja «SECRETARÍA DE PLANEACIÓN», celda {letra}{fila + 1}"
    motivo = "está combinada con la de arriba: no se sabe si lo que dice es también de esta fila"
    assert (lugar, motivo) in cambios(leer(libro.guardado()))


@pytest.mark.integracion
@pytest.mark.parametrize("formato", ["paac-seguimiento", "MCCO.101.18.F.20", "paac-plan"])
@pytest.mark.parametrize("tras", ["1.1", "1.2", "2.2", "2.3"])
@pytest.mark.parametrize("al_final", [False, True], ids=["al comienzo", "al final"])
def test_la_fila_insertada_sin_combinar_se_lee_entera_y_la_que_sigue_tambien(
    formato: str, tras: str, *, al_final: bool
) -> None:
    """Sus textos van al comienzo o al final de las columnas de la de arriba."""
    libro = EnExcel(emitido("xlsx", PLAN, formato))
    fila = celda_que_dice(libro, f"Hacer {tras}").row
    hasta = {r.min_col: r.max_col for r in libro.hoja.merged_cells.ranges if r.min_row == fila}
    nueva = {
        hasta.get(celda.column, celda.column) if al_final else celda.column: re.sub(
            r"\d\.\d", "9.9", str(celda.value)
        )
        for celda in libro.hoja[fila]
        if re.search(r"\d\.\d", str(celda.value)) and "_paac_" not in str(celda.value)
    }
    hoja = Hoja(libro, libro.hoja.title)
    hoja.con_filas([*range(1, fila + 1), -fila, *range(fila + 1, hoja.filas + 1)])
    for rango in hoja.combinadas():
        if rango.arriba == rango.abajo == fila + 1:
            hoja.separar(rango)
    for columna, texto in nueva.items():
        libro.hoja.cell(fila + 1, columna).value = texto
    lectura = leer(libro.guardado())

    codigos = [nombre.removeprefix("Hacer ") for nombre in DESCRIPCIONES]
    codigos.insert(codigos.index(tras) + 1, "9.9")
    assert [suya[1:3] for suya in actividades(lectura)] == [
        (codigo, f"Hacer {codigo}") for codigo in codigos
    ]
    assert any("alguien la agregó" in motivo for _, motivo in cambios(lectura))
