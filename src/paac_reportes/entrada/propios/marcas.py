"""Lo que dice el nombre de una marca: de qué fila es y qué datos juntan sus celdas."""

import re

import attrs

_REPETIDA = re.compile(r"__[0-9]+\Z")
_DE_JUNTOS = re.compile(r"_p([0-9]+)_([0-9a-x]+)")


@attrs.frozen
class Juntos:
    """Lo que una marca dice de las celdas que juntan varios datos."""

    tabla: str
    """El número de sus rótulos: de qué columnas habla."""
    en_breve: str


def sin_lo_demas(marca: str) -> str:
    """``c0t1`` de ``c0t1_p1_3__2``; la de una fila que sigue de la anterior conserva su ``+``."""
    return _DE_JUNTOS.sub("", _REPETIDA.sub("", marca)) if marca else ""


def juntos_de(marca: str) -> Juntos | None:
    """Lo que dice de las celdas que juntan datos, si dice algo."""
    hallado = _DE_JUNTOS.search(marca)
    return Juntos(hallado[1], hallado[2]) if hallado else None
