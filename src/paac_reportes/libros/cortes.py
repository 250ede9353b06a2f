"""Las columnas de lo que se dice de cada fila en un corte: un grupo por corte, a la derecha.

``columnas_de_cortes`` son las que se escriben; ``columnas_por_corte``, las que una hoja trae.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import cycle

import attrs

from paac_reportes.libros.columnas import ColumnaDelLibro
from paac_reportes.libros.tablas import Fila, con_extras
from paac_reportes.modelo.catalogo import CATALOGO

_TONOS = ("EEF2F6", "DCE6EF")
"""De los rótulos de un corte y del que sigue."""


def columnas_de_cortes(
    columnas: Sequence[ColumnaDelLibro],
    cortes: Iterable[date],
    filas: Iterable[Fila],
    extras: Mapping[str, Sequence[str]],
) -> Iterator[ColumnaDelLibro]:
    """Un grupo por corte: lo que siempre se reporta y lo demás que alguna de las filas traiga."""
    if not columnas:
        return
    raiz = columnas[0].dato.partition(".")[0]
    datos_que_hay = {dato for fila in filas for dato, valor in fila.items() if valor is not None}
    for corte, tono in zip(cortes, cycle(_TONOS), strict=False):
        for columna in (*columnas, *con_extras(raiz, extras.get(raiz, ()))):
            del_corte = attrs.evolve(
                _en_corte(columna, corte.isoformat()),
                rotulo=f"{corte:%d/%m}/{corte.year:04d}: {columna.rotulo}",
                tono=tono,
            )
            if del_corte.dato in datos_que_hay or siempre_va(columna.dato):
                yield del_corte


def siempre_va(dato: str) -> bool:
    """Si todo corte lo tiene en el libro; los demás datos, si el contenido los trae."""
    return CATALOGO.conoce(dato) and CATALOGO[dato].reporta


def columnas_por_corte(
    columnas: Sequence[ColumnaDelLibro], datos_que_hay: Iterable[str]
) -> dict[str, list[ColumnaDelLibro]]:
    """De las columnas de una hoja, las de cada corte, por él: ``seguimiento.texto@2026-04-30``."""
    por_dato = {columna.dato: columna for columna in columnas}
    por_corte: dict[str, list[ColumnaDelLibro]] = {}
    for dato in datos_que_hay:
        nombre, arroba, corte = dato.partition("@")
        if arroba:
            columna = por_dato.get(nombre) or ColumnaDelLibro(dato=nombre, rotulo=nombre)
            por_corte.setdefault(corte, []).append(_en_corte(columna, corte))
    return por_corte


def _en_corte(columna: ColumnaDelLibro, corte: str) -> ColumnaDelLibro:
    return attrs.evolve(columna, dato=f"{columna.dato}@{corte}", en_el_catalogo=columna.dato)
