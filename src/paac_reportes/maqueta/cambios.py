"""Cambios de un documento, puestos en los textos de cada párrafo y de cada celda.

Word marca filas, tablas y párrafos enteros, que se aceptan o se rechazan. Una página web y un PDF
sólo lo muestran: allí una fila que se quitó es la de textos quitados.
"""

from collections.abc import Sequence
from itertools import repeat

import attrs

from paac_reportes.maqueta.contenido import Cambiado, Cambio, Contenido
from paac_reportes.maqueta.documento import Documento, Parte
from paac_reportes.maqueta.nodos import Bloque, Grafico, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import ColumnaDeTabla, Fila


def en_sus_textos(documento: Documento) -> Documento:
    """El documento, con los cambios de cada fila y de cada bloque en lo que dicen."""
    return attrs.evolve(documento, partes=tuple(map(_parte, documento.partes)))


def tabla_marcada(tabla: Tabla, cambio: Cambio) -> Tabla:
    """Una tabla que viene o se va, con sus rótulos."""
    rotulos = tuple(_rotulos(fila, cambio) for fila in tabla.rotulos)
    return attrs.evolve(_con_filas_marcadas(tabla, [cambio] * len(tabla.filas)), rotulos=rotulos)


def _parte(parte: Parte) -> Parte:
    pares = zip(parte.bloques, parte.cambios or repeat(None), strict=False)
    return attrs.evolve(parte, bloques=tuple(_bloque(bloque, cambio) for bloque, cambio in pares))


def _bloque(bloque: Bloque, cambio: Cambio | None) -> Bloque:
    """El bloque con su cambio en lo que dice; el de una tabla puede ser de cada fila suya."""
    if isinstance(bloque, Tabla) and bloque.cambios:
        return _con_filas_marcadas(bloque, bloque.cambios)
    if cambio is None:
        return bloque
    match bloque:
        case Titulo() | Grafico():
            return attrs.evolve(bloque, cambio=cambio)
        case Parrafo():
            return attrs.evolve(bloque, contenido=_marcado(bloque.contenido, cambio))
        case Tabla():
            return tabla_marcada(bloque, cambio)
        case _:
            return bloque


def _con_filas_marcadas(tabla: Tabla, cambios: Sequence[Cambio | None]) -> Tabla:
    return tabla.con_columnas(_columna(columna, cambios) for columna in tabla.columnas)


def _columna(columna: ColumnaDeTabla, cambios: Sequence[Cambio | None]) -> ColumnaDeTabla:
    """Columna en que cada celda lleva el cambio de la fila donde empieza."""
    contenidos: list[Contenido] = []
    for fila, (contenido, cambio) in enumerate(zip(columna.contenidos, cambios, strict=True)):
        if contenidos and not columna.cubre(fila):
            contenidos.append(contenidos[-1])
        else:
            contenidos.append(_marcado(contenido, cambio) if cambio else contenido)
    return columna.con(contenidos)


def _rotulos(fila: Fila, cambio: Cambio) -> Fila:
    return fila.mapear(lambda c: attrs.evolve(c, contenido=_marcado(c.contenido, cambio)))


def _marcado(contenido: Contenido, cambio: Cambio) -> Contenido:
    """Contenido con cada tramo como puesto o quitado, menos los que ya dicen su cambio."""
    if isinstance(contenido, str):
        return (Cambiado(contenido, cambio),) if contenido else contenido
    return tuple(t if isinstance(t, Cambiado) else Cambiado(t, cambio) for t in contenido)
