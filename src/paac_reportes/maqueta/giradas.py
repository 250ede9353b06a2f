"""Los altos de las filas de un texto girado, que en Word no hace crecer la suya."""

import math
from collections.abc import Sequence
from functools import partial
from itertools import accumulate

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.hoja.tabla import Cuadricula, altos_de_filas
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.rejilla import Celda, Fila, resolver

_ALTO_EN_WORD = 0.85
"""Parte del alto que aquí se mide, que es el de Excel, que una fila toma en Word."""


@clases.frozen
class Giradas:
    """Altos que un texto girado pide a las filas que cubre, en un programa que no las alarga."""

    altos: dict[int, Pt]
    """Alto que hay que dar, por fila desde 0, a las que lo demás que dicen puede no dárselo."""
    juntas: frozenset[int]
    """Filas que van con la siguiente en la misma página, para que el texto quede entero en una."""


def medir_giradas(
    filas: Sequence[Fila], anchos: Sequence[float], ancho: Mm, medidor: Medidor
) -> Giradas:
    """Filas que un texto girado obliga a un alto fijo, y las que no se separan de la siguiente.

    ``anchos`` son las partes de ``ancho`` que toma cada columna. Un girado que cubre varias filas
    las junta hasta donde su texto alcanza: cortado entre dos páginas no se leería.
    """
    giradas = [
        (lugar.columna, lugar.celda, numero)
        for numero, lugares in enumerate(resolver(filas, len(anchos)))
        for lugar in lugares
        if lugar.origen == numero and medidor.girado(lugar.celda.estilo)
    ]
    if not giradas:
        return Giradas({}, frozenset())
    altos_de = partial(altos_de_filas, anchos, Cuadricula([anchos], ancho), medidor)
    altos = altos_de(filas)
    altos_de_lo_demas = altos_de([fila.mapear(partial(_sin_girar, medidor)) for fila in filas])
    fijos: dict[int, Pt] = {}
    juntas: set[int] = set()
    for columna, celda, numero in giradas:
        tramo = slice(numero, numero + celda.filas)
        libre = Mm(math.fsum(anchos[columna : columna + celda.columnas]) * ancho)
        alto_girado = medidor.alto(celda.contenido, celda.estilo, pt_de_mm(libre))
        if alto_girado > math.fsum(altos_de_lo_demas[tramo]) * _ALTO_EN_WORD:
            fijos |= dict(enumerate(altos[tramo], numero))
        juntas |= {
            numero + n
            for n, alto_hasta in enumerate(accumulate(altos[tramo][:-1]))
            if alto_hasta * _ALTO_EN_WORD < alto_girado
        }
    return Giradas(fijos, frozenset(juntas))


def _sin_girar(medidor: Medidor, celda: Celda) -> Celda:
    """La celda, en blanco si su texto va girado."""
    return attrs.evolve(celda, contenido="") if medidor.girado(celda.estilo) else celda
