"""Qué palabras cambiaron de un texto a otro."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Literal

from paac_reportes.instalacion import hace_falta

with hace_falta():
    from rapidfuzz.distance import Indel


Operacion = Literal["igual", "quitó", "puso"]

_CUADRO = 10**9
"""Desde este producto de largos, hallar todo lo que sigue igual pide demasiada memoria."""


Tramo = tuple[Operacion, str]


def tramos_cambiados(antes: Sequence[str], despues: Sequence[str]) -> Iterator[Tramo]:
    """Tramos de dos textos: lo que sigue igual, lo que se quitó y lo que se puso.

    Lo que se quitó va antes de lo que se puso en su lugar. De dos textos enormes sólo se busca en
    qué empiezan y en qué terminan iguales.
    """
    lugar_antes = lugar_despues = 0
    for igual_antes, igual_despues, largo in iguales(antes, despues):
        yield from _tramo("quitó", antes[lugar_antes:igual_antes])
        yield from _tramo("puso", despues[lugar_despues:igual_despues])
        lugar_antes, lugar_despues = igual_antes + largo, igual_despues + largo
        yield from _tramo("igual", antes[igual_antes:lugar_antes])


def _tramo(operacion: Operacion, palabras: Sequence[str]) -> Iterator[Tramo]:
    if palabras:
        yield operacion, " ".join(palabras)


def iguales(
    antes: Sequence[Hashable], despues: Sequence[Hashable]
) -> Iterator[tuple[int, int, int]]:
    """Trozos iguales: dónde empieza en cada lado, desde 0, y su largo; el último, vacío."""
    if len(antes) * len(despues) < _CUADRO:
        numeros: dict[Hashable, int] = {}
        viejas, nuevas = (
            [numeros.setdefault(uno, len(numeros)) for uno in lado] for lado in (antes, despues)
        )
        for bloque in Indel.opcodes(viejas, nuevas).as_matching_blocks():
            yield bloque.a, bloque.b, bloque.size
        return
    inicio = _comunes(zip(antes, despues, strict=False))
    final = _comunes(zip(reversed(antes[inicio:]), reversed(despues[inicio:]), strict=False))
    yield 0, 0, inicio
    yield len(antes) - final, len(despues) - final, final
    yield len(antes), len(despues), 0


def _comunes(pares: Iterable[tuple[Hashable, Hashable]]) -> int:
    """Número de pares iguales antes del primero que no lo es."""
    return sum(1 for _ in takewhile(lambda par: par[0] == par[1], pares))
