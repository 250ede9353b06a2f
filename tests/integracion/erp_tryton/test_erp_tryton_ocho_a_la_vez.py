"""Ocho obreros piden a la vez reportes distintos a un Tryton sobre PostgreSQL: cada uno, lo suyo."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ayudas import postgresql, tryton

pytest.importorskip("psycopg", reason="falta psycopg (pip install '.[integracion]')")
pytestmark = [
    pytest.mark.profundo,
    pytest.mark.skipif(bool(postgresql.por_que_no()), reason=postgresql.por_que_no()),
]


@pytest.fixture(scope="module")
def distintos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """De cada modo, cuántos reportes dio y cuántos no fueron los de un proceso solo."""
    with tryton.en_postgresql(tmp_path_factory.mktemp("ocho")) as (_, ambiente):
        hecho = subprocess.run(
            [sys.executable, "-m", "ayudas.ocho_en_tryton", tryton.BASE],
            env=ambiente,
            capture_output=True,
            text=True,
            cwd=Path(tryton.__file__).parents[1],
            check=False,
            timeout=600,
        )
    assert hecho.returncode == 0, hecho.stderr
    dicho: dict[str, Any] = json.loads(hecho.stdout)
    return dicho


@pytest.mark.parametrize(("modo", "cuantos"), [("hilos", 8), ("procesos", 64), ("cola", 8)])
def test_cada_uno_recibe_los_bytes_y_los_avisos_que_da_uno_solo(
    distintos: dict[str, Any], modo: str, cuantos: int
) -> None:
    assert distintos[modo] == [cuantos, 0]
