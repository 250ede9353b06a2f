"""Una tabla de Word o una hoja de Excel en manos de una persona, con las mismas palabras en las dos.

Filas y columnas se cuentan desde 1. Mover, copiar, quitar o insertar filas es dar su lista nueva: la
misma dos veces es una copia, y en negativo, una en blanco hecha como ella.
"""

import io
from collections.abc import Iterator, Sequence
from copy import copy, deepcopy
from itertools import groupby
from typing import Any, NamedTuple

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from openpyxl.utils import get_column_letter

from ayudas.en_excel import EnExcel
from ayudas.en_word import EnWord, _ancho, _corrida, _sin_marcadores

Orden = Sequence[int]


class Rango(NamedTuple):
    """Unas celdas combinadas: su primera fila y columna, y las últimas."""

    arriba: int
    desde: int
    abajo: int
    hasta: int


class Hoja:
    """Una hoja de un libro abierto."""

    def __init__(self, libro: EnExcel, nombre: str) -> None:
        self.hoja = libro.libro[nombre]
        self.filas, self.columnas = self.hoja.max_row, self.hoja.max_column

    def combinadas(self) -> list[Rango]:
        rangos = self.hoja.merged_cells.ranges
        return sorted(Rango(r.min_row, r.min_col, r.max_row, r.max_col) for r in rangos)

    def texto(self, fila: int, columna: int) -> str:
        return str(self.hoja.cell(fila, columna).value or "")

    def escribir(self, fila: int, columna: int, texto: str) -> None:
        self.hoja.cell(fila, columna).value = texto

    def escribir_fuera(self, texto: str, *, antes: bool) -> None:
        """Un renglón sobre la tabla, o debajo de ella."""
        if antes:
            self.con_filas([-1, *range(1, self.filas + 1)])
        self.escribir(1 if antes else self.filas + 2, 1, texto)

    def combinar(self, desde: int, hasta: int, columna: int) -> None:
        self.hoja.merge_cells(None, desde, columna, hasta, columna)

    def separar(self, rango: Rango) -> None:
        self.hoja.unmerge_cells(None, rango.arriba, rango.desde, rango.abajo, rango.hasta)

    def sin_marca(self, fila: int) -> None:
        for celda in self.hoja[fila]:
            if str(celda.value).startswith("_paac_"):
                celda.value = None

    def con_filas(self, orden: Orden) -> None:
        self._con(orden, range(1, self.columnas + 1))

    def mover_columna(self, columna: int) -> None:
        """Cambia de lugar con la que le sigue."""
        todas = [*range(1, self.columnas + 1)]
        todas[columna - 1 : columna + 1] = [columna + 1, columna]
        self._con_columnas(todas)

    def quitar_columna(self, columna: int) -> None:
        todas = (c for c in range(1, self.columnas + 1) if c != columna)
        self._con_columnas([*todas])

    def insertar_columna(
        self, columna: int, *, rotulo: tuple[int, str], nota: tuple[int, str]
    ) -> None:
        """Una después de ésa, con un rótulo y una nota, cada uno en su fila."""
        antes, despues = range(1, columna + 1), range(columna + 1, self.columnas + 1)
        self._con_columnas([*antes, -columna, *despues])
        for fila, texto in (rotulo, nota):
            self.escribir(fila, columna + 1, texto)

    def _con_columnas(self, orden: Orden) -> None:
        grupos = [*self.hoja.column_dimensions.values()]
        ocultas = {c for grupo in grupos if grupo.hidden for c in range(grupo.min, grupo.max + 1)}
        self._con(range(1, self.filas + 1), orden)
        for lugar, columna in enumerate(orden, 1):
            self.hoja.column_dimensions[get_column_letter(lugar)].hidden = columna in ocultas

    def _con(self, filas: Orden, columnas: Orden) -> None:
        combinadas = self.combinadas()
        for rango in combinadas:
            self.separar(rango)
        antes = {
            (celda.row, celda.column): (celda.value, copy(celda._style))
            for celda in (celda for fila in self.hoja.iter_rows() for celda in fila)
        }
        self.hoja.delete_rows(1, self.filas)
        for f, fila in enumerate(filas, 1):
            for c, columna in enumerate(columnas, 1):
                valor, estilo = antes[abs(fila), abs(columna)]
                celda = self.hoja.cell(f, c, valor if fila > 0 and columna > 0 else None)
                celda._style = estilo
        for r in combinadas:
            for arriba, abajo in _tramos(filas, r.arriba, r.abajo):
                for desde, hasta in _tramos(columnas, r.desde, r.hasta):
                    if filas[arriba - 1] > 0 and columnas[desde - 1] > 0:
                        self.hoja.cell(arriba, desde).value = antes[r.arriba, r.desde][0]
                    self.hoja.merge_cells(None, arriba, desde, abajo, hasta)


