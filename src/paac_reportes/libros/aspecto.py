"""Cómo se ven los libros y el informe de lo reunido: el aspecto sobrio, con títulos de hoja."""

import attrs

from paac_reportes.maqueta.aspecto import SOBRIO
from paac_reportes.maqueta.estilos import (
    Estilo,
    estilos_en_hoja,
    titulos_con_aire_aparte,
)
from paac_reportes.maqueta.medida.tipografia import Pt

ASPECTO = attrs.evolve(
    SOBRIO, letra=attrs.evolve(SOBRIO.letra, titulo=Pt(18), titulo1=SOBRIO.letra.titulo2)
)
"""Un libro no lleva portada: el título va sobre lo que se lee, y no solo en su página."""


LETRA = Pt(9)
"""Tamaño de la letra de las celdas de un libro de captura."""


def estilos_de_libro(tamano: Pt) -> dict[str, Estilo]:
    """Estilos de un libro de Excel cuyas celdas son de ese tamaño."""
    base = estilos_en_hoja(ASPECTO.familia, tamano, ASPECTO)
    return base | titulos_con_aire_aparte(base)
