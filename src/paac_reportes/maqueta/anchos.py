"""Los anchos de una tabla que nadie pudo calcular de antemano, como la que repite columnas."""

from collections.abc import Iterator

import attrs

from paac_reportes.maqueta.ajuste import Medidor
from paac_reportes.maqueta.medidas import Mm, pt_de_mm
from paac_reportes.maqueta.nodos import Celda, Tabla, solo_texto
from paac_reportes.maqueta.rejilla import resolver

_MARGENES_DE_CELDA = 9
"""Puntos que una celda no deja usar de su ancho, en el programa que menos deja."""

_LETRAS_DE_UNA_PALABRA = 20
"""Lo más largo que se procura no partir; más allá, es una dirección web."""


def acomodar(tabla: Tabla, medidor: Medidor, util: Mm) -> Tabla:
    """La tabla con los anchos corridos lo justo para que ninguna palabra se parta.

    Lo que una columna gana lo ceden las demás, cada una según lo que le sobra. Si ni así caben, los
    anchos quedan como estaban.
    """
    ancho = pt_de_mm(util)
    minimos = [0.0] * len(tabla.anchos)
    for columna, celda in _celdas_de_una_columna(tabla):
        palabras = [
            p for p in solo_texto(celda.contenido).split() if len(p) <= _LETRAS_DE_UNA_PALABRA
        ]
        if palabras:
            pide = medidor.palabra_mas_ancha(palabras, celda.estilo) + _MARGENES_DE_CELDA
            minimos[columna] = max(minimos[columna], pide / ancho)
    if sum(minimos) >= 1:
        return tabla
    holgados = [max(dado, minimo) for dado, minimo in zip(tabla.anchos, minimos, strict=True)]
    sobran = [dado - minimo for dado, minimo in zip(holgados, minimos, strict=True)]
    exceso = (sum(holgados) - 1) / sum(sobran)
    anchos = (dado - sobra * exceso for dado, sobra in zip(holgados, sobran, strict=True))
    return attrs.evolve(tabla, anchos=tuple(anchos))


def _celdas_de_una_columna(tabla: Tabla) -> Iterator[tuple[int, Celda]]:
    for filas in (tabla.rotulos, tabla.filas):
        for numero, puestos in enumerate(resolver(filas, len(tabla.anchos))):
            for columna, celda, origen in puestos:
                if origen == numero and celda.columnas == 1:
                    yield columna, celda
