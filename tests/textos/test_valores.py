"""Cómo se escribe cada valor en una celda."""

from datetime import date
from decimal import Decimal

import pytest

import paac_reportes as paac
from paac_reportes.textos.valores import como_texto


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        ("1.10", "1.10"),
        (None, ""),
        (0, "0"),
        (Decimal("33.3"), "33,3"),
        (Decimal(60), "60"),
        (0.1, "0,1"),
        (3.0, "3"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0,0000001"),
        (Decimal("1E+3"), "1000"),
        (True, "Sí"),
        (False, "No"),
        ((), ""),
        (date(2020, 8, 31), "31/08/2020"),
        (paac.modelo.Estado.EN_PROCESO, "En proceso"),
        (("Acta 4", "https://ejemplo.gov.co"), "Acta 4\nhttps://ejemplo.gov.co"),
    ],
)
def test_como_texto(valor: object, texto: str) -> None:
    assert como_texto(valor) == texto


def test_una_verificacion_se_escribe_con_su_nota() -> None:
    con_nota = paac.modelo.Verificacion(
        resultado=paac.modelo.Resultado.PARCIAL, nota="Falta el acta."
    )

    assert como_texto(con_nota) == "Verificada en parte\nFalta el acta."
    assert (
        como_texto(paac.modelo.Verificacion(resultado=paac.modelo.Resultado.NO_VERIFICADA))
        == "No verificada"
    )
