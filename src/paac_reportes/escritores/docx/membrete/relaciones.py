"""Lo que el cuerpo nombra y está en otras partes del paquete: imágenes y enlaces."""

import re

from docx.document import Document as DocumentoDeWord
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart

from paac_reportes.errores import ErrorDeMaqueta

_APARTE = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
}
"""Las partes que se juntan con las del membrete, y no se agregan a las suyas."""

_NUMERADOS = re.compile(rb"<\w+:(?:docPr|bookmarkStart)\b[^>]*?\b(?:\w+:)?id=\"(\d+)\"")


def traer(nuestra: StoryPart, suya: StoryPart) -> dict[str, str]:
    """Pasa al membrete lo que el cuerpo nombra; de cada relación de antes, la de ahora."""
    nuevas = {}
    for clave, relacion in nuestra.rels.items():
        if relacion.is_external:
            nuevas[clave] = suya.relate_to(relacion.target_ref, relacion.reltype, is_external=True)
        elif relacion.reltype == RELATIONSHIP_TYPE.IMAGE:
            imagen = relacion.target_part
            nombre = suya.package.next_partname(f"/word/media/reporte%d.{imagen.partname.ext}")
            copia = ImagePart(nombre, imagen.content_type, imagen.blob)
            nuevas[clave] = suya.relate_to(copia, relacion.reltype)
        elif relacion.reltype not in _APARTE:
            raise ErrorDeMaqueta(f"no se sabe pasar a un membrete {relacion.reltype}")
    return nuevas


def numeros_usados(base: DocumentoDeWord) -> set[int]:
    """Los números de los dibujos y marcas de los encabezados y pies, que no se repiten."""
    return {
        int(numero)
        for parte in base.part.package.iter_parts()
        if parte.partname.ext == "xml"
        for numero in _NUMERADOS.findall(parte.blob)
    }
