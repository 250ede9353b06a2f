"""Un número se ve como lo muestra el formato de su celda."""

from decimal import Decimal

import pytest

from paac_reportes.prueba.celdas import como_se_ve

CASOS = [
    ("54.8333", '0.00" %"', "54,83 %"),
    ("54.835", "0.00", "54,84"),
    ("1250000", "#,##0", "1.250.000"),
    ("1250.5", "#,##0.00", "1.250,50"),
    ("3", "+0;−0;0", "+3"),
    ("-3", "+0;−0;0", "−3"),
    ("0", "+0;−0;0", "0"),
    ("-3.5", "0.0", "-3,5"),
    ("0.5", "0%", "50%"),
    ("12.50", "General", "12,5"),
    ("100", "General", "100"),
    ("43545", "dd/mm/yyyy", "21/03/2019"),
    ("43545", "[$-240A]dd/mm/yyyy", "21/03/2019"),
    ("7", r'0" de "\""siete"\"', '7 de "siete"'),
    ("7", r"0\ %", "700 %"),
]


@pytest.mark.parametrize(("valor", "formato", "visto"), CASOS)
def test_se_ve_como_dice_su_formato(valor: str, formato: str, visto: str) -> None:
    assert como_se_ve(Decimal(valor), formato)[0] == visto


@pytest.mark.parametrize("formato", [";;;", "[h]:mm", "0.00E+00", "# ?/?"])
def test_un_formato_que_no_usamos_no_se_adivina(formato: str) -> None:
    assert como_se_ve(Decimal(7), formato)[0] != "7"


def test_un_formato_sin_fin_se_dice() -> None:
    assert como_se_ve(Decimal(7), "#;" * 60_000)[0].startswith("⟦formato de número: #;#;")
