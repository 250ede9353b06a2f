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
    """Columnas de cada parte, desde 0: las primeras ``fijas`` y las suyas: ``[[0, 1, 2], [0, 3]]``.

    ``abren`` son los lugares donde empieza cada parte después de la primera.
    """
    comienzos, finales = [fijas, *abren], [*abren, columnas]
    pares = zip(comienzos, finales, strict=True)
    return [[*range(fijas), *range(desde, hasta)] for desde, hasta in pares]


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
    """Filas con sólo esas columnas, y el número que cada una tenía: la que queda vacía no va."""
    nuevas = tuple(columnas[lugar] for lugar in numeros)
    if filas and any(columna.columnas is not None for columna in columnas):
        de_cada_fila = (_abarcan(columnas, numeros, numero) for numero in range(len(filas)))
        abarcan = list(zip(*de_cada_fila, strict=True))
        nuevas = tuple(
            ColumnaDeTabla(columna.contenidos, columna.estilos, columna.filas, abarca)
            for columna, abarca in zip(nuevas, abarcan, strict=True)
        )
    todas = range(len(filas))
    quedan = [n for n in todas if any(c.cubre(n) and c.abarca(n) for c in nuevas)]
    if len(quedan) == len(filas):
        return FilasDeTabla(filas.marcas, nuevas), todas
    estan = set(quedan)
    antes_de = [0, *accumulate(int(n in estan) for n in todas)]
    return FilasDeTabla(
        [filas.marcas[n] for n in quedan],
        tuple(_columna_en_las_filas(columna, quedan, antes_de) for columna in nuevas),
    ), quedan


def _columna_en_las_filas(
    columna: ColumnaDeTabla, quedan: Sequence[int], antes_de: Sequence[int]
) -> ColumnaDeTabla:
    """La columna en las filas que quedan; ``antes_de`` cuenta las que hay antes de cada una."""
    cubren = columna.filas
    return columna_de(
        [columna.contenidos[n] for n in quedan],
        columna.estilos
        if isinstance(columna.estilos, str)
        else [columna.estilos[n] for n in quedan],
        cubren and [cubren[n] and antes_de[n + cubren[n]] - antes_de[n] for n in quedan],
        None if columna.columnas is None else [columna.columnas[n] for n in quedan],
    )


def _abarcan(columnas: Sequence[ColumnaDeTabla], quedan: Sequence[int], fila: int) -> Iterator[int]:
    """De cada columna que queda, cuántas cubre en una fila; 0 si la tapa la de su izquierda."""
    empiezan: list[int] = []  # de cada columna, aquella donde empieza su celda
    for lugar, columna in enumerate(columnas):
        empiezan.append(lugar if columna.abarca(fila) or not lugar else empiezan[-1])
    comienzos = [empiezan[numero] for numero in quedan]
    for lugar, comienzo in enumerate(comienzos):
        yield comienzos.count(comienzo) if comienzos.index(comienzo) == lugar else 0


def a_lo_ancho(tabla: Tabla, anchos_de_partes: Sequence[Sequence[float]]) -> Tabla:
    """La tabla entera, con los anchos que cada parte tendría en su hoja.

    Lo que las fijas miden en la primera lo miden en todas: la hoja de cálculo las tiene una vez.
    """
    fijas = tabla.fijas
    primera, *demas = anchos_de_partes
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
