"""De qué celdas de su hoja sale un gráfico: de una tabla que ya dice lo suyo, o de otra aparte."""

import math
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import Cifra, solo_texto
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.tabla import TramoDeHoja
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Grafico, Tabla
from paac_reportes.maqueta.rejilla import Celda

PARTE_DE_UN_DIBUJO = 0.97
"""Del ancho de sus columnas, que en LibreOffice son hasta un 1,2 % más angostas.

Un dibujo que se asoma a la columna que sigue imprime otra página a lo ancho.
"""


def ancho_de_dibujo(anchos: Sequence[float]) -> Mm:
    """Ancho de un gráfico sobre todas las columnas de esos anchos, en milímetros."""
    return Mm(math.fsum(anchos) * PARTE_DE_UN_DIBUJO)


BAJO_UN_GRAFICO = Pt(6)
"""Blanco tras el dibujo de un gráfico, que va suelto sobre las filas."""


@clases.frozen
class PiezaDeGrafico:
    """Las filas en blanco donde se dibuja un gráfico y, debajo, sus datos."""

    dibujo: TramoDeHoja
    datos: list[TramoDeHoja]
    columnas: tuple[int, ...]
    """Columna de los nombres y, en orden, la de cada serie."""
    valores: int
    """Cuántas filas, las últimas de sus datos, son valores."""


@clases.frozen
class GraficoEnHoja:
    """Un gráfico y dónde están sus datos: filas desde 1, columnas desde 0."""

    grafico: Grafico
    filas: tuple[int, int]
    """La primera y la última de los valores."""
    columnas: tuple[int, ...]
    """Columna de los nombres y, en orden, la de cada serie y del total; sin celdas, ninguna."""
    lugar: int
    """La fila donde empieza el dibujo."""
    hoja: int | None = None
    """Cuál del libro trae sus datos, desde 0, si no es la suya."""


@clases.frozen
class EnSuTabla:
    """Dónde dice una tabla lo que un gráfico dibuja: filas y columnas suyas, desde 0."""

    tabla: Tabla
    desde: int
    columnas: tuple[int, ...]


GraficosEnTablas = Mapping[int, EnSuTabla]
"""De cada gráfico que su tabla ya dice, dónde, por su lugar entre los bloques (desde 0)."""


LugarDeTabla = tuple[Sequence[int], tuple[int, ...]]
"""Las filas (desde 1) y las columnas (desde 0) de la hoja en que quedó una tabla."""


def con_celdas_de_su_tabla(
    en_hoja: GraficoEnHoja, en_tabla: EnSuTabla, lugar: LugarDeTabla
) -> GraficoEnHoja | None:
    """El gráfico con las celdas de la hoja de donde sale; nada si no son filas seguidas."""
    filas, columnas = lugar
    cuantas = len(en_hoja.grafico.categorias)
    del_grafico = filas[en_tabla.desde : en_tabla.desde + cuantas]
    if not del_grafico or del_grafico[-1] - del_grafico[0] != cuantas - 1:
        return None
    return attrs.evolve(
        en_hoja,
        filas=(del_grafico[0], del_grafico[-1]),
        columnas=tuple(columnas[columna] for columna in en_tabla.columnas),
    )


def lleva_sus_datos(lugar: int, grafico: Grafico, en_tablas: Container[int]) -> bool:
    """Si bajo un gráfico va una tabla con sus datos: ninguna otra los dice, ni con otro detalle."""
    return lugar not in en_tablas and not grafico.con_tabla


_FILAS_MIRADAS = 60
"""Una tabla más larga no es el resumen de un gráfico."""


def graficos_en_tablas(
    bloques: Sequence[Bloque], estilos: Mapping[str, Estilo]
) -> GraficosEnTablas:
    """Gráficos que dice una tabla: la primera que los siga o, si no, la última de antes."""
    graficos = {n: bloque for n, bloque in enumerate(bloques) if isinstance(bloque, Grafico)}
    if not graficos:
        return {}
    tablas = [
        (lugar, _TablaMirada(bloque))
        for lugar, bloque in enumerate(bloques)
        if isinstance(bloque, Tabla)
    ]
    en_tablas: dict[int, EnSuTabla] = {}
    for lugar, grafico in graficos.items():
        siguen = [mirada for de_tabla, mirada in tablas if de_tabla > lugar]
        anteriores = [mirada for de_tabla, mirada in reversed(tablas) if de_tabla < lugar]
        en_tabla = next(_tablas_que_lo_dicen(grafico, [*siguen, *anteriores], estilos), None)
        if en_tabla is not None:
            en_tablas[lugar] = en_tabla
    return en_tablas


