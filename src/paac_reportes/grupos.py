"""Unos valores, reunidos por la clave de cada uno."""

from collections.abc import Iterable
from typing import TypeVar

_Clave = TypeVar("_Clave")
_Valor = TypeVar("_Valor")


def agrupadas(pares: Iterable[tuple[_Clave, _Valor]]) -> dict[_Clave, list[_Valor]]:
    """Los valores de cada clave, en el orden en que llegan."""
    de_cada: dict[_Clave, list[_Valor]] = {}
    for clave, valor in pares:
        de_cada.setdefault(clave, []).append(valor)
    return de_cada
