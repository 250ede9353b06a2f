"""Escribe cada plan en cada formato del catálogo, o en unos, para mirarlos o comprobarlos.

    python herramientas/paginas.py [--tipo pdf] [--formato CÓDIGO]… CARPETA PLAN…

Salen como páginas web o del tipo que se diga. Cada una se llama como su plan y su formato; no salen
el informe de un plan sin seguimientos ni el formato que no se da en ese tipo.
"""

import argparse
from pathlib import Path

import paac_reportes as paac


def escribir_paginas(carpeta: Path, plan: Path, tipo: str, formatos: list[str]) -> None:
    """Las de un plan, en su último corte."""
    leido = paac.leer(plan).sin_dudas()
    nombre = plan.parent.name if plan.stem == "plan" else plan.stem
    for codigo in formatos:
        reporte = paac.reporte(leido, codigo)
        se_da = tipo in {salida.tipo for salida in paac.anfitrion.salidas(reporte)}
        if se_da and (leido.cortes() or not reporte.formato.es_informe):
            reporte.guardar(carpeta / f"{nombre}-{codigo}.{tipo}")


if __name__ == "__main__":
    argumentos = argparse.ArgumentParser()
    argumentos.add_argument("--tipo", default="html")
    argumentos.add_argument("--formato", action="append")
    argumentos.add_argument("carpeta", type=Path)
    argumentos.add_argument("planes", type=Path, nargs="+")
    dichos = argumentos.parse_args()
    dichos.carpeta.mkdir(parents=True, exist_ok=True)
    pedidos = dichos.formato or [ficha.codigo for ficha in paac.formatos_disponibles()]
    for uno in dichos.planes:
        escribir_paginas(dichos.carpeta, uno, dichos.tipo, pedidos)
