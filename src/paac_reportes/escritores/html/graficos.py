"""Los gráficos: barras y puntos en SVG, con sus nombres y sus valores como texto de la página.

Así se leen igual en un teléfono, a oscuras y en papel, y se dibujan sin otra biblioteca.
"""

from collections.abc import Iterator
from itertools import accumulate, cycle, pairwise
from typing import NamedTuple

from markupsafe import Markup

from paac_reportes.escritores.html.piezas import corto, pieza
from paac_reportes.maqueta.nodos import Grafico, Serie

_ENTERO = 100.0
TRAMAS = ("M0 6L6 0", "M0 6L6 0M0 0L6 6", "M2 3h2", "M0 0L6 6")
"""El trazo de cada una, en un cuadro de 6 puntos."""
_TRAMAS_DE_SERIES = (0, 1, 2, 3, 4, 0)
"""La de cada serie, desde 1; 0 es ninguna. Sin color también se distinguen."""


class Tramo(NamedTuple):
    """Un pedazo de barra: desde dónde, cuánto, de qué color y qué dice; medidas en porcentaje."""

    desde: str
    ancho: str
    medio: str
    color: str
    trama: int
    dice: str


def dibujar(grafico: Grafico) -> Markup:
    """El gráfico, que se cuenta a quien no lo ve con su texto alternativo."""
    match grafico.clase:
        case "barras":
            return pieza("barras", grafico, list(_barras(grafico)))
        case "apiladas":
            series = list(zip(grafico.series, cycle(_TRAMAS_DE_SERIES), strict=False))
            return pieza("apiladas", grafico, list(_apiladas(grafico)), series)
        case "lineas":
            puntos = [_puntos(serie, len(grafico.categorias)) for serie in grafico.series]
            return pieza("lineas", grafico, [(s, list(pairwise(s))) for s in puntos])


def _barras(grafico: Grafico) -> Iterator[tuple[str, str, Tramo | None]]:
    """Por categoría: su nombre, lo que se escribe junto a ella y su barra."""
    (serie,) = grafico.series
    conocidos = [valor for valor in serie.valores if valor is not None]
    entero = _ENTERO if grafico.es_porcentaje else max(conocidos, default=0.0) or 1.0
    colores = serie.colores or (serie.color,) * len(serie.valores)
    for n, (nombre, valor) in enumerate(zip(grafico.categorias, serie.valores, strict=True)):
        dice = grafico.etiquetas[n] if grafico.etiquetas else ""
        yield nombre, dice, None if valor is None else _tramo(0.0, valor / entero, colores[n])


def _apiladas(grafico: Grafico) -> Iterator[tuple[str, list[Tramo]]]:
    """Por categoría, su nombre y un tramo por cada serie que tiene algo de ella."""
    columnas = list(zip(*(serie.valores for serie in grafico.series), strict=True))
    entero = max((sum(v or 0.0 for v in valores) for valores in columnas), default=0.0) or 1.0
    for nombre, valores in zip(grafico.categorias, columnas, strict=True):
        lados = pairwise(accumulate((valor or 0.0 for valor in valores), initial=0.0))
        yield (
            nombre,
            [
                _tramo(desde / entero, (hasta - desde) / entero, serie.color, trama, hasta - desde)
                for (desde, hasta), serie, trama in zip(
                    lados, grafico.series, cycle(_TRAMAS_DE_SERIES), strict=False
                )
                if hasta > desde
            ],
        )


def _tramo(desde: float, parte: float, color: str, trama: int = 0, vale: float = 0.0) -> Tramo:
    ancho = min(max(parte, 0.0), 1.0)
    medidas = (_en_cien(desde), _en_cien(ancho), _en_cien(desde + ancho / 2))
    return Tramo(*medidas, color, trama, corto(vale))


def _puntos(serie: Serie, cuantos: int) -> list[tuple[str, str]]:
    """Los que se conocen, en el centro de su columna y a la altura de su valor."""
    return [
        (_en_cien((n + 0.5) / cuantos), _en_cien(1 - min(max(valor / _ENTERO, 0.0), 1.0)))
        for n, valor in enumerate(serie.valores)
        if valor is not None
    ]


def _en_cien(parte: float) -> str:
    return corto(100 * parte, 5)
