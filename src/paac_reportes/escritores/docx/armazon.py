"""El paquete mínimo que se le da a python-docx, sus secciones y las propiedades del archivo.

La plantilla de python-docx trae 800 kB de estilos en inglés y modo de compatibilidad; este armazón
trae lo que un documento nuevo de Word necesita, y los estilos del documento. Sus propiedades son
las de todo documento y las que sólo lee un programa.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import pairwise
from typing import Any

import attrs
from docx import Document
from docx.document import Document as DocumentoDeWord
from docx.enum.section import WD_HEADER_FOOTER
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.parser import parse_xml
from docx.parts.story import StoryPart

from paac_reportes import clases
from paac_reportes.escritores.docx.textos import corrida_con_marcas
from paac_reportes.escritores.paquete import PARTE_DEL_PROGRAMA, PROGRAMA, escapar
from paac_reportes.maqueta.contenido import que_sigue
from paac_reportes.maqueta.cortes import abre_pagina, esta_en_su_franja
from paac_reportes.maqueta.documento import Metadatos, Parte
from paac_reportes.maqueta.nodos import Bloque, Tabla, Titulo

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PAQUETE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TIPO = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_TIPOS = f"""{_XML}<Types xmlns="{_PAQUETE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_TIPO}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_TIPO}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_TIPO}.settings+xml"/>\
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
<Override PartName="/docProps/app.xml" \
ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>\
</Types>"""

_RELACIONES = f"""{_XML}<Relationships xmlns="{_PAQUETE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PAQUETE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/>\
<Relationship Id="rId3" Type="{_OFFICE}/relationships/extended-properties" \
Target="docProps/app.xml"/>\
</Relationships>"""

_RELACIONES_DEL_DOCUMENTO = f"""{_XML}<Relationships xmlns="{_PAQUETE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/relationships/settings" Target="settings.xml"/>\
</Relationships>"""

ESPACIOS = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
"""Espacios de nombres que usan las tablas, los textos y las imágenes."""


def texto_de_cuerpo(seccion: int) -> str:
    """Texto del párrafo donde irá el cuerpo de una sección, desde 0."""
    return f"cuerpo {seccion}"


def marca_de_cuerpo(seccion: int) -> str:
    """XML del párrafo donde irá el cuerpo de una sección, como queda en el cascarón."""
    return f"<w:p><w:r><w:t>{texto_de_cuerpo(seccion)}</w:t></w:r></w:p>"


_DOCUMENTO = f"""{_XML}<w:document {ESPACIOS}>\
<w:body>{marca_de_cuerpo(0)}<w:sectPr/></w:body></w:document>"""

# compatibilityMode 15: sin él Word abre el archivo en «modo de compatibilidad».
_AJUSTES = f"""{_XML}<w:settings xmlns:w="{_WORD}"><w:zoom w:percent="100"/>\
<w:defaultTabStop w:val="708"/><w:characterSpacingControl w:val="doNotCompress"/>\
<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" \
w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
<w:themeFontLang w:val="{{idioma}}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>\
</w:settings>"""

_PROPIEDADES = f"""{_XML}<cp:coreProperties xmlns:cp="{_PAQUETE}/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>"""


SIN_ESTILOS = f'{_XML}<w:styles xmlns:w="{_WORD}"/>'


def abrir_armazon(estilos: str, idioma: str) -> DocumentoDeWord:
    """Documento de python-docx con esa hoja de estilos (XML) y el cuerpo por rellenar."""
    partes = {
        "[Content_Types].xml": _TIPOS,
        "_rels/.rels": _RELACIONES,
        "docProps/core.xml": _PROPIEDADES,
        PARTE_DEL_PROGRAMA: PROGRAMA,
        "word/document.xml": _DOCUMENTO,
        "word/_rels/document.xml.rels": _RELACIONES_DEL_DOCUMENTO,
        "word/styles.xml": estilos,
        "word/settings.xml": _AJUSTES.replace("{idioma}", idioma),
    }
    paquete = io.BytesIO()
    with zipfile.ZipFile(paquete, "w", zipfile.ZIP_STORED) as archivo:
        for nombre, contenido in partes.items():
            archivo.writestr(nombre, contenido)
    paquete.seek(0)
    return Document(paquete)


