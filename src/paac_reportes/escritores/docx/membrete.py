"""El documento sobre el membrete de una entidad: sus partes, sus listas, sus estilos y su cuerpo.

En lo que ambos tienen manda el membrete. Lo que se lee de corrido (títulos, párrafos, listas) se ve
como en él. Una tabla no: se midió con la letra del formato, y conserva la suya aunque el «Normal»
de la entidad sea otro.

``poner_en_membrete`` es todo: copia sus secciones con el lugar de cada cuerpo, y pasa el cuerpo,
que se escribe sin saber de membretes, con los nombres que tienen sus cosas en él. Un texto nunca
trae un ``<`` ni, dentro de una marca, una comilla: lo que ahí se busca es marca.
"""

import functools
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import count
from typing import Any

import attrs
from docx import Document
from docx.document import Document as DocumentoDeWord
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart

from paac_reportes import clases
from paac_reportes.errores import ErrorDeFormato, ErrorDeMaqueta, Falla
from paac_reportes.escritores.docx.armazon import (
    ESPACIOS,
    cascaron_de,
    juntar_propiedades,
    marca_de_cuerpo,
)
from paac_reportes.escritores.docx.estilos import ESTILO_DE_CELDA, ESTILO_NORMAL
from paac_reportes.escritores.paquete import en_lugar_de, sellar
from paac_reportes.maqueta.documento import Marco, Membrete, Pagina
from paac_reportes.maqueta.medida.tipografia import veinteavos

Clave = tuple[str, str]
"""Un estilo por su clase y su nombre en minúsculas: ``("paragraph", "heading 1")``."""


@clases.frozen
class EstilosDelMembrete:
    """Identificador que en el membrete tiene cada estilo del documento."""

    _identificadores: Mapping[str, str]

    def nombre(self, identificador: str) -> str:
        """Identificador que tiene en el membrete un estilo, por el que tiene en el documento."""
        return self._identificadores[identificador]


def poner_en_membrete(
    nuestro: DocumentoDeWord, cuerpos: Sequence[str], marcos: Sequence[Marco], membrete: Membrete
) -> bytes:
    """Los bytes del membrete con esos cuerpos, uno por parte; nada de nuestro cascarón se pierde.

    ``nuestro`` trae los estilos, las imágenes, los enlaces y las listas que los cuerpos nombran.
    """
    base = abrir(membrete.datos, "membrete")
    estilos = juntar_estilos(base, nuestro)
    traslado = Traslado(
        estilos=estilos,
        relaciones=traer(nuestro.part, base.part),
        listas=juntar_listas(base.part, nuestro.part),
        usados=numeros_usados(base),
    )
    marcas = poner_secciones(base, marcos, membrete, estilos)
    _quitar_ajustes(base, membrete.ajustes_de_mas)
    _poner_propiedades(base, nuestro)
    por_marca = zip(marcas, map(traslado, cuerpos), strict=True)
    parte = base.part.partname.lstrip("/")
    return sellar(cascaron_de(base), {parte: en_lugar_de(dict(por_marca))})


def abrir(datos: bytes, archivo: str) -> DocumentoDeWord:
    """El documento de unos bytes ya revisados; ``ErrorDeFormato`` si lxml no los admite."""
    try:
        return Document(io.BytesIO(datos))
    except SyntaxError as error:  # lo que lxml no admite, y el lector que lo revisó sí
        motivo = "está dañado: trae XML que Word no admite"
        raise ErrorDeFormato(Falla(f"{archivo}_invalido", archivo, motivo)) from error


def _quitar_ajustes(base: DocumentoDeWord, nombres: Sequence[str]) -> None:
    """Quita de ``settings.xml`` los elementos de esos nombres."""
    ajustes = base.settings.element
    for nombre in nombres:
        for ajuste in ajustes.findall(qn(f"w:{nombre}")):
            ajustes.remove(ajuste)


