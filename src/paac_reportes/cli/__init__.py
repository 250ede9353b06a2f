"""La orden ``paac-reportes``: argumentos, códigos de salida y mensajes.

Este módulo no carga nada: un Ctrl-C mientras llega lo demás ya se responde como debe.
"""

import gc
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

from paac_reportes.cli.codigos import INTERRUMPIDA


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
    # El recolector, que aquí es nuestro, pasa mucho menos que cada 700 objetos sin liberar: los de
    # un reporte corriente no llegan, y casi ninguno es basura.
    gc.set_threshold(200_000)
    codigo = main()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(codigo)