def poner_estilos(word: DocumentoDeWord, hoja: str) -> None:
    """Cambia la hoja de estilos (XML) de un documento."""
    parte: Any = word.part.part_related_by(RELATIONSHIP_TYPE.STYLES)
    parte._element = parse_xml(hoja.encode())  # noqa: SLF001 - python-docx no deja cambiarla


class _PaqueteEnMemoria(PackageWriter):
    """El escritor de python-docx sin su ZIP, que se abriría enseguida para sellarlo."""

    @classmethod
    def cascaron(cls, paquete: OpcPackage) -> dict[str, bytes]:
        """Las partes de un paquete, en el orden en que python-docx las escribe."""
        escritor: Any = cls
        partes: list[Any] = paquete.parts
        cascaron = _Cascaron()
        for parte in partes:
            parte.before_marshal()
        escritor._write_content_types_stream(cascaron, partes)  # noqa: SLF001 - los llama su ``write``
        escritor._write_pkg_rels(cascaron, paquete.rels)  # noqa: SLF001
        escritor._write_parts(cascaron, partes)  # noqa: SLF001
        return cascaron


class _Cascaron(dict[str, bytes]):
    def write(self, lugar: PackURI, contenido: bytes) -> None:
        """Una parte, en el lugar que python-docx le da."""
        self[lugar.membername] = contenido


def cascaron_de(word: DocumentoDeWord) -> dict[str, bytes]:
    """El documento como lo escribe python-docx."""
    return _PaqueteEnMemoria.cascaron(word.part.package)


@clases.frozen
class SeccionDeParte:
    """Una parte, o el tramo suyo desde un título que abre página hasta el otro."""

    parte: Parte
    numero: int
    """Número de la parte entera."""
    de_quien: str = ""
    """El título que repiten las páginas que siguen, si ellas no lo dicen."""
    lugar: int | None = None
    """Su orden en la parte, desde 0, si en alguna de sus secciones se dice de quién es."""


def secciones_de(partes: Sequence[Parte], *, se_parten: bool) -> Iterator[SeccionDeParte]:
    """Las secciones de un Word: las partes y, en la de una matriz, cada título que abre página.

    Otro programa corta las páginas: sólo el encabezado de una sección dice en todas de quién son.
    Un campo que lo buscara lo llena Word; LibreOffice lo deja como venía. ``se_parten``: si se hace
    una sección por título que abre página; si no, una por parte.
    """
    for numero, parte in enumerate(partes):
        bloques = parte.bloques
        abren = [n for n, b in enumerate(bloques) if n and isinstance(b, Titulo) and abre_pagina(b)]
        tramos = [bloques[desde:hasta] for desde, hasta in pairwise([0, *abren, len(bloques)])]
        de_quien = [_de_quien(tramo) for tramo in tramos]
        if not (se_parten and any(de_quien)):
            yield SeccionDeParte(parte, numero)
            continue
        for lugar, (tramo, nombre) in enumerate(zip(tramos, de_quien, strict=True)):
            yield SeccionDeParte(attrs.evolve(parte, bloques=tramo), numero, nombre, lugar)


def _de_quien(bloques: Sequence[Bloque]) -> str:
    """El único título bajo el que va una matriz, que ella no dice: ``B.1 HACIENDA``; o nada."""
    titulo: Titulo | None = None
    de_matriz = False
    for bloque, siguiente in pairwise([*bloques, None]):
        if isinstance(bloque, Titulo) and not esta_en_su_franja(bloque, siguiente):
            if de_matriz:
                return ""
            titulo = bloque
        elif isinstance(bloque, Tabla) and bloque.clase == "filas":
            de_matriz = de_matriz or bloque.filas.son_del_contenido
            if titulo and any(titulo.es_la_franja(fila.celdas[0]) for fila in bloque.rotulos):
                return ""
    return titulo.con_numero if titulo and titulo.nivel and de_matriz else ""


