"""Altos de las filas de una tabla que se repite: los rótulos, el encabezado de una página.

De los rótulos con celdas de varias filas hay que escribirlo: LibreOffice no cuenta esas celdas al
repetirlos en otra página, y el texto sale cortado si las filas no traen ya su alto.
"""

import math
from collections.abc import Sequence

from paac_reportes.maqueta.hoja.cuadricula import Cuadricula
from paac_reportes.maqueta.hoja.tabla.tabla_en_hoja import TablaEnHoja
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm, Pt
from paac_reportes.maqueta.nodos import Fila


def altos_de_rotulos(
    rotulos: tuple[Fila, ...], anchos: Sequence[float], ancho: Mm, medidor: Medidor
) -> list[Pt]:
    """Un alto por fila de rótulos; ninguno si no hay celdas de varias filas."""
    if all(celda.filas == 1 for fila in rotulos for celda in fila.celdas):
        return []
    return altos_de_filas(rotulos, anchos, ancho, medidor)


def altos_de_filas(
    filas: tuple[Fila, ...], anchos: Sequence[float], ancho: Mm, medidor: Medidor
) -> list[Pt]:
    """Un alto por fila."""
    cuadricula = Cuadricula([anchos], ancho)
    return TablaEnHoja(filas, anchos, cuadricula, medidor, Pt(math.inf)).altos()
