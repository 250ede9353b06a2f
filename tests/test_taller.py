"""Las órdenes y los ganchos con que se trabaja en el proyecto."""

import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml
from ayudas.compartido import RAIZ

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


@pytest.mark.skipif(MAKE is None, reason="no está make")
@pytest.mark.parametrize(
    ("orden", "dicho"),
    [
        ("mutar", "Se omite la mutación: no está /no/existe/herramientas/mutar.py\n"),
        ("banco", "Se omite el banco: no está /no/existe/banco/medir.py\n"),
    ],
)
def test_sin_las_herramientas_de_fuera_la_orden_lo_dice_y_no_es_falla(
    orden: str, dicho: str
) -> None:
    corrida = subprocess.run(
        [str(MAKE), "--no-print-directory", "-C", str(RAIZ), orden, "PAAC_COMPARTIDO=/no/existe"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (corrida.returncode, corrida.stdout) == (0, dicho)


def test_lo_profundo_llama_a_make_mutar_y_no_lo_repite() -> None:
    guion = (RAIZ / ".ci" / "profundo").read_text("utf-8")

    assert "make --no-print-directory mutar" in guion
    assert "mutar.py" not in guion
