"""Las secciones del documento, copiadas de las del membrete, con el lugar de cada cuerpo."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from docx.document import Document as DocumentoDeWord
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml

from paac_reportes.escritores.docx.armazon import ESPACIOS, marca_de_cuerpo
from paac_reportes.escritores.docx.membrete.estilos import Estilos
from paac_reportes.maqueta.documento import Marco, Membrete, Pagina
from paac_reportes.maqueta.medida.medidas import veinteavos

_REFERENCIAS = (qn("w:headerReference"), qn("w:footerReference"))
_PAPEL, _NUMEROS, _PRIMERA = qn("w:pgSz"), qn("w:pgNumType"), qn("w:titlePg")
_DE_LA_HOJA = {
    *(_PAPEL, _NUMEROS, _PRIMERA),
    *map(qn, ("w:pgMar", "w:pgBorders", "w:rtlGutter", "w:docGrid")),
}
"""Lo de una sección que es de la hoja; sus columnas o su manera de empezar son del cuerpo."""

Referencias = dict[tuple[str, str], str]
"""La relación de cada encabezado o pie, por su marca y su clase: primera página, par u otra."""


def poner_secciones(
    base: DocumentoDeWord, marcos: Sequence[Marco], membrete: Membrete, estilos: Estilos
) -> list[str]:
    """Cambia el cuerpo del membrete por el lugar de cada uno de los nuestros, y da sus marcas.

    La primera página distinta y el número en que empieza la cuenta valen una vez por sección del
    membrete: en las demás partes que la usan, la cuenta sigue.
    """
    originales = [*_originales(base.element)]
    marcas = [marca_de_cuerpo(numero) for numero in range(len(marcos))]
    raiz = parse_xml(f"<w:document {ESPACIOS}><w:body>{''.join(marcas)}</w:body></w:document>")
    if (fondo := base.element.find(qn("w:background"))) is not None:
        raiz.insert(0, deepcopy(fondo))
    cuerpo = raiz.find(qn("w:body"))
    vistas, puestas = set[int](), Referencias()
    for lugar, marco in zip([*cuerpo], marcos, strict=True):
        cual = marco.seccion_del_membrete or 0
        original, referencias = originales[cual]
        # Una sección sin encabezado muestra el de la anterior: si no era el suyo, va uno en blanco.
        faltan = puestas.keys() - referencias.keys()
        puestas |= referencias | {clave: _en_blanco(base, clave[0]) for clave in sorted(faltan)}
        seccion = _copia(original, puestas, repetida=cual in vistas)
        if membrete.paginas[cual].horizontal != marco.pagina.horizontal:
            _girar(seccion, marco.pagina)
        vistas.add(cual)
        es_la_ultima = lugar.getnext() is None
        lugar.addnext(seccion if es_la_ultima else _cierre(seccion, estilos))
    base.part._element = raiz  # noqa: SLF001 - python-docx no deja cambiarla de otro modo
    _soltar_las_que_nadie_nombra(base, raiz)
    return marcas


def _originales(documento: Any) -> Iterator[tuple[Any, Referencias]]:
    """Cada sección y sus encabezados y pies, con los que toma de las de antes."""
    heredadas = Referencias()
    for seccion in documento.xpath("//w:sectPr[not(ancestor::w:sectPrChange)]"):
        heredadas |= {
            (uno.tag, uno.get(qn("w:type"), "default")): uno.get(qn("r:id"))
            for uno in seccion
            if uno.tag in _REFERENCIAS
        }
        yield seccion, Referencias(heredadas)


def _copia(original: Any, referencias: Referencias, *, repetida: bool) -> Any:
    """La sección con lo que es de la hoja."""
    copia = OxmlElement("w:sectPr")
    for (marca, clase), relacion in referencias.items():
        datos = {qn("w:type"): clase, qn("r:id"): relacion}
        copia.append(copia.makeelement(marca, datos))
    copia.extend(deepcopy(uno) for uno in original if uno.tag in _DE_LA_HOJA)
    if repetida:
        for uno in copia.findall(_PRIMERA):
            copia.remove(uno)
        for uno in copia.findall(_NUMEROS):
            uno.attrib.pop(qn("w:start"), None)
    return copia


def _girar(seccion: Any, pagina: Pagina) -> None:
    """Pone el papel del lado que se pide."""
    papel = seccion.get_or_add_pgSz()
    papel.set(qn("w:w"), str(veinteavos(pagina.ancho)))
    papel.set(qn("w:h"), str(veinteavos(pagina.alto)))
    papel.set(qn("w:orient"), "landscape" if pagina.horizontal else "portrait")


def _cierre(seccion: Any, estilos: Estilos) -> Any:
    """El párrafo que guarda una sección que no es la última, sin ocupar un renglón."""
    parrafo = OxmlElement("w:p")
    propiedades = parrafo.get_or_add_pPr()
    propiedades.style = estilos.nombre("Separador")
    propiedades.append(seccion)
    return parrafo


def _en_blanco(base: DocumentoDeWord, marca: str) -> str:
    """La relación de un encabezado, o un pie, que no dice nada."""
    es_pie = marca == qn("w:footerReference")
    documento: Any = base.part
    parte, relacion = documento.add_footer_part() if es_pie else documento.add_header_part()
    for parrafo in parte.element.findall(qn("w:p")):
        parrafo.style = None  # el de python-docx, que el membrete puede no tener
    return str(relacion)


def _soltar_las_que_nadie_nombra(base: DocumentoDeWord, raiz: Any) -> None:
    """Los encabezados y pies de las secciones que no se usan no viajan."""
    nombradas = {*raiz.xpath("//w:headerReference/@r:id | //w:footerReference/@r:id")}
    for clave, relacion in [*base.part.rels.items()]:
        de_pagina = relacion.reltype in {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
        if de_pagina and clave not in nombradas:
            del base.part.rels[clave]
