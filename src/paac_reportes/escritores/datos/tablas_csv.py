"""CSV impreso: los títulos y las tablas del documento, fila por renglón, para abrirlo sin Word.

Un texto que una hoja de cálculo tomaría por fórmula lleva un apóstrofo delante.
"""

import re
from collections.abc import Iterator
from typing import assert_never

from paac_reportes.escritores.datos import filas_csv
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.formulas import PARECE_FORMULA
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import (
    Bloque,
    Grafico,
    Indice,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
    solo_texto,
    tabla_de_datos,
)
from paac_reportes.maqueta.rejilla import resolver

_NUMERO = re.compile(
    r"\s*[+-](?:[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?)(?:\s?%)?\s*"
)
"""Un número con signo, como se escribe en Colombia, y quizá su porcentaje: se calcula solo."""


def escribir(documento: Documento, _escritura: Escritura) -> bytes:
    """Los bytes: títulos, rótulos y filas en el orden del documento."""
    return filas_csv.escribir(
        renglon
        for parte in documento.partes
        for bloque in parte.bloques
        for renglon in _renglones(bloque)
    )


def _renglones(bloque: Bloque) -> Iterator[list[str]]:
    match bloque:
        case Titulo():
            yield [_seguro(bloque.texto)]
        case Parrafo():
            if texto := solo_texto(bloque.con_marca):
                yield [_seguro(texto)]
        case Tabla():
            yield from _filas(bloque)
        case Grafico():
            yield from _filas(tabla_de_datos(bloque))
        case Salto() | Indice():
            pass  # aquí no hay páginas
        case _:
            assert_never(bloque)


def _filas(tabla: Tabla) -> Iterator[list[str]]:
    columnas = len(tabla.anchos)
    for filas in (tabla.rotulos, tabla.filas):
        for numero, puestos in enumerate(resolver(filas, columnas)):
            renglon = [""] * columnas
            for columna, celda, origen in puestos:
                if origen == numero:
                    renglon[columna] = _seguro(solo_texto(celda.contenido))
            yield renglon


def _seguro(texto: str) -> str:
    """Un guion solo es «no se ha reportado», y un número es un número: quedan igual."""
    if not PARECE_FORMULA.match(texto) or texto.strip() == "-" or _NUMERO.fullmatch(texto):
        return texto
    return f"'{texto}"
