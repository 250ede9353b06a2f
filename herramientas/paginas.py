"""Escribe la página web de cada plan en cada formato del catálogo, para mirarlas en un navegador.

    python herramientas/paginas.py CARPETA PLAN…

Cada una se llama como su plan y su formato; el informe de un plan sin seguimientos no sale.
"""

import sys
import warnings
from pathlib import Path

import paac_reportes as paac


def escribir_paginas(carpeta: Path, plan: Path) -> None:
    """Las de un plan, en su último corte."""
    leido = paac.leer_plan(plan)
    nombre = plan.parent.name if plan.stem == "plan" else plan.stem
    for ficha in paac.formatos_disponibles():
        reporte = paac.reporte(leido, ficha.codigo)
        if reporte.formato.es_informe and not leido.cortes():
            continue
        reporte.guardar(carpeta / f"{nombre}-{ficha.codigo}.html")


if __name__ == "__main__":
    destino, *planes = map(Path, sys.argv[1:])
    destino.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", paac.AvisoPaac)
        for uno in planes:
            escribir_paginas(destino, uno)
