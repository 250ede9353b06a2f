"""Párrafos seguidos de una lista, como elementos que llevan adentro lo que les toca."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.nodos import Lista, Parrafo

_P = TypeVar("_P")


@attrs.frozen
class Elemento:
    """Un elemento: su párrafo y lo que sigue adentro, otros párrafos o listas más hondas."""

    parrafo: Parrafo
    lista: Lista
    dentro: "tuple[Parrafo | EnLista, ...]" = ()


@attrs.frozen
class EnLista:
    """Elementos seguidos de la misma clase: todos con viñeta o todos con número."""

    elementos: tuple[Elemento, ...]


def con_listas(bloques: Iterable[_P]) -> "Iterator[_P | EnLista]":
    """Los bloques, con los párrafos de lista seguidos hechos listas."""
    seguidos: list[Parrafo] = []
    for bloque in bloques:
        if isinstance(bloque, Parrafo) and bloque.lista:
            seguidos.append(bloque)
            continue
        yield from _listas(seguidos)
        seguidos = []
        yield bloque
    yield from _listas(seguidos)


def _listas(parrafos: Sequence[Parrafo]) -> Iterator[EnLista]:
    """Las listas del nivel del primero; las más hondas van dentro de sus elementos."""
    juntos: list[list[Parrafo]] = []
    for parrafo in parrafos:
        lista = _lista(parrafo)
        if juntos and (lista.sigue or lista.nivel > _lista(parrafos[0]).nivel):
            juntos[-1].append(parrafo)
        else:
            juntos.append([parrafo])
    for _, iguales in groupby(map(_elemento, juntos), lambda uno: uno.lista.numero is None):
        yield EnLista(tuple(iguales))


def _elemento(parrafos: Sequence[Parrafo]) -> Elemento:
    primero, *otros = parrafos
    lista = _lista(primero)
    dentro: list[Parrafo | EnLista] = []
    for mas_hondos, seguidos in groupby(otros, lambda otro: _lista(otro).nivel > lista.nivel):
        suyos = list(seguidos)
        dentro += _listas(suyos) if mas_hondos else suyos
    return Elemento(primero, lista, tuple(dentro))


def _lista(parrafo: Parrafo) -> Lista:
    if parrafo.lista is None:
        raise ErrorDeMaqueta("un párrafo suelto no va en una lista")
    return parrafo.lista
