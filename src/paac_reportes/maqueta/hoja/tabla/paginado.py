"""Dónde se corta una tabla entre páginas impresas y cuánto mide cada fila."""

from collections.abc import Container, Mapping, Sequence
from typing import Protocol

import attrs

from paac_reportes.maqueta.medida.medidas import Pt

_NADA = Pt(0)


@attrs.frozen
class Tramo:
    """Filas de una tabla que van en la misma página: de ``desde`` a ``hasta``, sin incluirla."""

    desde: int
    hasta: int


class TablaPorPaginar(Protocol):
    """Lo que el paginado necesita saber de una tabla."""

    @property
    def propios(self) -> Sequence[Pt]:
        """El alto que pide cada fila por sus celdas de una fila."""

    @property
    def combinadas(self) -> Mapping[int, Sequence[tuple[int, Pt]]]:
        """Por fila donde empiezan, hasta dónde llegan las celdas de varias y qué alto piden."""

    @property
    def con_la_siguiente(self) -> Container[int]:
        """Filas que no se dejan solas al pie de la página."""


@attrs.define
class _Abierta:
    """Una celda de varias filas a la que aún le falta alto para mostrar su texto."""

    hasta: int
    falta: Pt


def altos_y_tramos(
    tabla: TablaPorPaginar, primera: Pt, siguientes: Pt, debajo: Pt = _NADA
) -> tuple[list[Pt], list[Tramo]]:
    """Los altos definitivos y los tramos por página.

    ``primera`` y ``siguientes``: lo que cabe en la página ya empezada y en las demás; ``debajo``,
    lo que va en la misma página que la última fila. El texto de una celda combinada queda entero
    en el primero de sus tramos.
    """
    altos = list(tabla.propios)
    tramos: list[Tramo] = []
    abiertas: list[_Abierta] = []
    fila, desde, queda = 0, 0, primera
    while fila < len(altos):
        nuevas = [_Abierta(hasta, pide) for hasta, pide in tabla.combinadas.get(fila, ())]
        if fila > desde:
            # Lo que la fila tendría que medir si la página terminara en ella.
            pide = max([tabla.propios[fila], *(a.falta for a in (*abiertas, *nuevas))])
            if fila + 1 == len(altos):
                pide = Pt(pide + debajo)
            if pide > queda:
                corte = _corte(fila, desde, tabla.con_la_siguiente)
                if corte == fila:
                    altos[fila - 1] = Pt(altos[fila - 1] + max([0, *(a.falta for a in abiertas)]))
                tramos.append(Tramo(desde, corte))
                fila = desde = corte
                queda, abiertas = siguientes, []
                continue
        abiertas += nuevas
        terminan = [a.falta for a in abiertas if a.hasta == fila + 1]
        altos[fila] = max([tabla.propios[fila], *terminan])
        queda = Pt(queda - altos[fila])
        for abierta in abiertas:
            abierta.falta = Pt(abierta.falta - altos[fila])
        abiertas = [a for a in abiertas if a.hasta > fila + 1]
        fila += 1
    return altos, [*tramos, Tramo(desde, len(altos))]


def _corte(fila: int, desde: int, con_la_siguiente: Container[int]) -> int:
    """La fila que empieza la otra página: ninguna que vaya con la siguiente se queda al pie."""
    while fila - 1 > desde and fila - 1 in con_la_siguiente:
        fila -= 1
    return fila
