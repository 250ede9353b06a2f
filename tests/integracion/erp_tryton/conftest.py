"""Una base de datos con el módulo activado y el plan del ejemplo: se hace una vez y se copia."""

import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from ayudas import tryton

pytest.importorskip("trytond", reason="falta trytond (pip install '.[integracion]')")
pytest.importorskip("proteus", reason="falta proteus (pip install '.[integracion]')")

URI = "sqlite:///paac"


@pytest.fixture(scope="session")
def plantilla(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    antes, ruta = dict(os.environ), list(sys.path)
    carpeta = tmp_path_factory.mktemp("tryton")
    tryton.instalar(carpeta / "sitio")
    sys.path[:0] = [str(carpeta / "sitio"), str(tryton.MODULO)]
    tryton.configurar(carpeta)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # trytond usa lo que él mismo retira
        (carpeta / "paac.sqlite").touch()
        tryton.crear(URI, carpeta)
        tryton.poblar(URI)
    tryton.copiar(carpeta / "paac.sqlite", carpeta / "plantilla.sqlite")
    yield carpeta / "plantilla.sqlite"
    sys.path[:] = ruta
    os.environ.clear()
    os.environ.update(antes)


@pytest.fixture
def base(plantilla: Path) -> tryton.Base:
    tryton.reponer(plantilla, plantilla.with_name("paac.sqlite"))
    return tryton.Base(URI).como("admin")