def cierres_de_tramos(
    word: DocumentoDeWord, tramos: Sequence[SeccionDeParte], desde: int
) -> list[str]:
    """XML del párrafo que cierra cada tramo de una parte, menos el último, que lo cierra ella.

    En el encabezado de cada uno, menos en su primera página, queda de quién es: va en el párrafo
    que Word exige tras la tabla de un encabezado, y no le quita alto al cuerpo. La primera página
    de un tramo lleva el de su parte; la de una parte con portada, el suyo. ``desde``: el número del
    primero entre todas las secciones.
    """
    parte = tramos[0].numero
    sitio: Any = word.element.sectPr_lst[parte]
    encabezado = word.sections[parte].header.part
    antes, cierra, despues = encabezado.blob.decode().rpartition("</w:p>")
    comun, pie = sitio.remove_headerReference(_EN_TODAS), sitio.get_footerReference(_EN_TODAS)
    propios: list[str] = []
    for numero, tramo in enumerate(tramos, desde):
        propios.append(f"sigue{numero}" if tramo.de_quien else comun)
        if tramo.de_quien:
            dice = corrida_con_marcas(que_sigue(tramo.de_quien), "<w:b/>")
            otro = f"{antes}{dice}{cierra}{despues}".encode()
            otro_encabezado = _otra_parte(encabezado, f"/word/{propios[-1]}.xml", otro)
            word.part.load_rel(_ENCABEZADO, otro_encabezado, propios[-1])

    def referir(propio: str) -> None:
        if not sitio.titlePg_val:
            sitio.add_headerReference(_EN_LA_PRIMERA, comun)
            if pie is not None:
                sitio.add_footerReference(_EN_LA_PRIMERA, pie.rId)
        sitio.titlePg_val = True
        sitio.add_headerReference(_EN_TODAS, propio)

    referir(propios[0])
    if len(tramos) == 1:
        return []
    primero = parrafo_que_cierra(en_xml_suelto(sitio))
    for referencia in sitio.xpath("w:headerReference | w:footerReference"):
        sitio.remove(referencia)
    # Los demás difieren sólo en cuál es su encabezado.
    sitio.titlePg_val = False
    referir(propios[-1])
    otro_cierre = parrafo_que_cierra(en_xml_suelto(sitio))
    ultimo = f'w:type="default" r:id="{propios[-1]}"'
    demas = [otro_cierre.replace(ultimo, f'w:type="default" r:id="{p}"') for p in propios[1:-1]]
    return [primero, *demas]


def parrafo_que_cierra(seccion: str) -> str:
    """XML del párrafo que guarda una sección, que es su XML, y no ocupa un renglón."""
    xml = re.sub(' xmlns:[a-z0-9]+="[^"]*"', "", seccion)
    return f'<w:p><w:pPr><w:pStyle w:val="Separador"/>{xml}</w:pPr></w:p>'


def _otra_parte(encabezado: StoryPart, nombre: str, dice: bytes) -> Part:
    """Otra parte de encabezado, con ese XML y las mismas imágenes y enlaces."""
    otro = Part(PackURI(nombre), encabezado.content_type, dice, encabezado.package)
    for clave, relacion in encabezado.rels.items():
        afuera = relacion.is_external
        a_donde = relacion.target_ref if afuera else relacion.target_part
        otro.load_rel(relacion.reltype, a_donde, clave, is_external=afuera)
    return otro


_ENCABEZADO = RELATIONSHIP_TYPE.HEADER
_EN_TODAS, _EN_LA_PRIMERA = WD_HEADER_FOOTER.PRIMARY, WD_HEADER_FOOTER.FIRST_PAGE


def en_xml_suelto(elemento: Any) -> str:
    """XML de un elemento, con los espacios de nombres que usa."""
    return serialize_part_xml(elemento).decode("utf-8").removeprefix(_XML_DE_LXML)


_XML_DE_LXML = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"

