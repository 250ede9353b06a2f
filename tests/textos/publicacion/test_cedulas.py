"""Los números que parecen una cédula, y los que se les parecen y no lo son."""

import pytest

from paac_reportes.textos.datos_personales import parecen_cedulas


@pytest.mark.parametrize(
    ("texto", "cifras"),
    [
        ("1.020.304.050", "1020304050"),
        ("1020304050", "1020304050"),
        ("Rosa Pérez 12.345.678", "12345678"),
        ("1.020.304.050-2", "1020304050"),
    ],
)
def test_lo_parece(texto: str, cifras: str) -> None:
    assert list(parecen_cedulas(texto)) == [cifras]


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "NIT 891.900.493-2",
        "1.020.304.050-8",
        "1020304050 pesos",
        "por valor de 1.020.304.050",
        "$ 1.020.304.050",
        "Contrato 1020304050",
        "1.000.000.000",
        "una población de 12.345.678 habitantes",
        "12.345.678",
        "Recaudo Total 12.345.678",
        "31412345",
        "20230915",
        "76147001",
        "documento 20201234",
        "Resolución 1519 de 2020",
        "CO1.PCCNTR.1020304050",
        "https://x.co/1020304050",
        "30/10/2023",
        "1.020.304.050,50",
        "10203040501",
    ],
)
def test_no_lo_parece(texto: str) -> None:
    assert list(parecen_cedulas(texto)) == []
