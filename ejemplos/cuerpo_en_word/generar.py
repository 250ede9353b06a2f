"""El informe de una alcaldía en un Word que ella diseñó: aquí se dibuja para tener uno.

En una entidad de verdad, ``cuerpo.docx`` es el informe que ya usa, con huecos donde cambiaba algo.
"""

import io
from pathlib import Path
from shutil import which
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor

import paac_reportes as paac

AQUI = Path(__file__).parent
PLAN = AQUI.parent / "informe_trimestral" / "plan.yaml"
LOGO = AQUI.parent / "formato_propio" / "plantillas" / "CI-FO-031" / "logo.png"
SALIDA = AQUI.parents[1] / "salida"
VERDE = RGBColor(0x1E, 0x6B, 0x3A)

FILAS = (
    ("N.º", "Actividad", "Responsable", "Lo que se reportó"),
    ("{{ componente.nombre }}", "", "", ""),
    (
        "{{ actividad.codigo }}",
        "{{ actividad.descripcion }}",
        "{{ actividad.responsable }}",
        "{{ seguimiento.texto | default('Sin reporte', true) }}",
    ),
    (
        "{{ tramite.numero }}",
        "{{ tramite.nombre }}",
        "{{ tramite.responsable }}",
        "{{ seguimiento.texto | default('Sin reporte', true) }}",
    ),
    ("Actividades de esta oficina: {{ cuenta(actividad) }}", "", "", ""),
)


def cuerpo() -> bytes:
    """Una carta con logo, un resumen con sus cifras y una tabla por oficina."""
    word = Document()
    estilos: Any = word.styles
    estilos["Normal"].font.name, estilos["Normal"].font.size = "Arial", Pt(10)
    for nombre in ("Title", "Heading 1", "Heading 2"):
        estilos[nombre].font.color.rgb = VERDE
    hoja: Any = word.sections[0]
    hoja.page_width, hoja.page_height = Mm(215.9), Mm(279.4)
    hoja.top_margin, hoja.left_margin, hoja.right_margin = Mm(36), Mm(22), Mm(22)
    arriba = hoja.header.paragraphs[0]
    arriba.add_run().add_picture(str(LOGO), height=Mm(14))
    arriba.add_run("   {{ entidad.nombre }}").bold = True
    hoja.footer.paragraphs[0].text = "Página {{ pagina }} de {{ paginas }}"
    word.core_properties.title = "Informe de {{ entidad.nombre }}"
    word.add_heading("Informe de control interno", 0)
    word.add_paragraph(
        "El jefe de control interno de {{ entidad.nombre }} presenta el seguimiento con corte al"
        " {{ corte | fecha_larga }}{{ si entidad.nit }} (NIT {{ entidad.nit }}){{ fin }}."
    )
    word.add_heading("Cómo va", 1)
    word.add_paragraph("{{ prosa.hallazgo }}")
    word.add_paragraph("{{ poner en_resumen }}")
    word.add_heading("Oficina por oficina", 1)
    word.add_paragraph("{{ cada dependencia }}")
    word.add_heading("{{ dependencia.nombre }}", 2)
    _tabla(word)
    word.add_paragraph("{{ fin }}")
    word.add_paragraph("{{ poner firmas }}")
    guardado = io.BytesIO()
    word.save(guardado)
    return guardado.getvalue()


def _tabla(word: Any) -> None:
    """Los rótulos se repiten en cada página; las filas, por lo que nombran, y ninguna se parte."""
    tabla = word.add_table(len(FILAS), 4, style="Light Grid Accent 3")
    rotulos: Any = tabla.rows[0]
    fila = rotulos._tr  # noqa: SLF001 - python-docx no tiene otra entrada
    fila.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for columna, ancho in zip(tabla.columns, (12, 50, 35, 75), strict=True):
        columna.width = Mm(ancho)
        for celda in columna.cells:
            celda.width = Mm(ancho)
    for fila, textos in zip(tabla.rows, FILAS, strict=True):
        fila._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - ni a ésta
        if not textos[1]:  # vacías, que al unirlas cada una dejaría su renglón
            fila.cells[0].merge(fila.cells[3])
        for celda, texto in zip(fila.cells, textos, strict=True):
            if texto:
                celda.text = texto
                celda.paragraphs[0].paragraph_format.space_after = Pt(3)
    tabla.cell(1, 0).paragraphs[0].paragraph_format.keep_with_next = True  # con su primera fila


SALIDA.mkdir(exist_ok=True)
word = SALIDA / "cuerpo.docx"
word.write_bytes(cuerpo())
formato = paac.formato_desde_word(
    word,
    base="informe-seguimiento",
    bloques={"avance": {"tipo": "tabla", "cada": "plan", "tablas": ["por_componente"]}},
)
tipos = ["docx", *(["pdf"] if which("soffice") else [])]  # de ese Word lo hace LibreOffice
archivos = [SALIDA / f"con-cuerpo.{tipo}" for tipo in tipos]
guardado = paac.reporte(paac.leer(PLAN).sin_dudas(), formato).guardar(*archivos)
for archivo in archivos:
    print(f"{archivo.name}: {formato.nombre}")
for aviso in guardado.avisos:
    print(f"  conviene revisar: {aviso}")
