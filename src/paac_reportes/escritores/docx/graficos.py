"""Los gráficos propios de Word: la parte de cada uno, su libro de datos y su lugar en el texto."""

import re

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.story import StoryPart

from paac_reportes.escritores.docx.textos import escapar
from paac_reportes.escritores.graficos_de_office import (
    ESPACIO_DE_GRAFICO,
    celdas_del_libro,
    libro_de,
    xml_de_grafico,
)
from paac_reportes.maqueta.medida.tipografia import Mm, emu
from paac_reportes.maqueta.nodos import Grafico


def guardar_grafico(parte: StoryPart, grafico: Grafico, ancho: Mm) -> str:
    """Pone en el paquete el gráfico con su libro, y da el nombre de su relación."""
    xml = xml_de_grafico(grafico, ancho, celdas_del_libro(grafico), _SU_LIBRO)
    return _poner(parte, "chart", xml.encode(), libro_de(grafico))


def pasar_grafico(dibujo: Part, destino: StoryPart) -> str:
    """Lleva uno, con su libro, al paquete de un membrete, y da el nombre de su relación."""
    return _poner(destino, "reporte", dibujo.blob, dibujo.rels[_SU_LIBRO].target_part.blob)


_SU_LIBRO = "rId1"
"""La relación de un gráfico con su libro, que es la única que tiene."""


def _poner(parte: StoryPart, como: str, xml: bytes, datos: bytes) -> str:
    paquete = parte.package
    nombre = paquete.next_partname(f"/word/charts/{como}%d.xml")
    de_datos = PackURI(f"/word/embeddings/{como}{nombre.idx}.xlsx")
    libro = Part(de_datos, CONTENT_TYPE.SML_SHEET, datos, paquete)
    dibujo = Part(nombre, CONTENT_TYPE.DML_CHART, xml, paquete)
    dibujo.relate_to(libro, RELATIONSHIP_TYPE.PACKAGE)
    return str(parte.relate_to(dibujo, RELATIONSHIP_TYPE.CHART))


def dibujo_de_grafico(descripcion: str, ancho: Mm, alto: Mm, relacion: str) -> str:
    """El lugar que ocupa en un párrafo."""
    numero = int(re.sub(r"\D", "", relacion))
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(ancho)}" cy="{emu(alto)}"/>'
        f'<wp:docPr id="{numero}" name="Gráfico {numero}" descr="{escapar(descripcion)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{ESPACIO_DE_GRAFICO}">'
        f'<c:chart xmlns:c="{ESPACIO_DE_GRAFICO}" r:id="{relacion}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
