"""Membretes como los dibujaría una entidad en Word, hechos con python-docx."""

import io
from typing import Any

from docx import Document
from docx.document import Document as DocumentoDeWord
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

import paac_reportes as paac
from ayudas.imagenes import png
from ayudas.paquetes_a_mano import en_bytes


def campo(parrafo: Any, instruccion: str, resultado: str = "1") -> None:
    """Un campo de Word, como los escribe Word: en pedazos."""
    pasos = {
        "begin": "",
        "instrText": f" {instruccion} ",
        "separate": "",
        "t": resultado,
        "end": "",
    }
    for paso, texto in pasos.items():
        es_texto = paso in {"instrText", "t"}
        marca = OxmlElement(*([f"w:{paso}"] if es_texto else ["w:fldChar", {TIPO: paso}]))
        if es_texto:
            marca.text = texto
        parrafo.add_run()._r.append(marca)


TIPO = qn("w:fldCharType")


def membrete_sencillo() -> DocumentoDeWord:
    """Carta vertical: logo y nombre arriba en una tabla, página de páginas abajo."""
    word = Document()
    seccion = word.sections[0]
    seccion.page_width, seccion.page_height = Mm(215.9), Mm(279.4)
    seccion.left_margin, seccion.right_margin = Mm(30), Mm(20)
    seccion.top_margin, seccion.bottom_margin = Mm(40), Mm(25)
    seccion.header_distance, seccion.footer_distance = Mm(12), Mm(10)
    tabla = seccion.header.add_table(1, 2, Mm(165))
    tabla.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(png(60, 40)), height=Mm(18))
    tabla.cell(0, 1).text = "ALCALDÍA DE PUERTO SAUCE"
    campo(seccion.header.add_paragraph(), 'STYLEREF "heading 1"', "")
    pie = seccion.footer.paragraphs[0]
    pie.add_run("Página ")
    campo(pie, "PAGE")
    pie.add_run(" de ")
    campo(pie, "NUMPAGES")
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(16)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(12), 2
    titulo: Any = word.styles["Heading 1"]
    titulo.font.color.rgb = RGBColor(0xC0, 0x10, 0x10)
    return word


def membrete_de_dos() -> DocumentoDeWord:
    """Una sección vertical con otra primera página, y una horizontal con su propio encabezado."""
    word = membrete_sencillo()
    vertical = word.sections[0]
    vertical.different_first_page_header_footer = True
    vertical.first_page_header.paragraphs[0].text = "PRIMERA PÁGINA"
    horizontal = word.add_section(WD_SECTION.NEW_PAGE)
    horizontal.orientation = WD_ORIENT.LANDSCAPE
    horizontal.page_width, horizontal.page_height = Mm(279.4), Mm(215.9)
    horizontal.different_first_page_header_footer = False
    horizontal.header.is_linked_to_previous = False
    horizontal.header.paragraphs[0].text = "ANEXO ACOSTADO"
    return word


def formato_con(membrete: object, **claves: Any) -> paac.Formato:
    """Un formato que sólo dice «Hola», con ese membrete; ``claves``: otras suyas."""
    datos: dict[str, Any] = {
        "codigo": "x",
        "nombre": "X",
        "version": "1",
        "propiedades": {"titulo": "X"},
        "cuerpo": [{"tipo": "parrafo", "texto": "Hola"}],
        "membrete": membrete if not hasattr(membrete, "save") else en_bytes(membrete),
    }
    return paac.formato_desde_datos(datos | claves)
