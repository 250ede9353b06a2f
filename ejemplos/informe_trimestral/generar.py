"""Los informes de los tres cortes de 2023: narrativo y matriz, en Word y Excel, y sus cifras."""

import json
from pathlib import Path

import paac_reportes as paac

(SALIDA := Path(__file__).parents[2] / "salida").mkdir(exist_ok=True)
plan = paac.leer_plan(Path(__file__).with_name("plan.yaml"))
for corte in plan.cortes():
    for nombre, formato in (("informe", "informe-seguimiento"), ("matriz", "MCCO.101.18.F.20")):
        archivos = [SALIDA / f"{nombre}-{corte}.{tipo}" for tipo in ("docx", "xlsx", "html", "csv")]
        paac.generar_varios(plan, formato, archivos, corte=corte)
    cifras = paac.datos_de_analisis(paac.analizar(plan, corte=corte))
    (SALIDA / f"cifras-{corte}.json").write_text(json.dumps(cifras, ensure_ascii=False), "utf-8")
