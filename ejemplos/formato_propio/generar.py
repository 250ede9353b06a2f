"""El formato de una alcaldía que ningún catálogo trae, desde su carpeta."""

from pathlib import Path

import paac_reportes as paac

AQUI = Path(__file__).parent
SALIDA = AQUI.parents[1] / "salida"
SALIDA.mkdir(exist_ok=True)
plan = paac.leer(AQUI / "plan.yaml").sin_dudas()
archivos = [SALIDA / f"formato-propio.{tipo}" for tipo in ("docx", "xlsx")]
reporte = paac.reporte(plan, paac.leer_formato("CI-FO-031", plantillas=AQUI / "plantillas"))
guardado = reporte.guardar(*archivos)
for archivo in archivos:
    print(f"{archivo.name}: {reporte.formato.nombre}")
for aviso in guardado.avisos:
    print(f"  conviene revisar: {aviso}")
