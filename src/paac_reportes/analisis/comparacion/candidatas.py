"""Qué textos vale la pena comparar: los que comparten algo, sin mirar todos contra todos."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import attrs

_VECINOS = 64
"""Con cuántos se compara cada texto, a lo sumo."""
_SEGUIDAS = 3
_LARGO = 1_000_000
"""El cuadrado del largo desde el que un texto se compara con menos: la mitad, un tercio…"""


@attrs.frozen
class Texto:
    """Lo que se compara: las palabras, una letra cada una, y las claves con que se lo busca."""

    letras: str
    claves: Iterable[str]
    vecinos: int = attrs.field(init=False)
    """Con cuántos se compara: los textos enormes, con menos."""

    @vecinos.default
    def _vecinos_por_su_largo(self) -> int:
        return max(1, _VECINOS // (1 + len(self.letras) ** 2 // _LARGO))


def por_palabras(letras: str) -> Iterator[str]:
    """Cada letra de un texto, y cada dos y cada tres seguidas; de uno enorme, sólo las letras.

    Las seguidas son más raras, y dicen más de a cuál se parece.
    """
    yield from letras
    for cuantas in range(2, _SEGUIDAS + 1) if len(letras) ** 2 < _LARGO else ():
        yield from (letras[i : i + cuantas] for i in range(len(letras) - cuantas + 1))


def candidatas(viejos: Sequence[Texto], nuevos: Sequence[Texto]) -> Iterator[tuple[int, int]]:
    """Los pares que comparten alguna clave, por su posición; son los mismos mirados al revés.

    De cada texto se miran antes los que comparten su clave más rara y, con la misma clave, los más
    cercanos, hasta que se acaben o sean bastantes.
    """
    de_viejos, de_nuevos, cuantas = _por_rareza(viejos, nuevos)
    cerca = _vecinos(viejos, de_viejos, _donde(de_nuevos, cuantas))
    de_vuelta = _vecinos(nuevos, de_nuevos, _donde(de_viejos, cuantas))
    for nuevo, suyos in enumerate(de_vuelta):
        for viejo in suyos:
            cerca[viejo].append(nuevo)
    return ((viejo, nuevo) for viejo, suyos in enumerate(cerca) for nuevo in dict.fromkeys(suyos))


def _por_rareza(
    viejos: Sequence[Texto], nuevos: Sequence[Texto]
) -> tuple[list[list[int]], list[list[int]], int]:
    """Las claves comunes de cada texto, de la más rara a la menos, por su puesto; y cuántas hay."""
    numeros: dict[str, int] = {}
    de_viejos, de_nuevos = (
        [_sin_repetir(numeros.setdefault(c, len(numeros)) for c in texto.claves) for texto in lado]
        for lado in (viejos, nuevos)
    )
    en_viejos, en_nuevos = (Counter(chain.from_iterable(lado)) for lado in (de_viejos, de_nuevos))
    comunes = sorted(
        (en_viejos[numero] + en_nuevos[numero], clave, numero)
        for clave, numero in numeros.items()
        if numero in en_viejos and numero in en_nuevos
    )
    rareza = {numero: puesto for puesto, (_, _, numero) in enumerate(comunes)}
    puestos_viejos, puestos_nuevos = (
        [sorted(rareza[numero] for numero in suyos if numero in rareza) for suyos in lado]
        for lado in (de_viejos, de_nuevos)
    )
    return puestos_viejos, puestos_nuevos, len(comunes)


def _sin_repetir(numeros: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numeros))


def _donde(puestos: Sequence[Sequence[int]], cuantas: int) -> list[list[int]]:
    """En qué textos está cada clave."""
    donde: list[list[int]] = [[] for _ in range(cuantas)]
    for lugar, suyos in enumerate(puestos):
        for puesto in suyos:
            donde[puesto].append(lugar)
    return donde


def _vecinos(
    textos: Sequence[Texto], puestos: Sequence[Sequence[int]], donde: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Los de cada texto; uno que comparte varias claves puede venir varias veces."""
    vecinos: list[list[int]] = []
    for lugar, texto in enumerate(textos):
        suyos: list[int] = []
        for puesto in puestos[lugar]:
            if len(suyos) == texto.vecinos:
                break
            suyos += _cercanos(lugar, donde[puesto], texto.vecinos - len(suyos))
        vecinos.append(suyos)
    return vecinos


def _cercanos(lugar: int, lugares: Sequence[int], cuantos: int) -> Sequence[int]:
    """De unos lugares en orden, los que están más cerca de uno; a igual distancia, los de antes."""
    if len(lugares) <= cuantos:
        return lugares
    aqui = bisect_left(lugares, lugar)
    desde, hasta = max(0, aqui - cuantos), min(len(lugares), aqui + cuantos)
    while hasta - desde > cuantos:
        if lugar - lugares[desde] > lugares[hasta - 1] - lugar:
            desde += 1
        else:
            hasta -= 1
    return lugares[desde:hasta]