def _poner_propiedades(base: DocumentoDeWord, nuestro: DocumentoDeWord) -> None:
    """El título, el autor y las fechas son los del reporte; lo demás, del membrete."""
    paquete = nuestro.part.package
    propiedades = paquete.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    base.part.package.relate_to(propiedades, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    juntar_propiedades(base, nuestro)


_REFERENCIAS = (qn("w:headerReference"), qn("w:footerReference"))
_PAPEL, _NUMEROS, _PRIMERA = qn("w:pgSz"), qn("w:pgNumType"), qn("w:titlePg")
_DE_LA_HOJA = {
    *(_PAPEL, _NUMEROS, _PRIMERA),
    *map(qn, ("w:pgMar", "w:pgBorders", "w:rtlGutter", "w:docGrid")),
}
"""Propiedades de una sección que son de la hoja; sus columnas o su comienzo son del cuerpo."""

Referencias = dict[tuple[str, str], str]
"""Relación (``rId4``) de cada encabezado o pie, por su marca y su clase (``first``, ``even``…)."""


def poner_secciones(
    base: DocumentoDeWord, marcos: Sequence[Marco], membrete: Membrete, estilos: EstilosDelMembrete
) -> list[str]:
    """Cambia el cuerpo del membrete por el lugar de cada uno de los nuestros, y da sus marcas.

    La primera página distinta y el número en que empieza la cuenta valen una vez por sección del
    membrete: en las demás partes que la usan, la cuenta sigue.
    """
    originales = [*_secciones_del_membrete(base.element)]
    marcas = [marca_de_cuerpo(numero) for numero in range(len(marcos))]
    raiz = parse_xml(f"<w:document {ESPACIOS}><w:body>{''.join(marcas)}</w:body></w:document>")
    if (fondo := base.element.find(qn("w:background"))) is not None:
        raiz.insert(0, deepcopy(fondo))
    cuerpo = raiz.find(qn("w:body"))
    usadas, vigentes = set[int](), Referencias()
    for lugar, marco in zip([*cuerpo], marcos, strict=True):
        indice = marco.seccion_del_membrete or 0
        original, referencias = originales[indice]
        # Una sección sin encabezado muestra el de la anterior: si no era el suyo, va uno en blanco.
        faltan = vigentes.keys() - referencias.keys()
        vigentes |= referencias | {
            clave: _encabezado_en_blanco(base, clave[0]) for clave in sorted(faltan)
        }
        seccion = _seccion_de_la_hoja(original, vigentes, repetida=indice in usadas)
        if membrete.paginas[indice].horizontal != marco.pagina.horizontal:
            _poner_tamano(seccion, marco.pagina)
        usadas.add(indice)
        es_la_ultima = lugar.getnext() is None
        lugar.addnext(seccion if es_la_ultima else _parrafo_con_seccion(seccion, estilos))
    base.part._element = raiz  # noqa: SLF001 - python-docx no deja cambiarla de otro modo
    _soltar_las_que_nadie_nombra(base, raiz)
    return marcas


def _secciones_del_membrete(documento: Any) -> Iterator[tuple[Any, Referencias]]:
    """Cada sección y sus encabezados y pies, con los que toma de las de antes."""
    heredadas = Referencias()
    for seccion in documento.xpath("//w:sectPr[not(ancestor::w:sectPrChange)]"):
        heredadas |= {
            (referencia.tag, referencia.get(qn("w:type"), "default")): referencia.get(qn("r:id"))
            for referencia in seccion
            if referencia.tag in _REFERENCIAS
        }
        yield seccion, Referencias(heredadas)


def _seccion_de_la_hoja(original: Any, referencias: Referencias, *, repetida: bool) -> Any:
    """Copia de una sección con lo que es de la hoja; ``repetida``: si otra parte ya la usa."""
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


def _poner_tamano(seccion: Any, pagina: Pagina) -> None:
    """Da a una sección el tamaño y la orientación del papel de una página."""
    papel = seccion.get_or_add_pgSz()
    papel.set(qn("w:w"), str(veinteavos(pagina.ancho)))
    papel.set(qn("w:h"), str(veinteavos(pagina.alto)))
    papel.set(qn("w:orient"), "landscape" if pagina.horizontal else "portrait")


def _parrafo_con_seccion(seccion: Any, estilos: EstilosDelMembrete) -> Any:
    """Párrafo que guarda una sección que no es la última, sin ocupar un renglón."""
    parrafo = OxmlElement("w:p")
    propiedades = parrafo.get_or_add_pPr()
    propiedades.style = estilos.nombre("Separador")
    propiedades.append(seccion)
    return parrafo


def _encabezado_en_blanco(base: DocumentoDeWord, marca: str) -> str:
    """Relación de un encabezado, o un pie, nuevo que no dice nada; ``marca``: cuál de los dos."""
    es_pie = marca == qn("w:footerReference")
    documento: Any = base.part
    parte, relacion = documento.add_footer_part() if es_pie else documento.add_header_part()
    for parrafo in parte.element.findall(qn("w:p")):
        parrafo.style = None  # el de python-docx, que el membrete puede no tener
    return str(relacion)


def _soltar_las_que_nadie_nombra(base: DocumentoDeWord, raiz: Any) -> None:
    """Quita los encabezados y pies de las secciones que no se usan: no viajan."""
    nombradas = {*raiz.xpath("//w:headerReference/@r:id | //w:footerReference/@r:id")}
    for clave, relacion in [*base.part.rels.items()]:
        de_pagina = relacion.reltype in {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
        if de_pagina and clave not in nombradas:
            del base.part.rels[clave]


_ESTILO = re.compile(r'(<w:(?:p|r|tbl)Style w:val=")([^"]*)(")')
_RELACION = re.compile(r'(<(?:a:blip|c:chart|w:hyperlink)\b[^<>]*?\br:(?:embed|id)=")([^"]*)(")')
_NUMERO_DE_LISTA = re.compile(r'(<w:numId w:val=")(\d+)(")')
_NUMERADO = re.compile(
    r'(<(?:wp:docPr|pic:cNvPr|w:bookmarkStart|w:bookmarkEnd|w:ins|w:del) (?:w:)?id=")(\d+)(")'
)


@clases.frozen(kw_only=True)
class Traslado:
    """Traslado del XML de un cuerpo a un membrete: sus nombres, por los que valen en él."""

    estilos: EstilosDelMembrete
    relaciones: Mapping[str, str]
    listas: Mapping[str, str]
    usados: set[int]
    """Los números de dibujos y marcas que el membrete ya tiene."""
    _numeros: dict[str, str] = attrs.Factory(dict)
    _libres: Iterator[int] = attrs.Factory(
        lambda self: (numero for numero in count(1) if numero not in self.usados), takes_self=True
    )

    def __call__(self, cuerpo: str) -> str:
        """El XML del cuerpo, con los nombres que sus cosas tienen en el membrete."""
        cambios: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
            (_ESTILO, self.estilos.nombre),
            (_RELACION, self.relaciones.__getitem__),
            (_NUMERO_DE_LISTA, self.listas.__getitem__),
            (_NUMERADO, self._numero),
        )
        for patron, nombre in cambios:
            cuerpo = patron.sub(functools.partial(_cambiar, nombre), cuerpo)
        return cuerpo

    def _numero(self, original: str) -> str:
        """Número nuevo de un dibujo o una marca: el primero libre, y siempre el mismo."""
        if original not in self._numeros:
            self._numeros[original] = str(next(self._libres))
        return self._numeros[original]


def _cambiar(nombre: Callable[[str], str], coincidencia: re.Match[str]) -> str:
    return f"{coincidencia[1]}{nombre(coincidencia[2])}{coincidencia[3]}"


_SOLO_ALINEAN = re.compile(r"Texto(?:Izquierda|Centro|Derecha|Justificada)")
_CON_OTRO_NOMBRE = {"Normal Table": "Tabla del reporte"}
_ESTILO_DEL_TEXTO = "BodyText"


def juntar_estilos(base: DocumentoDeWord, nuestro: DocumentoDeWord) -> EstilosDelMembrete:
    """Agrega al membrete los estilos que le faltan, y dice cómo quedó cada uno."""
    destino, origen = _hoja(base), _hoja(nuestro)
    del_membrete = {_clave(estilo): estilo.get(qn("w:styleId")) for estilo in _estilos(destino)}
    lugares = _Lugares(del_membrete, _normal_de(destino))
    nuestros = _estilos(origen)
    for estilo in nuestros:
        lugares.anotar(estilo)
    for estilo in nuestros:
        if lugares.es_nuevo(estilo):
            destino.append(_adaptado(estilo, lugares, origen))
    _poner_idioma(destino, origen)
    return EstilosDelMembrete(lugares.identificadores)


@attrs.define
class _Lugares:
    """Identificador en el membrete de cada estilo del reporte (``clave``): uno suyo o uno nuevo."""

    _del_membrete: dict[Clave, str]
    _normal: str
    identificadores: dict[str, str] = attrs.Factory(dict)
    _nuevos: dict[str, str] = attrs.Factory(dict)
    """Nombre que se ve de los que se agregan, por su identificador en el reporte."""

    def anotar(self, estilo: Any) -> None:
        """Anota a cuál va un estilo: a lo normal, al que allá se llama así o a uno nuevo."""
        clase, nombre = _clave(estilo)
        clave = estilo.get(qn("w:styleId"))
        es_de_word = clase != "table" and not estilo.get(qn("w:customStyle"))
        if clave == ESTILO_NORMAL:
            self.identificadores[clave] = self._normal
        elif es_de_word and (clase, nombre) in self._del_membrete:
            self.identificadores[clave] = self._del_membrete[clase, nombre]
        elif clave == _ESTILO_DEL_TEXTO:
            self.identificadores[clave] = self._normal
        else:
            self._agregar(clave, clase, str(estilo.name_val))

    def _agregar(self, clave: str, clase: str, nombre: str) -> None:
        """Anota un estilo nuevo, con nombre e identificador que el membrete no tenga."""
        nombre_nuevo = _CON_OTRO_NOMBRE.get(nombre, nombre)
        while (clase, nombre_nuevo.casefold()) in self._del_membrete:
            nombre_nuevo = f"{nombre_nuevo} del reporte"
        identificador = clave if nombre_nuevo == nombre else nombre_nuevo.title().replace(" ", "")
        while identificador in self._del_membrete.values():
            identificador = f"{identificador}DelReporte"
        self._del_membrete[clase, nombre_nuevo.casefold()] = identificador
        self.identificadores[clave], self._nuevos[clave] = identificador, nombre_nuevo

    def es_nuevo(self, estilo: Any) -> bool:
        """Si un estilo del reporte hay que agregarlo al membrete."""
        return estilo.get(qn("w:styleId")) in self._nuevos

    def nombre(self, clave: str) -> str:
        """Nombre que se ve de un estilo que se agrega, por su identificador en el reporte."""
        return self._nuevos[clave]

    def base(self, clave: str, base: str) -> str:
        """Estilo en que se basa uno nuevo: lo que se lee de corrido, en lo normal del membrete."""
        if base == ESTILO_NORMAL and clave.startswith("Texto"):
            return self.identificadores[_ESTILO_DEL_TEXTO]
        return self.identificadores[base]


def _adaptado(estilo: Any, lugares: _Lugares, nuestra: Any) -> Any:
    """Copia de un estilo con los nombres que en el membrete tienen él y los que nombra."""
    copia, clave = deepcopy(estilo), estilo.get(qn("w:styleId"))
    base = copia.find(qn("w:basedOn"))
    de_corrido = base is not None and base.get(qn("w:val")) == ESTILO_NORMAL
    copia.set(qn("w:styleId"), lugares.identificadores[clave])
    copia.find(qn("w:name")).set(qn("w:val"), lugares.nombre(clave))
    if copia.attrib.pop(qn("w:default"), None) or lugares.nombre(clave) != estilo.name_val:
        copia.set(qn("w:customStyle"), "1")
    for lazo in ("w:basedOn", "w:next", "w:link"):
        if (elemento := copia.find(qn(lazo))) is not None:
            elemento.set(qn("w:val"), lugares.base(clave, elemento.get(qn("w:val"))))
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
    """Quita de un estilo su letra, y de su párrafo todo menos la alineación."""
    parrafo = estilo.find(qn("w:pPr"))
    for marca in [*parrafo]:
        if marca.tag != qn("w:jc"):
            parrafo.remove(marca)
    estilo.remove(estilo.find(qn("w:rPr")))


def _poner_idioma(destino: Any, origen: Any) -> None:
    """Pone en el membrete nuestro idioma: sin él, Word subraya los textos y el PDF dice otro."""
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


def _hoja(documento: DocumentoDeWord) -> Any:
    parte: Any = documento.part.part_related_by(RELATIONSHIP_TYPE.STYLES)
    return parte.element


def _estilos(hoja: Any) -> list[Any]:
    """Estilos de una hoja que tienen identificador y nombre."""
    estilos = hoja.findall(qn("w:style"))
    return [estilo for estilo in estilos if estilo.get(qn("w:styleId")) and estilo.name_val]


def _clave(estilo: Any) -> Clave:
    clase = estilo.get(qn("w:type")) or "paragraph"
    return clase, str(estilo.name_val).casefold()


def _normal_de(hoja: Any) -> str:
    """Identificador del estilo de los párrafos que no nombran ninguno."""
    de_parrafo = [estilo for estilo in _estilos(hoja) if _clave(estilo)[0] == "paragraph"]
    por_omision = [
        estilo for estilo in de_parrafo if estilo.get(qn("w:default")) in {"1", "true", "on"}
    ]
    return next((str(e.get(qn("w:styleId"))) for e in (*por_omision, *de_parrafo)), ESTILO_NORMAL)


_DEFINICION, _LISTA, _AL_FINAL = qn("w:abstractNum"), qn("w:num"), qn("w:numIdMacAtCleanup")
_DE_DEFINICION, _DE_LISTA = qn("w:abstractNumId"), qn("w:numId")
"""Las clases de elementos, en el orden en que Word los exige, y el número de cada uno."""


def juntar_listas(parte: StoryPart, parte_nuestra: StoryPart) -> dict[str, str]:
    """Pasa al membrete las listas del cuerpo y da su número nuevo por el que tenían."""
    numeracion, del_membrete = _numeracion(parte_nuestra), _numeracion(parte)
    if numeracion is None:
        return {}
    origen = parse_xml(numeracion.blob)
    if del_membrete is None:
        parte.relate_to(numeracion, RELATIONSHIP_TYPE.NUMBERING)
        return {lista.get(_DE_LISTA): lista.get(_DE_LISTA) for lista in origen.findall(_LISTA)}
    destino = del_membrete.element
    definiciones = _nuevos_numeros(origen, destino, _DEFINICION, _DE_DEFINICION)
    listas = _nuevos_numeros(origen, destino, _LISTA, _DE_LISTA)
    for lista in origen.findall(_LISTA):
        definicion = lista.find(_DE_DEFINICION)
        definicion.set(qn("w:val"), definiciones[definicion.get(qn("w:val"))])
    _agregar(destino, origen.findall(_DEFINICION), antes_de=(_LISTA, _AL_FINAL))
    _agregar(destino, origen.findall(_LISTA), antes_de=(_AL_FINAL,))
    return listas


def _numeracion(parte: StoryPart) -> Any:
    """Parte de la numeración de listas que otra parte usa; ``None`` si ninguna."""
    relaciones = parte.rels.values()
    de_listas = (r for r in relaciones if r.reltype == RELATIONSHIP_TYPE.NUMBERING)
    return next((relacion.target_part for relacion in de_listas), None)


def _nuevos_numeros(origen: Any, destino: Any, clase: str, numero: str) -> dict[str, str]:
    """Renumera los elementos de una clase desde el último del destino; da el nuevo por el viejo."""
    numeros = (elemento.get(numero) for elemento in destino.findall(clase))
    ultimo = max((int(valor) for valor in numeros if valor and valor.isdecimal()), default=0)
    nuevos = {}
    for orden, elemento in enumerate(origen.findall(clase), ultimo + 1):
        nuevos[elemento.get(numero)] = str(orden)
        elemento.set(numero, str(orden))
    return nuevos


def _agregar(destino: Any, nuevos: list[Any], *, antes_de: tuple[str, ...]) -> None:
    posicion = next((n for n, e in enumerate(destino) if e.tag in antes_de), len(destino))
    destino[posicion:posicion] = nuevos


_APARTE = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
}
"""Las partes que se juntan con las del membrete, y no se agregan a las suyas."""

