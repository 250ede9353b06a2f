"""Dibuja el escudo, el logo, las firmas y el membrete, que ya están en esta carpeta.

Una entidad de verdad los tiene; aquí se dibujan para que nada sea de nadie.
"""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import Image, ImageDraw

AQUI = Path(__file__).parent
LOGO = AQUI / "plantillas" / "VL-FO-012" / "logo.png"
AZUL, DORADO = (31, 78, 121), (218, 165, 32)
FIRMAS = {
    "elabora": [(10, 60), (40, 15), (55, 70), (80, 30), (100, 62), (130, 40), (190, 48)],
    "revisa": [(10, 40), (30, 70), (60, 12), (70, 66), (110, 34), (120, 58), (190, 30)],
    "aprueba": [(10, 66), (70, 10), (50, 70), (100, 44), (126, 60), (150, 30), (190, 64)],
}


def imagenes() -> None:
    escudo = Image.new("RGB", (120, 144), "white")
    lapiz = ImageDraw.Draw(escudo)
    lapiz.polygon([(6, 6), (114, 6), (114, 90), (60, 138), (6, 90)], fill=AZUL)
    lapiz.ellipse((34, 26, 86, 78), fill=DORADO)
    lapiz.ellipse((48, 22, 96, 70), fill=AZUL)
    escudo.quantize(16).save(AQUI / "escudo.png")
    logo = Image.new("RGB", (160, 96), "white")
    lapiz = ImageDraw.Draw(logo)
    for n, color in enumerate((AZUL, DORADO, (46, 125, 50))):
        lapiz.polygon([(8 + n * 48, 88), (32 + n * 48, 8 + n * 16), (56 + n * 48, 88)], fill=color)
    logo.quantize(16).save(LOGO)
    for quien, puntos in FIRMAS.items():
        firma = Image.new("RGB", (200, 80), "white")
        ImageDraw.Draw(firma).line(puntos, fill=(20, 30, 90), width=3, joint="curve")
        firma.quantize(8).save(AQUI / f"firma_{quien}.png")


def campo(parrafo: Any, instruccion: str) -> None:
    elemento = OxmlElement("w:fldSimple")
    elemento.set(qn("w:instr"), instruccion)
    elemento.append(parrafo.add_run("1").font.element)
    parrafo.paragraph_format.element.append(elemento)


def membrete() -> None:
    """Carta de pie y oficio acostado, con el mismo logo arriba y la página abajo."""
    word = Document()
    estilos: Any = word.styles
    estilos["Normal"].font.name, estilos["Normal"].font.size = "Calibri", Pt(11)
    estilos["Heading 1"].paragraph_format.space_before = Pt(0)
    word.add_section(WD_SECTION.NEW_PAGE)
    de_pie: Any = word.sections[0]
    acostado: Any = word.sections[1]
    de_pie.page_width, de_pie.page_height = Mm(215.9), Mm(279.4)
    acostado.orientation = WD_ORIENT.LANDSCAPE
    acostado.page_width, acostado.page_height = Mm(330.2), Mm(215.9)
    for hoja, margen in ((de_pie, 25), (acostado, 15)):
        hoja.left_margin = hoja.right_margin = Mm(margen)
        hoja.top_margin, hoja.header_distance = Mm(40), Mm(10)
        hoja.bottom_margin, hoja.footer_distance = Mm(24), Mm(10)
    arriba, abajo = de_pie.header.paragraphs[0], de_pie.footer.paragraphs[0]
    arriba.alignment = abajo.alignment = WD_ALIGN_PARAGRAPH.CENTER
    arriba.add_run().add_picture(str(LOGO), height=Mm(16))
    arriba.add_run("\nMUNICIPIO DE VALDELUNA · OFICINA DE CONTROL INTERNO").bold = True
    abajo.add_run("VL-FO-013 · www.valdeluna.example · Página ")
    campo(abajo, "PAGE")
    abajo.add_run(" de ")
    campo(abajo, "NUMPAGES")
    word.save(str(AQUI / "plantillas" / "VL-FO-013" / "membrete.docx"))


imagenes()
membrete()
