"""Word: python-docx arma el paquete y las secciones; el cuerpo entra como texto XML."""

from paac_reportes.instalacion import hace_falta

with hace_falta():
    from paac_reportes.escritores.docx.escritor import escribir, escribir_en

__all__ = ["escribir", "escribir_en"]
