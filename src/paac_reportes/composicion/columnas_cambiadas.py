"""Qué columnas de una tabla vienen, de lo publicado a lo de ahora: las de un corte más.

Una columna es la misma si lo dicen todos sus rótulos, de arriba abajo. La tabla que sólo tiene
columnas de más sigue siendo la misma, y lo que se puso es lo que dicen ellas.
"""

import attrs

from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, CeldaDeFila, ColumnaDeTabla, Fila, resolver


def lugares_de_las_de_antes(antes: Tabla, ahora: Tabla) -> list[int] | None:
    """De cada columna de antes, cuál es ahora; nada, si no hay de más o alguna ya no está ahí.

    ``(código, corte 1)`` en ``(código, corte 1, corte 2)`` → ``[0, 1]``.
    """
    if len(antes.anchos) >= len(ahora.anchos) or antes.clase != ahora.clase:
        return None
    if not (antes.rotulos and antes.filas and ahora.filas):
        return None
    por_buscar = enumerate(map(_rotulos_de, ahora.columnas_de_rotulos))
    lugares = []
    for columna in antes.columnas_de_rotulos:
        rotulos = _rotulos_de(columna)
        lugar = next((lugar for lugar, dichos in por_buscar if dichos == rotulos), None)
        if lugar is None:
            return None
        lugares.append(lugar)
    return lugares


def _rotulos_de(columna: ColumnaDeTabla) -> tuple[str, ...]:
    return tuple(map(solo_texto, columna.contenidos))


def con_las_columnas_de(ahora: Tabla, antes: Tabla, lugares: list[int]) -> Tabla:
    """La tabla de antes con las columnas que ahora hay de más, en blanco: rótulos y celdas."""
    rotulos = []
    for numero, puestos in enumerate(resolver(ahora.rotulos, len(ahora.anchos))):
        celdas = (
            puesto.celda if puesto.columna in lugares else attrs.evolve(puesto.celda, contenido="")
            for puesto in puestos
            if puesto.origen == numero
        )
        rotulos.append(Fila(tuple(celdas)))
    estilos = [_estilo_de_celda(columna) for columna in ahora.columnas]
    filas = [
        Fila(_celdas(puestos, numero, lugares, estilos), antes.filas.marcas[numero])
        for numero, puestos in enumerate(antes.rejilla)
    ]
    return attrs.evolve(antes, anchos=ahora.anchos, rotulos=tuple(rotulos), filas=filas)


def _estilo_de_celda(columna: ColumnaDeTabla) -> str:
    """El de la primera que es sólo de su columna, y no el de una banda."""
    sueltas = (fila for fila in range(len(columna.contenidos)) if columna.abarca(fila) == 1)
    return columna.estilo(next(sueltas, 0))


def _celdas(
    puestos: list[CeldaDeFila], numero: int, lugares: list[int], estilos: list[str]
) -> tuple[Celda, ...]:
    """Las de una fila de antes; la que iba a todo lo ancho sigue yendo."""
    celdas = {lugar: Celda("", estilo) for lugar, estilo in enumerate(estilos)}
    for puesto in puestos:
        ultima = puesto.columna + puesto.celda.columnas - 1
        desde, hasta = lugares[puesto.columna], lugares[ultima] + 1
        if puesto.celda.columnas == len(lugares) > 1:
            hasta = len(estilos)
        for lugar in range(desde, hasta):
            del celdas[lugar]
        if puesto.origen == numero:
            celdas[desde] = attrs.evolve(puesto.celda, columnas=hasta - desde)
    return tuple(celdas[lugar] for lugar in sorted(celdas))
