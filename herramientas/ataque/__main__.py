"""``python -m herramientas.ataque``: ataca, y termina con 1 si hubo alguna falla.

De cada una dice cómo repetirla.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable

from herramientas.ataque.casos import DE_LO_PUBLICO, correr
from herramientas.ataque.muertes import morir
from herramientas.ataque.obreros import Hecho, atacar, obrero


def main() -> int:
    """Lo que se pidió en la orden."""
    pedido = _argumentos()
    if pedido.obrero:
        obrero()
        return 0
    if pedido.caso:
        clase, _, numero = pedido.caso.partition("-")
        correr(pedido.semilla, clase, int(numero))
        print(f"{pedido.caso} de la semilla {pedido.semilla}: sin fallas")
        return 0
    cuantos = {"plan": pedido.planes, "formato": pedido.formatos}
    cuantos |= dict.fromkeys(DE_LO_PUBLICO, pedido.publicos)
    muertes = _decir(morir(pedido.semilla, pedido.muertes), pedido.semilla)
    hasta = time.monotonic() + pedido.segundos
    casos = _decir(atacar(pedido.semilla, cuantos, hasta, pedido.obreros), pedido.semilla)
    return int(muertes or casos)


def _argumentos() -> argparse.Namespace:
    lector = argparse.ArgumentParser("ataque", description=__doc__)
    lector.add_argument("--semilla", default="1")
    lector.add_argument("--planes", type=int, default=20_000)
    lector.add_argument("--formatos", type=int, default=4_000)
    lector.add_argument(
        "--publicos", type=int, default=4_000, help=f"de cada uno: {', '.join(DE_LO_PUBLICO)}"
    )
    lector.add_argument("--segundos", type=float, default=3600, help="de todos esos")
    lector.add_argument("--muertes", type=int, default=40, help="y otras tantas interrupciones")
    lector.add_argument("--obreros", type=int, default=os.cpu_count())
    lector.add_argument("--caso", help="repite uno: plan-123")
    lector.add_argument("--obrero", action="store_true", help=argparse.SUPPRESS)
    return lector.parse_args()


def _decir(hechos: Iterable[Hecho], semilla: str) -> bool:
    """Cada falla, según sale, y al final cuántos casos hubo."""
    casos: Counter[str] = Counter()
    fallas: Counter[str] = Counter()
    emitidos: Counter[str] = Counter()
    for clase, numero, falla, emitido in hechos:
        casos[clase] += 1
        emitidos[clase] += emitido
        if falla:
            fallas[clase] += 1
            print(f"FALLA {clase}-{numero} de la semilla {semilla}: {falla}", flush=True)
    for clase, cuantos in sorted(casos.items()):
        suyos = f"{cuantos} casos, {emitidos[clase]} hasta el final, {fallas[clase]} fallas"
        print(f"{clase}: {suyos}", flush=True)
    return bool(fallas)


if __name__ == "__main__":
    sys.exit(main())
