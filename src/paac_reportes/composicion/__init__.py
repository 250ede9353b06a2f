"""Donde se encuentran el modelo, el formato y el árbol de maqueta."""

from paac_reportes.composicion.cobertura import avisos_de_cobertura
from paac_reportes.composicion.compositor import componer
from paac_reportes.composicion.tablas.filas.libres import reducir
from paac_reportes.composicion.vistazo import avisos_de_anchos, vistazo_de

__all__ = ["avisos_de_anchos", "avisos_de_cobertura", "componer", "reducir", "vistazo_de"]
