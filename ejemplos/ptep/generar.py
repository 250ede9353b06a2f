"""El primer seguimiento de un Programa de Transparencia y Ética Pública: matriz e informe."""

import logging
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import paac_reportes as paac

# Los avisos quedan en su archivo: no hace falta que el registro los cuente.
logging.getLogger("paac_reportes").setLevel(logging.ERROR)
(SALIDA := Path(__file__).parents[2] / "salida").mkdir(exist_ok=True)
FORMATOS = {
    "matriz": ("ptep-seguimiento", "Matriz de seguimiento"),
    "informe": ("informe-seguimiento", "Informe narrativo"),
}
TIPOS = {
    "docx": "en Word",
    **({"pdf": "en PDF"} if find_spec("typst") else {}),
    "xlsx": "en Excel, con la hoja Datos",
}


def decir(archivo: Path, que_es: str) -> None:
    """Un renglón por archivo, con lo que es."""
    print(f"  {archivo.name:<24} {que_es}")


plan = paac.leer(Path(__file__).with_name("plan.yaml")).sin_dudas()
avisos = [*paac.revisar(plan).avisos]
print(f"Un PTEP de {plan.vigencia}, en su corte del 30/06/2026:")
for nombre, (formato, que_es) in FORMATOS.items():
    archivos = [SALIDA / f"ptep-{nombre}.{tipo}" for tipo in TIPOS]
    avisos += paac.reporte(plan, formato, corte=date(2026, 6, 30)).guardar(*archivos).avisos
    for archivo, como in zip(archivos, TIPOS.values(), strict=True):
        decir(archivo, f"{que_es}, {como}")
por_revisar = [f"{aviso}\n" for aviso in dict.fromkeys(avisos)]
(SALIDA / "ptep-por-revisar.txt").write_text("".join(por_revisar), "utf-8")
decir(SALIDA / "ptep-por-revisar.txt", f"Lo que conviene revisar: {len(por_revisar)} avisos")
