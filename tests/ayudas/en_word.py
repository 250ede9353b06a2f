"""Una persona que corrige en Word un documento ya escrito: filas, columnas, celdas y rótulos."""

import io
from copy import deepcopy
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from ayudas.paquetes_a_mano import en_bytes

_MARCADORES = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))


class EnWord:
    """El documento abierto; las tablas, las filas y las columnas se cuentan desde 0."""

    def __init__(self, contenido: bytes) -> None:
        self.word: Any = Document(io.BytesIO(contenido))

    def guardado(self) -> bytes:
        """Sus bytes."""
        return en_bytes(self.word)

    def tabla(self, numero: int) -> Any:
        """El elemento de una tabla del cuerpo."""
        return self.word.element.body.findall(qn("w:tbl"))[numero]

    def fila(self, tabla: int, fila: int) -> Any:
        """El elemento de una fila."""
        return self.tabla(tabla).findall(qn("w:tr"))[fila]

    def celda(self, tabla: int, fila: int, columna: int) -> Any:
        """La celda que en esa fila cubre esa columna."""
        hasta = 0
        for celda in self.fila(tabla, fila).findall(qn("w:tc")):
            hasta += _ancho(celda)
            if columna < hasta:
                return celda
        raise IndexError(columna)

    # -------------------------------------------------------------- las celdas
    def escribir(self, tabla: int, fila: int, columna: int, texto: str) -> None:
        """Cambia lo que dice una celda; un salto de renglón es el de Mayús+Intro."""
        celda = self.celda(tabla, fila, columna)
        primero, *otros = celda.findall(qn("w:p"))
        for otro in otros:
            celda.remove(otro)
        for corrida in primero.findall(qn("w:r")):
            primero.remove(corrida)
        primero.append(_corrida(texto))

    # -------------------------------------------------------------- las filas
    def insertar_fila(self, tabla: int, debajo_de: int, *textos: str) -> None:
        """Una fila nueva, con esos textos: Word le da el aspecto de la de arriba y ninguna marca."""
        modelo = self.fila(tabla, debajo_de)
        nueva = deepcopy(modelo)
        _sin_marcadores(nueva)
        for union in nueva.iter(qn("w:vMerge")):
            union.attrib.pop(qn("w:val"), None)
        modelo.addnext(nueva)
        for columna, texto in enumerate(textos):
            self.escribir(tabla, debajo_de + 1, columna, texto)

    def quitar_fila(self, tabla: int, fila: int) -> None:
        """Elimina una fila."""
        self.tabla(tabla).remove(self.fila(tabla, fila))

    def copiar_fila(self, tabla: int, fila: int, debajo_de: int, en_la_tabla: int) -> None:
        """Copia una fila, con su marca, y la pega debajo de otra."""
        copia = deepcopy(self.fila(tabla, fila))
        for marcador in copia.iter(_MARCADORES[0]):
            marcador.set(qn("w:name"), f"{marcador.get(qn('w:name'))}__2")
        self.fila(en_la_tabla, debajo_de).addnext(copia)

    # -------------------------------------------------------------- las columnas
    def quitar_columna(self, tabla: int, columna: int) -> None:
        """Elimina una columna; lo que va a todo lo ancho se angosta."""
        for numero in range(len(self.tabla(tabla).findall(qn("w:tr")))):
            celda = self.celda(tabla, numero, columna)
            if _ancho(celda) == 1:
                celda.getparent().remove(celda)
            else:
                _poner_ancho(celda, _ancho(celda) - 1)
        cuadricula = self.tabla(tabla).find(qn("w:tblGrid"))
        cuadricula.remove(cuadricula[columna])

    def agregar_columna(self, tabla: int, rotulo: str, texto: str, rotulos: int) -> None:
        """Una columna más a la derecha, con su rótulo en la última fila de rótulos."""
        filas = self.tabla(tabla).findall(qn("w:tr"))
        for numero, fila in enumerate(filas):
            ultima = fila.findall(qn("w:tc"))[-1]
            if _ancho(ultima) > 1:
                _poner_ancho(ultima, _ancho(ultima) + 1)
                continue
            nueva = deepcopy(ultima)
            _sin_marcadores(nueva)
            ultima.addnext(nueva)
            dice = rotulo if numero == rotulos - 1 else texto if numero >= rotulos else ""
            self.escribir(tabla, numero, _columnas(fila) - 1, dice)
        cuadricula = self.tabla(tabla).find(qn("w:tblGrid"))
        cuadricula.append(deepcopy(cuadricula[-1]))

    def mover_columna(self, tabla: int, columna: int, antes_de: int) -> None:
        """Corta una columna y la pega antes de otra; lo que va a todo lo ancho no se mueve."""
        for numero in range(len(self.tabla(tabla).findall(qn("w:tr")))):
            celda, destino = (self.celda(tabla, numero, c) for c in (columna, antes_de))
            if celda is not destino:
                destino.addprevious(celda)

    # -------------------------------------------------------------- lo que no se ve
    def sin_marcadores(self) -> None:
        """Lo que deja un programa que no los conserva."""
        _sin_marcadores(self.word.element)


def _sin_marcadores(elemento: Any) -> None:
    for marcador in [*elemento.iter(*_MARCADORES)]:
        marcador.getparent().remove(marcador)


def _corrida(texto: str) -> Any:
    corrida = OxmlElement("w:r")
    for numero, renglon in enumerate(texto.split("\n")):
        if numero:
            corrida.append(OxmlElement("w:br"))
        dice = OxmlElement("w:t")
        dice.text = renglon
        corrida.append(dice)
    return corrida


def _columnas(fila: Any) -> int:
    return sum(map(_ancho, fila.findall(qn("w:tc"))))


def _ancho(celda: Any) -> int:
    """Cuántas columnas cubre."""
    cubre = celda.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if cubre is None else int(cubre.get(qn("w:val")))


def _poner_ancho(celda: Any, columnas: int) -> None:
    celda.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}").set(qn("w:val"), str(columnas))
