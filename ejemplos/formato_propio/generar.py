"""El formato de una alcaldía que ningún catálogo trae, desde su carpeta."""

from pathlib import Path

import paac_reportes as paac

AQUI = Path(__file__).parent
SALIDA = AQUI.parents[1] / "salida"
SALIDA.mkdir(exist_ok=True)
plan = paac.leer_plan(AQUI / "plan.yaml")
archivos = [SALIDA / f"formato-propio.{tipo}" for tipo in ("docx", "xlsx")]
paac.generar_varios(plan, "CI-FO-031", archivos, plantillas=AQUI / "plantillas")
