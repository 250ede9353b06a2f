"""Dos oficinas guardan mientras control interno cierra el corte, por RPC y en SQLite: nada se pierde.

En PostgreSQL lo prueba ``test_erp_tryton_postgresql``, en la base que ya tiene.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from ayudas import tryton
from ayudas.carreras import RONDAS
from ayudas.compartido import RAIZ


@pytest.fixture
def cuenta(plantilla: Path) -> dict[str, Any]:
    """Lo que pasó en las rondas."""
    carpeta = plantilla.parent
    tryton.copiar(plantilla, carpeta / "carrera.sqlite")
    (carpeta / "trytond.conf").write_text(
        f"[database]\nuri = sqlite://\npath = {carpeta}\nlanguage = es\n"
    )
    rutas = (carpeta / "sitio", tryton.MODULO, RAIZ / "src", RAIZ / "tests")
    suyo = {
        "PYTHONPATH": os.pathsep.join(map(str, rutas)),
        "TRYTOND_CONFIG": str(carpeta / "trytond.conf"),
        "DB_NAME": "carrera",
    }
    return tryton.correr_carrera("sqlite:///carrera", os.environ | suyo, carpeta)


def test_nada_queda_fuera_de_un_corte_cerrado_ni_se_pierde_callado(cuenta: dict[str, Any]) -> None:
    assert (cuenta["perdidos"], cuenta["fuera"], cuenta["mal_dichos"]) == ([], [], [])
    assert cuenta["a_tiempo"] + cuenta["tarde"] == 2 * RONDAS
