"""Las columnas de una hoja cuando varias tablas de columnas distintas comparten el ancho."""

import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from paac_reportes.maqueta.medida.medidas import Mm, Pt, pt_de_mm

_HOLGURA = 0.005
"""Dos bordes más juntos que esta parte del ancho son el mismo borde."""


class Cuadricula:
    """Los bordes verticales de todas las tablas de una hoja, con los casi iguales hechos uno."""

    def __init__(self, tablas: Iterable[Sequence[float]], ancho: Mm) -> None:
        self._bordes = _bordes_comunes(tablas)
        self.anchos = tuple(Mm((hasta - desde) * ancho) for desde, hasta in pairwise(self._bordes))
        self._x = [pt_de_mm(Mm(borde * ancho)) for borde in self._bordes]

    @property
    def ancho(self) -> Pt:
        """De lado a lado."""
        return self._x[-1]

    def columnas_de(self, anchos: Sequence[float]) -> list[int]:
        """Dónde empieza cada columna de una tabla y, al final, dónde termina la última."""
        return [0, *(self._borde(posicion) for posicion in accumulate(anchos))]

    def ancho_entre(self, desde: int, hasta: int) -> Pt:
        """Puntos entre dos bordes."""
        return Pt(self._x[hasta] - self._x[desde])

    def _borde(self, posicion: float) -> int:
        return min(bisect.bisect_left(self._bordes, posicion - _HOLGURA), len(self._bordes) - 1)


def _bordes_comunes(tablas: Iterable[Sequence[float]]) -> tuple[float, ...]:
    bordes = [0.0]
    for posicion in sorted({borde for anchos in tablas for borde in accumulate(anchos)}):
        if posicion - bordes[-1] > _HOLGURA:
            bordes.append(posicion)
    return (*(bordes[:-1] or [0.0]), 1.0)
