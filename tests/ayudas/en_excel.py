"""Un libro ya escrito, abierto para corregirlo."""

import io
from typing import Any

import openpyxl

from ayudas.paquetes_a_mano import en_bytes


class EnExcel:
    """El libro abierto, y la primera de sus hojas."""

    def __init__(self, contenido: bytes) -> None:
        self.libro: Any = openpyxl.load_workbook(io.BytesIO(contenido), rich_text=True)
        self.hoja: Any = self.libro.worksheets[0]

    def guardado(self) -> bytes:
        """Sus bytes."""
        return en_bytes(self.libro)

    def quitar_columna_de_marcas(self) -> None:
        """Lo que deja quien borra lo que está oculto."""
        for hoja in self.libro.worksheets:
            for fila in hoja.iter_rows():
                for celda in fila:
                    if isinstance(celda.value, str) and celda.value.startswith("_paac_"):
                        celda.value = None

    def sin_propiedades(self) -> None:
        """Lo que deja un programa que no las conserva."""
        self.libro.custom_doc_props.props.clear()
