"""Valores reunidos por su clave, y qué queda de un dato que varios pudieron cambiar."""

from collections.abc import Iterable
from typing import TypeVar

_Clave = TypeVar("_Clave")
_Valor = TypeVar("_Valor")


def agrupadas(pares: Iterable[tuple[_Clave, _Valor]]) -> dict[_Clave, list[_Valor]]:
    """Valores de cada clave, en el orden en que llegan."""
    por_clave: dict[_Clave, list[_Valor]] = {}
    for clave, valor in pares:
        por_clave.setdefault(clave, []).append(valor)
    return por_clave


T = TypeVar("T")


def fundir(base: T, llegan: Iterable[tuple[T, T]]) -> tuple[T, tuple[T, ...]]:
    """Valor que queda y, si no se decide solo, los que chocan; entonces queda el de la base.

    ``llegan`` son pares: cómo salió y cómo llegó. Lo que llegó como salió no dice nada; lo que
    cambió se toma si la base no lo cambió y todos los que lo cambiaron dicen lo mismo.
    """
    cambiados = [(salio, llego) for salio, llego in llegan if llego != salio]
    distintos = tuple(dict.fromkeys(llego for _, llego in cambiados))
    if all(llego == base for llego in distintos):
        return base, ()
    if len(distintos) == 1 and all(salio == base for salio, _ in cambiados):
        return distintos[0], ()
    return base, distintos
