"""Los informes de los tres cortes de 2023: narrativo y matriz, en Word y Excel, y sus cifras."""

import json
import logging
from importlib.util import find_spec
from pathlib import Path

import paac_reportes as paac

# Los avisos quedan en su archivo: no hace falta que el registro los cuente.
logging.getLogger("paac_reportes").setLevel(logging.ERROR)
(SALIDA := Path(__file__).parents[2] / "salida").mkdir(exist_ok=True)
FORMATOS = {
    "informe": ("informe-seguimiento", "Informe narrativo"),
    "matriz": ("MCCO.101.18.F.20", "Matriz de seguimiento por dependencia"),
}
TIPOS = {
    "docx": "en Word",
    **({"pdf": "en PDF"} if find_spec("typst") else {}),
    "xlsx": "en Excel, con la hoja Datos",
    "html": "como página web",
}


def decir(archivo: Path, que_es: str) -> None:
    """Un renglón por archivo, con lo que es."""
    print(f"  {archivo.name:<24} {que_es}")


plan = paac.leer(Path(__file__).with_name("plan.yaml")).sin_dudas()
avisos = [*paac.revisar(plan).avisos]
print(f"Un PAAC de {plan.vigencia}, en sus {len(plan.cortes())} cortes:")
for corte in plan.cortes():
    for nombre, (formato, que_es) in FORMATOS.items():
        archivos = [SALIDA / f"{nombre}-{corte}.{tipo}" for tipo in TIPOS]
        avisos += paac.reporte(plan, formato, corte=corte).guardar(*archivos).avisos
        for archivo, como in zip(archivos, TIPOS.values(), strict=True):
            decir(archivo, f"{que_es}, {como}")
    cifras = paac.datos_de(paac.analizar(plan, corte=corte))
    archivo = SALIDA / f"cifras-{corte}.json"
    archivo.write_text(json.dumps(cifras, ensure_ascii=False), "utf-8")
    decir(archivo, "Cifras del corte, con las filas de donde sale cada una")
for nombre, que_es in {
    "filas.csv": "Las filas del plan, para analizarlas",
    "datos-abiertos.zip": "Paquete de datos con su diccionario, para publicar",
}.items():
    paac.reporte(plan, "informe-seguimiento").guardar(SALIDA / nombre)
    decir(SALIDA / nombre, que_es)
por_revisar = [f"{aviso}\n" for aviso in dict.fromkeys(avisos)]
(SALIDA / "por-revisar.txt").write_text("".join(por_revisar), "utf-8")
decir(
    SALIDA / "por-revisar.txt",
    f"Lo que conviene revisar antes de firmar: {len(por_revisar)} avisos",
)
