"""El seguimiento de una alcaldía en su propia hoja: el membrete se dibuja aquí para tener uno.

En una entidad de verdad, ``membrete.docx`` es el documento de Word que ya usa para sus cartas.
"""

import io
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Mm, Pt, RGBColor

import paac_reportes as paac

AQUI = Path(__file__).parent
VECINO = AQUI.parent / "formato_propio"
SALIDA = AQUI.parents[1] / "salida"

FORMATO: dict[str, Any] = {
    "codigo": "CI-FO-032",
    "nombre": "Seguimiento en papel membretado",
    "version": "1",
    "propiedades": {"titulo": "Seguimiento de {{ entidad.nombre }}"},
    "pagina": {"papel": "carta", "orientacion": "vertical", "tamano": 9},
    "aspecto": {"base": "sobrio"},
    "encabezado": {
        "anchos": [100],
        "marco": False,
        "filas": [[{"texto": "{{ entidad.nombre }}", "horizontal": "izquierda"}]],
    },
    "libro": {"hojas": "unica", "nombre": "Seguimiento"},
    "cuerpo": [
        {"tipo": "titulo", "nivel": 0, "texto": "Seguimiento al plan anticorrupción"},
        {
            "tipo": "parrafo",
            "texto": "Con corte al {{ corte | fecha_larga }}, las dependencias reportaron:",
        },
        {"tipo": "titulo", "nivel": 1, "cada": "componente", "texto": "{{ componente.nombre }}"},
        {"tipo": "tabla", "cada": "componente", "tablas": ["avance"]},
    ],
    "tablas": {
        "avance": {
            "secciones": [{"recorre": "actividades"}],
            "columnas": [
                {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 8},
                {"dato": "actividad.descripcion", "rotulo": "Actividad", "ancho": 32},
                {
                    "dato": "seguimiento.avance",
                    "rotulo": "%",
                    "ancho": 10,
                    "guarda": "numero",
                    "mismos_decimales": True,
                },
                {"dato": "seguimiento.texto", "rotulo": "Lo verificado", "ancho": 50},
            ],
        }
    },
}


def membrete() -> bytes:
    """Carta con el logo y el nombre arriba, la dirección abajo y los títulos en verde."""
    word = Document()
    hoja: Any = word.sections[0]
    hoja.page_width, hoja.page_height = Mm(215.9), Mm(279.4)
    hoja.left_margin = hoja.right_margin = Mm(25)
    hoja.top_margin, hoja.header_distance = Mm(42), Mm(12)
    arriba = hoja.header.paragraphs[0]
    logo = VECINO / "plantillas" / "CI-FO-031" / "logo.png"
    arriba.add_run().add_picture(str(logo), height=Mm(18))
    arriba.add_run("   ALCALDÍA DE PUERTO SAUCE").bold = True
    hoja.footer.paragraphs[0].text = "Calle 4 n.º 5-06 · Puerto Sauce · www.puertosauce.gov.co"
    estilos: Any = word.styles
    estilos["Normal"].font.name, estilos["Normal"].font.size = "Times New Roman", Pt(12)
    for nombre in ("Title", "Heading 1"):
        estilos[nombre].font.color.rgb = RGBColor(0x1E, 0x6B, 0x3A)
    estilos["Title"].font.size = Pt(20)
    estilos["Heading 1"].paragraph_format.space_after = Pt(6)
    guardado = io.BytesIO()
    word.save(guardado)
    return guardado.getvalue()


SALIDA.mkdir(exist_ok=True)
plan = paac.leer(VECINO / "plan.yaml").sin_dudas()
formato = paac.formato_desde_datos({**FORMATO, "membrete": membrete()})
reporte = paac.reporte(plan, formato)
salen = {salida.tipo for salida in paac.anfitrion.salidas(reporte) if salida.se_puede}
archivos = [
    SALIDA / f"con-membrete.{tipo}" for tipo in ("docx", "pdf", "html", "xlsx") if tipo in salen
]
guardado = reporte.guardar(*archivos)
for archivo in archivos:
    print(f"{archivo.name}: {formato.nombre}")
for aviso in guardado.avisos:
    print(f"  conviene revisar: {aviso}")
