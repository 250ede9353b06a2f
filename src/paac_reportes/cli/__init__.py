"""La orden ``paac-reportes``: con qué código termina, y cada cuánto pasa su recolector de basura.

Este módulo no carga nada: un Ctrl-C mientras llega lo demás ya se responde como debe. El recolector
de Python es de quien lleva el proceso, y la biblioteca no lo toca: aquí es nuestro, y en quien le
trabaja.
"""

import gc
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

BIEN = 0
DATOS_MAL = 1
"""Los datos o el formato están mal, o lo que se verifica no es lo que dice ser."""
MAL_PEDIDA = 2
"""La orden no se entiende: falta un argumento, o sobra, o no es de su clase."""
ENTORNO_MAL = 3
"""Falta algo en la máquina, o no se puede escribir."""
ALGO_POR_FUERA = 4
"""Se escribió, y algo quedó por fuera: un aviso lo dice, y su peso es ``por_fuera``."""
INTERRUMPIDA = 130
"""La cortó un Ctrl-C, con el código que las consolas dan."""
SIN_LECTOR = 141
"""Quien recibía el documento se fue: calla, y termina como cualquier programa de una tubería."""


_ENTRE_PASADAS = 200_000
"""Objetos nuevos sin liberar: los de un reporte corriente no llegan, y casi ninguno es basura."""


def espaciar() -> None:
    """Hace que el recolector pase mucho menos que cada 700 objetos, que es lo que Python trae."""
    gc.set_threshold(_ENTRE_PASADAS)


def main(argumentos: Sequence[str] | None = None) -> int:
    """Ejecuta la orden y da su código de salida; los errores van a stderr, uno por línea."""
    try:
        from paac_reportes.cli.orden import ejecutar

        return ejecutar(argumentos)
    except KeyboardInterrupt:
        print("interrumpida", file=sys.stderr)  # noqa: T201 - es la orden
        return INTERRUMPIDA


def proceso() -> NoReturn:
    """La orden como programa: al terminar, ya no hay qué interrumpir."""
    espaciar()
    codigo = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(codigo)
