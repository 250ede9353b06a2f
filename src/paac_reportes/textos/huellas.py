"""La huella de cada línea de un documento: con ella se sabe si alguien la tocó desde que salió."""

import base64
import struct
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

_ENTRE_CELDAS, _ENTRE_LINEAS = "\0", "\x1e"
_DE_CUATRO = 4
"""Los bytes de cada una."""


def huellas_de_lineas(lineas: Iterable[Sequence[str]]) -> Iterator[int]:
    """Huella de cada línea, que es la de los textos de sus celdas a la letra."""
    texto = _ENTRE_LINEAS.join(map(_ENTRE_CELDAS.join, lineas))
    return map(crc32, texto.encode("utf-8", "replace").split(_ENTRE_LINEAS.encode()))


def huella_de(linea: Sequence[str]) -> int:
    """Huella de una línea, dada por los textos de sus celdas."""
    return next(huellas_de_lineas([linea]), 0)


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
    trozos = (crudas[lugar : lugar + _DE_CUATRO] for lugar in range(0, len(crudas), _DE_CUATRO))
    return tuple(map(int.from_bytes, trozos))
