"""Filas de continuación: lo que no cabe en una celda de Excel sigue abajo, a la letra."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import attrs

from paac_reportes.maqueta.contenidos import Contenido
from paac_reportes.maqueta.nodos import Celda, Fila
from paac_reportes.maqueta.rejilla import Puesto

Partir = Callable[[Puesto], list[Contenido]]
"""Los trozos en que hay que partir lo que dice un puesto; uno solo si cabe entero."""


def continuar(
    rejilla: Sequence[Sequence[Puesto]], partir: Partir
) -> tuple[tuple[Fila, ...], list[int]]:
    """Las filas con las de continuación intercaladas, y dónde empieza ahora cada una de antes.

    Después de la última, cuántas son. Una celda de varias filas usa primero las suyas; las demás
    celdas crecen hasta cubrir las nuevas, de modo que a la vista sigue siendo la misma fila.
    """
    trozos = {
        (fila, puesto.columna): partes
        for fila, puestos in enumerate(rejilla)
        for puesto in puestos
        if puesto.origen == fila and len(partes := partir(puesto)) > 1
    }
    inicios = _inicios(rejilla, {lugar: len(partes) for lugar, partes in trozos.items()})
    nuevas: dict[int, list[tuple[int, Celda]]] = defaultdict(list)
    for fila, puestos in enumerate(rejilla):
        for columna, celda, origen in puestos:
            if origen != fila:
                continue
            cubre = inicios[fila + celda.filas] - inicios[fila]
            *previos, ultimo = trozos.get((fila, columna), [celda.contenido])
            for paso, trozo in enumerate(previos):
                nuevas[inicios[fila] + paso].append(
                    (columna, attrs.evolve(celda, contenido=trozo, filas=1))
                )
            nuevas[inicios[fila] + len(previos)].append(
                (columna, attrs.evolve(celda, contenido=ultimo, filas=cubre - len(previos)))
            )
    return tuple(_fila(nuevas[numero]) for numero in range(inicios[-1])), inicios


def _inicios(rejilla: Sequence[Sequence[Puesto]], partes: dict[tuple[int, int], int]) -> list[int]:
    """Dónde empieza cada fila vieja entre las nuevas, y al final cuántas son."""
    extra = [0] * len(rejilla)
    for fila, puestos in enumerate(rejilla):
        for puesto in puestos:
            if puesto.origen == fila:
                faltan = partes.get((fila, puesto.columna), 1) - puesto.celda.filas
                ultima = fila + puesto.celda.filas - 1
                extra[ultima] = max(extra[ultima], faltan)
    inicios = [0]
    for adicionales in extra:
        inicios.append(inicios[-1] + 1 + adicionales)
    return inicios


def _fila(celdas: list[tuple[int, Celda]]) -> Fila:
    return Fila(tuple(celda for _, celda in sorted(celdas, key=lambda par: par[0])))
