"""El papel de un formato, y sus bloques de página, en términos de la maqueta."""

from decimal import Decimal

from paac_reportes.formatos.pagina import BloqueDePagina, Margenes, PaginaDeFormato
from paac_reportes.maqueta.medidas import Mm
from paac_reportes.maqueta.nodos import Celda, Fila, Pagina
from paac_reportes.maqueta.rejilla import Puesto, resolver

_PAPELES = {
    "carta": (Mm(215.9), Mm(279.4)),
    "oficio": (Mm(215.9), Mm(330.2)),
    "legal": (Mm(215.9), Mm(355.6)),
    "a4": (Mm(210), Mm(297)),
}
"""Ancho y alto en vertical; el oficio colombiano es de 8,5 por 13 pulgadas."""


def pagina_de(definida: PaginaDeFormato, margenes: Margenes) -> Pagina:
    """La página con esos márgenes, ya con su orientación."""
    lados = _PAPELES[definida.papel]
    ancho, alto = lados[::-1] if definida.orientacion == "horizontal" else lados
    return Pagina(
        ancho=ancho,
        alto=alto,
        superior=_mm(margenes.superior),
        inferior=_mm(margenes.inferior),
        izquierdo=_mm(margenes.izquierdo),
        derecho=_mm(margenes.derecho),
        encabezado=_mm(margenes.encabezado),
    )


def rejilla_de(bloque: BloqueDePagina) -> list[list[Puesto]]:
    """Sus celdas en su sitio; ``ErrorDeMaqueta`` si se solapan o no cubren la fila."""
    vacias = [Fila(tuple(Celda("", "", c.columnas, c.filas) for c in f)) for f in bloque.filas]
    return resolver(vacias, len(bloque.anchos))


def _mm(medida: Decimal) -> Mm:
    return Mm(float(medida))
