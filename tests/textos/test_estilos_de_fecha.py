"""Las fechas en cada estilo oficial."""

from collections.abc import Callable
from datetime import date

import pytest

from paac_reportes.textos.fechas import dia_y_mes, fecha_abreviada, fecha_corta, fecha_larga


@pytest.mark.parametrize(
    ("escribir", "texto"),
    [
        (fecha_larga, "1 de septiembre de 2026"),
        (fecha_corta, "01/09/2026"),
        (fecha_abreviada, "01-sep-26"),
        (dia_y_mes, "1.º de septiembre"),
    ],
)
def test_cada_estilo(escribir: Callable[[date], str], texto: str) -> None:
    assert escribir(date(2026, 9, 1)) == texto
