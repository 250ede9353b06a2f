"""Qué letras tiene dibujadas una fuente: su tabla ``cmap`` (OpenType, «cmap»)."""

import functools
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from paac_reportes.escritores.pdf.motor.fuentes import Fuentes

_CORRIENTES = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x100))))
"""Las que toda fuente de texto trae: no se buscan."""

_DE_LA_DE_TYPST = frozenset(map(chr, (*range(0x100, 0x180), *map(ord, "–—‘’“”•…€™"))))
"""Las demás con que se cuenta si sólo está la que Typst trae, cuyo archivo no se ve."""

_SIN_DIBUJO = frozenset("\n\t\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f\xad\xa0")
"""Las que dicen cómo se escriben las demás."""

_REEMPLAZOS = ("\ufffd", "□", "?")


def sin_dibujo(letras: Iterable[str], fuentes: Fuentes) -> set[str]:
    """De unas letras, las que ninguna fuente tiene."""
    faltan = set(letras) - _CORRIENTES - _SIN_DIBUJO
    if not fuentes.archivos:
        return faltan - _DE_LA_DE_TYPST
    for ruta, lugar in fuentes.archivos:
        if not faltan:
            break
        tramos = _tramos(ruta, lugar)
        faltan = {letra for letra in faltan if not _esta(ord(letra), tramos)}
    return faltan


def reemplazo(fuentes: Fuentes) -> str:
    """Lo que se escribe en lugar de una letra sin dibujo."""
    return next(uno for uno in _REEMPLAZOS if not sin_dibujo(uno, fuentes))


_Tramos = tuple[list[int], list[int]]
"""Dónde empieza y dónde termina cada tramo de letras seguidas, en orden."""
_NADA: _Tramos = ([], [])


def _esta(codigo: int, tramos: _Tramos) -> bool:
    comienzos, finales = tramos
    lugar = bisect_right(comienzos, codigo) - 1
    return lugar >= 0 and codigo <= finales[lugar]


@functools.lru_cache(maxsize=4096)
def _tramos(ruta: Path, lugar: int) -> _Tramos:
    """Los de una fuente; ninguno, si no se deja leer."""
    try:
        tabla = _cmap(ruta.read_bytes(), lugar)
        pares = sorted(_leidos(tabla))
    except (OSError, struct.error, IndexError):
        return _NADA
    return [desde for desde, _ in pares], [hasta for _, hasta in pares]


def _cmap(datos: bytes, lugar: int) -> bytes:
    """La tabla ``cmap`` de una de las fuentes de un archivo; vacía si no la trae."""
    inicio = 0
    if datos[:4] == b"ttcf":
        (inicio,) = struct.unpack_from(">I", datos, 12 + 4 * lugar)
    (cuantas,) = struct.unpack_from(">H", datos, inicio + 4)
    for numero in range(cuantas):
        nombre, _, desde, largo = struct.unpack_from(">4sIII", datos, inicio + 12 + 16 * numero)
        if nombre == b"cmap":
            return datos[desde : desde + largo]
    return b""


def _leidos(tabla: bytes) -> Iterator[tuple[int, int]]:
    """Los tramos de las subtablas de Unicode."""
    if not tabla:
        return
    (cuantas,) = struct.unpack_from(">H", tabla, 2)
    for numero in range(cuantas):
        plataforma, clase, desde = struct.unpack_from(">HHI", tabla, 4 + 8 * numero)
        (forma,) = struct.unpack_from(">H", tabla, desde)
        de_unicode = plataforma == 0 or (plataforma, clase) in {(3, 1), (3, 10)}
        if de_unicode and forma in _FORMAS:
            yield from _FORMAS[forma](tabla[desde:])


def _de_16_bits(tabla: bytes) -> Iterator[tuple[int, int]]:
    """La forma 4."""
    tramos = struct.unpack_from(">H", tabla, 6)[0] // 2
    finales = struct.unpack_from(f">{tramos}H", tabla, 14)
    comienzos = struct.unpack_from(f">{tramos}H", tabla, 16 + 2 * tramos)
    yield from zip(comienzos, finales, strict=True)


def _de_32_bits(tabla: bytes) -> Iterator[tuple[int, int]]:
    """La forma 12."""
    (grupos,) = struct.unpack_from(">I", tabla, 12)
    for numero in range(grupos):
        desde, hasta = struct.unpack_from(">II", tabla, 16 + 12 * numero)
        yield desde, hasta


_FORMAS = {4: _de_16_bits, 12: _de_32_bits}
