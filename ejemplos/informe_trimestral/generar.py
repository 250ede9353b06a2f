"""Los informes de los tres cortes de 2023: narrativo y matriz, en Word y Excel, y sus cifras."""

import json
from pathlib import Path

import paac_reportes as paac

(SALIDA := Path(__file__).parents[2] / "salida").mkdir(exist_ok=True)
FORMATOS = {
    "informe": ("informe-seguimiento", "informe narrativo"),
    "matriz": ("MCCO.101.18.F.20", "matriz de seguimiento por dependencia"),
}
plan = paac.leer_plan(Path(__file__).with_name("plan.yaml"))
avisos: list[paac.Aviso] = []
for corte in plan.cortes():
    for nombre, (formato, que_es) in FORMATOS.items():
        archivos = [SALIDA / f"{nombre}-{corte}.{tipo}" for tipo in ("docx", "xlsx", "html", "csv")]
        reporte = paac.reporte(plan, formato, corte=corte)
        emisiones = reporte.guardar(*archivos)
        avisos += (aviso for emision in emisiones for aviso in emision.avisos)
        print(f"{nombre}-{corte} (.docx .xlsx .html .csv): {que_es}, corte {corte:%d/%m/%Y}")
    cifras = paac.datos_de_analisis(paac.analizar(plan, corte=corte))
    (SALIDA / f"cifras-{corte}.json").write_text(json.dumps(cifras, ensure_ascii=False), "utf-8")
    print(f"cifras-{corte}.json: las cifras del corte, con las filas de cada una")
print("Conviene revisar:", *dict.fromkeys(map(str, avisos)), sep="\n  ")
