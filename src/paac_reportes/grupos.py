"""Unos valores, reunidos por la clave de cada uno."""

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
