"""Los anchos de una tabla que nadie pudo calcular de antemano, como la que repite columnas."""

import functools
import math
from collections.abc import Iterator

import attrs

from paac_reportes.maqueta.contenidos import solo_texto
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Celda, Fila, Tabla
from paac_reportes.maqueta.rejilla import resolver

_LO_MENOS = "MM"
"""Lo que cabe en la columna más angosta."""

_MARGENES_DE_CELDA = 9
"""Puntos que una celda no deja usar de su ancho, en el programa que menos deja."""

_MARGENES_DE_CELDA_EN_WORD = 7
"""Puntos que no se usan en Word y en LibreOffice."""

_LETRAS_DE_UNA_PALABRA = 20
"""Lo más largo que se procura no partir; más allá, es una dirección web."""


def acomodar(tabla: Tabla, medidor: Medidor, util: Mm) -> Tabla:
    """La tabla con los anchos corridos lo justo para que ninguna palabra se parta.

    Lo que una columna gana lo ceden las demás, cada una según lo que le sobra. Si no hay ancho para
    las palabras de todas las filas, se cuida al menos las de los rótulos; si ni así, nada cambia.
    """
    ancho = pt_de_mm(util)
    de_rotulos = minimos_de_rotulos(tabla, medidor, ancho)
    de_filas = minimos_de_filas(tabla, medidor, ancho)
    for minimos in (list(map(max, de_rotulos, de_filas)), de_rotulos):
        if sum(minimos) < 1:
            return attrs.evolve(tabla, anchos=_corridos(tabla.anchos, minimos))
    return tabla


def minimos_de_rotulos(tabla: Tabla, medidor: Medidor, ancho: Pt) -> list[float]:
    """La parte del ancho que pide cada columna para que no se parta una palabra de sus rótulos."""
    return _minimos(tabla.rotulos, len(tabla.anchos), medidor, ancho, math.inf)


def minimos_de_filas(tabla: Tabla, medidor: Medidor, ancho: Pt) -> list[float]:
    """La que pide para que no se parta una palabra corriente de sus filas."""
    return _minimos(tabla.filas, len(tabla.anchos), medidor, ancho, _LETRAS_DE_UNA_PALABRA)


def palabras_que_no_caben(tabla: Tabla, medidor: Medidor, util: Mm) -> Iterator[str]:
    """Las palabras de los rótulos más anchas que su columna."""
    ancho = pt_de_mm(util)
    for numero, celda in _celdas_de_una_columna(tabla.rotulos, len(tabla.anchos)):
        cabe = tabla.anchos[numero] * ancho - _MARGENES_DE_CELDA_EN_WORD
        for palabra in solo_texto(celda.contenido).split():
            if medidor.palabra_mas_ancha([palabra], celda.estilo) > cabe:
                yield palabra


def _minimos(
    filas: tuple[Fila, ...], columnas: int, medidor: Medidor, ancho: Pt, letras: float
) -> list[float]:
    """La parte del ancho que pide cada columna por su palabra más ancha de hasta tantas letras."""

    @functools.cache  # una matriz repite fechas, responsables y guiones
    def pide(texto: str, estilo: str) -> float:
        palabras = [palabra for palabra in texto.split() if len(palabra) <= letras]
        return medidor.palabra_mas_ancha(palabras or [_LO_MENOS], estilo) + _MARGENES_DE_CELDA

    minimos = [pide(_LO_MENOS, "celda") / ancho] * columnas
    for numero, puestos in enumerate(resolver(filas, columnas)):
        for columna, celda, origen in puestos:
            if origen == numero:
                parte = pide(solo_texto(celda.contenido), celda.estilo) / ancho / celda.columnas
                for cual in range(columna, columna + celda.columnas):
                    minimos[cual] = max(minimos[cual], parte)
    return minimos


def _corridos(anchos: tuple[float, ...], minimos: list[float]) -> tuple[float, ...]:
    holgados = [max(dado, minimo) for dado, minimo in zip(anchos, minimos, strict=True)]
    sobran = [dado - minimo for dado, minimo in zip(holgados, minimos, strict=True)]
    exceso = (sum(holgados) - 1) / sum(sobran)
    return tuple(dado - sobra * exceso for dado, sobra in zip(holgados, sobran, strict=True))


def _celdas_de_una_columna(filas: tuple[Fila, ...], columnas: int) -> Iterator[tuple[int, Celda]]:
    for numero, puestos in enumerate(resolver(filas, columnas)):
        for columna, celda, origen in puestos:
            if origen == numero and celda.columnas == 1:
                yield columna, celda
