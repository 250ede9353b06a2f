"""Lo que cuesta el primer reporte de un proceso: lo que llama y los módulos que carga, contados."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from ayudas import contador
from ayudas.compartido import RAIZ
from ayudas.costos import comparar_costos, donde_se_cuenta
from ayudas.planes import FORMATO

import paac_reportes as paac

TIPOS = ("docx", "xlsx", "html", "csv", "json")


@donde_se_cuenta
def test_lo_que_cuesta_el_primer_reporte(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    datos = tmp_path / "plan.json"
    paac.guardar(paac.leer_plan(RAIZ / "ejemplos/informe_trimestral/plan.yaml"), datos)
    medidas: dict[str, Counter[str]] = {}
    for tipo in TIPOS:
        hecho = subprocess.run(
            [sys.executable, "-W", "ignore", contador.__file__, str(datos), FORMATO, tipo],
            capture_output=True,
            check=True,
        )
        suyas = json.loads(hecho.stdout).items()
        medidas |= {f"{tipo}, {que_cuenta}": Counter(cuentas) for que_cuenta, cuentas in suyas}

    comparar_costos("primer-reporte", medidas, pytestconfig)
