"""Nombres de hoja que Excel admite, sin repetir."""

import re
from collections.abc import Iterable

_LARGO = 31
_PROHIBIDOS = re.compile(r"[\[\]:*?/\\]")
_RESERVADOS = {"history"}


def nombres_de_hoja(deseados: Iterable[str]) -> list[str]:
    """Un nombre por cada deseado, en el mismo orden.

    De a lo sumo 31 unidades UTF-16, distintos aunque se ignoren las mayúsculas, sin corchetes, dos
    puntos, asteriscos, interrogaciones ni barras, y sin comillas simples en las puntas.
    """
    usados: set[str] = set()
    nombres = []
    for deseado in deseados:
        limpio = " ".join(_PROHIBIDOS.sub(" ", deseado).split()).strip("' ") or "Hoja"
        nombre = _recortar(limpio, _LARGO)
        numero = 2
        while nombre.casefold() in usados | _RESERVADOS:
            sufijo = f" ({numero})"
            nombre = _recortar(limpio, _LARGO - len(sufijo)) + sufijo
            numero += 1
        usados.add(nombre.casefold())
        nombres.append(nombre)
    return nombres


def _recortar(nombre: str, largo: int) -> str:
    while len(nombre.encode("utf-16-le")) // 2 > largo:
        nombre = nombre[:-1]
    return nombre.strip(" '")
