"""De un archivo guardado por LibreOffice y cambiado de a poco, lo que pasa se ve igual."""

from pathlib import Path

import pytest
from ayudas.compartido import con_libreoffice
from ayudas.ejemplos import VECES

CUANTAS = 5 * VECES
"""De cada matriz, en Word y en Excel."""
pytestmark = [
    con_libreoffice,
    pytest.mark.integracion,
    pytest.mark.usefixtures("con_ataque"),
]


def test_lo_que_se_muta_y_pasa_se_ve_igual(tmp_path: Path) -> None:
    from herramientas.ataque.dibujadas import mutar

    hechos = list(mutar(f"integracion {VECES}", CUANTAS, tmp_path))

    assert [uno.falla for uno in hechos if uno.falla] == []
    assert {uno.emitido for uno in hechos} == {True, False}  # alguna pasa, y se dibujó
