"""Altos mínimos de las filas que, sin él, saldrían con un texto cortado.

Las de rótulos con celdas de varias filas, que LibreOffice no cuenta al repetirlos en otra página, y
las de un texto girado, que en Word no hace crecer su fila.
"""

import math
from collections.abc import Sequence
from itertools import accumulate

import attrs

from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Celda, Fila
from paac_reportes.maqueta.rejilla import resolver

_LO_QUE_WORD_USA = 0.85
"""De lo que aquí se mide, que es para Excel; sus renglones son más bajos."""


def altos_de_rotulos(
    rotulos: tuple[Fila, ...], anchos: Sequence[float], ancho: Mm, medidor: Medidor
) -> list[Pt]:
    """Un alto por fila de rótulos; ninguno si no hay celdas de varias filas ni giradas."""
    celdas = [celda for fila in rotulos for celda in fila.celdas]
    if all(celda.filas == 1 and not medidor.girado(celda.estilo) for celda in celdas):
        return []
    return altos_de_filas(rotulos, anchos, ancho, medidor)


def altos_de_filas(
    filas: tuple[Fila, ...], anchos: Sequence[float], ancho: Mm, medidor: Medidor
) -> list[Pt]:
    """Un alto por fila."""
    # Un documento sin celdas de varias filas no carga con qué se monta una hoja.
    from paac_reportes.maqueta.hoja.cuadricula import Cuadricula  # noqa: PLC0415
    from paac_reportes.maqueta.hoja.tabla.tabla_en_hoja import TablaEnHoja  # noqa: PLC0415

    cuadricula = Cuadricula([anchos], ancho)
    return TablaEnHoja(filas, anchos, cuadricula, medidor, Pt(math.inf)).altos()


@attrs.frozen
class Giradas:
    """Lo que un texto girado pide a las filas que cubre, en un programa que no las hace crecer."""

    altos: dict[int, Pt]
    """El alto de las filas a las que lo demás que dicen puede no dárselo."""
    juntas: frozenset[int]
    """Las que van con la siguiente en la misma página, para que el texto quede entero en una."""


def medir_giradas(
    filas: tuple[Fila, ...], anchos: Sequence[float], ancho: Mm, medidor: Medidor
) -> Giradas:
    """Lo que piden los textos girados de una tabla: nada, si no los lleva."""
    if not medidor.hay_girados:
        return _NADA_GIRADO
    giradas = [
        (puesto.columna, puesto.celda, numero)
        for numero, puestos in enumerate(resolver(filas, len(anchos)))
        for puesto in puestos
        if puesto.origen == numero and medidor.girado(puesto.celda.estilo)
    ]
    if not giradas:
        return _NADA_GIRADO
    altos = altos_de_filas(filas, anchos, ancho, medidor)
    derechas = tuple(Fila(tuple(_sin_girar(celda, medidor) for celda in f.celdas)) for f in filas)
    de_lo_demas = altos_de_filas(derechas, anchos, ancho, medidor)
    fijos: dict[int, Pt] = {}
    juntas: set[int] = set()
    for columna, celda, numero in giradas:
        suyas = slice(numero, numero + celda.filas)
        libre = Mm(sum(anchos[columna : columna + celda.columnas]) * ancho)
        pide = medidor.alto(celda.contenido, celda.estilo, pt_de_mm(libre))
        if pide > sum(de_lo_demas[suyas]) * _LO_QUE_WORD_USA:
            fijos |= dict(enumerate(altos[suyas], numero))
        juntas |= {
            numero + n
            for n, alto in enumerate(accumulate(altos[suyas][:-1]))
            if alto * _LO_QUE_WORD_USA < pide
        }
    return Giradas(fijos, frozenset(juntas))


_NADA_GIRADO = Giradas({}, frozenset())


def _sin_girar(celda: Celda, medidor: Medidor) -> Celda:
    return attrs.evolve(celda, contenido="") if medidor.girado(celda.estilo) else celda
