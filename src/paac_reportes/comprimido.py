"""Objetos que esperan comprimidos, en este mismo proceso: los de muchos planes no caben armados.

Lo que se desarma es siempre lo que aquí se comprimió: nada de esto viene de un archivo.
"""

import pickle
import zlib
from typing import Any


def comprimir(objeto: object) -> bytes:
    """Bytes del objeto, que ocupan la décima parte, más o menos, de lo que él."""
    return zlib.compress(pickle.dumps(objeto, pickle.HIGHEST_PROTOCOL), 1)


def descomprimir(guardado: bytes) -> Any:
    """Otro objeto igual al que se comprimió."""
    return pickle.loads(zlib.decompress(guardado))  # noqa: S301 - es de ``comprimir``
