"""El informe del tercer trimestre del municipio de ejemplo, en todos los archivos."""

from datetime import date
from pathlib import Path

import paac_reportes as paac

SALIDA = Path(__file__).parents[2] / "salida"
SALIDA.mkdir(exist_ok=True)
plan = paac.leer_plan(Path(__file__).with_name("plan.yaml"))
archivos = [
    SALIDA / f"seguimiento-paac-2026-09-30.{t}" for t in ("docx", "xlsx", "html", "csv", "json")
]
paac.generar_varios(plan, "MCCO.101.18.F.20", archivos, corte=date(2026, 9, 30))
print("Listo:", *archivos, sep="\n  ")