def _tramos(orden: Orden, desde: int, hasta: int) -> Iterator[tuple[int, int]]:
    """Dónde quedan, seguidas, las que iban de una a otra, y la en blanco que está entre ellas.

    De lo que ocupa una sola, también la en blanco que se hizo como ella.
    """
    son = [
        desde <= cual <= hasta
        or (cual < 0 and desde <= -cual < hasta and desde < orden[lugar + 1] <= hasta)
        for lugar, cual in enumerate(orden)
    ]
    for es_de_ellas, seguidas in groupby(enumerate(son, 1), key=lambda par: par[1]):
        lugares = [lugar for lugar, _ in seguidas]
        if es_de_ellas:
            yield lugares[0], lugares[-1]
    if desde == hasta:
        yield from ((n, n) for n, cual in enumerate(orden, 1) if cual == -desde)


class Tabla:
    """Una tabla de un documento abierto."""

    def __init__(self, word: EnWord, nombre: str) -> None:
        self.word, self.numero = word, int(nombre.removeprefix("tabla ")) - 1
        self.tabla = word.tabla(self.numero)
        self.filas = len(self._filas())

    def _filas(self) -> list[Any]:
        return list(self.tabla.findall(qn("w:tr")))

    def combinadas(self) -> list[Rango]:
        rangos: dict[tuple[int, int], Rango] = {}
        for numero, fila in enumerate(self._filas(), 1):
            columna = 1
            for celda in fila.findall(qn("w:tc")):
                antes = (
                    rangos.pop((numero - 1, columna), None) if _union(celda) == "continue" else None
                )
                arriba = antes.arriba if antes else numero
                hasta = columna + _ancho(celda) - 1
                rangos[numero, columna] = Rango(arriba, columna, numero, hasta)
                columna = hasta + 1
        return sorted(r for r in rangos.values() if r.arriba < r.abajo or r.desde < r.hasta)

    def texto(self, fila: int, columna: int) -> str:
        celda = self.word.celda(self.numero, fila - 1, columna - 1)
        parrafos = ("".join(p.itertext(qn("w:t"))) for p in celda.findall(qn("w:p")))
        return "\n".join(parrafos)

    def escribir(self, fila: int, columna: int, texto: str) -> None:
        self.word.escribir(self.numero, fila - 1, columna - 1, texto)

    def escribir_fuera(self, texto: str, *, antes: bool) -> None:
        """Un párrafo sobre la tabla, o debajo de ella."""
        parrafo = OxmlElement("w:p")
        parrafo.append(_corrida(texto))
        (self.tabla.addprevious if antes else self.tabla.addnext)(parrafo)

    def combinar(self, desde: int, hasta: int, columna: int) -> None:
        for fila in range(desde, hasta + 1):
            self._unir(fila, columna, "restart" if fila == desde else "continue")
            if fila > desde:
                self.escribir(fila, columna, "")

    def separar(self, rango: Rango) -> None:
        for fila in range(rango.arriba, rango.abajo + 1):
            self._unir(fila, rango.desde, "")

    def _unir(self, fila: int, columna: int, como: str) -> None:
        propiedades = self.word.celda(self.numero, fila - 1, columna - 1).find(qn("w:tcPr"))
        for union in propiedades.findall(qn("w:vMerge")):
            propiedades.remove(union)
        if como:
            union = OxmlElement("w:vMerge")
            union.set(qn("w:val"), como)
            propiedades.insert(1, union)

    def sin_marca(self, fila: int) -> None:
        _sin_marcadores(self._filas()[fila - 1])

    def con_filas(self, orden: Orden) -> None:
        antes, combinadas = self._filas(), self.combinadas()
        for fila in antes:
            self.tabla.remove(fila)
        for lugar, cual in enumerate(orden):
            fila = antes[abs(cual) - 1]
            if cual < 0 or cual in orden[:lugar]:
                fila = deepcopy(fila)
            for marcador in fila.iter(qn("w:bookmarkStart")) if cual in orden[:lugar] else ():
                marcador.set(qn("w:name"), f"{marcador.get(qn('w:name'))}__2")
            self.tabla.append(fila)
            if cual < 0:
                self._en_blanco(lugar + 1, [r for r in combinadas if r.arriba <= -cual < r.abajo])

    def _en_blanco(self, fila: int, la_cubren: list[Rango]) -> None:
        """Sin marcas ni textos, y sólo combinada con lo que la cubre."""
        nueva = self._filas()[fila - 1]
        _sin_marcadores(nueva)
        for corrida in [*nueva.iter(qn("w:r"))]:
            corrida.getparent().remove(corrida)
        columna = 1
        for celda in nueva.findall(qn("w:tc")):
            sigue = any(r.desde == columna for r in la_cubren)
            self._unir(fila, columna, "continue" if sigue else "")
            columna += _ancho(celda)

    def mover_columna(self, columna: int) -> None:
        """Cambia de lugar con la que le sigue."""
        self.word.mover_columna(self.numero, columna, columna - 1)

    def quitar_columna(self, columna: int) -> None:
        self.word.quitar_columna(self.numero, columna - 1)

    def insertar_columna(
        self, _columna: int, *, rotulo: tuple[int, str], nota: tuple[int, str]
    ) -> None:
        """Una a la derecha de todas, con su rótulo y la nota en todas sus filas."""
        self.word.agregar_columna(self.numero, rotulo[1], nota[1], rotulo[0])


