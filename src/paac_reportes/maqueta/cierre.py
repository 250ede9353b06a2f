"""Las puntas de una tabla: cuántas filas van donde empieza, y cuáles con lo que la sigue.

Con qué fila empieza lo que no se reparte entre dos páginas es lo mismo en todas partes. Un Word ata
las filas; donde el programa no lo hace, en un PDF, se decide además cuánto se les deja debajo para
su nota o sus firmas, y cuánto lugar piden las primeras.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from paac_reportes import clases
from paac_reportes.maqueta.estilos import Estilo, aire_entre_tablas
from paac_reportes.maqueta.medida.tipografia import Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla

if TYPE_CHECKING:
    from paac_reportes.maqueta.cortes import Cortador, Cortes

ENTRE_TABLAS = Pt(3)
"""Alto que separa dos tablas seguidas, que en Word es un párrafo muy bajo."""


def entre_tablas(siguiente: Bloque, estilos: Mapping[str, Estilo]) -> Pt:
    """Aire entre una tabla y la que sigue; unas firmas ya traen el suyo."""
    queda = Pt(ENTRE_TABLAS + aire_entre_tablas(estilos))
    if not isinstance(siguiente, Tabla) or siguiente.clase != "firmas":
        return queda
    return Pt(max(queda - estilos[siguiente.columnas[0].estilo(0)].antes, 0))


_RENGLONES_DE_COMIENZO = 3
"""De un párrafo largo, los renglones que van en la página donde termina la tabla de arriba."""

_LLENA, _A_MEDIAS = 0.4, 0.5
"""De la página: lo que lleva, por lo menos, la última de una tabla tras la que no sigue nada, y lo
más que por eso deja en blanco la de antes."""

_CON_LAS_FIRMAS = 2
"""Las filas que van, por lo menos, en la página de las firmas."""

_DEL_FINAL, _DE_A = 16, 4
"""Las filas que bastan para llenar esa parte, y de a cuántas se miden."""


@clases.frozen
class Cola:
    """Bloques que van en la página donde termina una tabla, tras ella: su nota, sus firmas."""

    bloques: tuple[Parrafo | Tabla, ...] = ()
    cierra_la_pagina: bool = False
    """Si después no va nada más en ella."""


SIN_COLA = Cola()


@clases.frozen
class Cierre:
    """Las últimas filas de una tabla, que van juntas, donde no se atan de a una."""

    desde: int
    """La primera de ellas."""
    reserva: Pt
    """Alto que se les deja libre debajo, en su página, para los que van con la tabla."""
    cruzado: bool = False
    """Si llegan a ellas celdas que vienen de más arriba."""


def fila_que_cierra(tabla: Tabla, cola: Cola, cortador: "Cortador") -> int:
    """La fila desde la que van con la última, para que ni ella ni unas firmas queden solas.

    Es la última donde no hace falta llevar más, y el número de filas si no hay.
    """
    ultima = len(tabla.filas) - 1
    con_firmas = any(isinstance(bloque, Tabla) for bloque in cola.bloques)
    if ultima < 1 or not (con_firmas or cola.cierra_la_pagina):
        return max(ultima, 0)
    pagina = cortador.alto_de_pagina
    hace_falta = pagina * _LLENA if cola.cierra_la_pagina else 0.0
    lleno = cortador.alto_de_rotulos(tabla) + _alto_de_la_cola(cola.bloques, cortador)
    cierra = ultima
    for fila, alto in _de_abajo_arriba(tabla, cortador):
        van = ultima - fila
        bastan = van >= (_CON_LAS_FIRMAS if con_firmas else 1) and lleno >= hace_falta
        if bastan or (van and lleno + alto > pagina * _A_MEDIAS):
            break
        lleno, cierra = lleno + alto, fila
    return cierra


def _de_abajo_arriba(tabla: Tabla, cortador: "Cortador") -> Iterator[tuple[int, float]]:
    """Las últimas filas con lo que miden, de a pocas: casi nunca se pide más que las primeras."""
    for hasta in range(len(tabla.filas), max(len(tabla.filas) - _DEL_FINAL, 0), -_DE_A):
        filas = range(max(hasta - _DE_A, 0), hasta)
        altos = cortador.altos_entre(tabla, filas, en_papel=False)
        yield from zip(reversed(filas), reversed(altos), strict=True)


def cierre_de(
    tabla: Tabla, cortes: "Cortes", cola: Cola, cortador: "Cortador", atadas: Collection[int]
) -> Cierre | None:
    """La última fila con las que no se apartan de ella y, si cabe, con lo que las sigue."""
    reserva = _alto_de_la_cola(cola.bloques, cortador)
    ultima = len(tabla.filas) - 1
    acompanada = ultima
    while acompanada and (acompanada - 1 in atadas or acompanada in cortes.encabezan):
        acompanada -= 1
    posibles = [(fila, reserva) for fila in dict.fromkeys((acompanada, ultima)) if reserva]
    cierres = (
        Cierre(desde, libre, cruzado=es_cruzado)
        for fila, libre in (*posibles, (acompanada, Pt(0)))
        for desde, es_cruzado in ((_sin_cortar(tabla, cortes, fila, cortador), False), (fila, True))
        if not (es_cruzado and fila - 1 in cortes.encabezan)
    )
    con_algo = (uno for uno in cierres if uno.reserva or uno.desde < ultima)
    return next((uno for uno in con_algo if _cabe(tabla, cortes, uno, cortador)), None)


def alto_del_comienzo(tabla: Tabla, cortador: "Cortador", atadas: Collection[int]) -> Pt:
    """Alto de los rótulos y las filas que no se apartan de la primera; nada, si va sola."""
    filas = range(sum(1 for _ in takewhile(atadas.__contains__, range(len(tabla.filas)))) + 1)
    if len(filas) == 1:
        return Pt(0)
    altos = cortador.altos_entre(tabla, filas, en_papel=False)
    return Pt(cortador.alto_de_filas(tabla.rotulos, tabla.anchos) + math.fsum(altos))


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
    alto = math.fsum(altos[cierre.desde - antes :]) + cierre.reserva
    # Por no cortar el grupo de la última fila no queda casi una página en blanco.
    a_lo_mas = math.inf if cierre.cruzado else cortador.alto_de_pagina * _A_MEDIAS
    return alto <= min(cortador.lo_que_cabe(tabla), a_lo_mas)


def _alto_de_la_cola(cola: Sequence[Parrafo | Tabla], cortador: "Cortador") -> Pt:
    """Alto de la cola; de un último párrafo que puede seguir en otra página, el de su comienzo."""
    medidor, util = cortador.medidor, pt_de_mm(cortador.util)
    alto = 0.0
    for lugar, bloque in enumerate(cola, 1):
        if isinstance(bloque, Tabla):
            alto += cortador.alto_de_filas((*bloque.rotulos, *bloque.filas), bloque.anchos)
            alto += entre_tablas(bloque, medidor.estilos)
            continue
        estilo = medidor.estilos[bloque.estilo]
        ocupa = medidor.alto(bloque.contenido, bloque.estilo, util)
        comienzo = cortador.alto_de_renglones(_RENGLONES_DE_COMIENZO, bloque.estilo)
        alto += min(ocupa, comienzo) if lugar == len(cola) else ocupa
        alto += estilo.antes + estilo.despues
    return Pt(alto)
