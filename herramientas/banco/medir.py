"""La matriz F.20 de N filas, hecha por quien alguien usaría en su lugar, y por nosotros.

    python herramientas/banco/medir.py word 400 4000        cada uno, con tantas filas
    python herramientas/banco/medir.py excel 400 --rondas 9

Cada rival corre en su proceso, por turnos, y de cada uno vale el menor de sus tiempos, en caliente.
La cifra que se compara es la razón contra la cota: XML armado como texto y comprimido.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

AQUI = Path(__file__).resolve().parent
COTA = "cota"


def medir_uno(clase: str, rival: str, cuantas: int) -> dict[str, float]:
    """Un rival en este proceso: segundos de procesador y de reloj, y los bytes que salen."""
    sys.path.insert(0, str(AQUI))
    rivales = importlib.import_module("rivales")
    preparar, escribir = rivales.RIVALES[clase][rival]
    filas = rivales.filas(cuantas)
    listo = preparar(filas)
    if sin_escribir := rivales.faltan(escribir(listo), filas):  # y de paso carga sus módulos
        raise SystemExit(f"{rival} no escribe {len(sin_escribir)} textos: {sin_escribir[0]!r}…")
    reloj, procesador = time.perf_counter(), time.process_time()
    contenido = escribir(listo)
    procesador, reloj = time.process_time() - procesador, time.perf_counter() - reloj
    return {"procesador": procesador, "reloj": reloj, "bytes": len(contenido)}


def en_su_proceso(clase: str, rival: str, cuantas: int) -> dict[str, float] | None:
    """Lo que midió otro proceso; nada, si ese rival no está instalado."""
    orden = [sys.executable, str(AQUI / "medir.py"), clase, str(cuantas), "--uno", rival]
    hecho = subprocess.run(orden, capture_output=True, text=True, check=False)
    if hecho.returncode == 0:
        medido: dict[str, float] = json.loads(hecho.stdout)
        return medido
    if "ModuleNotFoundError" in hecho.stderr:
        return None
    raise SystemExit(hecho.stderr)


def por_turnos(clase: str, cuantas: int, rondas: int) -> None:
    """Imprime la tabla de una cantidad de filas: en cada ronda pasan todos."""
    sys.path.insert(0, str(AQUI))
    nombres = list(importlib.import_module("rivales").RIVALES[clase])
    medidos: dict[str, list[dict[str, float]]] = {nombre: [] for nombre in nombres}
    for ronda in range(rondas):
        for nombre in nombres if ronda % 2 else reversed(nombres):
            if (medido := en_su_proceso(clase, nombre, cuantas)) is not None:
                medidos[nombre].append(medido)
    menor = {
        nombre: {que: min(uno[que] for uno in suyos) for que in suyos[0]}
        for nombre, suyos in medidos.items()
        if suyos
    }
    print(f"\n{clase}, {cuantas} filas: lo menor de {rondas} rondas")
    print(f"{'':16}{'procesador':>12}{'÷ cota':>8}{'reloj':>9}{'÷ cota':>8}{'kB':>8}")
    for nombre in sorted(menor, key=lambda uno: menor[uno]["procesador"]):
        uno, cota = menor[nombre], menor[COTA]
        veces = {que: uno[que] / cota[que] for que in ("procesador", "reloj")}
        print(
            f"{nombre:16}{uno['procesador']:12.4f}{veces['procesador']:8.2f}"
            f"{uno['reloj']:9.4f}{veces['reloj']:8.2f}{uno['bytes'] / 1000:8.0f}"
        )
    for nombre in medidos.keys() - menor.keys():
        print(f"{nombre:16}no está instalado")


if __name__ == "__main__":
    pedido = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    pedido.add_argument("clase", choices=("word", "excel"))
    pedido.add_argument("filas", type=int, nargs="*", default=[400, 4000])
    pedido.add_argument("--rondas", type=int, default=5)
    pedido.add_argument("--uno", help="un solo rival, en este proceso, en JSON")
    dicho = pedido.parse_args()
    if dicho.uno:
        print(json.dumps(medir_uno(dicho.clase, dicho.uno, dicho.filas[0])))
    else:
        os.environ["PYTHONHASHSEED"] = "0"
        for cuantas in dicho.filas:
            por_turnos(dicho.clase, cuantas, dicho.rondas)
