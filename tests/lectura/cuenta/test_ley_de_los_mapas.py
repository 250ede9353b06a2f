"""Lo que alguien escriba en un mapa ajeno queda en un dato, es un rótulo o se dice: nunca se calla."""

import functools
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from ayudas import mapas_ajenos as ajenos
from ayudas.ejemplos import ejemplos
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.datos import DestinoDeLectura

MARCA = "Zutano escribió esto"
MAPAS: dict[str, Callable[[], io.BytesIO]] = {
    "F1": ajenos.f1_2018,
    "F2": ajenos.f2_v5,
    "F4": ajenos.f4_cra,
    "W1": ajenos.w1_2021,
    "W2": ajenos.w2_2023,
    "W4": ajenos.w4_2022,
}


@functools.cache
def bytes_de(cual: str) -> bytes:
    return MAPAS[cual]().getvalue()


@pytest.mark.una_de_cada
@pytest.mark.parametrize("cual", MAPAS)
@ejemplos(3)
@given(fila=st.integers(3, 40), columna=st.integers(1, 38))
def test_lo_escrito_en_cualquier_celda_se_usa_o_se_dice(cual: str, fila: int, columna: int) -> None:
    libro = openpyxl.load_workbook(io.BytesIO(bytes_de(cual)))
    hoja: Any = libro.worksheets[0]
    celda = hoja.cell(fila, columna)
    if any(celda.coordinate in rango for rango in hoja.merged_cells.ranges):
        celda = next(r for r in hoja.merged_cells.ranges if celda.coordinate in r).start_cell
    celda.value = MARCA
    salida = io.BytesIO()
    libro.save(salida)

    rechazo = ""
    try:
        lectura = paac.leer(io.BytesIO(salida.getvalue()), entidad="Municipio")
    except paac.ErrorDeEntrada as error:
        rechazo = str(error)
    if rechazo:  # está encima del rótulo por el que se conoce un mapa
        assert f"hoja «{hoja.title}»: no es una matriz" in rechazo
        return

    assert lectura.contenido is not None
    assert lectura.cuenta is not None
    assert lectura.cuenta.cuadra
    donde = f"hoja «{hoja.title}», celda {celda.coordinate}"
    (suya,) = (cosa for cosa in lectura.cuenta.cosas if cosa.lugar == donde)
    codigos = {aviso.codigo for aviso in lectura.avisos}
    if suya.destino is DestinoDeLectura.USADO:
        assert MARCA in str(paac.datos_de(lectura.contenido))
    elif suya.destino is DestinoDeLectura.SIN_USAR:
        assert (suya.por or "sin_usar") in codigos
    else:  # un rótulo, o la referencia de una fila de la plantilla
        es_rotulo = any(MARCA in columna.rotulo for columna in lectura.columnas)
        assert es_rotulo or suya.por == "fila_omitida" in codigos
