"""Las propiedades del archivo: las de todo documento y las que sólo lee un programa."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Any

from docx.document import Document as DocumentoDeWord
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from paac_reportes.escritores.docx.textos import escapar
from paac_reportes.maqueta.documento import Metadatos

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
    "{}</Properties>"
)
_NOMBRE = PackURI("/docProps/custom.xml")
_DE_UN_PROGRAMA = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""El conjunto al que Office exige que pertenezcan."""
_PRIMERA = 2
"""El número de la primera; Office guarda los de antes para sí."""


def poner_propiedades(word: DocumentoDeWord, metadatos: Metadatos) -> None:
    """Las de todo documento y, si las hay, las demás."""
    propiedades = word.core_properties
    propiedades.title = metadatos.titulo
    propiedades.subject = metadatos.asunto
    propiedades.author = propiedades.last_modified_by = metadatos.autor
    propiedades.keywords = metadatos.palabras_clave
    propiedades.language = metadatos.idioma
    if metadatos.fecha:
        momento = datetime.combine(metadatos.fecha, time(), UTC)
        propiedades.created = propiedades.modified = momento
    if metadatos.propiedades:
        _guardar(word, _XML.format("".join(_escritas(metadatos.propiedades))).encode())


def juntar_propiedades(base: DocumentoDeWord, nuestro: DocumentoDeWord) -> None:
    """Pasa a un membrete las nuestras; de las que él trae, se quedan las de otra familia."""
    propia, ajena = _parte(nuestro), _parte(base)
    if propia is None:
        return
    nuevas = parse_xml(propia.blob)
    if ajena is not None:
        familias = {_familia(una) for una in nuevas}
        suyas = [una for una in parse_xml(ajena.blob) if _familia(una) not in familias]
        nuevas.extend(suyas)
        for numero, una in enumerate(nuevas, _PRIMERA):
            una.set("pid", str(numero))
    _guardar(base, serialize_part_xml(nuevas))


def _escritas(propiedades: Iterable[tuple[str, str]]) -> Iterator[str]:
    for numero, (nombre, valor) in enumerate(propiedades, _PRIMERA):
        yield (
            f'<property fmtid="{_DE_UN_PROGRAMA}" pid="{numero}" name="{escapar(nombre)}">'
            f"<vt:lpwstr>{escapar(valor)}</vt:lpwstr></property>"
        )


def _familia(propiedad: Any) -> str:
    """``paac`` de ``paac.corte``."""
    return str(propiedad.get("name")).partition(".")[0]


def _parte(word: DocumentoDeWord) -> Part | None:
    relaciones = word.part.package.rels.values()
    hay = (uno for uno in relaciones if uno.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    return next((uno.target_part for uno in hay), None)


def _guardar(word: DocumentoDeWord, xml: bytes) -> None:
    """Las deja en su parte, que es otra: la que hubiera no se deja cambiar."""
    paquete = word.part.package
    for clave, relacion in [*paquete.rels.items()]:
        if relacion.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            del paquete.rels[clave]
    parte = Part(_NOMBRE, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, xml, paquete)
    paquete.relate_to(parte, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
