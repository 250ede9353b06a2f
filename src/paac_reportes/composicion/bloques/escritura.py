"""Qué función escribe cada clase de bloque."""

from collections.abc import Iterator
from typing import assert_never

from paac_reportes.composicion.bloques import figuras, tablas, textos
from paac_reportes.composicion.bloques.firmas import firmas_de
from paac_reportes.composicion.bloques.lugar import Lugar
from paac_reportes.formatos.definicion.bloques import (
    BloqueContenido,
    BloqueDatos,
    BloqueDelCuerpo,
    BloqueFirmas,
    BloqueGrafico,
    BloqueImagen,
    BloqueParrafo,
    BloqueResultados,
    BloqueSalto,
    BloqueTabla,
    BloqueTexto,
    BloqueTitulo,
)
from paac_reportes.maqueta.nodos import Bloque, Indice, Salto


def escribir(  # noqa: C901 - una tabla de casos, uno por clase de bloque
    bloque: BloqueDelCuerpo, lugar: Lugar
) -> Iterator[Bloque]:
    """Los nodos de un bloque en un lugar."""
    match bloque:
        case BloqueTitulo():
            yield from textos.de_titulo(bloque, lugar)
        case BloqueParrafo():
            yield from textos.de_parrafo(bloque, lugar)
        case BloqueTexto():
            yield from textos.de_texto(bloque, lugar)
        case BloqueDatos():
            yield from tablas.de_datos(bloque, lugar)
        case BloqueTabla():
            yield from tablas.de_tabla(bloque, lugar)
        case BloqueResultados():
            yield from tablas.de_resultados(bloque, lugar)
        case BloqueGrafico():
            yield from figuras.de_grafico(bloque, lugar)
        case BloqueImagen():
            yield from figuras.de_imagen(bloque, lugar)
        case BloqueFirmas():
            yield from firmas_de(bloque, lugar)
        case BloqueContenido():
            yield Indice(titulo=lugar.redaccion(bloque.titulo), niveles=bloque.niveles)
        case BloqueSalto():
            yield Salto()
        case _:
            assert_never(bloque)
