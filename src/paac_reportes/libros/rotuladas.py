"""Una tabla de la que se conocen los rótulos: en qué columna está cada dato, y qué trae de más.

Toda tabla que vuelve llena es ésta: la de una hoja de un libro (``vistas``) y las de unas
respuestas, que sólo dicen qué rótulos buscan.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano


@clases.frozen(kw_only=True, eq=False)
class TablaRotulada:
    """Una tabla, la fila de sus rótulos y la columna de cada dato."""

    vista: TablaVista
    fila_de_rotulos: int
    columnas: Mapping[str, int]
    sobrantes: Mapping[int, str] = attrs.Factory(dict)
    """Columnas que no son de ningún dato, con su rótulo."""

    @property
    def numeros(self) -> range:
        """Números de las filas de debajo de sus rótulos."""
        return range(self.fila_de_rotulos + 1, len(self.vista.filas))

    def celda(self, fila: int, dato: str) -> CeldaVista | None:
        """Celda de un dato; ``None`` si su columna no está."""
        columna = self.columnas.get(dato)
        return None if columna is None else self.vista.filas[fila][columna]

    def texto(self, fila: int, dato: str) -> str:
        """Texto de la celda de un dato, sin los blancos de los lados."""
        celda = self.celda(fila, dato)
        return celda.texto.strip() if celda else ""

    def ocultas(self, filas: Collection[int]) -> Iterator[Aviso]:
        """De esas filas, las que alguien ocultó o apartó con un filtro, y se leyeron."""
        cuantas = sum(fila in filas for fila in self.vista.filas_ocultas)
        if cuantas:
            motivo = f"filas ocultas, o apartadas por un filtro, que se leyeron: {cuantas}"
            yield Aviso("filas_ocultas", self.vista.lugar, motivo)


def textos_por_columna(fila: Sequence[CeldaVista | None]) -> dict[int, str]:
    """Textos de cada columna de una fila que dice algo."""
    return {n: celda.texto for n, celda in enumerate(fila) if celda and celda.texto.strip()}


def columnas_rotuladas(
    rotulos_escritos: Mapping[int, str], rotulos: Mapping[str, str]
) -> dict[str, int]:
    """Columna de cada dato por su rótulo; del que está dos veces, la primera."""
    por_rotulo = {
        en_plano(texto): numero for numero, texto in reversed(list(rotulos_escritos.items()))
    }
    return {
        dato: por_rotulo[plano]
        for dato, rotulo in rotulos.items()
        if (plano := en_plano(rotulo)) in por_rotulo
    }


def hallar_rotulada(
    tabla_vista: TablaVista, rotulos: Collection[str], ademas: Collection[str] = (), sin: str = ""
) -> TablaRotulada | None:
    """La tabla que empieza en la primera fila que tiene todos esos rótulos, y no ``sin``.

    Sus columnas se piden por su rótulo; las de ``ademas`` pueden faltar. ``sin`` es un rótulo que
    sólo lleva otra tabla parecida: la fila que lo tenga es de esa otra.
    """
    buscados = {rotulo: rotulo for rotulo in (*rotulos, *ademas, *([sin] if sin else []))}
    for numero, fila in enumerate(tabla_vista.filas):
        columnas = columnas_rotuladas(textos_por_columna(fila), buscados)
        if columnas.keys() >= {*rotulos} and sin not in columnas:
            return TablaRotulada(vista=tabla_vista, fila_de_rotulos=numero, columnas=columnas)
    return None
