"""Los colores de una columna por lo que su número es."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

import paac_reportes as paac
from paac_reportes.formatos.definicion.aspecto import PorRegla, ReglaDeColor

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")
ROJO, VERDE, AZUL = "F8CBAD", "C6EFCE", "1F3864"


def reporte(valores: list[Any], colores: Any, **columna: Any) -> paac.Reporte:
    columnas: list[Any] = [
        {"dato": "n", "rotulo": "N"},
        {"dato": "x", "rotulo": "X", "colores": colores, **columna},
    ]
    formato = paac.formato_de_columnas("M", columnas)
    filas = [{"n": f"fila {n}", "x": valor} for n, valor in enumerate(valores)]
    return paac.reporte(ENTIDAD, formato, filas=filas)


def pintados(valores: list[Any], colores: Any, **columna: Any) -> list[tuple[Any, str | None]]:
    """De cada celda en Excel, lo que guarda y su relleno."""
    libro = reporte(valores, colores, **columna).emitir("xlsx").contenido
    hoja = openpyxl.load_workbook(io.BytesIO(libro)).worksheets[0]
    celdas = [fila[1] for fila in hoja.iter_rows(min_row=3)]
    return [(c.value, c.fill.fgColor.rgb[2:] if c.fill.fill_type else None) for c in celdas]


@pytest.mark.parametrize(
    ("colores", "rellenos"),
    [
        ({"<": 60, "color": ROJO}, [ROJO, None, None]),
        ({"<=": 60, "color": ROJO}, [ROJO, ROJO, None]),
        ({">": 60, "color": VERDE}, [None, None, VERDE]),
        ({"=": 60, "color": VERDE}, [None, VERDE, None]),
        ({">=": 10, "<": 90, "color": "c6efce"}, [None, VERDE, None]),
        ([{"<": 60, "color": ROJO}, {"<": 90, "color": VERDE}], [ROJO, VERDE, None]),
        ([{"<": 90, "color": VERDE}, {"<": 60, "color": ROJO}], [VERDE, VERDE, None]),
    ],
)
def test_pinta_la_primera_regla_que_se_cumple(colores: Any, rellenos: list[str | None]) -> None:
    assert pintados([5, 60, 90], colores) == list(zip([5, 60, 90], rellenos, strict=True))


def test_lo_que_esta_en_blanco_no_se_pinta_y_el_total_tampoco() -> None:
    assert pintados([None, 5.5], {"<": 60, "color": ROJO}) == [(None, None), (5.5, ROJO)]


@pytest.mark.parametrize(
    ("colores", "falla"),
    [
        ({"<1000000": ROJO}, "no es lo que dice una celda; para una regla se esperaba"),
        ({"<": "sesenta", "color": ROJO}, "colores.<: se esperaba un número"),
        ({"<": 60}, "colores.color: "),
        ({"<": 60, "color": "rojo"}, "colores.color: "),
        ({"<": 60, "colr": ROJO, "color": ROJO}, "'colr' no es de una regla"),
        ([{"menor": 60, "color": ROJO}], "colores[0]: se esperaba una regla como"),
        ([3], "colores[0]: se esperaba una regla como"),
    ],
)
def test_una_regla_que_no_se_entiende_es_una_falla(colores: Any, falla: str) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        reporte([1], colores)

    assert falla in str(error.value)


def test_una_regla_sobre_una_columna_que_no_es_de_numeros_es_una_falla() -> None:
    with pytest.raises(paac.ErrorDeFormato, match="una regla pinta números, y la columna guarda"):
        reporte([1], {"<": 60, "color": ROJO}, guarda="texto")
    with pytest.raises(paac.ErrorDeEntrada, match=r"sus colores van por regla.*trae textos"):
        reporte(["a"], {"<": 60, "color": ROJO})


def test_en_los_datos_de_un_plan_una_regla_dice_sus_limites() -> None:
    columna = {"dato": "seguimiento.avance", "rotulo": "Avance", "guarda": "numero"}
    uno: Any = {**columna, "colores": {"<": 60, "color": ROJO}}
    (hecha,) = paac.formato_de_columnas("M", [uno], recorre="actividades").columnas

    assert hecha.colores == PorRegla((ReglaDeColor(condiciones=(("<", Decimal(60)),), color=ROJO),))


def test_el_color_de_un_texto_sigue_siendo_el_de_lo_que_dice() -> None:
    assert [c for _, c in pintados(["Alta", "baja"], {"alta": ROJO, "Baja": VERDE})] == [
        ROJO,
        VERDE,
    ]
