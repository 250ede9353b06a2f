"""PDF: el documento como fuente de Typst, que lo compone dentro de este proceso."""

from paac_reportes.escritores.pdf.escritor import escribir

__all__ = ["escribir"]
