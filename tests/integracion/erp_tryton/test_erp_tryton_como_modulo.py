"""Lo que Tryton pide de cualquier módulo, y la historia que se cuenta en la documentación."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ayudas import tryton
from ayudas.compartido import lanzar

_PRUEBAS_DE_TRYTON = """
import unittest
from trytond.tests.test_tryton import ModuleTestCase

class Modulo(ModuleTestCase):
    module = "paac"

del ModuleTestCase
unittest.main(warnings="ignore")
"""


@pytest.fixture
def ambiente(tmp_path: Path) -> dict[str, str]:
    """El de quien instaló el módulo con pip."""
    tryton.instalar(tmp_path / "sitio")
    ruta = os.pathsep.join((str(tmp_path / "sitio"), str(tryton.MODULO)))
    return os.environ | {
        "PYTHONPATH": ruta,
        "TRYTOND_DATABASE_URI": "sqlite://",
        "DB_NAME": ":memory:",
    }


def test_pasa_las_pruebas_que_tryton_hace_a_sus_modulos(
    ambiente: dict[str, str], tmp_path: Path
) -> None:
    hecho = _correr(["-c", _PRUEBAS_DE_TRYTON], ambiente, tmp_path)
    assert hecho.returncode == 0, hecho.stderr


@pytest.mark.profundo
def test_la_historia_deja_el_word_y_el_excel(ambiente: dict[str, str], tmp_path: Path) -> None:
    for ejemplo in ("erp_tryton", "informe_trimestral"):
        shutil.copytree(tryton.RAIZ / "ejemplos" / ejemplo, tmp_path / "ejemplos" / ejemplo)
    _correr([str(tmp_path / "ejemplos" / "erp_tryton" / "historia.py")], ambiente, tmp_path)
    assert sorted(ruta.name for ruta in (tmp_path / "salida" / "erp_tryton").iterdir()) == [
        "seguimiento-paac_municipio-de-valdeluna_2023_corte-2023-09-30.docx",
        "seguimiento-paac_municipio-de-valdeluna_2023_corte-2023-09-30.xlsx",
    ]


def test_sin_el_modulo_instalado_la_historia_dice_como_instalarlo(tmp_path: Path) -> None:
    guion = str(tryton.MODULO / "historia.py")
    ambiente = {clave: valor for clave, valor in os.environ.items() if clave != "PYTHONPATH"}
    hecho = _correr(["-S", guion], ambiente, tmp_path)
    assert hecho.stderr == "Falta instalar el módulo: pip install ejemplos/erp_tryton proteus\n"


def _correr(
    orden: list[str], ambiente: dict[str, str], carpeta: Path
) -> subprocess.CompletedProcess[str]:
    return lanzar(sys.executable, "-W", "ignore", *orden, env=ambiente, cwd=carpeta)
