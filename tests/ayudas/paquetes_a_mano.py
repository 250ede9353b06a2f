"""Documentos de Word y libros de Excel escritos a mano, parte por parte."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from ayudas.lectores import partes

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"

Partes = dict[str, str | bytes]


def comprimir(partes: Mapping[str, str | bytes]) -> bytes:
    """Un zip con esas partes."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, contenido in partes.items():
            paquete.writestr(nombre, contenido)
    return salida.getvalue()


def en_bytes(documento: Any) -> bytes:
    """Lo que guarda un Word de python-docx o un libro de openpyxl."""
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def con_partes(
    contenido: bytes, cambios: Mapping[str, Callable[[bytes], str | bytes] | str | bytes | None]
) -> bytes:
    """El paquete con unas partes cambiadas, puestas (si no están) o quitadas (``None``)."""
    antes = partes(contenido)
    todas: Partes = {**antes}
    for nombre, cambio in cambios.items():
        if cambio is None:
            del todas[nombre]
        else:
            todas[nombre] = cambio(antes[nombre]) if callable(cambio) else cambio
    return comprimir(todas)


def relaciones(*pares: tuple[str, str]) -> str:
    """Las de una parte: clase y destino de cada una; se llaman r1, r2…"""
    unas = "".join(
        f'<Relationship Id="r{n}" Type="{_R}/{clase}" Target="{destino}"/>'
        for n, (clase, destino) in enumerate(pares, 1)
    )
    return f'<Relationships xmlns="{_RELS}">{unas}</Relationships>'


def partes_de_word(cuerpo: str, **otras: str) -> Partes:
    """Las de un documento con ese cuerpo; ``estilos``, ``encabezado`` y ``numeracion`` son las otras."""
    nombres = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="{_MC}"'
    partes: Partes = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relaciones(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {nombres}><w:body>{cuerpo}</w:body></w:document>",
    }
    suyas: list[tuple[str, str]] = []
    if "estilos" in otras:
        suyas.append(("styles", "styles.xml"))
        partes["word/styles.xml"] = f"<w:styles {nombres}>{otras['estilos']}</w:styles>"
    if "encabezado" in otras:
        suyas.append(("header", "header1.xml"))
        partes["word/header1.xml"] = f"<w:hdr {nombres}>{otras['encabezado']}</w:hdr>"
    if "numeracion" in otras:
        suyas.append(("numbering", "numbering.xml"))
        partes["word/numbering.xml"] = f"<w:numbering {nombres}>{otras['numeracion']}</w:numbering>"
    if suyas:
        partes["word/_rels/document.xml.rels"] = relaciones(*suyas)
    return partes


def word(cuerpo: str, **otras: str) -> io.BytesIO:
    """Un documento con ese cuerpo."""
    return io.BytesIO(comprimir(partes_de_word(cuerpo, **otras)))


def parrafo(texto: str, propiedades: str = "") -> str:
    """Un párrafo de un solo tramo."""
    return f"<w:p><w:pPr>{propiedades}</w:pPr><w:r><w:t>{texto}</w:t></w:r></w:p>"


def celda(texto: str, propiedades: str = "") -> str:
    """Una celda de un solo párrafo."""
    return f"<w:tc><w:tcPr>{propiedades}</w:tcPr>{parrafo(texto)}</w:tc>"


def fila(*celdas: str, propiedades: str = "") -> str:
    """Una fila; lo que no trae etiquetas es el texto de una celda."""
    unas = "".join(una if una.startswith("<") else celda(una) for una in celdas)
    return f"<w:tr><w:trPr>{propiedades}</w:trPr>{unas}</w:tr>"


def tabla(*filas: str) -> str:
    """Una tabla."""
    return f"<w:tbl>{''.join(filas)}</w:tbl>"


def partes_de_excel(*hojas: str, **otras: str) -> Partes:
    """Las de un libro con esas hojas (lo de adentro de ``worksheet``), de nombre H1, H2…

    ``textos``, ``estilos`` y ``libro`` son lo de adentro de esas partes.
    """
    nombres = f'xmlns="{_S}" xmlns:r="{_R}"'
    nombradas = "".join(
        f'<sheet name="H{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(hojas) + 1)
    )
    libro = otras.get("libro", f"<sheets>{nombradas}</sheets>")
    suyas = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(hojas) + 1)]
    partes: Partes = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relaciones(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {nombres}>{libro}</workbook>",
    }
    for numero, hoja in enumerate(hojas, 1):
        partes[f"xl/worksheets/sheet{numero}.xml"] = f"<worksheet {nombres}>{hoja}</worksheet>"
    if "textos" in otras:
        suyas.append(("sharedStrings", "sharedStrings.xml"))
        partes["xl/sharedStrings.xml"] = f"<sst {nombres}>{otras['textos']}</sst>"
    if "estilos" in otras:
        suyas.append(("styles", "styles.xml"))
        partes["xl/styles.xml"] = f"<styleSheet {nombres}>{otras['estilos']}</styleSheet>"
    partes["xl/_rels/workbook.xml.rels"] = relaciones(*suyas)
    return partes


def excel(*hojas: str, **otras: str) -> io.BytesIO:
    """Un libro con esas hojas."""
    return io.BytesIO(comprimir(partes_de_excel(*hojas, **otras)))


def datos(*celdas: str) -> str:
    """Los datos de una hoja, en una sola fila."""
    return f"<sheetData><row>{''.join(celdas)}</row></sheetData>"


def escrita(texto: str, lugar: str = "") -> str:
    """Una celda con su texto adentro."""
    donde = f' r="{lugar}"' if lugar else ""
    return f'<c{donde} t="inlineStr"><is><t>{texto}</t></is></c>'
