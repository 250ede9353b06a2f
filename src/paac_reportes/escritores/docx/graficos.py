"""Los gráficos propios de Word: la parte de cada uno, su libro de datos y su lugar en el texto."""

import re

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.story import StoryPart

from paac_reportes.escritores.graficos_de_office import (
    CLASE_DE_FORMAS,
    ESPACIO_DE_GRAFICO,
    RELACION_DE_FORMAS,
    celdas_del_libro,
    libro_del_grafico,
    xml_de_formas,
    xml_de_grafico,
)
from paac_reportes.escritores.paquete import escapar
from paac_reportes.maqueta.medida.tipografia import Mm, emu
from paac_reportes.maqueta.nodos import Grafico


def guardar_grafico(parte: StoryPart, grafico: Grafico, ancho: Mm) -> str:
    """Pone en el paquete el gráfico con su libro y sus formas, y da el nombre de su relación."""
    formas = xml_de_formas(grafico, ancho).encode()
    celdas, de_formas = celdas_del_libro(grafico), _SUS_FORMAS if formas else ""
    xml = xml_de_grafico(grafico, ancho, celdas, externo=_SU_LIBRO, formas=de_formas)
    return _poner(parte, "chart", xml.encode(), libro_del_grafico(grafico), formas)


def pasar_grafico(dibujo: Part, destino: StoryPart) -> str:
    """Lleva un gráfico, con su libro y sus formas, a un membrete, y da el nombre de su relación."""
    libro = dibujo.rels[_SU_LIBRO].target_part.blob
    formas = dibujo.rels[_SUS_FORMAS].target_part.blob if _SUS_FORMAS in dibujo.rels else b""
    return _poner(destino, "reporte", dibujo.blob, libro, formas)


_SU_LIBRO, _SUS_FORMAS = "rId1", "rId2"
"""Las relaciones de un gráfico, en el orden en que se le ponen."""


def _poner(parte: StoryPart, prefijo: str, xml: bytes, datos: bytes, formas: bytes) -> str:
    """Pone un gráfico, su libro y sus formas como partes; sus nombres empiezan por ``prefijo``."""
    paquete = parte.package
    nombre = paquete.next_partname(f"/word/charts/{prefijo}%d.xml")
    de_datos = PackURI(f"/word/embeddings/{prefijo}{nombre.idx}.xlsx")
    libro = Part(de_datos, CONTENT_TYPE.SML_SHEET, datos, paquete)
    dibujo = Part(nombre, CONTENT_TYPE.DML_CHART, xml, paquete)
    dibujo.relate_to(libro, RELATIONSHIP_TYPE.PACKAGE)
    if formas:
        de_formas = PackURI(f"/word/drawings/{prefijo}{nombre.idx}.xml")
        dibujo.relate_to(Part(de_formas, CLASE_DE_FORMAS, formas, paquete), RELACION_DE_FORMAS)
    return str(parte.relate_to(dibujo, RELATIONSHIP_TYPE.CHART))


def dibujo_de_grafico(descripcion: str, ancho: Mm, alto: Mm, relacion: str) -> str:
    """XML del lugar que un gráfico ocupa en un párrafo, con su texto alternativo."""
    numero = int(re.sub(r"\D", "", relacion))
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(ancho)}" cy="{emu(alto)}"/>'
        f'<wp:docPr id="{numero}" name="Gráfico {numero}" descr="{escapar(descripcion)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{ESPACIO_DE_GRAFICO}">'
        f'<c:chart xmlns:c="{ESPACIO_DE_GRAFICO}" r:id="{relacion}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
