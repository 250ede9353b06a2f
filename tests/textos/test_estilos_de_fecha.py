"""Las fechas en cada estilo oficial."""

import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.textos.valores import dia_y_mes, fecha_abreviada, fecha_corta, fecha_larga

MESES = {
    1: ("enero", "ene"),
    2: ("febrero", "feb"),
    3: ("marzo", "mar"),
    4: ("abril", "abr"),
    5: ("mayo", "may"),
    6: ("junio", "jun"),
    7: ("julio", "jul"),
    8: ("agosto", "ago"),
    9: ("septiembre", "sep"),
    10: ("octubre", "oct"),
    11: ("noviembre", "nov"),
    12: ("diciembre", "dic"),
}


@given(st.dates())
def test_cualquier_fecha_lleva_su_mes_en_espanol_de_colombia(dia: date) -> None:
    largo, corto = MESES[dia.month]

    assert fecha_larga(dia) == f"{dia.day} de {largo} de {dia.year}"
    assert fecha_corta(dia) == f"{dia.day:02}/{dia.month:02}/{dia.year:04}"
    assert fecha_abreviada(dia) == f"{dia.day:02}-{corto}-{dia.year % 100:02}"
    assert dia_y_mes(dia) == f"{'1.º' if dia.day == 1 else dia.day} de {largo}"


@pytest.mark.integracion
def test_las_fechas_no_cambian_con_el_idioma_de_la_maquina() -> None:
    orden = (
        "from datetime import date; from paac_reportes.textos.valores import fecha_larga;"
        "print(fecha_larga(date(2026, 9, 1)))"
    )
    otro = {**os.environ, "LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8", "PYTHONUTF8": "1"}
    dicho = subprocess.run(
        [sys.executable, "-c", orden], env=otro, capture_output=True, text=True, check=True
    )

    assert dicho.stdout == "1 de septiembre de 2026\n"
