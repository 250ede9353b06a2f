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
    quiere = [ancho * _MODULOS for ancho in tabla.anchos]
    lo_menos = apartan = [math.ceil(justo * _MODULOS) for justo in justos]
    for _ in range(2):  # en el módulo que sigue, un rótulo cabe en menos renglones
        anchos = [max(pide, round(a)) / _MODULOS for pide, a in zip(apartan, quiere, strict=True)]
        piden = que_apartan(tabla, justos, anchos, medidor, pt_de_mm(util))
        apartan = [math.ceil(round(pide * _MODULOS, 6)) for pide in piden]
    # La angosta ya lleva sus columnas juntas: o con sus rótulos aparte, o como estaba.
    dados = _en_enteros(quiere, apartan)
    if not dados and fsum(quiere) > _MODULOS - 1:
        dados = _en_enteros(quiere, lo_menos)
    return attrs.evolve(tabla, anchos=tuple(n / _MODULOS for n in dados)) if dados else tabla


def _en_enteros(quiere: Sequence[float], lo_menos: Sequence[int]) -> list[int]:
    """Los enteros más cercanos, que suman lo mismo; nada si no caben o alguno queda lejos."""
    if sum(lo_menos) > (de_todas := round(fsum(quiere))):
        return []
    dados = [max(pide, round(ancho)) for pide, ancho in zip(lo_menos, quiere, strict=True)]
    while sum(dados) != de_todas:  # pone o cede la que más lejos quedó de lo que quería
        sobra = sum(dados) > de_todas
        ceden = [n for n, dado in enumerate(dados) if dado > lo_menos[n] or not sobra]
        lejos = max(ceden, key=lambda n: (dados[n] - quiere[n]) * (1 if sobra else -1))
        dados[lejos] += -1 if sobra else 1
    quedan_lejos = (abs(dado - ancho) > _LEJOS for dado, ancho in zip(dados, quiere, strict=True))
    return [] if any(quedan_lejos) else dados
