"""El final de una tabla donde el programa no ata las filas de a una: qué va con lo que la sigue.

Un Word las ata; en un PDF se decide aquí desde qué fila van juntas, y cuánto se les deja debajo
para su nota o sus firmas.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from paac_reportes import clases
from paac_reportes.maqueta.medida.tipografia import Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Parrafo, Tabla

if TYPE_CHECKING:
    from paac_reportes.maqueta.cortes import Cortador, Cortes

ENTRE_TABLAS = Pt(3)
"""Lo que separa dos tablas seguidas, que en Word es un párrafo muy bajo."""

_RENGLONES_DE_COMIENZO = 3
"""De un párrafo largo, los renglones que van en la página donde termina la tabla de arriba."""


@clases.frozen
class Cierre:
    """Las últimas filas de una tabla, que van juntas, donde no se atan de a una."""

    desde: int
    """La primera de ellas."""
    reserva: Pt
    """Lo que se les deja libre debajo, en su página, para lo que va con la tabla."""
    cruzado: bool = False
    """Si llegan a ellas celdas que vienen de más arriba."""


def cierre_de(
    tabla: Tabla, cortes: "Cortes", cola: Sequence[Parrafo | Tabla], cortador: "Cortador"
) -> Cierre | None:
    """La última fila con las que no se apartan de ella y, si cabe, con lo que las sigue."""
    reserva = _alto_de_la_cola(cola, cortador)
    ultima = len(tabla.filas) - 1
    atadas, acompanada = cortador.filas_que_atan(tabla), ultima
    while acompanada and (acompanada - 1 in atadas or acompanada in cortes.encabezan):
        acompanada -= 1
    posibles = [(acompanada, reserva), (ultima, reserva), (acompanada, Pt(0))]
    enteros = [
        Cierre(_sin_cortar(tabla, cortes, desde, cortador), libre)
        for desde, libre in dict.fromkeys(posibles if reserva else posibles[2:])
    ]
    if reserva and ultima - 1 not in cortes.encabezan:
        enteros.insert(-1, Cierre(ultima, reserva, cruzado=True))
    con_algo = (uno for uno in enteros if uno.reserva or uno.desde < ultima)
    return next((uno for uno in con_algo if _cabe(tabla, cortes, uno, cortador)), None)


def _sin_cortar(tabla: Tabla, cortes: "Cortes", desde: int, cortador: "Cortador") -> int:
    """La fila desde la que ninguna celda viene de más arriba, ni una banda queda al pie."""
    columnas = [columna for columna in tabla.columnas if columna.filas is not None]
    lo_mas_arriba = len(tabla.filas) - cortador.alto_de_pagina / cortador.medidor.alto_minimo
    while desde > max(lo_mas_arriba, 0) and (
        desde - 1 in cortes.encabezan or not all(columna.cubre(desde) for columna in columnas)
    ):
        desde -= 1
    return desde


def _cabe(tabla: Tabla, cortes: "Cortes", cierre: Cierre, cortador: "Cortador") -> bool:
    filas = range(cierre.desde, len(tabla.filas))
    if not cortes.partidas.isdisjoint(filas):
        return False
    if not cierre.cruzado and not all(columna.cubre(cierre.desde) for columna in tabla.columnas):
        return False
    # Lo que a una celda que viene de arriba le falte lo pone la última fila.
    antes = _sin_cortar(tabla, cortes, cierre.desde, cortador)
    altos = cortador.altos_entre(tabla, range(antes, len(tabla.filas)), en_papel=False)
    return math.fsum(altos[cierre.desde - antes :]) + cierre.reserva <= cortador.lo_que_cabe(tabla)


def _alto_de_la_cola(cola: Sequence[Parrafo | Tabla], cortador: "Cortador") -> Pt:
    """Lo que ocupa; de un último párrafo que puede seguir en otra página, su comienzo."""
    medidor, util = cortador.medidor, pt_de_mm(cortador.util)
    alto = 0.0
    for lugar, bloque in enumerate(cola, 1):
        if isinstance(bloque, Tabla):
            alto += cortador.alto_de_filas((*bloque.rotulos, *bloque.filas), bloque.anchos)
            alto += ENTRE_TABLAS
            continue
        estilo = medidor.estilos[bloque.estilo]
        suyo = medidor.alto(bloque.contenido, bloque.estilo, util)
        comienzo = cortador.alto_de_renglones(_RENGLONES_DE_COMIENZO, bloque.estilo)
        alto += min(suyo, comienzo) if lugar == len(cola) else suyo
        alto += estilo.antes + estilo.despues
    return Pt(alto)
