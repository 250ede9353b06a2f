"""Un cronograma por meses, o por trimestres, es la fecha programada de cada actividad.

Prueba ``lectura/matriz/palabras``.
"""

from typing import Any

import openpyxl
import pytest
from ayudas.paquetes_a_mano import en_bytes
from openpyxl.styles import PatternFill

import paac_reportes as paac
from paac_reportes.lectura.matriz.palabras import periodos

MESES = ["ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC"]
ROTULOS = ["Código", "Actividades", "Meta o producto", "Responsable"]
VERDE = PatternFill("solid", fgColor="00B050")


def matriz(
    *marcas: dict[str, Any],
    rotulos: list[str] = MESES,
    encima: str = "CRONOGRAMA",
    pintadas: tuple[str, ...] = (),
    leyenda: str = "",
) -> bytes:
    """Un libro ajeno con una actividad por cada grupo de marcas."""
    libro = openpyxl.Workbook()
    hoja: Any = libro.active
    hoja.append(["PLAN ANTICORRUPCIÓN Y DE ATENCIÓN AL CIUDADANO 2026"])
    hoja.append(["MUNICIPIO DE CALIFORNIA"])
    if leyenda:
        hoja.append([None, None, leyenda])
        hoja["B3"].fill = VERDE
    hoja.append(ROTULOS + [encima] * bool(encima))
    if encima:
        ultima = hoja.max_row
        hoja.append([None] * len(ROTULOS) + rotulos)
        for columna in range(1, len(ROTULOS) + 1):
            hoja.merge_cells(None, ultima, columna, ultima + 1, columna)
        desde = len(ROTULOS) + 1
        hoja.merge_cells(None, ultima, desde, ultima, desde + len(rotulos) - 1)
    else:
        for columna, rotulo in enumerate(rotulos, len(ROTULOS) + 1):
            hoja.cell(hoja.max_row, columna).value = rotulo
    for numero, de_una in enumerate(marcas, 1):
        hoja.append([f"1.{numero}", f"Publicar el informe {numero}", "Un informe", "Planeación"])
        for rotulo, marca in de_una.items():
            hoja.cell(hoja.max_row, len(ROTULOS) + 1 + rotulos.index(rotulo)).value = marca
        for rotulo in pintadas:
            hoja.cell(hoja.max_row, len(ROTULOS) + 1 + rotulos.index(rotulo)).fill = VERDE
    return en_bytes(libro)


def fechas(archivo: bytes) -> list[str | None]:
    return [fila.fecha_programada for fila in actividades(archivo)]


def actividades(archivo: bytes) -> list[paac.modelo.Actividad]:
    plan: paac.Plan = paac.leer(archivo).contenido
    return [fila for _, tabla in plan.tablas() for fila in tabla.filas()]  # type: ignore[misc]


@pytest.mark.parametrize("encima", ["CRONOGRAMA", "Fecha programada 2026", ""])
def test_cada_mes_marcado_es_su_ultimo_dia(encima: str) -> None:
    archivo = matriz({"ABR": "X", "AGO": "x"}, {"FEB": 1}, {"JUN": 0.5, "JUL": 0}, encima=encima)
    assert fechas(archivo) == ["30/04/2026, 31/08/2026", "28/02/2026", "30/06/2026"]
    assert all(not fila.extras for fila in actividades(archivo))


def test_los_trimestres_tambien() -> None:
    trimestres = ["I TRIM", "II TRIM", "III TRIM", "IV TRIM"]
    assert fechas(matriz({"II TRIM": "X", "IV TRIM": "X"}, rotulos=trimestres)) == [
        "30/06/2026, 31/12/2026"
    ]


def test_lo_que_no_es_una_marca_se_dice_y_queda_al_lado() -> None:
    archivo = matriz({"MAR": "por definir", "ABR": "X"})
    [fila] = actividades(archivo)
    assert fila.fecha_programada == "30/04/2026"
    assert dict(fila.extras) == {"cronograma_mar": "por definir"}
    [aviso] = [a for a in paac.leer(archivo).avisos if a.codigo == "celda_ilegible"]
    assert aviso.ruta == "hoja «Sheet», celda G5"


def test_un_color_se_dice_y_no_se_toma() -> None:
    archivo = matriz({}, pintadas=("ABR", "MAY"))
    assert fechas(archivo) == [None]
    [aviso] = [a for a in paac.leer(archivo).avisos if a.codigo == "color_sin_leer"]
    assert aviso.ruta == "hoja «Sheet», celda H5"
    assert "2 meses van pintados y sin letra, y no se tomó (celda H5, celda I5)" in aviso.mensaje


@pytest.mark.parametrize(
    "caminos",
    [
        [["Abril"], ["Agosto"], ["Diciembre"]],
        [["Avance", mes] for mes in MESES],
        [["Seguimiento I trimestre"], ["Seguimiento II trimestre"]],
        [["Mes"], ["Trimestre"]],
    ],
)
def test_los_cortes_y_lo_reportado_no_son_un_cronograma(caminos: list[list[str]]) -> None:
    assert periodos(caminos, 2026) == {}


def test_de_un_mes_con_lo_programado_y_lo_ejecutado_va_lo_programado() -> None:
    caminos = [[mes, letra] for mes in ("Ene", "Feb", "Mar") for letra in ("P", "E")]
    assert periodos(caminos, 2026) == {0: "31/01/2026", 2: "28/02/2026", 4: "31/03/2026"}


def test_doce_iniciales_son_los_meses() -> None:
    hallados = periodos([["Meta"], *([letra] for letra in "EFMAMJJASOND")], 2028)
    assert (hallados[2], hallados[12]) == ("29/02/2028", "31/12/2028")
