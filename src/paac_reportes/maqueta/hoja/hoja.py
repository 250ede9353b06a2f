"""Una hoja de cálculo con todo en su sitio, lista para copiar."""

from bisect import bisect_right
from collections.abc import Sequence

import attrs

from paac_reportes.maqueta.contenidos import Resumen
from paac_reportes.maqueta.hoja.tabla.tabla_en_hoja import CeldaDeHoja, FilaDeHoja
from paac_reportes.maqueta.nodos import Grafico

SALTOS_MAXIMOS = 1022
"""Los cortes de página que Excel admite en una hoja."""


Compuestas = Sequence[tuple[int, CeldaDeHoja]]
"""Celdas y la fila de cada una, desde 0."""


@attrs.frozen
class GraficoEnHoja:
    """Un gráfico y dónde están sus datos: filas desde 1, columnas desde 0."""

    grafico: Grafico
    filas: tuple[int, int]
    """La primera y la última de los valores."""
    columnas: tuple[int, ...]
    """La de los nombres y, en orden, la de cada serie."""
    lugar: int
    """La fila donde empieza el dibujo."""


@attrs.frozen(kw_only=True)
class Filtro:
    """El de una tabla: del renglón de abajo de sus rótulos a su última fila de datos, desde 1."""

    desde: int
    hasta: int
    columnas: frozenset[int]
    """Las que llevan botón, desde 0: en las demás una celda es de varias filas, y mentiría."""


@attrs.frozen(kw_only=True)
class Hoja:
    """Una hoja lista para escribir."""

    nombre: str
    anchos: tuple[float, ...]
    filas: tuple[FilaDeHoja, ...]
    repetidas: int
    """Hasta qué fila (desde 1) se repite en cada página impresa; 0 si ninguna."""
    inmovilizadas: int
    """Cuántas filas de arriba quedan a la vista al desplazarse: las que valen para toda la hoja."""
    saltos: tuple[int, ...]
    """Filas (desde 1) después de las cuales empieza otra página."""
    graficos: tuple[GraficoEnHoja, ...] = ()
    resumenes: dict[tuple[int, int], Resumen] = attrs.Factory(dict)
    """Las celdas que resumen otras de su columna: fila (desde 1) y columna (desde 0) de cada una.

    Sus grupos son de filas de la hoja, desde 1 y sin incluir la última.
    """
    titulos: tuple[int, ...] = ()
    """Filas (desde 0) donde están los títulos que arman la navegación."""
    paginada: bool = False
    """Si los saltos son todos los que habrá al imprimir."""
    repetidas_desde: int = 0
    """Desde qué fila (desde 0): las de arriba o, en una hoja sin cortes propios, sus rótulos."""
    filtro: Filtro | None = None
    cortes_de_mas: int = 0
    """Los cortes de página que pedía, si son más de los que Excel admite."""

    @property
    def lleva_marcas(self) -> bool:
        """Si alguna fila lleva la suya, que va en una columna oculta después de la última."""
        return any(fila.marca for fila in self.filas)

    def compuestas(self) -> Compuestas:
        """Las que llevan enlaces o imágenes."""
        return [
            (numero, celda)
            for numero, fila in enumerate(self.filas)
            for celda in fila.celdas
            if isinstance(celda.contenido, tuple)
        ]

    def pagina_de(self, fila: int) -> int:
        """En qué página de la hoja, desde 0, queda una fila (desde 0)."""
        return bisect_right(self.saltos, fila)
