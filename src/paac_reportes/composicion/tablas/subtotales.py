"""Dónde termina cada grupo de filas que lleva un subtotal."""

from collections.abc import Iterator, Sequence

import attrs

from paac_reportes.composicion.tablas.renglones import Renglon
from paac_reportes.formatos.definicion.recorridos import FilaDeTabla
from paac_reportes.formatos.definicion.tablas import GRUPOS, Grupo, Subtotal


@attrs.frozen
class Cierre:
    """Un subtotal que va después de una tanda, y cuántas de las últimas resume."""

    subtotal: Subtotal
    tandas: int
    objetos: dict[Grupo, object]
    """Los que su rótulo puede nombrar: el suyo y los que lo contienen."""


@attrs.frozen
class Tanda:
    """Renglones seguidos, sin ninguna fila de subtotal entre ellos, y las que los cierran."""

    renglones: list[Renglon]
    cierres: list[Cierre]
    """De adentro hacia afuera."""


def en_tandas(renglones: list[Renglon], subtotales: Sequence[Subtotal]) -> Iterator[Tanda]:
    """Los renglones de una sección, cortados donde termina cada grupo.

    Lo que no es de ningún grupo (las filas de un plan sin dependencias) no lleva subtotal suyo.
    """
    if not subtotales:
        yield Tanda(renglones, [])
        return
    abiertas = [0] * len(subtotales)
    desde = 0
    for numero, renglon in enumerate(renglones, 1):
        siguiente = renglones[numero].fila if numero < len(renglones) else None
        terminan = [_termina(subtotal.por, renglon.fila, siguiente) for subtotal in subtotales]
        if not any(terminan):
            continue
        abiertas = [cuantas + 1 for cuantas in abiertas]
        cierres = [
            Cierre(subtotal, cuantas, _objetos(subtotal.por, renglon.fila))
            for subtotal, cuantas, termina in zip(subtotales, abiertas, terminan, strict=True)
            if termina and getattr(renglon.fila, subtotal.por) is not None
        ]
        yield Tanda(renglones[desde:numero], cierres[::-1])
        abiertas = [0 if t else n for t, n in zip(terminan, abiertas, strict=True)]
        desde = numero


def _termina(por: Grupo, fila: FilaDeTabla, siguiente: FilaDeTabla | None) -> bool:
    """Si la fila siguiente ya es de otro grupo, o del mismo dentro de otro que lo contiene."""
    if siguiente is None:
        return True
    otros = _objetos(por, siguiente)
    return any(objeto is not otros[raiz] for raiz, objeto in _objetos(por, fila).items())


def _objetos(por: Grupo, fila: FilaDeTabla) -> dict[Grupo, object]:
    return {raiz: getattr(fila, raiz) for raiz in GRUPOS[: GRUPOS.index(por) + 1]}
