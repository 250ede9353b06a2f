"""El documento de Word completo."""

import functools
import io
from collections.abc import Callable
from datetime import UTC, datetime, time
from itertools import pairwise
from typing import Any

from docx.document import Document as DocumentoDeWord
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart
from docx.section import Section
from docx.shared import Mm as MmDeWord

from paac_reportes.escritores.docx.armazon import ESPACIOS, MARCA_DEL_CUERPO, abrir_armazon
from paac_reportes.escritores.docx.estilos import hoja_de_estilos, identificador
from paac_reportes.escritores.docx.tablas import Tablas
from paac_reportes.escritores.docx.textos import Relacionar, corrida, corridas
from paac_reportes.escritores.paquete import en_lugar_de, sellar
from paac_reportes.maqueta.nodos import (
    Documento,
    Imagen,
    Metadatos,
    Pagina,
    Parrafo,
    Tabla,
    Titulo,
)

_SEPARADOR = '<w:p><w:pPr><w:pStyle w:val="Separador"/></w:pPr></w:p>'


def escribir(documento: Documento) -> bytes:
    """Los bytes del ``.docx``; con el mismo documento, siempre los mismos."""
    idioma = documento.metadatos.idioma
    word = abrir_armazon(hoja_de_estilos(documento.estilos, idioma), idioma)
    _poner_propiedades(word, documento.metadatos)
    seccion = word.sections[0]
    _poner_pagina(seccion, documento.pagina)
    for tabla, lugar in (
        (documento.encabezado, seccion.header),
        (documento.pie, seccion.footer),
    ):
        if tabla is not None:
            lugar.is_linked_to_previous = False
            tablas = _tablas(documento, lugar.part)
            elemento = tablas.xml(tabla).replace("<w:tbl>", f"<w:tbl {ESPACIOS}>", 1)
            lugar._element.insert(0, parse_xml(elemento))  # noqa: SLF001 - no hay otra entrada
    cuerpo = _cuerpo(documento, _tablas(documento, word.part), _relacionador(word.part))
    cascaron = io.BytesIO()
    word.save(cascaron)
    arreglos = {"word/document.xml": en_lugar_de({MARCA_DEL_CUERPO: cuerpo})}
    return sellar(cascaron.getvalue(), arreglos)


def _cuerpo(documento: Documento, tablas: Tablas, relacionar: Relacionar) -> str:
    bloques = [bloque for parte in documento.partes for bloque in parte.bloques]
    escribir_bloque: dict[type, Callable[[Any], str]] = {
        Titulo: _titulo,
        Parrafo: functools.partial(_parrafo, relacionar),
        Tabla: tablas.xml,
    }
    trozos = []
    for bloque, siguiente in pairwise([*bloques, None]):
        trozos.append(escribir_bloque[type(bloque)](bloque))
        # Word funde dos tablas seguidas y exige un párrafo tras la última.
        if isinstance(bloque, Tabla) and (siguiente is None or isinstance(siguiente, Tabla)):
            trozos.append(_SEPARADOR)
    return "".join(trozos)


def _titulo(titulo: Titulo) -> str:
    salto = "<w:pageBreakBefore/>" if titulo.en_pagina_nueva else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{identificador(titulo.estilo)}"/>{salto}</w:pPr>'
        f"{corrida(titulo.texto)}</w:p>"
    )


def _parrafo(relacionar: Relacionar, parrafo: Parrafo) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{identificador(parrafo.estilo)}"/></w:pPr>'
        f"{corridas(parrafo.contenido, relacionar)}</w:p>"
    )


def _tablas(documento: Documento, parte: StoryPart) -> Tablas:
    return Tablas(documento.estilos, documento.pagina.ancho_util, _relacionador(parte))


def _relacionador(parte: StoryPart) -> Relacionar:
    def relacionar(imagen: Imagen) -> str:
        # Como parte ya hecha: python-docx no reconoce todas las JPEG, y aquí ya está medida.
        paquete = parte.package
        nombre = paquete.next_partname(f"/word/media/imagen%d.{imagen.clase}")
        guardada = ImagePart(nombre, f"image/{imagen.clase}", imagen.datos)
        return str(parte.relate_to(guardada, RELATIONSHIP_TYPE.IMAGE))

    return relacionar


def _poner_pagina(seccion: Section, pagina: Pagina) -> None:
    seccion.orientation = WD_ORIENT.LANDSCAPE if pagina.horizontal else WD_ORIENT.PORTRAIT
    seccion.page_width, seccion.page_height = MmDeWord(pagina.ancho), MmDeWord(pagina.alto)
    seccion.top_margin, seccion.bottom_margin = (
        MmDeWord(pagina.superior),
        MmDeWord(pagina.inferior),
    )
    seccion.left_margin, seccion.right_margin = (
        MmDeWord(pagina.izquierdo),
        MmDeWord(pagina.derecho),
    )
    seccion.header_distance = seccion.footer_distance = MmDeWord(pagina.encabezado)


def _poner_propiedades(word: DocumentoDeWord, metadatos: Metadatos) -> None:
    propiedades = word.core_properties
    propiedades.title = metadatos.titulo
    propiedades.subject = metadatos.asunto
    propiedades.author = propiedades.last_modified_by = metadatos.autor
    propiedades.keywords = metadatos.palabras_clave
    propiedades.language = metadatos.idioma
    if metadatos.fecha:
        momento = datetime.combine(metadatos.fecha, time(), UTC)
        propiedades.created = propiedades.modified = momento
