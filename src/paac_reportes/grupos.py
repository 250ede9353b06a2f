"""Unos valores, reunidos por la clave de cada uno."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

_Clave = TypeVar("_Clave")
_Valor = TypeVar("_Valor")


def agrupadas(pares: Iterable[tuple[_Clave, _Valor]]) -> dict[_Clave, list[_Valor]]:
    """Valores de cada clave, en el orden en que llegan."""
    por_clave: dict[_Clave, list[_Valor]] = {}
    for clave, valor in pares:
        por_clave.setdefault(clave, []).append(valor)
    return por_clave


def veces_antes(valores: Iterable[Sequence[Any]]) -> Iterator[int]:
    """De cada valor, cuántos iguales llegaron antes: ``["a"], ["b"], ["a"]`` → 0, 0, 1."""
    distintos: dict[tuple[str, ...], list[tuple[Sequence[Any], list[int]]]] = {}
    for valor in valores:
        # Sólo entre los de los mismos textos: lo demás, como un diccionario, no sirve de clave.
        parecidos = distintos.setdefault(tuple(t for t in valor if isinstance(t, str)), [])
        cuenta = next((cuantos for otro, cuantos in parecidos if otro == valor), None)
        if cuenta is None:
            cuenta = [0]
            parecidos.append((valor, cuenta))
        yield cuenta[0]
        cuenta[0] += 1
