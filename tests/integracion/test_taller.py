"""Las órdenes y los ganchos con que se trabaja en el proyecto."""

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from ayudas.compartido import RAIZ

from paac_reportes.maqueta.medida import tipografia

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


def test_los_ganchos_usan_el_entorno_y_no_descargan_nada() -> None:
    (local,) = GANCHOS["repos"]

    assert local["repo"] == "local"
    assert {gancho["language"] for gancho in local["hooks"]} == {"system"}
    assert all(gancho["entry"].startswith(".venv/bin/") for gancho in local["hooks"])


def hacer(*argumentos: str) -> subprocess.CompletedProcess[str]:
    """Lo que hace y dice ``make`` desde la raíz."""
    return subprocess.run(
        ["make", "--no-print-directory", *argumentos],
        cwd=RAIZ,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(MAKE is None, reason="no está make")
def test_sin_quien_muta_la_orden_lo_dice_y_no_es_falla() -> None:
    corrida = hacer("mutar", "PAAC_COMPARTIDO=/no/existe")

    dicho = "Se omite la mutación: no está /no/existe/herramientas/mutar.py\n"
    assert (corrida.returncode, corrida.stdout) == (0, dicho)


@pytest.mark.skipif(MAKE is None, reason="no está make")
def test_sin_el_medidor_de_fuera_la_orden_lo_dice_y_no_es_falla() -> None:
    corrida = hacer("banco", "PAAC_COMPARTIDO=/no/existe")

    dicho = "Se omite el banco: no está /no/existe/banco/medir.py\n"
    assert (corrida.returncode, corrida.stdout) == (0, dicho)


def test_las_metricas_se_escriben_donde_se_leen() -> None:
    guion = runpy.run_path(str(RAIZ / "herramientas" / "metricas.py"))
    escribe = guion["DESTINO"]

    assert escribe == Path(tipografia.__file__).parent / "metricas"
    assert sorted(archivo.stem for archivo in escribe.glob("*.json")) == sorted(guion["FAMILIAS"])


def test_lo_profundo_llama_a_make_mutar_y_no_lo_repite() -> None:
    guion = (RAIZ / ".ci" / "profundo").read_text("utf-8")

    assert "make --no-print-directory mutar" in guion
    assert "mutar.py" not in guion


@pytest.mark.skipif(MAKE is None, reason="no está make")
def test_make_sin_objetivo_dice_los_que_hay(tmp_path: Path) -> None:
    dicho = hacer("ENTORNO=" + str(tmp_path)).stdout

    assert [renglon.split()[1] for renglon in dicho.splitlines()] == [
        *(
            "informe",
            "pruebas",
            "integracion",
            "estilo",
            "tipos",
            "docs",
            "imagenes",
            "referencia",
            "congelado",
            "instrucciones",
            "profundo",
            "publicar",
            "ataque",
            "mutar",
            "banco",
            "limpiar",
        )
    ]


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
