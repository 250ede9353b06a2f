"""Cada bloque de una parte en filas de la hoja, con su alto; aquí no se sabe en qué página va."""

import functools
import math
from collections.abc import Iterable
from typing import assert_never

import attrs

from paac_reportes.maqueta.contenidos import Contenido
from paac_reportes.maqueta.datos_de_grafico import tabla_de_datos
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.hoja.cuadricula import Cuadricula
from paac_reportes.maqueta.hoja.pagina.pliego import alto_de
from paac_reportes.maqueta.hoja.tabla.tabla_en_hoja import CeldaDeHoja, FilaDeHoja, TablaEnHoja
from paac_reportes.maqueta.medida.ajuste import ALTO_MAXIMO, Medidor
from paac_reportes.maqueta.medida.medidas import Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Fila, Grafico, Indice, Parrafo, Salto, Tabla, Titulo

_MUCHAS = 1000
"""Desde tantas filas una tabla no se mide otra vez si la hoja se monta de nuevo."""

Medidas = dict[tuple[int, tuple[float, ...], Pt, Pt | None], TablaEnHoja]
"""Las tablas enormes de una hoja, ya medidas: cuál es, sus anchos y lo más alta de una fila."""


SEPARACION = FilaDeHoja(Pt(9))
"""Entre dos tablas seguidas."""


@attrs.frozen
class PiezaDeGrafico:
    """Los datos de un gráfico y, debajo, las filas en blanco donde se dibuja."""

    datos: list[FilaDeHoja]
    dibujo: list[FilaDeHoja]
    columnas: tuple[int, ...]
    """La de los nombres y, en orden, la de cada serie."""
    valores: int
    """Cuántas filas, las últimas de sus datos, son valores."""


class Piezas:
    """Mide los bloques de una parte en las columnas de su hoja."""

    def __init__(self, parte: Parte, medidor: Medidor, medidas: Medidas) -> None:
        tablas = [b for b in (*parte.bloques, parte.marco.hoja.bloque) if isinstance(b, Tabla)]
        tablas += [tabla_de_datos(b) for b in parte.bloques if isinstance(b, Grafico)]
        ancho = parte.marco.pagina.ancho_util
        self.cuadricula = Cuadricula((tabla.anchos for tabla in tablas), ancho)
        self._medidor = medidor
        self._medidas = medidas
        # Casi todas las tablas de una hoja llevan los mismos rótulos.
        self.enteras = functools.cache(self._enteras)

    def texto(self, contenido: Contenido, estilo: str, limite: Pt) -> list[FilaDeHoja]:
        """Un texto a todo lo ancho, en filas de a lo sumo ``limite``."""
        ancho = self.cuadricula.ancho
        # Una imagen no se parte: va entera en su fila.
        trozos: Iterable[Contenido] = (
            self._medidor.trozos(contenido, estilo, ancho, limite)
            if isinstance(contenido, str)
            else [contenido]
        )
        filas = []
        for trozo in trozos:
            alto = self._medidor.alto(trozo, estilo, ancho)
            celda = CeldaDeHoja(0, len(self.cuadricula.anchos), 1, trozo, estilo)
            filas.append(FilaDeHoja(Pt(min(alto, ALTO_MAXIMO)), (celda,)))
            # Una imagen más alta que la fila más alta se asoma sobre las que siguen, vacías.
            if alto > ALTO_MAXIMO:
                filas.append(FilaDeHoja(Pt(alto - ALTO_MAXIMO)))
        return filas

    def tabla(
        self,
        filas: tuple[Fila, ...],
        anchos: tuple[float, ...],
        limite: Pt,
        primera: Pt | None = None,
    ) -> TablaEnHoja:
        """Unas filas de tabla: ninguna pasa de ``limite``, ni la primera de ``primera``."""
        if len(filas) < _MUCHAS:
            return TablaEnHoja(filas, anchos, self.cuadricula, self._medidor, limite, primera)
        clave = id(filas), anchos, limite, primera
        if clave not in self._medidas:
            puesta = TablaEnHoja(filas, anchos, self.cuadricula, self._medidor, limite, primera)
            self._medidas[clave] = puesta
        return self._medidas[clave]

    def _enteras(
        self, filas: tuple[Fila, ...], anchos: tuple[float, ...], limite: Pt
    ) -> list[FilaDeHoja]:
        return self.tabla(filas, anchos, limite).enteras()

    def grafico(self, grafico: Grafico, limite: Pt) -> PiezaDeGrafico:
        """Un gráfico: sus datos en una tabla y el lugar donde se dibuja."""
        tabla = tabla_de_datos(grafico)
        alto_de_fila = self._medidor.alto_minimo
        cuantas = math.ceil(pt_de_mm(grafico.alto) / alto_de_fila) + 1
        rotulos, valores = (
            self._enteras(filas, tabla.anchos, limite) for filas in (tabla.rotulos, tabla.filas)
        )
        return PiezaDeGrafico(
            [*rotulos, *valores],
            [FilaDeHoja(alto_de_fila)] * cuantas,
            tuple(self.cuadricula.columnas_de(tabla.anchos)[:-1]),
            len(tabla.filas),
        )

    def comienzo(self, bloque: Bloque, limite: Pt) -> Pt:
        """Lo que miden una nota, hasta donde llega en una fila, o unas firmas, que no se parten."""
        match bloque:
            case Parrafo():
                return self.texto(bloque.con_marca, bloque.estilo, limite)[0].alto
            case Tabla():
                filas = (*bloque.rotulos, *bloque.filas)
                return alto_de([SEPARACION, *self._enteras(filas, bloque.anchos, limite)])
            case Titulo() | Grafico() | Salto() | Indice():
                return Pt(0)
            case _:
                assert_never(bloque)