_PROPIAS = (
    f'{_XML}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
    "{}</Properties>"
)
_NUCLEO = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_NOMBRE = PackURI("/docProps/custom.xml")
_DE_UN_PROGRAMA = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Conjunto al que Office exige que pertenezcan las propiedades de un programa."""
_PRIMER_NUMERO = 2
"""Número de la primera propiedad; Office guarda los de antes para sí."""


def poner_propiedades(word: DocumentoDeWord, metadatos: Metadatos) -> None:
    """Escribe en el Word el título, el autor, las fechas y las propiedades de la biblioteca."""
    propiedades = word.core_properties
    propiedades.title = metadatos.titulo
    propiedades.subject = metadatos.asunto
    propiedades.author = metadatos.autor
    # Con su espacio de nombres: a «cp», en python-docx, docxcompose le cambia lo que quiere decir.
    for nombre, valor in (
        ("lastModifiedBy", metadatos.autor),
        ("keywords", metadatos.palabras_clave),
    ):
        _poner(propiedades._element, f"{{{_NUCLEO}}}{nombre}", valor)  # noqa: SLF001 - es lo que hay
    propiedades.language = metadatos.idioma
    if metadatos.fecha:
        momento = datetime.combine(metadatos.fecha, time(), UTC)
        propiedades.created = propiedades.modified = momento
    if metadatos.propiedades:
        _guardar(word, _PROPIAS.format("".join(_propiedades(metadatos.propiedades))).encode())


def _poner(nucleo: Any, nombre: str, valor: str) -> None:
    """Escribe una propiedad del documento; la que falta se agrega al final.

    ``nucleo``: el XML de todas.
    """
    propiedad = nucleo.find(nombre)
    if propiedad is None:
        propiedad = nucleo.makeelement(nombre)
        nucleo.append(propiedad)
    propiedad.text = valor


def juntar_propiedades(base: DocumentoDeWord, nuestro: DocumentoDeWord) -> None:
    """Pasa a ``base`` las propiedades de ``nuestro``; conserva las suyas de otra familia."""
    nuestras, del_membrete = _parte_de_propiedades(nuestro), _parte_de_propiedades(base)
    if nuestras is None:
        return
    nuevas = parse_xml(nuestras.blob)
    if del_membrete is not None:
        familias = {_familia(dato) for dato in nuevas}
        ajenas = [dato for dato in parse_xml(del_membrete.blob) if _familia(dato) not in familias]
        nuevas.extend(ajenas)
        for numero, dato in enumerate(nuevas, _PRIMER_NUMERO):
            dato.set("pid", str(numero))
    _guardar(base, serialize_part_xml(nuevas))


def _propiedades(propiedades: Iterable[tuple[str, str]]) -> Iterator[str]:
    """XML de las propiedades propias de un documento, de pares ``(nombre, valor)``."""
    for numero, (nombre, valor) in enumerate(propiedades, _PRIMER_NUMERO):
        yield (
            f'<property fmtid="{_DE_UN_PROGRAMA}" pid="{numero}" name="{escapar(nombre)}">'
            f"<vt:lpwstr>{escapar(valor)}</vt:lpwstr></property>"
        )


def _familia(propiedad: Any) -> str:
    """Familia de una propiedad, lo de antes del punto: ``paac.corte`` → ``paac``."""
    return str(propiedad.get("name")).partition(".")[0]


def _parte_de_propiedades(word: DocumentoDeWord) -> Part | None:
    """Parte de las propiedades propias de un documento; ``None`` si no tiene."""
    relaciones = word.part.package.rels.values()
    propias = (r for r in relaciones if r.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    return next((relacion.target_part for relacion in propias), None)


def _guardar(word: DocumentoDeWord, xml: bytes) -> None:
    """Pone las propiedades, en XML, en una parte nueva del Word, en lugar de la que hubiera."""
    paquete = word.part.package
    for clave, relacion in [*paquete.rels.items()]:
        if relacion.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            del paquete.rels[clave]
    parte = Part(_NOMBRE, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, xml, paquete)
    paquete.relate_to(parte, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
