"""La huella de cada línea de un documento: con ella se sabe si alguien la tocó desde que salió."""

import base64
import struct
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

_ENTRE_CELDAS, _ENTRE_LINEAS = "\0", "\x1e"
_DE_CUATRO = 4
"""Los bytes de cada una."""


def huellas_de_lineas(lineas: Iterable[Sequence[str]]) -> Iterator[int]:
    """La de cada línea, por los textos de sus celdas a la letra."""
    texto = _ENTRE_LINEAS.join(map(_ENTRE_CELDAS.join, lineas))
    return map(crc32, texto.encode("utf-8", "replace").split(_ENTRE_LINEAS.encode()))


def huella_de(linea: Sequence[str]) -> int:
    """La de una línea."""
    return next(huellas_de_lineas([linea]), 0)


def huellas_en_breve(huellas: Iterable[int]) -> str:
    """Unas huellas, una tras otra, en base64."""
    todas = [*huellas]
    return base64.b64encode(struct.pack(f">{len(todas)}I", *todas)).decode("ascii")


def de_breve(texto: str) -> tuple[int, ...]:
    """Las huellas de un texto; ninguna, si no las trae."""
    try:
        crudas = base64.b64decode(texto, validate=True)
    except ValueError:
        return ()
    trozos = (crudas[n : n + _DE_CUATRO] for n in range(0, len(crudas), _DE_CUATRO))
    return tuple(map(int.from_bytes, trozos))
