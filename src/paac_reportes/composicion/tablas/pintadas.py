"""El color que una columna da a la celda de otra, o a la fila entera.

Nunca va solo: la palabra o el número que lo decide está escrito en la misma fila.
"""

from collections.abc import Sequence

from paac_reportes import clases
from paac_reportes.composicion.aspecto import ColumnaPuesta, color_por, reglas_de
from paac_reportes.formatos.definicion.colores import PorOtra
from paac_reportes.maqueta.estilos import COLOR_DE_BARRA, contraste

_SE_VE = 3
"""Lo menos que WCAG 2 pide entre un dibujo y su fondo (1.4.11)."""
Rellenos = Sequence[str | None]
"""El de cada fila, si lo lleva."""


@clases.frozen
class Pintura:
    """Qué columnas de una tabla deciden el color de otras."""

    de_celda: dict[int, int]
    """Por columna que se pinta, la que decide."""
    de_fila: tuple[int, int] | None
    """La que pinta las filas, y la que decide."""

    def rellenos(
        self, columnas: Sequence[ColumnaPuesta], textos: Sequence[Sequence[str | None]]
    ) -> list[Rellenos | None]:
        """Los de las celdas de cada columna; nada si ninguno les toca."""
        de_la_fila = self._segun(columnas, textos, *self.de_fila) if self.de_fila else None
        rellenos = [de_la_fila] * len(columnas)
        for numero, decide in self.de_celda.items():
            suyos = self._segun(columnas, textos, numero, decide)
            de_otra = de_la_fila or [None] * len(suyos)
            # Donde lo suyo no da color, el de la fila.
            rellenos[numero] = [uno or otro for uno, otro in zip(suyos, de_otra, strict=True)]
        return rellenos

    @staticmethod
    def _segun(
        columnas: Sequence[ColumnaPuesta],
        textos: Sequence[Sequence[str | None]],
        pinta: int,
        decide: int,
    ) -> Rellenos:
        reglas = reglas_de(columnas[pinta].definida)
        return list(map(color_por(reglas.resueltas if reglas else ()), textos[decide]))

    @staticmethod
    def vestir(
        columna: ColumnaPuesta,
        estilos: str | Sequence[str],
        rellenos: Rellenos,
        cubre: Sequence[int] | None,
    ) -> list[str]:
        """Los estilos de las celdas de una columna con su color; el que ya tenían manda.

        La celda de varias filas lo lleva si es el de todas ellas, y la que tiene una barra, si la
        barra se ve sobre él.
        """
        if columna.definida.barra:
            rellenos = [
                c if c and contraste(COLOR_DE_BARRA, c) >= _SE_VE else None for c in rellenos
            ]
        sin_color = columna.estilo
        de_cada = {c: columna.estilo_de(relleno=c) for c in {*rellenos} if c}
        vestidas = []
        for fila, color in enumerate(rellenos):
            suyo = estilos if isinstance(estilos, str) else estilos[fila]
            filas = cubre[fila] if cubre is not None else 1
            de_todas = filas <= 1 or len({*rellenos[fila : fila + filas]}) == 1
            pinta = color is not None and suyo == sin_color and de_todas
            vestidas.append(de_cada[color] if pinta and color is not None else suyo)
        return vestidas


def pintura_de(columnas: Sequence[ColumnaPuesta]) -> Pintura | None:
    """La de unas columnas; nada, lo corriente, si ninguna decide por otra."""
    pintan = [
        n for n, puesta in enumerate(columnas) if isinstance(puesta.definida.colores, PorOtra)
    ]
    if not pintan:
        return None
    deciden = {n: _quien_decide(columnas, n) for n in pintan}
    de_fila = next(((n, deciden[n]) for n in pintan if _es_de_fila(columnas[n])), None)
    return Pintura({n: d for n, d in deciden.items() if not _es_de_fila(columnas[n])}, de_fila)


def _es_de_fila(puesta: ColumnaPuesta) -> bool:
    return isinstance(puesta.definida.colores, PorOtra) and puesta.definida.colores.fila


def _quien_decide(columnas: Sequence[ColumnaPuesta], pinta: int) -> int:
    """La columna que muestra el dato que otra nombra; si va por corte, la de su mismo informe."""
    suya = columnas[pinta]
    colores = suya.definida.colores
    segun = colores.segun if isinstance(colores, PorOtra) else ""
    muestran = [n for n, otra in enumerate(columnas) if otra.definida.dato == (segun,)]
    del_mismo = [n for n in muestran if columnas[n].informe == suya.informe]
    return next(iter((*del_mismo, *muestran)), pinta)
