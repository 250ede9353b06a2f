"""Una persona que corrige en Excel un libro ya escrito: filas, columnas, celdas y hojas."""

import io
from copy import copy
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries


class EnExcel:
    """El libro abierto; las filas y las columnas se nombran como en Excel, desde 1 y desde A."""

    def __init__(self, contenido: bytes) -> None:
        self.libro: Any = openpyxl.load_workbook(io.BytesIO(contenido))
        self.hoja: Any = self.libro.worksheets[0]

    def guardado(self) -> bytes:
        """Sus bytes."""
        salida = io.BytesIO()
        self.libro.save(salida)
        return salida.getvalue()

    def insertar_fila(self, debajo_de: int, **textos: object) -> None:
        """Una fila nueva con esos textos por columna; las celdas de varias filas se alargan."""
        lugar = debajo_de + 1
        anchas = [r for r in self._fusiones() if r[1] == r[3] == debajo_de and r[0] < r[2]]
        self._correr(lugar, 1)
        for desde, _, hasta, _ in anchas:
            self._combinar(desde, lugar, hasta, lugar)
        for columna, texto in textos.items():
            self.hoja[f"{columna}{lugar}"] = texto

    def insertar_sin_combinar(self, debajo_de: int) -> None:
        """Una fila en blanco como la deja Excel, sin las celdas combinadas de las demás."""
        self._correr(debajo_de + 1, 1)

    def copiar_fila(self, fila: int, **textos: object) -> None:
        """Copia una fila y la inserta debajo, con su marca; cambia esos textos."""
        valores = [copia.value for copia in self.hoja[fila]]
        self.insertar_fila(fila)
        for numero, valor in enumerate(valores, 1):
            celda = self.hoja.cell(fila + 1, numero)
            if type(celda).__name__ != "MergedCell":
                celda.value = valor
        for columna, texto in textos.items():
            self.hoja[f"{columna}{fila + 1}"] = texto

    def quitar_fila(self, fila: int) -> None:
        """Elimina una fila."""
        self._correr(fila, -1)

    def mover_fila(self, fila: int, debajo_de: int) -> None:
        """Corta una fila sin celdas de varias filas y la inserta debajo de otra."""
        valores = [celda.value for celda in self.hoja[fila]]
        self.insertar_fila(debajo_de)
        for numero, valor in enumerate(valores, 1):
            celda = self.hoja.cell(debajo_de + 1, numero)
            if type(celda).__name__ != "MergedCell":
                celda.value = valor
        self.quitar_fila(fila + (debajo_de < fila))

    def combinar(self, rango: str) -> None:
        """Hace una sola las celdas de un rango: Excel deja el texto de la primera."""
        self.hoja.merge_cells(rango)

    def insertar_columna(self, columna: int) -> None:
        """Una columna en blanco en ese lugar, después de la última que se ve."""
        letra, siguiente = get_column_letter(columna), get_column_letter(columna + 1)
        for fila in range(1, self.hoja.max_row + 1):
            antes = self.hoja.cell(fila, columna)
            if antes.value is not None:
                self.hoja.cell(fila, columna + 1).value, antes.value = antes.value, None
        anchos = self.hoja.column_dimensions
        anchos[siguiente].hidden, anchos[letra].hidden = anchos[letra].hidden, False

    def ocultar_columnas(self, *columnas: str) -> None:
        """Las esconde."""
        for columna in columnas:
            self.hoja.column_dimensions[columna].hidden = True

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

    # -------------------------------------------------------------- las celdas combinadas
    def _fusiones(self) -> list[tuple[int, int, int, int]]:
        """Columna y fila de la primera celda y de la última."""
        rangos = [str(rango) for rango in self.hoja.merged_cells.ranges]
        limites: list[Any] = [range_boundaries(rango) for rango in rangos]
        return limites

    def _combinar(self, desde: int, arriba: int, hasta: int, abajo: int) -> None:
        lugar = f"{get_column_letter(desde)}{arriba}:{get_column_letter(hasta)}{abajo}"
        self.hoja.merge_cells(lugar)

    def _correr(self, lugar: int, cuantas: int) -> None:
        """Inserta o elimina la fila ``lugar``, con las combinadas en su sitio, como Excel."""
        antes = self._fusiones()
        textos = {r[:2]: copy(self.hoja.cell(r[1], r[0]).value) for r in antes}
        for rango in [*self.hoja.merged_cells.ranges]:
            self.hoja.unmerge_cells(str(rango))
        if cuantas > 0:
            self.hoja.insert_rows(lugar)
        else:
            self.hoja.delete_rows(lugar)
        for desde, arriba, hasta, abajo in antes:
            nueva_arriba, nueva_abajo = arriba, abajo
            if cuantas > 0:
                nueva_arriba += arriba >= lugar
                nueva_abajo += abajo >= lugar
            else:
                nueva_arriba -= arriba > lugar
                nueva_abajo -= abajo >= lugar
            if nueva_abajo < nueva_arriba:
                continue
            # Al eliminar la primera fila de una celda de varias, Excel le conserva el texto.
            self.hoja.cell(nueva_arriba, desde).value = textos[desde, arriba]
            if (desde, nueva_arriba) != (hasta, nueva_abajo):
                self._combinar(desde, nueva_arriba, hasta, nueva_abajo)
