"""Una tabla repartida a lo ancho: unas columnas suyas, con las celdas que les tocan.

Es la misma tabla vista por columnas: las filas conservan su marca y su orden, así que unas partes
se vuelven a juntar sin saber nada más de ellas.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import fsum

import attrs

from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla, FilasDeTabla, columna_de, filas_de_tabla


def cuales_de_cada_parte(columnas: int, fijas: int, abren: Sequence[int]) -> list[list[int]]:
    """Por parte, los lugares de sus columnas: las primeras ``fijas`` y las que le siguen.

    ``abren`` son los lugares donde empieza cada parte después de la primera.
    """
    desde = [fijas, *abren]
    hasta = [*abren, columnas]
    return [[*range(fijas), *range(uno, otro)] for uno, otro in zip(desde, hasta, strict=True)]


def con_columnas(tabla: Tabla, numeros: Sequence[int]) -> Tabla:
    """La tabla con esas columnas, de izquierda a derecha, que ocupan todo el ancho.

    Una celda de varias cubre las suyas que quedan, que han de quedar seguidas. La fila donde no
    empieza ninguna de ellas era de otra parte, y no va.
    """
    anchos = [tabla.anchos[numero] for numero in numeros]
    titulares = tuple(numeros.index(numero) for numero in tabla.titulares if numero in numeros)
    de_rotulos, _ = _filas(filas_de_tabla(tabla.rotulos), tabla.columnas_de_rotulos, numeros)
    filas, quedan = _filas(tabla.filas, tabla.columnas, numeros)
    lugares = {fila: numero for numero, fila in enumerate(quedan)} if tabla.resumenes else {}
    return attrs.evolve(
        tabla,
        anchos=tuple(ancho / fsum(anchos) for ancho in anchos),
        rotulos=tuple(de_rotulos),
        filas=filas,
        titulares=titulares or ((0,) if tabla.titulares else ()),
        resumenes=tuple(lugares[fila] for fila in tabla.resumenes if fila in lugares),
    )


def _filas(
    filas: FilasDeTabla, columnas: Sequence[ColumnaDeTabla], numeros: Sequence[int]
) -> tuple[FilasDeTabla, Sequence[int]]:
    """Las filas con sólo esas columnas, y cuáles de las de antes son."""
    nuevas = tuple(columnas[lugar] for lugar in numeros)
    if filas and any(columna.columnas is not None for columna in columnas):
        de_cada_fila = (_abarcan(columnas, numeros, numero) for numero in range(len(filas)))
        abarcan = list(zip(*de_cada_fila, strict=True))
        nuevas = tuple(
            ColumnaDeTabla(columna.contenidos, columna.estilos, columna.filas, abarca)
            for columna, abarca in zip(nuevas, abarcan, strict=True)
        )
    de_antes = range(len(filas))
    quedan = [n for n in de_antes if any(c.cubre(n) and c.abarca(n) for c in nuevas)]
    if len(quedan) == len(filas):
        return FilasDeTabla(filas.marcas, nuevas), de_antes
    estan = set(quedan)
    hasta = [0, *accumulate(int(n in estan) for n in de_antes)]
    return FilasDeTabla(
        [filas.marcas[n] for n in quedan],
        tuple(_en_las_filas(columna, quedan, hasta) for columna in nuevas),
    ), quedan


def _en_las_filas(
    columna: ColumnaDeTabla, quedan: Sequence[int], hasta: Sequence[int]
) -> ColumnaDeTabla:
    """La columna en las filas que quedan; ``hasta`` cuenta las que hay antes de cada una."""
    cubren = columna.filas
    return columna_de(
        [columna.contenidos[n] for n in quedan],
        columna.estilos
        if isinstance(columna.estilos, str)
        else [columna.estilos[n] for n in quedan],
        None if cubren is None else [cubren[n] and hasta[n + cubren[n]] - hasta[n] for n in quedan],
        None if columna.columnas is None else [columna.columnas[n] for n in quedan],
    )


def _abarcan(columnas: Sequence[ColumnaDeTabla], quedan: Sequence[int], fila: int) -> Iterator[int]:
    """De cada columna que queda, cuántas cubre en una fila; 0 si la tapa la de su izquierda."""
    de_quien: list[int] = []  # de cada columna, aquella donde empieza su celda
    for lugar, columna in enumerate(columnas):
        de_quien.append(lugar if columna.abarca(fila) or not lugar else de_quien[-1])
    duenas = [de_quien[numero] for numero in quedan]
    for lugar, duena in enumerate(duenas):
        yield duenas.count(duena) if duenas.index(duena) == lugar else 0


def a_lo_ancho(tabla: Tabla, de_cada_parte: Sequence[Sequence[float]]) -> Tabla:
    """La tabla entera, con los anchos que cada parte tendría en su hoja.

    Lo que las fijas miden en la primera lo miden en todas: la hoja de cálculo las tiene una vez.
    """
    fijas = tabla.fijas
    primera, *demas = de_cada_parte
    de_las_fijas = fsum(primera[:fijas])
    anchos = list(primera)
    for parte in demas:
        de_las_demas = fsum(parte[fijas:])
        anchos += [ancho * (1 - de_las_fijas) / de_las_demas for ancho in parte[fijas:]]
    total = fsum(anchos)
    return attrs.evolve(
        tabla, anchos=tuple(ancho / total for ancho in anchos), hojas_de_ancho=total
    )


def partes_de(tabla: Tabla) -> list[list[int]]:
    """Los lugares de las columnas de cada página a lo ancho; una sola, si cabe en una."""
    return cuales_de_cada_parte(len(tabla.anchos), tabla.fijas, tabla.abren_hoja)
