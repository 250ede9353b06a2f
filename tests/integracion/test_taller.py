"""Las órdenes y los ganchos con que se trabaja en el proyecto."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from ayudas.compartido import RAIZ, lanzar

MAKE = shutil.which("make")
GANCHOS: dict[str, Any] = yaml.safe_load((RAIZ / ".pre-commit-config.yaml").read_text("utf-8"))


def ordenes_de(objetivo: str) -> list[str]:
    """Los renglones de un objetivo de ``Makefile``, desde el programa."""
    receta = re.search(
        rf"^{objetivo}:.*\n((?:\t.*\n)+)", (RAIZ / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert receta is not None
    return [linea.removeprefix("\t@$(ENTORNO)/bin/") for linea in receta[1].splitlines()]


def test_los_ganchos_corren_lo_mismo_que_make_estilo_y_make_tipos() -> None:
    (local,) = GANCHOS["repos"]
    entradas = [gancho["entry"].removeprefix(".venv/bin/") for gancho in local["hooks"]]
    de_make = [orden.split(" .")[0] for o in ("estilo", "tipos") for orden in ordenes_de(o)]

    assert sorted(entrada.removesuffix(" --force-exclude") for entrada in entradas) == sorted(
        orden.removesuffix(" --check") for orden in de_make
    )


def hacer(*argumentos: str) -> subprocess.CompletedProcess[str]:
    """Lo que hace y dice ``make`` desde la raíz."""
    return lanzar("make", "--no-print-directory", *argumentos, cwd=RAIZ)


@pytest.mark.skipif(MAKE is None, reason="no está make")
@pytest.mark.parametrize(
    ("lo_que_hace", "falla"),
    [
        ('exec {python} -c "$(echo "$2" | sed "s/(3, 11)/(9, 9)/")"', "Hace falta Python 3.11 o posterior"),
        ('case "$2" in *ensurepip*) exit 1;; esac; exec {python} "$@"', "le falta el módulo venv: en Debian y Ubuntu lo trae el paquete python3-venv"),
    ],
    ids=["viejo", "sin venv"],
)  # fmt: skip
def test_lo_que_falta_para_preparar_el_entorno_se_dice_y_nada_se_crea(
    tmp_path: Path, lo_que_hace: str, falla: str
) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\n" + lo_que_hace.format(python=sys.executable))
    python.chmod(0o755)

    hecho = hacer(f"ENTORNO={tmp_path / 'entorno'}", f"PYTHON={python}", "informe")

    assert hecho.returncode != 0
    assert falla in hecho.stderr
    assert not (tmp_path / "entorno").exists()


@pytest.mark.skipif(MAKE is None, reason="no está make")
def test_sin_python_se_dice_como_nombrar_otro(tmp_path: Path) -> None:
    hecho = hacer(f"ENTORNO={tmp_path / 'entorno'}", "PYTHON=python-que-no-esta", "informe")

    assert "No se halla python-que-no-esta" in hecho.stderr
    assert "make PYTHON=" in hecho.stderr
