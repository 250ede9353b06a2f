"""Los anchos por módulos, que comparten las tablas de una hoja: ``en_modulos``."""

import math
from collections.abc import Sequence
from math import fsum

import attrs

from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import minimos
from paac_reportes.maqueta.medida.rotulos import que_apartan
from paac_reportes.maqueta.medida.tipografia import Mm, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla

_MODULOS = 30
"""En los que se divide el ancho de una hoja con varias tablas."""
_LEJOS = 1.5
"""Módulos: lo que una columna no pone ni cede."""


def en_modulos(tabla: Tabla, medidor: Medidor, util: Mm) -> Tabla:
    """La tabla con los anchos por módulos enteros, que comparten las demás de su hoja.

    Ninguna columna queda con menos de lo que alcanza a sus palabras y, si así caben, aparta su
    rótulo del que lo precede; si alguna quedaría lejos de lo que pesa, como estaba.
    """
    justos = minimos(tabla, medidor, util, justos=True)
    deseados = [ancho * _MODULOS for ancho in tabla.anchos]
    minimos_justos = apartados = [math.ceil(justo * _MODULOS) for justo in justos]
    for _ in range(2):  # en el módulo que sigue, un rótulo cabe en menos renglones
        pares = zip(apartados, deseados, strict=True)
        anchos = [max(minimo, round(deseado)) / _MODULOS for minimo, deseado in pares]
        con_rotulos = que_apartan(tabla, justos, anchos, medidor, pt_de_mm(util))
        apartados = [math.ceil(round(minimo * _MODULOS, 6)) for minimo in con_rotulos]
    # La angosta ya lleva sus columnas juntas: o con sus rótulos aparte, o como estaba.
    modulos = _en_enteros(deseados, apartados)
    if not modulos and fsum(deseados) > _MODULOS - 1:
        modulos = _en_enteros(deseados, minimos_justos)
    return attrs.evolve(tabla, anchos=tuple(n / _MODULOS for n in modulos)) if modulos else tabla


def _en_enteros(deseados: Sequence[float], minimos: Sequence[int]) -> list[int]:
    """Módulos por columna cercanos a los deseados, o ninguno si no caben o uno queda lejos."""
    if sum(minimos) > (total := round(fsum(deseados))):
        return []
    modulos = [max(minimo, round(ancho)) for minimo, ancho in zip(minimos, deseados, strict=True)]
    while sum(modulos) != total:  # pone o cede la que más lejos quedó de lo deseado
        sobra = sum(modulos) > total
        posibles = [n for n, dado in enumerate(modulos) if dado > minimos[n] or not sobra]
        lejos = max(posibles, key=lambda n: (modulos[n] - deseados[n]) * (1 if sobra else -1))
        modulos[lejos] += -1 if sobra else 1
    faltas = (abs(dado - ancho) for dado, ancho in zip(modulos, deseados, strict=True))
    return [] if any(falta > _LEJOS for falta in faltas) else modulos