def _union(celda: Any) -> str:
    marca = celda.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return "" if marca is None else marca.get(qn("w:val"), "continue")


Zona = Hoja | Tabla


class Manos:
    """Un archivo abierto para editarlo; una zona es ``tabla 3``, o el nombre de una hoja."""

    def __init__(self, contenido: bytes) -> None:
        self.en_word = b"word/document.xml" in contenido
        self.archivo: Any = EnWord(contenido) if self.en_word else EnExcel(contenido)

    def zona(self, nombre: str) -> Zona:
        return Tabla(self.archivo, nombre) if self.en_word else Hoja(self.archivo, nombre)

    def sin_marcas(self) -> None:
        """Lo que deja un programa que no las guarda."""
        if self.en_word:
            self.archivo.sin_marcadores()
        else:
            self.archivo.quitar_columna_de_marcas()

    def en_otro(self, zonas: Sequence[str]) -> bytes:
        """Esas tablas u hojas en otro archivo, que no tiene nada más."""
        if not self.en_word:
            self.archivo.sin_propiedades()
            for nombre in {*self.archivo.libro.sheetnames} - {*zonas}:
                del self.archivo.libro[nombre]
            return self.guardado()
        word, salida = docx.Document(), io.BytesIO()
        for zona in zonas:
            tabla = self.archivo.tabla(int(zona.removeprefix("tabla ")) - 1)
            word.add_paragraph("")._p.addnext(deepcopy(tabla))
        word.save(salida)
        return salida.getvalue()

    def guardado(self) -> bytes:
        return bytes(self.archivo.guardado())
