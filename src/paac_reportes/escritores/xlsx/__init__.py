"""Excel: el libro se escribe como texto XML; openpyxl hace los gráficos."""

from paac_reportes.instalacion import hace_falta

with hace_falta():
    from paac_reportes.escritores.xlsx.escritor import escribir, escribir_en

__all__ = ["escribir", "escribir_en"]
