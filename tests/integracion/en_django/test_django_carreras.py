"""Tres guardan mientras control interno cierra el corte, en SQLite y en PostgreSQL: nada se pierde."""

import json
import os
import sys
from typing import Any

import pytest
from ayudas.carreras import RONDAS
from ayudas.compartido import RAIZ, lanzar


@pytest.fixture
def cuenta(base_nueva: dict[str, Any]) -> dict[str, Any]:
    """Lo que pasó en las rondas."""
    rutas = (RAIZ / "src", RAIZ / "tests", RAIZ / "ejemplos" / "django")
    carrera = (sys.executable, "-m", "ayudas.carrera_de_django", json.dumps(base_nueva), RONDAS)
    entorno = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, rutas))}
    hecho = lanzar(*carrera, env=entorno)
    assert hecho.returncode == 0, hecho.stderr
    leida: dict[str, Any] = json.loads(hecho.stdout.splitlines()[-1])
    return leida


def test_nada_queda_fuera_de_un_corte_cerrado_ni_se_pierde_callado(cuenta: dict[str, Any]) -> None:
    assert (cuenta["perdidos"], cuenta["fuera"], cuenta["mal_dichos"]) == ([], [], [])
    assert cuenta["a_tiempo"] + cuenta["tarde"] == 3 * RONDAS
