"""Casar los elementos de dos listas, paso a paso, y saber cuáles quedan solos."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Paso = Callable[[Sequence[T], Sequence[T]], Iterable[tuple[T, T]]]
"""Las parejas que se ven entre lo que queda de cada lado."""


def casar(
    viejos: Sequence[T], nuevos: Sequence[T], pasos: Iterable[Paso[T]]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Las parejas de todos los pasos, y lo que queda de cada lado en su orden.

    Cada paso sólo ve lo que dejaron los anteriores.
    """
    parejas: list[tuple[T, T]] = []
    quedan, faltan = list(viejos), list(nuevos)
    for paso in pasos:
        suyas = list(paso(quedan, faltan))
        casados = {viejo for viejo, _ in suyas}, {nuevo for _, nuevo in suyas}
        quedan = [viejo for viejo in quedan if viejo not in casados[0]]
        faltan = [nuevo for nuevo in faltan if nuevo not in casados[1]]
        parejas += suyas
    return parejas, quedan, faltan


def en_orden(
    viejos: Iterable[T], nuevos: Iterable[T], *, clave: Callable[[T], Hashable]
) -> Iterator[tuple[T, T]]:
    """Los de igual clave, el primero con el primero; a quien no tiene (``None``) no se le casa."""
    colas: dict[Hashable, deque[T]] = {}
    for viejo in viejos:
        colas.setdefault(clave(viejo), deque()).append(viejo)
    colas.pop(None, None)
    for nuevo in nuevos:
        if cola := colas.get(clave(nuevo)):
            yield cola.popleft(), nuevo
