"""Proceso que hace los reportes: recibe uno, lo devuelve por pedazos y espera otro.

Habla por su entrada y su salida; si quien lo manda se va, la entrada se cierra y él también, con su
carpeta de paso.
"""

import contextlib
import os
import pickle
import shutil
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, Literal, cast

from paac_reportes.errores import ErrorDeEntrada, ErrorDeMaqueta, ErrorPaac, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.interprete import salida_propia
from paac_reportes.lotes import recolector

Mensaje = tuple[Literal["pedazo"], bytes] | tuple[Literal["fin", "falla"], Any]
"""Un trozo del archivo; los avisos, que son el fin; o el ``ErrorPaac`` que lo impidió."""
Pedido = tuple[str, bytes]
"""La extensión y el reporte, que viaja aparte para que abrirlo mal no rompa la conversación."""


def atender() -> None:
    """Hace lo que le pidan, de a uno, hasta que se cierre su entrada."""
    recolector.espaciar()
    entrada = sys.stdin.buffer
    salida = salida_propia()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # un Ctrl-C es para quien manda
    pedidos: SimpleQueue[Pedido] = SimpleQueue()
    Thread(target=_recibir, args=(entrada, pedidos), daemon=True).start()
    while True:
        tipo, reporte_empacado = pedidos.get()
        try:
            _decir(salida, ("fin", _hacer(tipo, reporte_empacado, salida)))
        except ErrorPaac as error:
            _decir(salida, ("falla", error))
        except Exception as error:  # noqa: BLE001 - un defecto no mata al proceso
            motivo = f"no se esperaba, y es un defecto: {type(error).__name__}"
            fallado = ErrorDeMaqueta(f"{motivo} ({mostrar(str(error))})")
            _decir(salida, ("falla", fallado))


def _recibir(entrada: IO[bytes], pedidos: "SimpleQueue[Pedido]") -> None:
    """Recibe pedidos en un hilo aparte; si quien manda se va, termina el proceso."""
    with contextlib.suppress(Exception):
        while True:
            pedidos.put(pickle.load(entrada))  # noqa: S301 - lo manda quien lo lanzó
    # La que le dieron: si alguien ya la borró, ``gettempdir`` daría la de todos los programas.
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    os._exit(0)


def _hacer(tipo: str, reporte_empacado: bytes, salida: IO[bytes]) -> Any:
    """Avisos de emitir un reporte empacado; sus bytes van por la salida, a pedazos."""
    try:
        reporte = pickle.loads(reporte_empacado)  # noqa: S301 - lo manda quien lo lanzó
    except Exception as error:  # noqa: BLE001 - lo que traiga puede fallar de cualquier modo
        motivo = f"no se dejó llevar a otro proceso: {type(error).__name__}"
        falla = Falla("objeto_ajeno", "reporte", f"{motivo} ({mostrar(str(error))})")
        raise ErrorDeEntrada(falla) from None
    return reporte.emitir_en(tipo, cast("IO[bytes]", _Pedazos(salida)))


class _Pedazos:
    """Un flujo que manda lo que le escriben."""

    def __init__(self, salida: IO[bytes]) -> None:
        self._salida = salida

    def write(self, pedazo: bytes) -> int:
        _decir(self._salida, ("pedazo", pedazo))
        return len(pedazo)


def _decir(salida: IO[bytes], mensaje: Mensaje) -> None:
    pickle.dump(mensaje, salida)
    salida.flush()
