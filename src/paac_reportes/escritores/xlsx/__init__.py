"""Excel: openpyxl arma el libro y sus estilos; las celdas entran como texto XML."""

from paac_reportes.instalacion import hace_falta

with hace_falta():
    from paac_reportes.escritores.xlsx.escritor import escribir, escribir_en

__all__ = ["escribir", "escribir_en"]
