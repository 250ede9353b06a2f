"""Lectores independientes de la biblioteca: sólo zipfile, el XML de la norma y calamine."""

import io
import zipfile
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import python_calamine

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Tabla = list[list[str]]


def partes(contenido: bytes) -> dict[str, bytes]:
    """Las partes de un paquete de Office."""
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        return {nombre: paquete.read(nombre) for nombre in paquete.namelist()}


def xml(contenido: bytes, parte: str) -> ET.Element:
    """Una parte como árbol."""
    return ET.fromstring(partes(contenido)[parte])


def texto_de(elemento: ET.Element) -> str:
    """El texto de un párrafo o de una celda, con sus saltos."""
    trozos = []
    for nodo in elemento.iter():
        if nodo.tag == W + "t":
            trozos.append(nodo.text or "")
        elif nodo.tag == W + "br":
            trozos.append("\n")
        elif nodo.tag == W + "tab":
            trozos.append("\t")
    return "".join(trozos)


def tablas_de_word(contenido: bytes) -> list[Tabla]:
    """Cada tabla del cuerpo como filas de textos; lo cubierto por una celda sale vacío."""
    cuerpo = xml(contenido, "word/document.xml").find(W + "body")
    assert cuerpo is not None
    return [
        [_fila_de_word(fila) for fila in tabla.iter(W + "tr")] for tabla in cuerpo.iter(W + "tbl")
    ]


def _fila_de_word(fila: ET.Element) -> list[str]:
    textos: list[str] = []
    for celda in fila.findall(W + "tc"):
        ancho = celda.find(f"{W}tcPr/{W}gridSpan")
        columnas = int(ancho.get(W + "val", "1")) if ancho is not None else 1
        textos += [texto_de(celda), *[""] * (columnas - 1)]
    return textos


def parrafos_de_word(contenido: bytes) -> list[tuple[str, str]]:
    """Los párrafos del cuerpo que no están en tablas: estilo y texto."""
    cuerpo = xml(contenido, "word/document.xml").find(W + "body")
    assert cuerpo is not None
    salida = []
    for parrafo in cuerpo.findall(W + "p"):
        estilo = parrafo.find(f"{W}pPr/{W}pStyle")
        salida.append((estilo.get(W + "val", "") if estilo is not None else "", texto_de(parrafo)))
    return salida


DATOS = "Datos"


def hojas_de_excel(contenido: bytes) -> dict[str, list[list[object]]]:
    """Cada hoja del formato, como filas de valores; la de datos trae de todo y no es de él."""
    hojas = todas_las_hojas(contenido)
    return {nombre: filas for nombre, filas in hojas.items() if nombre != DATOS}


def hoja_de_datos(contenido: bytes) -> list[list[object]]:
    """La hoja ``Datos``: las claves y las filas, sin los rótulos que van entre las dos."""
    claves, _rotulos, *filas = todas_las_hojas(contenido)[DATOS]
    return [claves, *filas]


def todas_las_hojas(contenido: bytes) -> dict[str, list[list[object]]]:
    """Cada hoja del libro como filas de valores, leída con calamine."""
    libro = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(contenido))
    hojas = {nombre: libro.get_sheet_by_name(nombre) for nombre in libro.sheet_names}
    return {
        nombre: sin_marcas(hoja.to_python(skip_empty_area=False)) for nombre, hoja in hojas.items()
    }


def sin_marcas(filas: list[list[Any]]) -> list[list[object]]:
    """Las filas sin la columna escondida, la última, que dice a la biblioteca cuál es cada una."""
    lleva = any(str(fila[-1]).startswith("_paac_") for fila in filas if fila)
    return [list(fila[:-1] if lleva else fila) for fila in filas]


def textos_de_excel(contenido: bytes) -> list[str]:
    """Los textos de las hojas del formato, una por una y fila por fila."""
    return [
        valor
        for filas in hojas_de_excel(contenido).values()
        for fila in filas
        for valor in fila
        if isinstance(valor, str) and valor
    ]


def sin_vacios(fila: list[Any]) -> list[str]:
    """Los textos que empiezan en una fila, en orden; lo que viene de otra página ya se dijo."""
    return [texto for texto in map(como_texto, fila) if texto and not texto.endswith(_SIGUE)]


_SIGUE = ("(continúa)", "(cont.)")


def como_texto(valor: Any) -> str:
    """Lo que se ve en la celda: una fecha se muestra dd/mm/aaaa y un número, con coma."""
    if isinstance(valor, date):
        return valor.strftime("%d/%m/%Y")
    if isinstance(valor, float):
        return f"{valor:g}".replace(".", ",")
    return str(valor)
