"""Las puntas de una tabla: cuántas filas van donde empieza, y cuáles con lo que la sigue.

Con qué fila empieza lo que no se reparte entre dos páginas es lo mismo en todas partes. Un Word ata
las filas; donde el programa no lo hace, en un PDF, se decide además cuánto se les deja debajo para
su nota o sus firmas, y cuánto lugar piden las primeras.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile

from paac_reportes import clases
from paac_reportes.maqueta.altos import AltosEnPagina
from paac_reportes.maqueta.estilos import Estilo, aire_entre_tablas
from paac_reportes.maqueta.medida.tipografia import Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla

ENTRE_TABLAS = Pt(3)
"""Alto que separa dos tablas seguidas, que en Word es un párrafo muy bajo."""


def entre_tablas(siguiente: Bloque, estilos: Mapping[str, Estilo]) -> Pt:
    """Aire entre una tabla y la que sigue; unas firmas ya traen el suyo."""
    aire = Pt(ENTRE_TABLAS + aire_entre_tablas(estilos))
    if not isinstance(siguiente, Tabla) or siguiente.clase != "firmas":
        return aire
    return Pt(max(aire - estilos[siguiente.columnas[0].estilo(0)].antes, 0))


_RENGLONES_DE_COMIENZO = 3
"""Renglones de un párrafo largo que van en la página donde termina la tabla de arriba."""

_PARTE_LLENA, _PARTE_EN_BLANCO = 0.4, 0.5
"""De la página: lo que lleva, por lo menos, la última de una tabla tras la que no sigue nada, y lo
más que por eso deja en blanco la de antes."""

_FILAS_CON_FIRMAS = 2
"""Las filas que van, por lo menos, en la página de las firmas."""

_FILAS_DEL_FINAL, _FILAS_POR_MEDIDA = 16, 4
"""Filas que bastan para llenar esa parte de la página, y de a cuántas se miden."""


@clases.frozen
class Cola:
    """Bloques que van en la página donde termina una tabla, tras ella: su nota, sus firmas."""

    bloques: tuple[Parrafo | Tabla, ...] = ()
    cierra_la_pagina: bool = False
    """Si después de la cola no va nada más en la página."""


SIN_COLA = Cola()


@clases.frozen
class Cierre:
    """Las últimas filas de una tabla, que van juntas, donde no se atan de a una."""

    desde: int
    """Primera de las filas que van juntas."""
    reserva: Pt
    """Alto que se deja libre bajo ellas, en su página, para la cola de la tabla."""
    cruzado: bool = False
    """Si llegan a ellas celdas que vienen de más arriba."""


def fila_que_cierra(tabla: Tabla, cola: Cola, en_pagina: AltosEnPagina) -> int:
    """Fila desde la que todas van con la última, para que ni ella ni unas firmas queden solas.

    Es la última misma donde no hace falta llevar más; 0, en una tabla sin filas.
    """
    ultima = len(tabla.filas) - 1
    con_firmas = any(isinstance(bloque, Tabla) for bloque in cola.bloques)
    if ultima < 1 or not (con_firmas or cola.cierra_la_pagina):
        return max(ultima, 0)
    pagina = en_pagina.alto_de_pagina
    hace_falta = pagina * _PARTE_LLENA if cola.cierra_la_pagina else 0.0
    lleno = en_pagina.alto_de_rotulos(tabla) + _alto_de_la_cola(cola.bloques, en_pagina)
    cierra = ultima
    for fila, alto in _altos_de_abajo_arriba(tabla, en_pagina):
        cuantas = ultima - fila
        bastan = cuantas >= (_FILAS_CON_FIRMAS if con_firmas else 1) and lleno >= hace_falta
        if bastan or (cuantas and lleno + alto > pagina * _PARTE_EN_BLANCO):
            break
        lleno, cierra = lleno + alto, fila
    return cierra


def _altos_de_abajo_arriba(tabla: Tabla, en_pagina: AltosEnPagina) -> Iterator[tuple[int, float]]:
    """Las últimas filas con su alto, de abajo arriba; se miden según se piden."""
    for hasta in range(
        len(tabla.filas), max(len(tabla.filas) - _FILAS_DEL_FINAL, 0), -_FILAS_POR_MEDIDA
    ):
        filas = range(max(hasta - _FILAS_POR_MEDIDA, 0), hasta)
        altos = en_pagina.altos_entre(tabla, filas, en_papel=False)
        yield from zip(reversed(filas), reversed(altos), strict=True)


@clases.frozen
class FinalDeTabla:
    """El final de una tabla, donde el programa no ata sus filas de a una."""

    tabla: Tabla
    encabezan: Collection[int]
    """Filas que no se apartan de la que sigue, porque la encabezan."""
    en_pagina: AltosEnPagina

    def cierre(
        self, cola: Cola, *, atadas: Collection[int], partidas: Collection[int]
    ) -> Cierre | None:
        """La última fila con las que no se apartan de ella y, si cabe, con lo que las sigue.

        Ninguna es de las ``partidas``, que pueden seguir en otra página.
        """
        reserva = _alto_de_la_cola(cola.bloques, self.en_pagina)
        ultima = len(self.tabla.filas) - 1
        acompanada = ultima
        while acompanada and (acompanada - 1 in atadas or acompanada in self.encabezan):
            acompanada -= 1
        maximo = self.en_pagina.alto_de_pagina * _PARTE_EN_BLANCO
        posibles = [(fila, reserva) for fila in dict.fromkeys((acompanada, ultima)) if reserva]
        cierres = (
            Cierre(desde, libre, cruzado=es_cruzado)
            for fila, libre in (*posibles, (acompanada, Pt(0)))
            for desde, es_cruzado in (
                (self._fila_sin_cortar(fila), False),
                (self._fila_sin_cortar(fila, de_toda=False), True),
                (fila, True),
            )
            if not (es_cruzado and desde - 1 in self.encabezan)
            # Por no cortar el grupo de la última fila no queda casi una página en blanco.
            if (es_cruzado and desde == fila) or self._alto_desde(desde, Pt(0)) <= maximo
        )
        con_provecho = (cierre for cierre in cierres if cierre.reserva or cierre.desde < ultima)
        enteros = (cierre for cierre in con_provecho if max(partidas, default=-1) < cierre.desde)
        return next(filter(self._cabe, enteros), None)

    def _fila_sin_cortar(self, desde: int, *, de_toda: bool = True) -> int:
        """Fila, ``desde`` o una de antes, a que no llega celda de arriba ni precede una banda.

        Sin ``de_toda`` no cuentan las celdas que vienen desde la primera fila.
        """
        tabla, en_pagina = self.tabla, self.en_pagina
        columnas = [columna for columna in tabla.columnas if columna.filas is not None]
        if not de_toda:
            desde_arriba = range(1, desde + 1)
            columnas = [c for c in columnas if any(map(c.cubre, desde_arriba))]
        lo_mas_arriba = len(tabla.filas) - en_pagina.alto_de_pagina / en_pagina.medidor.alto_minimo
        while desde > max(lo_mas_arriba, 0) and (
            desde - 1 in self.encabezan or not all(columna.cubre(desde) for columna in columnas)
        ):
            desde -= 1
        return desde

    def _alto_desde(self, desde: int, reserva: Pt) -> float:
        """Alto de las últimas filas, desde la que se da y hasta el final, más una reserva."""
        # Lo que a una celda que viene de arriba le falte lo pone la última fila.
        primera = self._fila_sin_cortar(desde)
        filas = range(primera, len(self.tabla.filas))
        altos = self.en_pagina.altos_entre(self.tabla, filas, en_papel=False)
        return math.fsum(altos[desde - primera :]) + reserva

    def _cabe(self, cierre: Cierre) -> bool:
        """Si unas últimas filas, con su reserva, caben en una página bajo los rótulos."""
        columnas, desde = self.tabla.columnas, cierre.desde
        if not cierre.cruzado and not all(columna.cubre(desde) for columna in columnas):
            return False
        return self._alto_desde(desde, cierre.reserva) <= self.en_pagina.lo_que_cabe(self.tabla)


def alto_del_comienzo(tabla: Tabla, en_pagina: AltosEnPagina, atadas: Collection[int]) -> Pt:
    """El alto de los rótulos y de las primeras filas, que no se separan; 0 si no están atadas.

    ``atadas``: las filas que no se separan de la que sigue.
    """
    filas = range(sum(1 for _ in takewhile(atadas.__contains__, range(len(tabla.filas)))) + 1)
    if len(filas) == 1:
        return Pt(0)
    altos = en_pagina.altos_entre(tabla, filas, en_papel=False)
    return Pt(en_pagina.alto_de_filas(tabla.rotulos, tabla.anchos) + math.fsum(altos))


def _alto_de_la_cola(cola: Sequence[Parrafo | Tabla], en_pagina: AltosEnPagina) -> Pt:
    """Alto de la cola; de un último párrafo que puede seguir en otra página, el de su comienzo."""
    medidor, util = en_pagina.medidor, pt_de_mm(en_pagina.util)
    alto = 0.0
    for lugar, bloque in enumerate(cola, 1):
        if isinstance(bloque, Tabla):
            alto += en_pagina.alto_de_filas((*bloque.rotulos, *bloque.filas), bloque.anchos)
            alto += entre_tablas(bloque, medidor.estilos)
            continue
        estilo = medidor.estilos[bloque.estilo]
        entero = medidor.alto(bloque.contenido, bloque.estilo, util)
        comienzo = en_pagina.alto_de_renglones(_RENGLONES_DE_COMIENZO, bloque.estilo)
        alto += min(entero, comienzo) if lugar == len(cola) else entero
        alto += estilo.antes + estilo.despues
    return Pt(alto)
