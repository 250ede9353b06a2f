"""Las medidas de las tablas, en clases de la hoja de estilos: ninguna va escrita en su marca.

Así la página puede prohibir los estilos sueltos (``style-src`` con la huella de los suyos).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import attrs

from paac_reportes.maqueta.nodos import Celda, Tabla
from paac_reportes.maqueta.rejilla import resolver


class Sitio(NamedTuple):
    """Dónde va una celda: de una línea a otra de la cuadrícula, desde 1."""

    fila: int
    columna: int
    hasta_fila: int
    hasta_columna: int


Forma = tuple[str, tuple[float, ...], tuple[Sitio, ...]]
"""La clase de una tabla, sus anchos y, si va acomodada, el sitio de cada celda."""


@attrs.frozen
class Geometrias:
    """Las de una página, que se van numerando; las iguales llevan el mismo número."""

    _numeros: dict[Forma, int] = attrs.Factory(dict)

    def clase_de(self, tabla: Tabla, *, acomodada: bool = False) -> str:
        """El nombre de la clase con las medidas de una tabla."""
        sitios = tuple(sitio for sitio, _ in colocadas(tabla)) if acomodada else ()
        forma = ("acomodada" if acomodada else tabla.clase, tabla.anchos, sitios)
        return f"g{self._numeros.setdefault(forma, len(self._numeros) + 1)}"

    def __iter__(self) -> Iterator[tuple[str, Forma]]:
        return ((f"g{numero}", forma) for forma, numero in self._numeros.items())


def colocadas(tabla: Tabla) -> list[tuple[Sitio, Celda]]:
    """Las celdas con su sitio, en el orden en que se leen.

    Unas firmas se leen de arriba abajo: el lugar donde se firma y debajo el nombre.
    """
    halladas = [
        (
            Sitio(
                n + 1, puesto.columna + 1, n + celda.filas + 1, puesto.columna + celda.columnas + 1
            ),
            celda,
        )
        for n, puestos in enumerate(resolver(tabla.filas, len(tabla.anchos)))
        for puesto in puestos
        if puesto.origen == n and (celda := puesto.celda)
    ]
    if tabla.clase == "firmas":
        halladas.sort(key=lambda una: (una[0].columna, una[0].fila))
    return halladas


def grupos_de_columnas(tabla: Tabla) -> list[tuple[int, int]]:
    """De qué columna a cuál va cada grupo: los del primer piso de rótulos que las reparte."""
    todas = len(tabla.anchos)
    for puestos in resolver(tabla.rotulos, todas):
        if len(puestos) > 1:
            cabezas = {p.columna for p in puestos if p.celda.columnas > 1}
            finales = {p.columna + p.celda.columnas for p in puestos if p.celda.columnas > 1}
            return list(pairwise(sorted({0, todas, *cabezas, *finales})))
    return [(0, todas)]
