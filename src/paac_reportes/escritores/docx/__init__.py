"""Word: python-docx arma el paquete y las secciones; el cuerpo entra como texto XML."""

from paac_reportes.escritores.docx.escritor import escribir

__all__ = ["escribir"]
