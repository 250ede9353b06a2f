"""El nombre de una hoja vale si es el suyo, con lo que Excel no admite cambiado."""

import pytest

from paac_reportes.prueba.esperado import nombres_que_valen

LARGO = "Institución Educativa Nuestra Señora del Carmen"


@pytest.mark.parametrize(
    ("deseado", "hallado"),
    [
        ("Salud", "Salud"),
        ("Plan: 2026/2027", "Plan 2026 2027"),
        (LARGO, "Institución Educativa Nuestra S"),
        (LARGO, "Institución Educativa…del Carmen"[:31]),
        ("", "Hoja"),
    ],
)
def test_vale_el_suyo(deseado: str, hallado: str) -> None:
    assert nombres_que_valen([deseado], [hallado]) == [hallado]


@pytest.mark.parametrize(
    ("deseado", "hallado"),
    [("Salud", "Salut"), ("Salud", "Salu"), ("Salud", "Salud (2)"), (LARGO, "Institución")],
)
def test_no_vale_otro(deseado: str, hallado: str) -> None:
    assert nombres_que_valen([deseado], [hallado]) != [hallado]


def test_dos_iguales_van_con_numero() -> None:
    assert nombres_que_valen(["Salud", "Salud"], ["Salud", "Salud (2)"]) == ["Salud", "Salud (2)"]
