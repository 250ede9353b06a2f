"""Las fórmulas de un libro, calculadas con lo que guardan sus celdas."""

from decimal import Decimal

import pytest

from paac_reportes.prueba.formulas import calcular, texto_de

NUMEROS = {(0, 0): Decimal(10), (1, 0): Decimal(20), (2, 0): Decimal(60), (1, 1): Decimal(5)}


@pytest.mark.parametrize(
    ("formula", "da"),
    [
        ("SUM(A1:A3)", 90),
        ("AVERAGE(A1:A3)", 30),
        ("AVERAGE(A1:A2,A3:A3)", 30),
        ("AVERAGE(AVERAGE(A1:A2),AVERAGE(A3:A3))", Decimal("37.5")),
        ("SUM($A$1:$B$2)", 35),
        ("AVERAGE(A1:A9)", 30),
        ("SUM(B2)", 5),
        ("COUNT(A1:B9)", 4),
        ("COUNT(C1:C3)", 0),
        ("MIN(A1:A3)", 10),
        ("MAX(A1:A3)", 60),
        ("MEDIAN(A1:A3)", 20),
        ("MEDIAN(A1:A2)", 15),
    ],
)
def test_da_lo_que_daria_excel(formula: str, da: Decimal) -> None:
    assert calcular(formula, NUMEROS) == da


@pytest.mark.parametrize("formula", ["AVERAGE(C1:C3)", "STDEV(A1:A3)", "A1+A2", "SUM(hoja!A1)", ""])
def test_lo_que_un_libro_nuestro_no_usa_no_se_calcula(formula: str) -> None:
    assert calcular(formula, NUMEROS) is None


def test_una_formula_que_es_un_texto_dice_ese_texto() -> None:
    assert texto_de('"Ver ""el acta"""') == 'Ver "el acta"'
    assert texto_de('"Ver ""el"&" acta"') == 'Ver "el acta'
    for otra in ('"a"&A1', '"a"&', '"a" ', 'A1&"a"', '"a""', '"a"&"b"&', '"a"&&"b"', ""):
        assert texto_de(otra) is None
