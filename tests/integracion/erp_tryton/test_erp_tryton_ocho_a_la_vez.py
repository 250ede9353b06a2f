"""Ocho obreros piden a la vez reportes distintos a un Tryton sobre PostgreSQL: cada uno, lo suyo."""

import os
import subprocess
import sys

import pytest
from ayudas import postgresql
from ayudas.compartido import RAIZ

pytest.importorskip("psycopg", reason="falta psycopg (pip install '.[integracion]')")
pytestmark = [
    pytest.mark.profundo,
    pytest.mark.skipif(bool(postgresql.por_que_no()), reason=postgresql.por_que_no()),
]

PEDIDO = "--en tryton --obreros 8 --reportes 8 --planes 2 --oficinas 1 --sin-ritmo"
TIPOS = "docx,xlsx,html,csv"


@pytest.fixture(scope="module")
def dicho() -> str:
    """Lo que dice la medida, en pequeño: los planes son de cuarenta actividades."""
    orden = [sys.executable, str(RAIZ / "herramientas" / "banco" / "anfitrion.py"), *PEDIDO.split()]
    sin_base = {k: v for k, v in os.environ.items() if not k.startswith(("TRYTON", "DB_NAME"))}
    hecho = subprocess.run(
        [*orden, "--tipos", TIPOS],
        env=sin_base,
        capture_output=True,
        text=True,
        cwd=RAIZ,
        check=False,
        timeout=600,
    )
    assert hecho.returncode in {0, 1}, hecho.stderr
    return hecho.stdout


@pytest.mark.parametrize(
    "renglon",
    [
        "8 hilos: 8 reportes, 0 con otros bytes, 0 con otros avisos",
        "8 procesos: 64 reportes, 0 con otros bytes, 0 con otros avisos",
        "por la cola: 8 reportes, 0 con otros bytes, 0 con otros avisos",
    ],
)
def test_cada_uno_recibe_los_bytes_y_los_avisos_que_da_uno_solo(dicho: str, renglon: str) -> None:
    assert renglon in dicho.splitlines()
