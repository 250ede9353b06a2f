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
    usados = set(_RESERVADOS)
    siguientes: dict[str, int] = {}
    nombres = []
    for deseado in deseados:
        limpio = " ".join(_PROHIBIDOS.sub(" ", deseado).split()).strip("' ") or "Hoja"
        nombre = _recortar(limpio, _LARGO)
        # Los que empiezan igual se numeran seguido: probar desde el 2 cada vez sería cuadrático.
        base = _recortar(limpio, _LARGO - len(_sufijo(2)))
        numero = siguientes.get(base, 2)
        while nombre.casefold() in usados:
            nombre = _recortar(base, _LARGO - len(_sufijo(numero))) + _sufijo(numero)
            numero += 1
            siguientes[base] = numero
        usados.add(nombre.casefold())
        nombres.append(nombre)
    return nombres


def _sufijo(numero: int) -> str:
    return f" ({numero})"


def _recortar(nombre: str, largo: int) -> str:
    nombre = nombre[:largo]
    while len(nombre.encode("utf-16-le")) // 2 > largo:
        nombre = nombre[:-1]
    return nombre.strip(" '")
