"""Hojas de cálculo montadas para una prueba, en un papel de medidas conocidas."""

from typing import Any

import attrs

from paac_reportes.maqueta.aspecto import OFICIAL, Aspecto
from paac_reportes.maqueta.documento import AjustesDeHoja, Marco, Pagina, Parte
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.hoja.contenido import disponer
from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.hoja.tabla import CeldaDeHoja
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

SIN_AIRE = attrs.evolve(OFICIAL, tabla=attrs.evolve(OFICIAL.tabla, aire=Mm(0)))
"""La cuadrícula con filas que miden lo que su letra: las que caben en una página se cuentan."""

PAGINA = Pagina(
    ancho=Mm(320), alto=Mm(200), superior=Mm(10), inferior=Mm(10), izquierdo=Mm(10),
    derecho=Mm(10), encabezado=Mm(5),
)  # fmt: skip
ALTO_DE_FILA = 11.25 + 0.75
"""De un renglón de Arial 8, con su aire."""
SEPARACION = 9


def fila(*textos: str, filas: int = 1) -> Fila:
    """Una fila de celdas corrientes."""
    return Fila(tuple(Celda(texto, "celda", filas=filas) for texto in textos))


def tabla(*filas: Fila, anchos: tuple[float, ...] = (0.5, 0.5)) -> Tabla:
    """Una tabla con un rótulo a todo lo ancho."""
    rotulos = (Fila((Celda("Rótulo", "rotulo", columnas=len(anchos)),)),)
    return Tabla(anchos=anchos, filas=filas, rotulos=rotulos)


def montar(*bloques: Bloque, aspecto: Aspecto = SIN_AIRE, **ajustes: Any) -> HojaMontada:
    """La hoja de esos bloques."""
    marco = Marco(pagina=PAGINA, hoja=AjustesDeHoja(**ajustes))
    estilos = estilos_base("Arial", Pt(8), aspecto)
    return disponer(Parte("HojaMontada", bloques, marco), Medidor(estilos))


@attrs.frozen
class FilaDeHoja:
    """Una fila con su alto y sus celdas, de izquierda a derecha."""

    alto: Pt
    celdas: tuple[CeldaDeHoja, ...]
    marca: str


def filas_de(hoja: HojaMontada) -> list[FilaDeHoja]:
    """Las filas de una hoja, una por una."""
    filas = []
    for tramo in hoja.tramos:
        for numero, alto in enumerate(tramo.altos):
            celdas = filter(None, (columna.celda(numero) for columna in tramo.columnas))
            marca = tramo.marcas[numero] if tramo.marcas else ""
            filas.append(FilaDeHoja(alto, tuple(celdas), marca))
    return filas


def textos(hoja: HojaMontada) -> list[list[object]]:
    """Lo que dice cada celda, fila por fila."""
    return [[celda.contenido for celda in fila.celdas] for fila in filas_de(hoja)]
