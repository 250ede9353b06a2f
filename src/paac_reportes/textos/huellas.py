"""La huella de cada línea de un documento: con ella se sabe si alguien la tocó desde que salió."""

import base64
import struct
from collections.abc import Iterable
from zlib import crc32

_ENTRE_CELDAS = "\0"
_BYTES = 4
"""Los bytes de cada una."""


def huella_de(linea: Iterable[str]) -> int:
    """Huella de una línea, que es la de los textos de sus celdas a la letra."""
    return crc32(_ENTRE_CELDAS.join(linea).encode("utf-8", "replace"))


def huellas_en_breve(huellas: Iterable[int]) -> str:
    """Unas huellas, una tras otra, en base64."""
    todas = [*huellas]
    return base64.b64encode(struct.pack(f">{len(todas)}I", *todas)).decode("ascii")


def de_breve(texto: str) -> tuple[int, ...]:
    """Huellas que trae un texto en base64; ninguna, si no las trae."""
    try:
        crudas = base64.b64decode(texto, validate=True)
    except ValueError:
        return ()
    trozos = (crudas[lugar : lugar + _BYTES] for lugar in range(0, len(crudas), _BYTES))
    return tuple(map(int.from_bytes, trozos))
