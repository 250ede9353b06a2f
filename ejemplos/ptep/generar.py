"""El primer seguimiento de un Programa de Transparencia y Ética Pública: matriz e informe."""

from datetime import date
from pathlib import Path

import paac_reportes as paac

(SALIDA := Path(__file__).parents[2] / "salida").mkdir(exist_ok=True)
FORMATOS = {
    "matriz": ("ptep-seguimiento", "matriz de seguimiento"),
    "informe": ("informe-seguimiento", "informe narrativo"),
}
plan = paac.leer_plan(Path(__file__).with_name("plan.yaml"))
avisos: list[paac.Aviso] = []
for nombre, (formato, que_es) in FORMATOS.items():
    archivos = [SALIDA / f"ptep-{nombre}.{tipo}" for tipo in ("docx", "xlsx")]
    reporte = paac.reporte(plan, formato, corte=date(2026, 6, 30))
    emisiones = reporte.guardar(*archivos)
    avisos += (aviso for emision in emisiones for aviso in emision.avisos)
    print(f"ptep-{nombre} (.docx .xlsx): {que_es} del PTEP, corte 30/06/2026")
print("Conviene revisar:", *dict.fromkeys(map(str, avisos)), sep="\n  ")
