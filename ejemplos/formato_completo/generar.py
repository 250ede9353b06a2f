"""Un formato con casi todo lo que se puede describir, y el mismo en la hoja de la oficina."""

from pathlib import Path

import paac_reportes as paac

AQUI = Path(__file__).parent
(SALIDA := AQUI.parents[1] / "salida").mkdir(exist_ok=True)
TIPOS = ("docx", "xlsx", "html", "pdf")

plan = paac.leer(AQUI / "plan.yaml").sin_dudas()
avisos: list[paac.Aviso] = []
for codigo in ("VL-FO-012", "VL-FO-013"):
    reporte = paac.reporte(plan, paac.leer_formato(codigo, plantillas=AQUI / "plantillas"))
    salen = {salida.tipo for salida in paac.anfitrion.salidas(reporte) if salida.se_puede}
    archivos = [SALIDA / f"{codigo}.{tipo}" for tipo in TIPOS if tipo in salen]
    avisos += reporte.guardar(*archivos).avisos
    for archivo in archivos:
        print(f"{archivo.name}: {reporte.formato.nombre}")
if avisos:
    print("Conviene revisar:", *dict.fromkeys(map(str, avisos)), sep="\n  ")
