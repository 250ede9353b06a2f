"""Cuáles filas cambiaron de lugar: las menos que, quitadas, dejan las demás en su orden."""

from bisect import bisect_left
from collections.abc import Sequence

Clave = tuple[int, ...]


def fuera_de_orden(claves: Sequence[Clave]) -> list[int]:
    """Los lugares de las que no están en la sucesión creciente más larga."""
    puntas: list[Clave] = []
    de_punta: list[int] = []
    antes: list[int] = []
    for lugar, clave in enumerate(claves):
        largo = bisect_left(puntas, clave)
        antes.append(de_punta[largo - 1] if largo else -1)
        puntas[largo : largo + 1] = [clave]
        de_punta[largo : largo + 1] = [lugar]
    quietas = set()
    lugar = de_punta[-1] if de_punta else -1
    while lugar >= 0:
        quietas.add(lugar)
        lugar = antes[lugar]
    return [lugar for lugar in range(len(claves)) if lugar not in quietas]
