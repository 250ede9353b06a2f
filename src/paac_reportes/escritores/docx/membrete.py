"""El documento sobre el membrete de una entidad: sus estilos, sus secciones y su cuerpo.

En lo que ambos tienen manda el membrete. Lo que se lee de corrido (títulos, párrafos, listas) se ve
como en él. Una tabla no: se midió con la letra del formato, y conserva la suya aunque el «Normal»
de la entidad sea otro.

``poner_en_membrete`` es todo: cambia su cuerpo por los nuestros, que se escriben sin saber de
membretes, con sus secciones. ``Traslado`` pasa cada uno con lo que nombra: las listas, las imágenes
y los enlaces los junta docxcompose; los estilos y los números de las marcas, no, que los suyos los
toma por iguales si se llaman igual, y cruza una marca que está dentro de otra.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count
from typing import Any

from docx import Document
from docx.document import Document as DocumentoDeWord
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docxcompose.composer import Composer

from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.escritores.docx.armazon import (
    ESPACIOS,
    cascaron_de,
    en_xml_suelto,
    juntar_propiedades,
    parrafo_que_cierra,
)
from paac_reportes.escritores.docx.estilos import ESTILO_DE_CELDA, ESTILO_NORMAL
from paac_reportes.escritores.paquete import Parte, entre_marcas, sellar
from paac_reportes.maqueta.documento import Marco, Membrete
from paac_reportes.maqueta.medida.tipografia import veinteavos

Clave = tuple[str, str]
"""Un estilo por su clase y su nombre en minúsculas: ``("paragraph", "heading 1")``."""


def poner_en_membrete(
    nuestro: DocumentoDeWord, cuerpos: Sequence[str], marcos: Sequence[Marco], membrete: Membrete
) -> dict[str, Parte]:
    """Las partes del membrete con esos cuerpos, uno por parte; nada de nuestro cascarón se pierde.

    ``nuestro`` trae los estilos, las imágenes, los enlaces y las listas que los cuerpos nombran.
    """
    base = abrir(membrete.datos, "membrete")
    # De una vez: pasar a otro árbol una tabla de miles de filas toma como el cuadrado de ellas.
    raiz = Traslado(base, nuestro)(f"<w:body>{_OTRA_SECCION.join(cuerpos)}<w:sectPr/></w:body>")
    if (fondo := base.element.find(qn("w:background"))) is not None:
        raiz.insert(0, deepcopy(fondo))
    for lugar, seccion in zip(
        [*raiz.iter(qn("w:sectPr"))], _secciones(base, marcos, membrete), strict=True
    ):
        lugar.getparent().replace(lugar, seccion)
    base.part._element = raiz  # noqa: SLF001 - python-docx no deja cambiarla de otro modo
    # Los encabezados y los pies que ninguna sección nombra se sueltan.
    nombradas = {*raiz.xpath("//w:headerReference/@r:id | //w:footerReference/@r:id")}
    for clave, relacion in [*base.part.rels.items()]:
        de_pagina = relacion.reltype in {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
        if de_pagina and clave not in nombradas:
            del base.part.rels[clave]
    # El título, el autor y las fechas son los del reporte; lo demás, del membrete.
    propiedades = nuestro.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    base.part.package.relate_to(propiedades, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    juntar_propiedades(base, nuestro)
    return {**cascaron_de(base)}


def abrir(datos: bytes, archivo: str) -> DocumentoDeWord:
    """El documento de unos bytes ya revisados; ``ErrorDeFormato`` si lxml no los admite."""
    try:
        return Document(io.BytesIO(datos))
    except SyntaxError as error:  # lo que lxml no admite, y el lector que lo revisó sí
        motivo = "está dañado: trae XML que Word no admite"
        raise ErrorDeFormato(Falla(f"{archivo}_invalido", archivo, motivo)) from error


_REFERENCIAS = (qn("w:headerReference"), qn("w:footerReference"))
_PAPEL, _NUMEROS, _PRIMERA = qn("w:pgSz"), qn("w:pgNumType"), qn("w:titlePg")
_DE_LA_HOJA = {
    *(_PAPEL, _NUMEROS, _PRIMERA),
    *map(qn, ("w:pgMar", "w:pgBorders", "w:rtlGutter", "w:docGrid")),
}
"""Propiedades de una sección que son de la hoja; sus columnas o su comienzo son del cuerpo."""

_OTRA_SECCION = parrafo_que_cierra("<w:sectPr/>")
"""Párrafo que guarda una sección que no es la última."""

Referencias = dict[tuple[str, str], str]
"""Relación (``rId4``) de cada encabezado o pie, por su marca y su clase (``first``, ``even``…)."""


def _secciones(base: DocumentoDeWord, marcos: Sequence[Marco], membrete: Membrete) -> Iterator[Any]:
    """Sección con que termina cada parte.

    La primera página distinta y el número en que empieza la cuenta valen una vez por sección del
    membrete: en las demás partes que la usan, la cuenta sigue.
    """
    originales = [*_secciones_del_membrete(base.element)]
    usadas, vigentes = set[int](), Referencias()
    for marco in marcos:
        indice = marco.seccion_del_membrete or 0
        original, referencias = originales[indice]
        # Una sección sin encabezado muestra el de la anterior: si no era el suyo, va uno en blanco.
        faltan = vigentes.keys() - referencias.keys()
        vigentes |= referencias | {
            clave: _encabezado_en_blanco(base, clave[0]) for clave in sorted(faltan)
        }
        seccion = _seccion_de_la_hoja(original, vigentes, repetida=indice in usadas)
        if membrete.paginas[indice].horizontal != marco.pagina.horizontal:
            papel = seccion.get_or_add_pgSz()
            papel.set(qn("w:w"), str(veinteavos(marco.pagina.ancho)))
            papel.set(qn("w:h"), str(veinteavos(marco.pagina.alto)))
            papel.set(qn("w:orient"), "landscape" if marco.pagina.horizontal else "portrait")
        usadas.add(indice)
        yield seccion


def _secciones_del_membrete(documento: Any) -> Iterator[tuple[Any, Referencias]]:
    """Cada sección de un Word, y sus encabezados y pies, también los que hereda de las de antes."""
    heredadas = Referencias()
    for seccion in documento.xpath("//w:sectPr[not(ancestor::w:sectPrChange)]"):
        heredadas |= {
            (referencia.tag, referencia.get(qn("w:type"), "default")): referencia.get(qn("r:id"))
            for referencia in seccion
            if referencia.tag in _REFERENCIAS
        }
        yield seccion, Referencias(heredadas)


def _seccion_de_la_hoja(original: Any, referencias: Referencias, *, repetida: bool) -> Any:
    """Copia de una sección del membrete, sólo con lo que es de su hoja.

    ``repetida``: si otra parte ya la usa, y no reinicia los números ni cambia la primera página.
    """
    copia = OxmlElement("w:sectPr")
    for (marca, clase), relacion in referencias.items():
        datos = {qn("w:type"): clase, qn("r:id"): relacion}
        copia.append(copia.makeelement(marca, datos))
    copia.extend(deepcopy(elemento) for elemento in original if elemento.tag in _DE_LA_HOJA)
    if repetida:
        for elemento in copia.findall(_PRIMERA):
            copia.remove(elemento)
        for elemento in copia.findall(_NUMEROS):
            elemento.attrib.pop(qn("w:start"), None)
    return copia


def _encabezado_en_blanco(base: DocumentoDeWord, marca: str) -> str:
    """Relación de un encabezado, o un pie, nuevo que no dice nada; ``marca``: cuál de los dos."""
    es_pie = marca == qn("w:footerReference")
    documento: Any = base.part
    parte, relacion = documento.add_footer_part() if es_pie else documento.add_header_part()
    for parrafo in parte.element.findall(qn("w:p")):
        parrafo.style = None  # el de python-docx, que el membrete puede no tener
    return str(relacion)


_CON_ESTILO = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_NUMERADOS = ("wp:docPr", "pic:cNvPr", "w:bookmarkStart", "w:bookmarkEnd", "w:ins", "w:del")


class Traslado:
    """Traslado de unos cuerpos a un Word ajeno, con los nombres que sus cosas tienen en él."""

    def __init__(self, base: DocumentoDeWord, nuestro: DocumentoDeWord) -> None:
        # docxcompose pide las listas leídas, y no como se escribieron.
        self._nuestro = Document(io.BytesIO(sellar(cascaron_de(nuestro))))
        self._base = base
        self._estilos = juntar_estilos(base, self._nuestro)
        self._juntador = Composer(base)
        usados = {
            int(numero)
            for parte in base.part.package.iter_parts()
            if parte.partname.ext == "xml"
            for numero in _DE_OTRO.findall(parte.blob)
        }
        libres = (str(numero) for numero in count(1) if numero not in usados)
        self._numeros = defaultdict[str, str](libres.__next__)
        """Número de cada dibujo o marca, por el que traía: el primero libre, y siempre el mismo."""

    def __call__(self, xml: str) -> Any:
        """Raíz de un documento con ese XML."""
        raiz: Any = parse_xml(f"<w:document {ESPACIOS}>{xml}</w:document>")
        for elemento in raiz.iter(*_CON_ESTILO):
            elemento.val = self._estilos[elemento.val]
        for lista in raiz.iter(qn("w:numPr")):  # de a una: de varias a la vez, les da el mismo
            self._juntador.add_numberings(self._nuestro, lista)
        self._juntador.add_images(self._nuestro, raiz)
        self._juntador.add_referenced_parts(self._nuestro.part, self._base.part, raiz)
        for marca in _NUMERADOS:
            for elemento in raiz.iter(qn(marca)):
                clave = qn("w:id") if marca.startswith("w:") else "id"
                elemento.set(clave, self._numeros[elemento.get(clave)])
        return raiz


_DE_OTRO = re.compile(rb"<\w+:(?:docPr|bookmarkStart)\b[^<>]*?\b(?:\w+:)?id=\"(\d+)\"")
"""Número de un dibujo o de una marca del Word ajeno."""
_SOLO_ALINEAN = re.compile(r"Texto(?:Izquierda|Centro|Derecha|Justificada)")
_CON_OTRO_NOMBRE = {"Normal Table": "Tabla del reporte"}
_ESTILO_DEL_TEXTO = "BodyText"


def juntar_estilos(base: DocumentoDeWord, nuestro: DocumentoDeWord) -> dict[str, str]:
    """Agrega a ``base`` los estilos de ``nuestro`` que le faltan.

    Da el identificador que cada uno de los nuestros tiene en él.
    """
    destino, origen = base.styles.element, nuestro.styles.element
    ajenos = {_clave(estilo): estilo.get(qn("w:styleId")) for estilo in _estilos(destino)}
    normal = base.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    lugares: dict[str, str] = {}
    nuevos: list[tuple[Any, str]] = []
    for estilo in _estilos(origen):
        clave, (clase, nombre) = estilo.get(qn("w:styleId")), _clave(estilo)
        es_de_word = clase != "table" and not estilo.get(qn("w:customStyle"))
        if clave != ESTILO_NORMAL and es_de_word and (clase, nombre) in ajenos:
            lugares[clave] = ajenos[clase, nombre]
        elif clave in {ESTILO_NORMAL, _ESTILO_DEL_TEXTO}:
            lugares[clave] = ESTILO_NORMAL if normal is None else normal.style_id
        else:
            visible = _CON_OTRO_NOMBRE.get(estilo.name_val, estilo.name_val)
            while (clase, visible.casefold()) in ajenos:
                visible = f"{visible} del reporte"
            lugares[clave] = clave
            while lugares[clave] in ajenos.values():
                lugares[clave] += "DelReporte"
            ajenos[clase, visible.casefold()] = lugares[clave]
            nuevos.append((estilo, visible))
    destino.extend([_adaptado(estilo, visible, lugares, origen) for estilo, visible in nuevos])
    _poner_idioma(destino, origen)
    return lugares


def _adaptado(estilo: Any, visible: str, lugares: dict[str, str], nuestra: Any) -> Any:
    """Copia de uno de nuestros estilos, como va en el Word ajeno: él y los que nombra.

    ``visible``: cómo se llama ahí; ``lugares``: el identificador de cada estilo nuestro en él.
    """
    copia, clave = deepcopy(estilo), estilo.get(qn("w:styleId"))
    base = copia.find(qn("w:basedOn"))
    de_corrido = base is not None and base.get(qn("w:val")) == ESTILO_NORMAL
    copia.set(qn("w:styleId"), lugares[clave])
    copia.find(qn("w:name")).set(qn("w:val"), visible)
    if copia.attrib.pop(qn("w:default"), None) or visible != estilo.name_val:
        copia.set(qn("w:customStyle"), "1")
    for lazo in ("w:basedOn", "w:next", "w:link"):
        if (elemento := copia.find(qn(lazo))) is not None:
            elemento.set(qn("w:val"), lugares[elemento.get(qn("w:val"))])
    if de_corrido and clave.startswith("Texto"):
        base.set(qn("w:val"), lugares[_ESTILO_DEL_TEXTO])
    if clave == ESTILO_DE_CELDA:
        _hacer_independiente(copia, nuestra)
    elif de_corrido:
        _quitar_tamano(copia)
    if _SOLO_ALINEAN.fullmatch(clave):
        _dejar_solo_la_alineacion(copia)
    return copia


def _hacer_independiente(celda: Any, nuestra: Any) -> None:
    """Hace que la celda diga su letra y su renglón, y no tome los que el membrete da por omisión.

    Tampoco está a la vista de quien edita, que escribe con los del membrete.
    """
    celda.remove(celda.find(qn("w:basedOn")))
    celda.find(qn("w:qFormat")).tag = qn("w:semiHidden")
    espacio = celda.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    espacio.set(qn("w:line"), "240")
    espacio.set(qn("w:lineRule"), "auto")
    letra = celda.find(qn("w:rPr"))
    familia, *lo_demas = map(deepcopy, _letra_por_omision(nuestra))
    if letra.find(familia.tag) is None:
        letra.insert(0, familia)
    letra.extend(dato for dato in lo_demas if letra.find(dato.tag) is None)


def _quitar_tamano(estilo: Any) -> None:
    """Quita el tamaño de un texto de corrido: es el del membrete, aunque el formato diga otro."""
    for letra in estilo.findall(qn("w:rPr")):
        for tamano in [*letra.findall(qn("w:sz")), *letra.findall(qn("w:szCs"))]:
            letra.remove(tamano)


def _dejar_solo_la_alineacion(estilo: Any) -> None:
    """Quita de un estilo su letra, que es la del membrete, y de su párrafo, lo que no lo alinea."""
    parrafo = estilo.find(qn("w:pPr"))
    for marca in [*parrafo]:
        if marca.tag != qn("w:jc"):
            parrafo.remove(marca)
    estilo.remove(estilo.find(qn("w:rPr")))


def _poner_idioma(destino: Any, origen: Any) -> None:
    """Pone en los estilos ajenos nuestro idioma: sin él, Word subraya los textos."""
    letra = _letra_por_omision(destino)
    idioma = deepcopy(_letra_por_omision(origen).find(qn("w:lang")))
    if (del_membrete := letra.find(qn("w:lang"))) is None:
        letra.append(idioma)
    else:
        del_membrete.set(qn("w:val"), idioma.get(qn("w:val")))


def _letra_por_omision(hoja: Any) -> Any:
    """Elemento donde una hoja dice la letra de todo; si no está, se agrega."""
    lugar = hoja
    for marca in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        dentro = lugar.find(qn(marca))
        if dentro is None:
            dentro = OxmlElement(marca)
            lugar.insert(0, dentro)
        lugar = dentro
    return lugar


def _estilos(hoja: Any) -> list[Any]:
    """Estilos de una hoja que tienen identificador y nombre."""
    estilos = hoja.findall(qn("w:style"))
    return [estilo for estilo in estilos if estilo.get(qn("w:styleId")) and estilo.name_val]


def _clave(estilo: Any) -> Clave:
    clase = estilo.get(qn("w:type")) or "paragraph"
    return clase, str(estilo.name_val).casefold()


# ------------------------------------------------------------------ un cuerpo
# El que alguien diseñó en Word, ya lleno: sus estilos, sus páginas y sus propiedades son los suyos,
# y los bloques que se ponen en él llevan los nuestros.


def poner_en_el_cuerpo(
    nuestro: DocumentoDeWord, bloques: Sequence[str], cuerpo: bytes
) -> dict[str, Parte]:
    """Las partes del Word del cuerpo, con el XML de cada bloque en su lugar: ``n="0"``, ``n="1"``.

    ``nuestro`` es el documento de donde vienen los bloques, con sus estilos e imágenes.
    """
    base = abrir(cuerpo, "cuerpo")
    juntar_propiedades(base, nuestro)
    lugares: dict[str, str] = {}
    if bloques:
        traslado = Traslado(base, nuestro)
        for numero, bloque in enumerate(bloques):
            lugar = f'<paac:puesto xmlns:paac="urn:paac-reportes" n="{numero}"/>'
            lugares[lugar] = "".join(map(en_xml_suelto, traslado(bloque)))
    partes: dict[str, Parte] = {**cascaron_de(base)}
    if lugares:
        documento = base.part.blob.decode()
        en_orden = sorted(lugares, key=documento.find)
        # Sólo se busca en lo que era del cuerpo, nunca en un bloque ya puesto.
        primero, *demas = entre_marcas(documento, en_orden)
        puestos = (lugares[lugar] + sigue for lugar, sigue in zip(en_orden, demas, strict=True))
        partes[base.part.partname.lstrip("/")] = "".join((primero, *puestos)).encode()
    return partes
