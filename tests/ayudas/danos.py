"""Lo que una persona le hace a un libro abierto con openpyxl: cada daño lo recibe y lo cambia."""

from collections.abc import Callable, Mapping
from typing import Any

Dano = Callable[[Any], object]


class HojaConRotulos:
    """Una hoja, por sus rótulos: la primera fila con más de dos celdas llenas; la 1 es la que le sigue."""

    def __init__(self, excel: Any) -> None:
        self.excel = excel
        self.rotulos: int = next(
            f[0].row for f in excel.iter_rows() if sum(c.value is not None for c in f) > 2
        )

    def columna(self, rotulo: str) -> int:
        """El número de la columna de un rótulo."""
        numero: int = next(c.column for c in self.excel[self.rotulos] if c.value == rotulo)
        return numero

    def celda(self, fila: int | str, rotulo: str) -> Any:
        """La celda de un rótulo, en la enésima fila o en la que empieza con ese texto."""
        if isinstance(fila, int):
            numero = self.rotulos + fila
        else:
            numero = next(c.row for c in self.excel["A"] if c.value == fila)
        return self.excel.cell(numero, self.columna(rotulo))

    def llenar(self, fila: int, por_rotulo: Mapping[str, object]) -> None:
        """Escribe en una fila, por los rótulos de sus columnas."""
        for rotulo, valor in por_rotulo.items():
            self.celda(fila, rotulo).value = valor


def poner(hoja: str, fila: int, rotulo: str, valor: object) -> Dano:
    return lambda libro: setattr(HojaConRotulos(libro[hoja]).celda(fila, rotulo), "value", valor)


def borrar(hoja: str, fila: int) -> Dano:
    return lambda libro: libro[hoja].delete_rows(HojaConRotulos(libro[hoja]).rotulos + fila)


def copiar(hoja: str, fila: int) -> Dano:
    """En la primera fila en blanco."""

    def dano(libro: Any) -> None:
        de = HojaConRotulos(libro[hoja])
        debajo = de.excel.iter_rows(min_row=de.rotulos + 1)
        libre = de.rotulos + 1 + sum(any(c.value for c in f) for f in debajo)
        for celda in de.excel[de.rotulos + fila]:
            de.excel.cell(libre, celda.column).value = celda.value

    return dano


def fusionar(hoja: str, rotulo: str) -> Dano:
    """Las dos primeras celdas de una columna."""

    def dano(libro: Any) -> None:
        celda = HojaConRotulos(libro[hoja]).celda(1, rotulo)
        letra = celda.column_letter
        libro[hoja].merge_cells(f"{letra}{celda.row}:{letra}{celda.row + 1}")

    return dano


def quitar(hoja: str) -> Dano:
    return lambda libro: libro.remove(libro[hoja])


def quitar_columna(hoja: str, rotulo: str) -> Dano:
    return lambda libro: libro[hoja].delete_cols(HojaConRotulos(libro[hoja]).columna(rotulo))


def renombrar(hoja: str, nombre: str) -> Dano:
    return lambda libro: setattr(libro[hoja], "title", nombre)


def otra_hoja(libro: Any) -> None:
    libro.create_sheet("Notas")["A1"] = "Revisar con la oficina"


def sin_propiedades(libro: Any) -> None:
    libro.custom_doc_props.props.clear()
