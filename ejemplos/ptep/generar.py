"""El primer seguimiento de un Programa de Transparencia y Ética Pública: matriz e informe."""

from datetime import date
from pathlib import Path

import paac_reportes as paac

(SALIDA := Path(__file__).parents[2] / "salida").mkdir(exist_ok=True)
plan = paac.leer_plan(Path(__file__).with_name("plan.yaml"))
for nombre, formato in (("matriz", "ptep-seguimiento"), ("informe", "informe-seguimiento")):
    archivos = [SALIDA / f"ptep-{nombre}.{tipo}" for tipo in ("docx", "xlsx")]
    paac.generar_varios(plan, formato, archivos, corte=date(2026, 6, 30))