def graficos_en_otra_hoja(
    partes: Sequence[Parte], estilos: Mapping[str, Estilo]
) -> dict[int, dict[int, tuple[int, EnSuTabla]]]:
    """Por hoja y lugar, los gráficos que sólo dice una tabla de otra hoja: ``{0: {2: (5, …)}}``.

    La hoja que sólo lleva un gráfico trae debajo sus datos: no los pide a otra.
    """
    sin_decir = {
        numero: lugares
        for numero, parte in enumerate(partes)
        if (lugares := _sin_tabla_que_los_diga(parte, estilos))
    }
    if not sin_decir:
        return {}
    tablas = [
        (numero, _TablaMirada(bloque))
        for numero, parte in enumerate(partes)
        for bloque in parte.bloques
        if isinstance(bloque, Tabla)
        # De pocas filas, y no de las del plan, que llevan marca.
        and len(bloque.filas) <= _FILAS_MIRADAS
        and not bloque.filas.son_del_contenido
    ]
    return {
        numero: {
            lugar: (otra_hoja, en_tabla)
            for lugar, grafico in graficos.items()
            for otra_hoja, en_tabla in _primera_tabla(grafico, tablas, estilos)
        }
        for numero, graficos in sin_decir.items()
    }


def _sin_tabla_que_los_diga(parte: Parte, estilos: Mapping[str, Estilo]) -> dict[int, Grafico]:
    """Los gráficos de una hoja con tablas que ninguna de ellas dice."""
    if not any(isinstance(bloque, Tabla) for bloque in parte.bloques):
        return {}
    en_tablas = graficos_en_tablas(parte.bloques, estilos)
    graficos = {n: bloque for n, bloque in enumerate(parte.bloques) if isinstance(bloque, Grafico)}
    return {lugar: grafico for lugar, grafico in graficos.items() if lugar not in en_tablas}


def _primera_tabla(
    grafico: Grafico, tablas: Iterable[tuple[int, "_TablaMirada"]], estilos: Mapping[str, Estilo]
) -> list[tuple[int, EnSuTabla]]:
    """La primera tabla que dice el gráfico, con el número de su hoja; vacía si ninguna."""
    candidatas = (
        (n, en_tabla)
        for n, tabla in tablas
        for en_tabla in _tablas_que_lo_dicen(grafico, [tabla], estilos)
    )
    return list(islice(candidatas, 1))


class _TablaMirada:
    """Una tabla, con el nombre de cada una de sus primeras filas."""

    def __init__(self, tabla: Tabla) -> None:
        self.tabla = tabla
        self.filas = [fila.celdas for fila in tabla.filas[:_FILAS_MIRADAS]]
        self.nombres = [
            solo_texto(celdas[0].contenido) if _sin_combinar(celdas, len(tabla.anchos)) else None
            for celdas in self.filas
        ]


def _tablas_que_lo_dicen(
    grafico: Grafico, tablas: Iterable[_TablaMirada], estilos: Mapping[str, Estilo]
) -> Iterator[EnSuTabla]:
    """Dónde dice cada tabla lo que el gráfico dibuja: sus nombres y, al lado, sus valores."""
    cuantas, buscados = len(grafico.categorias), list(grafico.categorias)
    for mirada in tablas:
        for desde in range(len(mirada.filas) - cuantas + 1):
            if mirada.nombres[desde : desde + cuantas] == buscados:
                filas = mirada.filas[desde : desde + cuantas]
                columnas = [
                    _columna_de_valores(serie.valores, filas, estilos)
                    for serie in grafico.con_total
                ]
                if None not in columnas:
                    lugares = (c for c in columnas if c is not None)
                    yield EnSuTabla(mirada.tabla, desde, (0, *lugares))


def _sin_combinar(celdas: Sequence[Celda], columnas: int) -> bool:
    """Si cada celda de la fila es de ella sola."""
    return len(celdas) == columnas and all(c.filas == c.columnas == 1 for c in celdas)


def _columna_de_valores(
    valores: Sequence[float | None],
    filas: Sequence[Sequence[Celda]],
    estilos: Mapping[str, Estilo],
) -> int | None:
    """La columna que guarda esos números, uno por fila."""
    for columna in range(1, len(filas[0])):
        guardados = [_numero(celdas[columna], estilos) for celdas in filas]
        if all(map(_mismo_valor, valores, guardados)):
            return columna
    return None


def _mismo_valor(valor: float | None, vecino: float | None) -> bool:
    if valor is None or vecino is None:
        return valor is vecino
    return math.isclose(valor, vecino, rel_tol=1e-12)


def _numero(celda: Celda, estilos: Mapping[str, Estilo]) -> float | None:
    """El número que la hoja guarda en esa celda, si guarda uno."""
    contenido = celda.contenido
    if estilos[celda.estilo].dato != "numero" or not isinstance(contenido, str):
        return None
    if isinstance(contenido, Cifra):
        return float(contenido.valor)
    return float(contenido) if contenido.isdecimal() and len(contenido) < _CIFRAS else None


_CIFRAS = 10
"""Cifras que ninguna cuenta alcanza."""
