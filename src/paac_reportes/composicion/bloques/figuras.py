"""Imágenes y gráficos."""

from collections.abc import Iterator
from decimal import Decimal

from paac_reportes.composicion.bloques.lugar import Lugar
from paac_reportes.formatos.definicion.bloques import (
    BloqueGrafico,
    BloqueImagen,
)
from paac_reportes.maqueta.nodos import Bloque, Parrafo

_PARTE_DE_PAGINA = 0.9
"""Lo más alto que puede ser una imagen en su página."""


def de_imagen(bloque: BloqueImagen, lugar: Lugar) -> Iterator[Bloque]:
    """Una imagen en su renglón."""
    alto = min(bloque.alto, Decimal(repr(lugar.lienzo.alto * _PARTE_DE_PAGINA)))
    imagen = lugar.membretes.imagen(
        bloque.imagen, bloque.texto_alternativo, alto, lugar.lienzo.ancho
    )
    if imagen is not None:
        yield Parrafo((imagen,), f"texto-{bloque.horizontal}")


def de_grafico(bloque: BloqueGrafico, lugar: Lugar) -> Iterator[Bloque]:
    """Un gráfico con su leyenda."""
    from paac_reportes.informe.figuras import figura_de  # noqa: PLC0415 - sólo quien dibuja

    grafico = figura_de(bloque, lugar.redaccion(bloque.titulo), lugar.encargo.hallazgos)
    if grafico is not None:
        yield from lugar.encargo.leyenda("Figura", grafico.titulo)
        yield grafico
