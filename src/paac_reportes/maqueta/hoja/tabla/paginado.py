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


@attrs.define
class _Pagina:
    """Las filas de una tabla que se van poniendo en una página."""

    tabla: TablaPorPaginar
    _abiertas: list[_Abierta] = attrs.Factory(list)

    def al_pie(self, fila: int) -> Pt:
        """Lo que esa fila tendría que medir si la página terminara en ella."""
        empiezan = (pide for _, pide in self.tabla.combinadas.get(fila, ()))
        return max([self.tabla.propios[fila], *empiezan, *(a.falta for a in self._abiertas)])

    def poner(self, fila: int) -> Pt:
        """Lo que esa fila mide si la página sigue después de ella."""
        self._abiertas += [_Abierta(*una) for una in self.tabla.combinadas.get(fila, ())]
        terminan = [a.falta for a in self._abiertas if a.hasta == fila + 1]
        alto = max([self.tabla.propios[fila], *terminan])
        self._abiertas = [a for a in self._abiertas if a.hasta > fila + 1]
        for abierta in self._abiertas:
            abierta.falta = Pt(abierta.falta - alto)
        return alto


def comienzo(tabla: TablaPorPaginar, cola: Pt, cabe: Pt) -> Pt:
    """Lo que va entero en la página donde empieza la tabla, de lo que quepa en una.

    Son las primeras filas que no se separan y, si no hay más, la ``cola``, que va en la página de
    la última. Si no caben, la primera fila.
    """
    if not tabla.propios:
        return cola
    pagina, puesto, fila = _Pagina(tabla), 0.0, 0
    primera, ultima = pagina.al_pie(0), len(tabla.propios) - 1
    while fila < ultima and fila in tabla.con_la_siguiente:
        puesto += pagina.poner(fila)
        fila += 1
    juntas = Pt(puesto + pagina.al_pie(fila))
    con_cola = Pt(juntas + (cola if fila == ultima else 0))
    return next((alto for alto in (con_cola, juntas) if alto <= cabe), primera)


def altos_y_tramos(
    tabla: TablaPorPaginar, primera: Pt, siguientes: Pt, cola: Pt = _NADA
) -> tuple[list[Pt], list[Tramo]]:
    """Los altos definitivos y los tramos por página.

    ``primera`` y ``siguientes``: lo que cabe en la página ya empezada y en las demás; ``cola``: lo
    que va en la página de la última fila. El texto de una celda combinada queda entero en el
    primero de sus tramos.
    """
    altos = list(tabla.propios)
    al_pie = list(altos)
    tramos: list[Tramo] = []
    pagina, fila, desde, queda = _Pagina(tabla), 0, 0, primera
    while fila < len(altos):
        al_pie[fila] = pide = pagina.al_pie(fila)
        suya = cola if fila + 1 == len(altos) else _NADA
        if fila > desde and pide + suya > queda:
            corte = _corte(tabla, Tramo(desde, fila), Pt(siguientes - suya))
            # Por la cola sola no se deja sola la última fila.
            if pide > queda or corte < fila:
                altos[corte - 1] = al_pie[corte - 1]
                tramos.append(Tramo(desde, corte))
                pagina, fila, desde, queda = _Pagina(tabla), corte, corte, siguientes
                continue
        altos[fila] = pagina.poner(fila)
        queda = Pt(queda - altos[fila])
        fila += 1
    return altos, [*tramos, Tramo(desde, len(altos))]


def _corte(tabla: TablaPorPaginar, puestas: Tramo, cabe: Pt) -> int:
    """La fila que empieza la otra página: ninguna que vaya con la siguiente se queda al pie.

    Si lo que va junto no cabe en una página, o la llena desde arriba, es la que no cupo.
    """
    corte = puestas.hasta
    while corte > puestas.desde and corte - 1 in tabla.con_la_siguiente:
        corte -= 1
    se_mueve = sum(tabla.propios[corte : puestas.hasta + 1])
    return corte if corte > puestas.desde and se_mueve <= cabe else puestas.hasta
