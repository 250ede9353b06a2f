"""Mil cien entidades en un reporte: cuánto toma y cuánta memoria pide cada salida.

    python herramientas/banco/consolidar.py                                # 1.100 planes
    python herramientas/banco/consolidar.py --planes 100 --tipos docx csv  # menos

Los planes son los de ``lotes.py``: de 60 a 400 filas, armados de los reales, y siete rotos.
Cada salida corre en un proceso nuevo, que lee los planes, los analiza y escribe. Sólo en Linux.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

from lotes import MB, escribir_planes

import paac_reportes as paac

TIPOS = ("json", "docx", "pdf", "csv", "parquet", "xlsx")
"""Lo que sólo consolida, primero."""


def medir(carpeta: Path, tipo: str) -> None:
    """Una salida, en este proceso; lo medido va por la salida, en JSON."""
    warnings.simplefilter("ignore")
    desde = time.perf_counter()
    reporte = paac.consolidar(carpeta)
    leidos = time.perf_counter()
    archivo = carpeta.parent / f"todo.{tipo}"
    with archivo.open("wb") as flujo:
        reporte.emitir_en(tipo, flujo)
    medido = {
        "consolidar": leidos - desde,
        "escribir": time.perf_counter() - leidos,
        "memoria": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB,
        "bytes": archivo.stat().st_size / MB,
    }
    sys.stdout.write(json.dumps(medido))


def main() -> None:
    """Lo medido, una salida por renglón."""
    argumentos = argparse.ArgumentParser(description=__doc__)
    argumentos.add_argument("--planes", type=int, default=1100)
    argumentos.add_argument("--tipos", nargs="+", default=TIPOS)
    argumentos.add_argument("--uno", nargs=2, help=argparse.SUPPRESS)
    pedido = argumentos.parse_args()
    if pedido.uno:
        medir(Path(pedido.uno[0]), pedido.uno[1])
        return
    with TemporaryDirectory() as temporal:
        carpeta = Path(temporal, "planes")
        carpeta.mkdir()
        menos, mas, filas = escribir_planes(carpeta, pedido.planes)
        print(f"{pedido.planes} planes de {menos} a {mas} filas, {filas} en total")
        for tipo in pedido.tipos:
            orden = [sys.executable, __file__, "--uno", str(carpeta), tipo]
            hecho = subprocess.run(orden, check=True, capture_output=True, text=True)
            uno = json.loads(hecho.stdout)
            print(
                f"{tipo:<8} consolidar {uno['consolidar']:6.1f} s"
                f"  escribir {uno['escribir']:6.1f} s"
                f"  memoria {uno['memoria']:6.0f} MB  archivo {uno['bytes']:7.2f} MB"
            )


if __name__ == "__main__":
    main()
