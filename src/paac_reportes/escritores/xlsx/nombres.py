"""Nombres de hoja que Excel admite, sin repetir y que digan de qué es cada una."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

_LARGO = 31
_COLA = 20
"""Lo más largo de lo que distingue a un nombre; antes va, hasta donde quepa, su comienzo."""
_PROHIBIDOS = re.compile(r"[\[\]:*?/\\]")
_RESERVADOS = {"history"}


def nombres_de_hoja(deseados: Iterable[str]) -> list[str]:
    """Un nombre por cada deseado, en el mismo orden.

    De a lo sumo 31 unidades UTF-16, distintos aunque se ignoren las mayúsculas, sin corchetes, dos
    puntos, asteriscos, interrogaciones ni barras, y sin comillas simples en las puntas. Los que
    recortados quedarían iguales dicen dónde difieren: ``Institución…del Carmen``.
    """
    limpios = [_limpiar(deseado) for deseado in deseados]
    abreviados = _abreviados(limpios)
    usados = set(_RESERVADOS)
    siguientes: dict[str, int] = {}
    nombres = []
    for limpio in limpios:
        nombre = abreviados[limpio]
        # Los que empiezan igual se numeran seguido: probar desde el 2 cada vez sería cuadrático.
        base = _recortar(nombre, _LARGO - len(_sufijo(2)))
        numero = siguientes.get(base, 2)
        while nombre.casefold() in usados:
            nombre = _recortar(base, _LARGO - len(_sufijo(numero))) + _sufijo(numero)
            numero += 1
            siguientes[base] = numero
        usados.add(nombre.casefold())
        nombres.append(nombre)
    return nombres


def _limpiar(deseado: str) -> str:
    return " ".join(_PROHIBIDOS.sub(" ", deseado).split()).strip("' ") or "Hoja"


def _abreviados(limpios: Iterable[str]) -> dict[str, str]:
    """Cada nombre con lo que cabe de él."""
    grupos: dict[str, list[str]] = {}
    for limpio in dict.fromkeys(limpios):
        grupos.setdefault(_recortar(limpio, _LARGO).casefold(), []).append(limpio)
    return dict(par for iguales in grupos.values() for par in _de_un_grupo(iguales))


def _de_un_grupo(iguales: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Los que recortados serían iguales: cada uno difiere antes de sus vecinos en orden."""
    en_orden = sorted(iguales, key=str.casefold)
    comunes = [_lo_comun(*vecinos) for vecinos in pairwise(en_orden)]
    primera = min(comunes, default=0)
    for nombre, antes, despues in zip(en_orden, [0, *comunes], [*comunes, 0], strict=True):
        yield nombre, _donde_difiere(nombre, primera, max(antes, despues))


def _lo_comun(uno: str, otro: str) -> int:
    """Cuántas letras tienen iguales desde el comienzo, sin mirar mayúsculas."""
    pares = zip(uno, otro, strict=False)
    distintas = (n for n, (a, b) in enumerate(pares) if a.casefold() != b.casefold())
    return next(distintas, min(len(uno), len(otro)))


def _donde_difiere(nombre: str, primera: int, propia: int) -> str:
    """Su comienzo y lo que lo distingue, desde donde difiere alguno o desde donde difiere él.

    El único en su grupo y el que cabe van como están, o sólo recortados.
    """
    if not propia or _unidades(nombre) <= _LARGO:
        return _recortar(nombre, _LARGO)
    comienzos = (nombre.rfind(" ", 0, lugar) + 1 for lugar in (primera, propia))
    comienzo = next((uno for uno in comienzos if propia - uno < _COLA), propia)
    cola = _recortar(nombre[comienzo:], _COLA)
    if not cola:
        return _recortar(nombre, _LARGO)
    return f"{_recortar(nombre, _LARGO - 1 - _unidades(cola))}…{cola}"


def _sufijo(numero: int) -> str:
    return f" ({numero})"


def _recortar(nombre: str, largo: int) -> str:
    nombre = nombre[:largo]
    while _unidades(nombre) > largo:
        nombre = nombre[:-1]
    return nombre.strip(" '")


def _unidades(nombre: str) -> int:
    """Lo que Excel cuenta: unidades UTF-16."""
    return len(nombre.encode("utf-16-le")) // 2
