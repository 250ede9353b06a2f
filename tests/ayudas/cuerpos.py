"""Cuerpos en Word para las pruebas: hechos con python-docx, y los mismos hechos añicos."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.document import Document as DocumentoDeWord
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

from ayudas.paquetes_a_mano import con_partes, en_bytes

__all__ = ["en_bytes"]


def cuerpo(*renglones: str | Sequence[Sequence[str]], pie: str = "", arriba: str = "") -> bytes:
    """Un Word con esos párrafos y, donde llegan filas, esas tablas."""
    word = Document()
    for uno in renglones:
        if isinstance(uno, str):
            word.add_paragraph(uno)
        else:
            poner_tabla(word, uno)
    word.sections[0].header.paragraphs[0].text = arriba
    word.sections[0].footer.paragraphs[0].text = pie
    return en_bytes(word)


def poner_tabla(word: DocumentoDeWord, filas: Sequence[Sequence[str]]) -> Any:
    """Una tabla con esas filas, una celda por texto."""
    tabla = word.add_table(len(filas), max(map(len, filas)), style="Table Grid")
    for fila, textos in zip(tabla.rows, filas, strict=True):
        for celda, texto in zip(fila.cells, textos, strict=False):
            celda.text = texto
    return tabla


def textos_de(docx: bytes, parte: str = "word/document.xml") -> list[str]:
    """Lo que dice cada párrafo de una parte, también los de sus tablas."""
    from lxml import etree

    raiz = etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read(parte))
    return [_dicho(parrafo) for parrafo in raiz.iter(qn("w:p"))]


def _dicho(parrafo: Any) -> str:
    signos = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    partes = (
        (uno.text or "") if uno.tag == qn("w:t") else signos[uno.tag]
        for uno in parrafo.iter(qn("w:t"), *signos)
        if next(uno.iterancestors(qn("w:p")), None) is parrafo and uno.getparent().tag == qn("w:r")
    )
    return "".join(partes)


def filas_de(docx: bytes, tabla: int = 0) -> list[list[str]]:
    """Las celdas de una tabla, fila por fila, leídas con python-docx."""
    suya = Document(io.BytesIO(docx)).tables[tabla]
    return [
        ["\n".join(_dicho(p) for p in tc.iter(qn("w:p"))) for tc in tr.iter(qn("w:tc"))]
        for tr in suya._tbl.iter(qn("w:tr"))
    ]


def en_anicos(docx: bytes, semilla: int = 0) -> bytes:
    """El mismo, con cada corrida partida en pedazos de 1 a 4 letras, y marcas entre ellos."""
    azar = random.Random(semilla)  # noqa: S311 - que se repita
    return con_sus_partes(docx, lambda raiz: _partir(raiz, azar))


def con_el_texto(docx: bytes, cambiar: Callable[[Any], None]) -> bytes:
    """El mismo Word, con la parte de su texto cambiada."""
    return con_sus_partes(docx, cambiar, r"word/document\.xml")


_CON_TEXTO = r"word/(document|header\d*|footer\d*|footnotes)\.xml"


def con_sus_partes(docx: bytes, cambiar: Callable[[Any], None], cuales: str = _CON_TEXTO) -> bytes:
    """El mismo Word, con sus partes de texto cambiadas."""
    from lxml import etree

    def cambiada(contenido: bytes) -> bytes:
        raiz = etree.fromstring(contenido)
        cambiar(raiz)
        return etree.tostring(raiz, xml_declaration=True, encoding="UTF-8")

    nombres = zipfile.ZipFile(io.BytesIO(docx)).namelist()
    return con_partes(docx, {n: cambiada for n in nombres if re.fullmatch(cuales, n)})


def con_notas(docx: bytes, *dicen: str) -> bytes:
    """El mismo Word, con una nota al pie por texto, que se llaman 1, 2…"""
    nota = '<w:footnote w:id="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    xml = "".join(nota.format(numero, uno) for numero, uno in enumerate(dicen, 1))
    word = Document(io.BytesIO(docx))
    tipo = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    datos = f"<w:footnotes {nsdecls('w')}>{xml}</w:footnotes>".encode()
    parte = Part(PackURI("/word/footnotes.xml"), tipo, datos, word.part.package)
    word.part.relate_to(parte, RELATIONSHIP_TYPE.FOOTNOTES)
    return en_bytes(word)


def _partir(raiz: Any, azar: random.Random) -> None:
    numero = 9000
    for corrida in list(raiz.iter(qn("w:r"))):
        textos = corrida.findall(qn("w:t"))
        if len(textos) != 1 or len(corrida) > len(textos) + (corrida.find(qn("w:rPr")) is not None):
            continue
        texto, lugar = textos[0].text or "", corrida
        while texto:
            largo = azar.randint(1, 4)
            pedazo = deepcopy(corrida)
            suyo = pedazo.find(qn("w:t"))
            suyo.text, texto = texto[:largo], texto[largo:]
            suyo.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            lugar.addnext(pedazo)
            lugar = pedazo
            for marca in azar.choice(([], ["spellStart"], ["marca"], ["gramStart", "marca"])):
                numero += 1
                for nueva in _marcas(marca, numero):
                    lugar.addnext(nueva)
                    lugar = nueva
        corrida.getparent().remove(corrida)


def _marcas(cual: str, numero: int) -> list[Any]:
    if cual != "marca":
        error = OxmlElement("w:proofErr")
        error.set(qn("w:type"), cual)
        return [error]
    marcas = []
    for nombre in ("w:bookmarkStart", "w:bookmarkEnd"):
        marca = OxmlElement(nombre)
        marca.set(qn("w:id"), str(numero))
        if nombre.endswith("Start"):
            marca.set(qn("w:name"), f"añico{numero}")
        marcas.append(marca)
    return marcas
