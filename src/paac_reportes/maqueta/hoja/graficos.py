"""El gráfico que una hoja lleva bajo una tabla, y las celdas de donde lo toma."""

import math
from collections.abc import Sequence

from paac_reportes import clases
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Tabla

PARTE_DE_UN_DIBUJO = 0.97
"""Del ancho de sus columnas, que en LibreOffice son hasta un 1,2 % más angostas.

Un dibujo que se asoma a la columna que sigue imprime otra página a lo ancho.
"""
BARRAS_MAXIMAS = 25
"""Barras que se siguen con la vista, a lo más."""

_ALTO_DE_BARRA, _ALTO_DE_LO_DEMAS = 5.5, 14.0
"""Milímetros de una barra con su aire, y de la leyenda y los bordes."""


def ancho_de_dibujo(anchos: Sequence[float]) -> Mm:
    """Ancho de un gráfico sobre todas las columnas de esos anchos, en milímetros."""
    return Mm(math.fsum(anchos) * PARTE_DE_UN_DIBUJO)


@clases.frozen
class SerieEnHoja:
    """Una columna de una tabla, contada desde 0 en su hoja, como se ve en su gráfico."""

    columna: int
    nombre: str
    color: str


@clases.frozen
class GraficoEnHoja:
    """Un gráfico de barras apiladas: una por fila de una tabla, con lo que la nombra."""

    fila: int
    """La fila donde empieza, desde 1."""
    valores: tuple[int, int]
    """La primera y la última de las filas que dibuja, desde 1."""
    nombres: int
    """La columna que las nombra, desde 0."""
    series: tuple[SerieEnHoja, ...]
    de_que: str
    """El nombre de su tabla."""

    @property
    def alto(self) -> Mm:
        """Lo que ocupa a lo alto."""
        return alto_de_grafico(self.valores[1] - self.valores[0] + 1)


def alto_de_grafico(barras: int) -> Mm:
    """Milímetros que ocupa a lo alto un gráfico de tantas barras."""
    return Mm(_ALTO_DE_BARRA * barras + _ALTO_DE_LO_DEMAS)


def barras_de(tabla: Tabla) -> int:
    """Cuántas barras dibuja el gráfico de una tabla; ninguna, si no lo lleva o serían de más.

    Tampoco donde una banda o un subtotal separa las filas: saldría como otra barra.
    """
    if not tabla.apiladas:
        return 0
    barras = len(tabla.filas) - tabla.cierre
    if barras > BARRAS_MAXIMAS or len(tabla.resumenes) > tabla.cierre:
        return 0
    nombres = tabla.columnas[0]
    return barras if all(nombres.abarca(fila) == 1 for fila in range(barras)) else 0


def series_de(tabla: Tabla, columnas: Sequence[int]) -> tuple[SerieEnHoja, ...]:
    """Lo que apila el gráfico de una tabla, que en su hoja empieza cada columna en ``columnas``."""
    rotulos = tabla.columnas_de_rotulos
    return tuple(
        SerieEnHoja(columnas[columna], solo_texto(rotulos[columna].contenidos[-1]), color)
        for columna, color in tabla.apiladas
    )
