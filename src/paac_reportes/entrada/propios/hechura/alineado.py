"""Unos textos vistos y las plantillas que los escribieron, en el mismo orden."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import attrs

from paac_reportes.textos.plantillas.inversa import Dichos, Molde

P = TypeVar("P")

_POR_LETRA = 10
"""Lo que vale una letra fija frente a que el texto tenga quien lo escriba."""


@attrs.frozen
class Pareja:
    """Un texto y la plantilla que lo escribió, por su lugar en cada lista."""

    texto: int
    plantilla: int
    dichos: Dichos


Casar = Callable[[int, int], tuple[Dichos, float] | None]
"""Lo que un texto dice si lo escribió una plantilla, y cuántas letras de ella trae."""


def alinear(textos: int, plantillas: int, casar: Casar) -> list[Pareja]:
    """Las parejas que explican más letras; a igualdad, las plantillas de más abajo.

    Ni un texto ni una plantilla se usan dos veces, y el orden de ambos es el mismo.
    """
    mejor = [[0.0] * (plantillas + 1) for _ in range(textos + 1)]
    parejas: dict[tuple[int, int], tuple[Dichos, float]] = {}
    for t in range(1, textos + 1):
        for p in range(1, plantillas + 1):
            mejor[t][p] = max(mejor[t - 1][p], mejor[t][p - 1])
            casada = casar(t - 1, p - 1)
            if casada is None:
                continue
            # Lo de más abajo está más cerca de lo que sigue, que es lo que se busca situar.
            vale = _POR_LETRA * casada[1] + 1 + p / 1000
            if mejor[t - 1][p - 1] + vale > mejor[t][p]:
                mejor[t][p] = mejor[t - 1][p - 1] + vale
                parejas[t, p] = (casada[0], vale)
    return _de_vuelta(mejor, parejas, textos, plantillas)


def _de_vuelta(
    mejor: Sequence[Sequence[float]],
    parejas: dict[tuple[int, int], tuple[Dichos, float]],
    t: int,
    p: int,
) -> list[Pareja]:
    salida: list[Pareja] = []
    while t and p:
        if (t, p) in parejas and mejor[t][p] == mejor[t - 1][p - 1] + parejas[t, p][1]:
            salida.append(Pareja(t - 1, p - 1, parejas[t, p][0]))
            t, p = t - 1, p - 1
        elif mejor[t][p] == mejor[t - 1][p]:
            t -= 1
        else:
            p -= 1
    return salida[::-1]


def lo_que_dice(molde: Molde, texto: str) -> tuple[Dichos, int] | None:
    """La lectura más probable de un texto con un molde."""
    return next(molde.casar(texto), None)
