"""Lo que piden las pruebas del PDF."""

import pytest

from paac_reportes.escritores.pdf.motor import instaladas


@pytest.fixture
def letra_de_arial() -> None:
    """Omite la prueba donde no está Arial ni otra de su medida: sus letras ocupan otra cosa."""
    if not instaladas().mide_lo_mismo("Arial"):
        pytest.skip("no está instalada Arial ni otra de su medida (fonts-liberation)")
