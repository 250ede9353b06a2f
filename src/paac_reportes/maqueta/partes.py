"""Una tabla que una hoja de cálculo imprime en varias páginas de ancho, y lo que va en cada una.

La tabla va entera. Cada página se mide como la tabla que sería con sólo sus columnas.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import fsum

import attrs

from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla, FilasDeTabla, filas_de_tabla


def partes_de(tabla: Tabla) -> list[list[int]]:
    """Columnas de cada página, desde 0: las fijas y las suyas: ``[[0, 1, 2], [0, 3]]``."""
    bordes = [tabla.fijas, *tabla.abren_hoja, len(tabla.anchos)]
    return [[*range(tabla.fijas), *range(desde, hasta)] for desde, hasta in pairwise(bordes)]


def con_columnas(tabla: Tabla, numeros: Sequence[int]) -> Tabla:
    """La tabla con esas columnas, para medirla; una celda de varias cubre las suyas que quedan."""
    filas, rotulos = tabla.filas, filas_de_tabla(tabla.rotulos)
    de_rotulos = _con_columnas(rotulos, tabla.columnas_de_rotulos, numeros)
    return attrs.evolve(
        tabla,
        anchos=tuple(tabla.anchos[numero] for numero in numeros),
        rotulos=tuple(de_rotulos),
        filas=_con_columnas(filas, tabla.columnas, numeros),
    )


def _con_columnas(
    filas: FilasDeTabla, columnas: Sequence[ColumnaDeTabla], numeros: Sequence[int]
) -> FilasDeTabla:
    nuevas = tuple(columnas[numero] for numero in numeros)
    if filas and any(columna.columnas is not None for columna in columnas):
        de_cada_fila = (_abarcan(columnas, numeros, fila) for fila in range(len(filas)))
        nuevas = tuple(
            ColumnaDeTabla(columna.contenidos, columna.estilos, columna.filas, abarca)
            for columna, abarca in zip(nuevas, zip(*de_cada_fila, strict=True), strict=True)
        )
    return FilasDeTabla(filas.marcas, nuevas)


def _abarcan(columnas: Sequence[ColumnaDeTabla], quedan: Sequence[int], fila: int) -> Iterator[int]:
    """De cada columna que queda, cuántas cubre en una fila; 0 si la tapa la de su izquierda."""
    empiezan: list[int] = []  # de cada columna, aquella donde empieza su celda
    for lugar, columna in enumerate(columnas):
        empiezan.append(lugar if columna.abarca(fila) or not lugar else empiezan[-1])
    comienzos = [empiezan[numero] for numero in quedan]
    for lugar, comienzo in enumerate(comienzos):
        yield comienzos.count(comienzo) if comienzos.index(comienzo) == lugar else 0


def a_lo_ancho(tabla: Tabla, anchos_de_paginas: Sequence[Sequence[float]]) -> Tabla:
    """La tabla entera, con los anchos que cada página tendría en su hoja.

    Lo que las fijas miden en la primera lo miden en todas: la hoja de cálculo las tiene una vez.
    """
    fijas = tabla.fijas
    primera, *demas = anchos_de_paginas
    de_las_fijas = fsum(primera[:fijas])
    anchos = list(primera)
    for pagina in demas:
        de_las_demas = fsum(pagina[fijas:])
        anchos += [ancho * (1 - de_las_fijas) / de_las_demas for ancho in pagina[fijas:]]
    total = fsum(anchos)
    return attrs.evolve(
        tabla, anchos=tuple(ancho / total for ancho in anchos), hojas_de_ancho=total
    )