_NUMERADOS = re.compile(rb"<\w+:(?:docPr|bookmarkStart)\b[^<>]*?\b(?:\w+:)?id=\"(\d+)\"")


def traer(origen: StoryPart, destino: StoryPart) -> dict[str, str]:
    """Pasa al membrete lo que el cuerpo nombra y da cada relación nueva por la que tenía."""
    nuevas = {}
    for clave, relacion in origen.rels.items():
        if relacion.is_external:
            nuevas[clave] = destino.relate_to(
                relacion.target_ref, relacion.reltype, is_external=True
            )
        elif relacion.reltype == RELATIONSHIP_TYPE.IMAGE:
            imagen = relacion.target_part
            nombre = destino.package.next_partname(f"/word/media/reporte%d.{imagen.partname.ext}")
            copia = ImagePart(nombre, imagen.content_type, imagen.blob)
            nuevas[clave] = destino.relate_to(copia, relacion.reltype)
        elif relacion.reltype not in _APARTE:
            raise ErrorDeMaqueta(f"no se sabe pasar a un membrete {relacion.reltype}")
    return nuevas


def numeros_usados(base: DocumentoDeWord) -> set[int]:
    """Números de los dibujos y marcas de un membrete, que no se repiten."""
    return {
        int(numero)
        for parte in base.part.package.iter_parts()
        if parte.partname.ext == "xml"
        for numero in _NUMERADOS.findall(parte.blob)
    }
