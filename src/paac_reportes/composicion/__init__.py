"""Donde se encuentran el modelo, el formato y el árbol de maqueta."""

from paac_reportes.composicion.cobertura import avisos_de_cobertura
from paac_reportes.composicion.compositor import componer
from paac_reportes.composicion.pagina import avisos_de_membrete

__all__ = [
    "avisos_de_cobertura",
    "avisos_de_membrete",
    "componer",
]
