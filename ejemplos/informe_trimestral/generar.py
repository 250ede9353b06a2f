"""El informe del tercer trimestre del municipio de ejemplo, en todos los archivos."""

from datetime import date
from pathlib import Path

import paac_reportes as paac

AQUI = Path(__file__).parent
SALIDA = AQUI.parents[1] / "salida"

SALIDA.mkdir(exist_ok=True)
plan = paac.leer_plan(AQUI / "plan.yaml")
for tipo in ("docx", "xlsx", "html", "csv", "json"):
    destino = SALIDA / f"seguimiento-paac-2026-09-30.{tipo}"
    paac.generar(plan, "MCCO.101.18.F.20", destino, corte=date(2026, 9, 30))
    print(f"Listo: {destino.relative_to(AQUI.parents[1])}")
