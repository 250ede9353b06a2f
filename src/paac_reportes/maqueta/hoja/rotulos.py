"""Altos mínimos de las filas de rótulos con celdas de varias filas.

LibreOffice no cuenta esas celdas al repetir los rótulos en otra página, y el texto sale cortado si
las filas no traen ya su alto.
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
    cuadricula = Cuadricula([anchos], ancho)
    sin_limite = Pt(math.inf)
    return TablaEnHoja(rotulos, anchos, cuadricula, medidor, sin_limite).altos()
