"""Membrete de un documento de Word: qué pasa de él, y qué no se admite.

``leer_membrete`` va de los bytes de un ``.docx`` al membrete de un formato, y ``leer_cuerpo``, a su
cuerpo, con todo lo que tengan mal. Debajo: qué pasa de él (``Seleccion``); sus partes, de qué es
cada una y con cuáles se relaciona; sus secciones, con la página de cada una y los encabezados y
pies que nombran; y el paquete y el XML, que son de otro: enteros, sin DTD ni entidades, y de un
tamaño que se deja recorrer.
"""

import base64
import binascii
import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.maqueta.documento import Membrete, Pagina
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.opc.paquete import Comprimido, Partes, Relacion, lugar_de_relaciones
from paac_reportes.opc.presupuesto import LIMITES, Limite, Presupuesto
from paac_reportes.opc.xml import R, W
from paac_reportes.sistema import MAXIMO, MEGAS, IlegibleError

T = TypeVar("T")

TIPOS = "[Content_Types].xml"
DOCUMENTO = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class PartesDelMembrete:
    """Sus partes, de qué tipo es cada una y con cuáles se relaciona."""

    def __init__(self, comprimido: Comprimido) -> None:
        self._comprimido = comprimido
        self._de_office = Partes(comprimido)
        self._contenidos: dict[str, bytes] = {}
        self._por_parte: dict[str, str] = {}
        self._por_extension: dict[str, str] = {}
        self._leer_tipos()

    def _leer_tipos(self) -> None:
        """Toma el tipo de cada parte y de cada extensión; ``InservibleError`` si no están."""
        if TIPOS not in self._comprimido:
            raise InservibleError("no es un documento de Word (.docx): le falta su lista de partes")
        for elemento in leer_xml(self._leer_parte(TIPOS), TIPOS):
            tipo = elemento.get("ContentType", "")
            self._por_parte[elemento.get("PartName", "").lstrip("/").casefold()] = tipo
            self._por_extension[elemento.get("Extension", "").casefold()] = tipo

    def tipo(self, nombre: str) -> str:
        """Tipo de contenido que el paquete declara para una parte; vacío si ninguno."""
        extension = posixpath.splitext(nombre)[1].lstrip(".").casefold()
        return self._por_parte.get(nombre.casefold()) or self._por_extension.get(extension, "")

    def arbol(self, nombre: str) -> ET.Element:
        """Raíz de una parte; ``InservibleError`` si no es XML o es una trampa."""
        return leer_xml(self.contenido(nombre), nombre)

    def contenido(self, nombre: str) -> bytes:
        """Los bytes de una parte; ``InservibleError`` si no está."""
        if nombre not in self._comprimido or not self.tipo(nombre):
            motivo = (
                f"le falta su parte {nombre or 'principal'}; ábralo en Word y guárdelo otra vez"
            )
            raise InservibleError(motivo)
        return self._leer_parte(nombre)

    def _leer_parte(self, nombre: str) -> bytes:
        """El contenido de una parte, que se lee una sola vez: extenderla gasta del presupuesto."""
        if nombre not in self._contenidos:
            with _leyendo():
                self._contenidos[nombre] = self._comprimido.leer(nombre)
        return self._contenidos[nombre]

    def relaciones(self, nombre: str) -> list[Relacion]:
        """Las relaciones de una parte, o las del paquete si no se nombra ninguna."""
        lugar = lugar_de_relaciones(nombre)
        with _leyendo(lugar):
            relaciones = [*map(self._como_se_escribe, self._de_office.relaciones_escritas(nombre))]
        if len({relacion.clave for relacion in relaciones} - {""}) < len(relaciones):
            raise InservibleError(f"está dañado: {lugar} repite una clave")
        return relaciones

    def _como_se_escribe(self, relacion: Relacion) -> Relacion:
        parte = None if relacion.externa else self._comprimido.como_se_escribe(relacion.parte)
        return relacion if parte is None else attrs.evolve(relacion, parte=parte)

    def documento(self) -> str:
        """El nombre de la parte principal; ``InservibleError`` si no es de Word o trae macros."""
        principales = [r for r in self.relaciones("") if r.clase == "officeDocument"]
        if len(principales) != 1:
            raise InservibleError("no es un documento de Word (.docx): le falta word/document.xml")
        (principal,) = principales
        tipo = self.tipo(principal.parte)
        if "macroEnabled" in tipo or any("vbaproject" in n for n in self._comprimido.nombres()):
            raise InservibleError("trae macros; guárdelo en Word como .docx, que no las lleva")
        if "purl.oclc.org" in principal.tipo:
            motivo = "está guardado como «Open XML estricto»; guárdelo como «Documento de Word»"
            raise InservibleError(motivo)
        self.contenido(principal.parte)
        if tipo not in {DOCUMENTO, _PLANTILLA}:
            raise InservibleError("no es un documento de Word (.docx), aunque es de Office")
        return principal.parte


_MINIMO, _MAXIMO = 50, 1200
"""Milímetros que debe dejar libres una página, y los del papel más grande que Word admite."""

_AJUSTES = {
    "documentProtection": "la protección del documento",
    "writeProtection": "la protección contra cambios",
    "mailMerge": "la combinación de correspondencia",
    "attachedTemplate": "la plantilla adjunta",
    "trackRevisions": "el control de cambios encendido",
    "updateFields": "actualizar los campos al abrir",
    "documentType": "",
    "footnotePr": "",
    "endnotePr": "",
    "docVars": "",
    "attachedSchema": "",
    "saveThroughXslt": "",
    "revisionView": "",
}
"""Ajustes del documento que no pasan y, si a alguien le importa, cómo se llaman."""

_NO_SE_USA = "del membrete no se usa"
_VISIBLES = (f"{W}drawing", f"{W}pict", f"{W}object", f"{W}tbl")


def leer_membrete(datos: object, ruta: str, fallas: list[Falla]) -> Membrete | None:
    """El membrete de unos bytes, o del texto ``data:…;base64,…`` con que viajan en JSON."""
    return _leer(datos, ruta, fallas, "membrete_invalido", _membrete)


def leer_cuerpo(datos: object, ruta: str, fallas: list[Falla]) -> CuerpoEnWord | None:
    """El cuerpo de un formato, de los bytes de un Word o del texto con que viajan en JSON."""
    return _leer(datos, ruta, fallas, "cuerpo_invalido", _cuerpo_y_motivos)


def _leer(
    datos: object,
    ruta: str,
    fallas: list[Falla],
    codigo: str,
    de_bytes: Callable[[bytes], tuple[T | None, Sequence[str]]],
) -> T | None:
    """Lo que ``de_bytes`` saca de un Word; nada si falla, con sus fallas en esa ruta."""
    contenido = _bytes_de(datos)
    if contenido is None:
        motivo = "se esperaban los bytes de un .docx, o su texto data:…;base64,…, llegó"
        fallas.append(Falla(codigo, ruta, f"{motivo} {mostrar(datos)}"))
        return None
    try:
        leido, motivos = de_bytes(contenido)
    except (InservibleError, IlegibleError) as error:
        fallas.append(Falla(codigo, ruta, str(error)))
        return None
    fallas += [Falla(codigo, ruta, motivo) for motivo in motivos]
    return None if motivos else leido


def _bytes_de(datos: object) -> bytes | None:
    """Los bytes de un Word, o los del texto con que viajan; ``None`` si no son ninguno."""
    if isinstance(datos, bytes | bytearray):
        return bytes(datos)
    if isinstance(datos, str) and datos.startswith("data:"):
        try:
            return base64.b64decode(datos.partition(";base64,")[2], validate=True)
        except (binascii.Error, ValueError):
            return None
    return None


@clases.frozen
class Abierto:
    """Un Word de afuera, con lo que de él pasa."""

    partes: PartesDelMembrete
    principal: str
    documento: Element
    secciones: Sequence[Element]
    nombrados: frozenset[str]
    """Las relaciones con sus encabezados y pies."""
    paquete: bytes
    motivos: Sequence[str]
    """Por qué no se admite."""


def abrir_word(contenido: bytes, *, entero: bool) -> Abierto:
    """El Word de unos bytes, con sus encabezados y pies o, ``entero``, también con su cuerpo."""
    if len(contenido) > MAXIMO:
        raise InservibleError(f"pesa más de {MEGAS} MB")
    partes = PartesDelMembrete(paquete_del_membrete(contenido))
    principal = partes.documento()
    documento = partes.arbol(principal)
    secciones = secciones_de(documento)
    if not secciones:
        raise InservibleError("no dice el tamaño de su página; ábralo en Word y guárdelo otra vez")
    nombrados = frozenset(clave for seccion in secciones for clave in encabezados_y_pies(seccion))
    seleccion = Seleccion(partes, nombrados, entero=entero)
    paquete = seleccion.paquete()
    return Abierto(partes, principal, documento, secciones, nombrados, paquete, seleccion.motivos)


def _membrete(contenido: bytes) -> tuple[Membrete | None, list[str]]:
    """Membrete de los bytes de un Word y por qué no sirve; ``None`` si trae lo que no se admite."""
    abierto = abrir_word(contenido, entero=False)
    partes, principal, secciones = abierto.partes, abierto.principal, abierto.secciones
    paginas = tuple(map(pagina_de, secciones))
    ajustes = _ajustes(partes, principal)
    if abierto.motivos:
        return None, [*abierto.motivos, *_de_medidas(paginas)]
    from paac_reportes.formatos.membrete_en_tablas import leer_hojas  # noqa: PLC0415 - un cuerpo no

    hojas, reparos_fuera_de_word = leer_hojas(partes, secciones, paginas)
    membrete = Membrete(
        datos=abierto.paquete,
        paginas=paginas,
        ajustes_de_mas=tuple(ajustes),
        reparos=(
            *_de_la_pagina(abierto.documento, secciones, abierto.nombrados),
            *(f"{_NO_SE_USA} {motivo}" for ajuste in ajustes if (motivo := _AJUSTES[ajuste])),
        ),
        hojas=hojas,
        reparos_fuera_de_word=reparos_fuera_de_word,
        con_huecos=_con_huecos(partes, principal, abierto.nombrados),
    )
    return membrete, [*_de_medidas(paginas)]


def _cuerpo_y_motivos(contenido: bytes) -> tuple[CuerpoEnWord, Sequence[str]]:
    """Cuerpo con las partes que se admiten del Word, y por qué no sirve; sin motivos, sirve."""
    abierto = abrir_word(contenido, entero=True)
    return CuerpoEnWord(datos=abierto.paquete), abierto.motivos


def _con_huecos(partes: PartesDelMembrete, principal: str, nombrados: frozenset[str]) -> bool:
    """Si sus encabezados o pies traen llaves, aunque Word las haya apartado."""
    relaciones = (r for r in partes.relaciones(principal) if r.clave in nombrados and not r.externa)
    return any("{{" in "".join(partes.arbol(relacion.parte).itertext()) for relacion in relaciones)


def _ajustes(partes: PartesDelMembrete, principal: str) -> list[str]:
    """Los ajustes que trae un Word y que no pasan al documento."""
    for relacion in partes.relaciones(principal):
        if relacion.clase == "settings" and not relacion.externa:
            raiz = partes.arbol(relacion.parte)
            nombres = {elemento.tag.removeprefix(W) for elemento in raiz}
            return [ajuste for ajuste in _AJUSTES if ajuste in nombres]
    return []


def _de_la_pagina(
    documento: Element, secciones: Sequence[Element], nombrados: frozenset[str]
) -> Iterator[str]:
    """Reparos de un membrete: lo suyo que no se usa, o que no trae encabezado ni pie."""
    cuerpo = documento.find(f"{W}body")
    if cuerpo is not None and _dice_algo(cuerpo):
        yield f"{_NO_SE_USA} lo que está en su cuerpo (sólo salen el encabezado y el pie)"
    if any(columnas_de_periodico(seccion) > 1 for seccion in secciones):
        yield f"{_NO_SE_USA} sus columnas de periódico"
    if not nombrados:
        yield "el membrete no tiene encabezado ni pie"


def _dice_algo(cuerpo: Element) -> bool:
    textos = any((texto.text or "").strip() for texto in cuerpo.iter(f"{W}t"))
    return textos or any(True for marca in _VISIBLES for _ in cuerpo.iter(marca))


def _de_medidas(paginas: Sequence[Pagina]) -> Iterator[str]:
    """Motivos por los que la página de una sección no sirve: muy grande, o con poco ancho."""
    for numero, pagina in enumerate(paginas, 1):
        medidas = f"{pagina.ancho_util:g} x {pagina.alto_util:g} mm".replace(".", ",")
        if max(pagina.ancho, pagina.alto) > _MAXIMO:
            yield f"la página de su sección {numero} es más grande de lo que Word admite"
        elif min(pagina.ancho_util, pagina.alto_util) < _MINIMO:
            yield (
                f"los márgenes de su sección {numero} dejan {medidas},"
                f" se esperaban al menos {_MINIMO} x {_MINIMO}"
            )


_PAQUETE = "http://schemas.openxmlformats.org/package/2006"
_DEL_PAQUETE = {"officeDocument", "extended-properties", "custom-properties"}
_DEL_DOCUMENTO = {"styles", "settings", "fontTable", "theme", "numbering", "customXml"}
"""Las relaciones que pasan; lo demás (comentarios, notas, imágenes del cuerpo) no es membrete."""
_DE_PAGINA = {"header", "footer"}
_RAICES = {clase: clase for clase in ("styles", "settings", "numbering")} | {
    "header": "hdr",
    "footer": "ftr",
}
"""Las partes que son de Word, y cómo empieza cada una."""
_CLASES_ACTIVAS = {"control", "vbaProject", "aFChunk", "subDocument", "frame"}
"""Las relaciones con lo que corre o trae otro documento: no se admite."""
_EXTERNOS = {"DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DATABASE", "IMPORT", "RD"}
"""Los campos que leen otros archivos, o la red, de la máquina que abre el documento."""
_PASOS = 20
"""Pasos, a lo sumo, del documento a una parte; Word no da más de tres o cuatro."""


@attrs.define
class Seleccion:
    """Partes de un paquete que pasan, y lo que de ellas no se admite."""

    _partes: PartesDelMembrete
    _de_pagina: frozenset[str]
    """Las relaciones del documento que nombran los encabezados y pies de sus secciones."""
    _entero: bool = False
    """Si pasa todo lo que el documento nombra, y no sólo lo que es de una hoja membretada."""
    motivos: list[str] = attrs.Factory(list)
    _relaciones: dict[str, list[Relacion]] = attrs.Factory(dict)

    def paquete(self) -> bytes:
        """El archivo con sólo las partes que se admiten, siempre los mismos bytes."""
        principal = self._partes.documento()
        self._recorrer("", 0, _DEL_PAQUETE | ({"core-properties"} if self._entero else set()))
        self._comprobar_que_esten(self._relaciones[principal])
        nombres = [nombre for nombre in self._relaciones if nombre]
        tipos = {nombre: self._partes.tipo(nombre) for nombre in nombres} | {principal: DOCUMENTO}
        partes = {TIPOS: _tipos(tipos)}
        for nombre, relaciones in self._relaciones.items():
            if relaciones:
                partes[lugar_de_relaciones(nombre)] = _en_xml(relaciones)
        return cerrar(partes | {nombre: self._partes.contenido(nombre) for nombre in nombres})

    def _comprobar_que_esten(self, relaciones: Sequence[Relacion]) -> None:
        """``InservibleError`` si al documento le faltan partes, o trae dos de la que va una."""
        clases = Counter(relacion.clase for relacion in relaciones)
        if "styles" not in clases:
            raise InservibleError("no trae estilos; ábralo en Word y guárdelo otra vez")
        for clase in _DEL_DOCUMENTO - {"customXml"}:
            if clases[clase] > 1:
                raise InservibleError(f"está dañado: trae {clases[clase]} partes «{clase}»")
        # Los que no se admiten ya están dichos.
        if not self.motivos and self._de_pagina - {relacion.clave for relacion in relaciones}:
            raise InservibleError("está dañado: nombra un encabezado o un pie que no está")

    def _recorrer(self, nombre: str, pasos: int, clases: set[str] | None = None) -> None:
        """Toma las relaciones de una parte, de unas ``clases`` o todas, y a qué partes llevan."""
        if pasos > _PASOS:
            raise InservibleError(f"está dañado: hasta {nombre} hay más de {_PASOS} pasos")
        pasan = [
            relacion
            for relacion in self._partes.relaciones(nombre)
            if clases is None or relacion.clase in clases
            if relacion.clase not in _DE_PAGINA or relacion.clave in self._de_pagina
        ]
        motivos = [_por_que_no_pasa(nombre, relacion) for relacion in pasan]
        self.motivos += filter(None, motivos)
        admitidas = [
            relacion for relacion, motivo in zip(pasan, motivos, strict=True) if not motivo
        ]
        self._relaciones[nombre] = admitidas
        for relacion in admitidas:
            if not relacion.externa and relacion.parte not in self._relaciones:
                self._tomar(relacion, pasos + 1)

    def _tomar(self, relacion: Relacion, pasos: int) -> None:
        """Comprueba la parte de una relación y toma las que de ella salen."""
        nombre, contenido = relacion.parte, self._partes.contenido(relacion.parte)
        if relacion.clase in _RAICES or self._partes.tipo(nombre).endswith("xml"):
            raiz = leer_xml(contenido, nombre)
            self._comprobar_clase(nombre, relacion.clase, raiz)
            # De un membrete, los campos de su cuerpo no pasan.
            if self._entero or relacion.clase != "officeDocument":
                self.motivos += _campos_de_fuera(raiz, nombre)
        if relacion.clase == "officeDocument":
            self._relaciones[nombre] = []
            self._recorrer(nombre, pasos, None if self._entero else _DEL_DOCUMENTO | _DE_PAGINA)
        else:
            # Las de los ajustes llevan a otros archivos: una plantilla, una lista de destinatarios.
            self._recorrer(nombre, pasos, set() if relacion.clase == "settings" else None)

    def _comprobar_clase(self, nombre: str, clase: str, raiz: Element) -> None:
        """``InservibleError`` si la raíz o el tipo de una parte no son los de su ``clase``."""
        tipo = self._partes.tipo(nombre)
        if clase in _RAICES and (
            raiz.tag != f"{W}{_RAICES[clase]}" or not tipo.endswith(f"wordprocessingml.{clase}+xml")
        ):
            raise InservibleError(f"está dañado: su parte {nombre} no es lo que dice ser")


def _por_que_no_pasa(nombre: str, relacion: Relacion) -> str:
    """Motivo por el que una relación de esa parte no se admite; vacío, si se admite."""
    if relacion.clase in _CLASES_ACTIVAS:
        return f"{nombre} lleva un control o un documento incrustado; quítelo"
    if relacion.externa and relacion.clase not in {"hyperlink", *_DE_PAGINA}:
        sujeto = "una imagen" if relacion.clase == "image" else "un archivo"
        return (
            f"{nombre} enlaza {sujeto} de afuera ({mostrar(relacion.parte)}); lo que se vea"
            " tiene que estar dentro del documento"
        )
    return ""


def _campos_de_fuera(raiz: Element, nombre: str) -> Iterator[str]:
    """Quejas de los campos de una parte que leen otro archivo; ``nombre``: el de la parte."""
    nombres = {campo.split(maxsplit=1)[0].upper() for campo in _campos(raiz) if campo.strip()}
    for campo in sorted(nombres & _EXTERNOS):
        yield (
            f"{nombre} usa un campo {campo}, que lee fuera del archivo; en Word, selecciónelo y"
            " oprima Ctrl+Mayús+F9 para dejar sólo lo que muestra"
        )


def _campos(raiz: Element) -> Iterator[str]:
    """Instrucción de cada campo; Word la escribe en pedazos, y puede llevar otras adentro."""
    abiertos: list[list[str]] = [[]]  # el primero, lo que no abre ninguno
    for elemento in raiz.iter():
        clase = elemento.get(f"{W}fldCharType")
        if elemento.tag == f"{W}fldSimple":
            yield elemento.get(f"{W}instr", "")
        elif elemento.tag == f"{W}instrText":
            abiertos[-1].append(elemento.text or "")
        elif clase == "begin":
            abiertos.append([])
        elif clase == "end" and len(abiertos) > 1:
            yield "".join(abiertos.pop())
    yield from map("".join, abiertos)


def _tipos(tipos: Mapping[str, str]) -> bytes:
    """La parte ``[Content_Types].xml``, con el tipo de cada parte."""
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    partes = "".join(
        f"<Override PartName={quoteattr(f'/{nombre}')} ContentType={quoteattr(tipo)}/>"
        for nombre, tipo in tipos.items()
    )
    return (
        f'<Types xmlns="{_PAQUETE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>{partes}</Types>'
    ).encode()


def _en_xml(relaciones: Sequence[Relacion]) -> bytes:
    """Parte ``.rels``: las relaciones de una parte del paquete."""

    def relacion_en_xml(relacion: Relacion) -> str:
        """Elemento de una relación, con su destino desde la raíz del paquete si está dentro."""
        destino = relacion.parte if relacion.externa else f"/{relacion.parte}"
        modo = ' TargetMode="External"' if relacion.externa else ""
        return (
            f"<Relationship Id={quoteattr(relacion.clave)} Type={quoteattr(relacion.tipo)}"
            f" Target={quoteattr(destino)}{modo}/>"
        )

    dentro = "".join(map(relacion_en_xml, relaciones))
    return f'<Relationships xmlns="{_PAQUETE}/relationships">{dentro}</Relationships>'.encode()


_PLANTILLA = DOCUMENTO.replace("document.main", "template.main")

_VEINTEAVOS_POR_MM = 1440 / 25.4
_CARTA = (12240, 15840)
_PULGADA, _MEDIA = 1440, 720
"""Medidas que Word supone, en veinteavos de punto, si una sección no las dice."""


def secciones_de(documento: Element) -> list[Element]:
    """Secciones de un documento, en orden; sin las que un control de cambios guarda de antes."""
    de_antes = {
        id(seccion_de_antes)
        for cambio in documento.iter(f"{W}sectPrChange")
        for seccion_de_antes in cambio.iter(f"{W}sectPr")
    }
    return [seccion for seccion in documento.iter(f"{W}sectPr") if id(seccion) not in de_antes]


def encabezados_y_pies(seccion: Element) -> Iterator[str]:
    """Claves (``rId7``) de las relaciones con que una sección nombra sus encabezados y pies."""
    for clase in ("headerReference", "footerReference"):
        for referencia in seccion.findall(f"{W}{clase}"):
            yield referencia.get(f"{R}id", "")


def columnas_de_periodico(seccion: Element) -> int:
    """Número de columnas de periódico en que una sección reparte el texto."""
    columnas = seccion.find(f"{W}cols")
    return 1 if columnas is None else max(_numero(columnas, "num", 1), 1)


def pagina_de(seccion: Element) -> Pagina:
    """Papel y márgenes de una sección, con su lomo; los que calle, los que Word supone."""
    papel, margenes = seccion.find(f"{W}pgSz"), seccion.find(f"{W}pgMar")
    lomo = _numero(margenes, "gutter", 0)
    return Pagina(
        ancho=_mm(_numero(papel, "w", _CARTA[0])),
        alto=_mm(_numero(papel, "h", _CARTA[1])),
        # Uno negativo es fijo, aunque el encabezado no quepa: ocupa lo mismo.
        superior=_mm(abs(_numero(margenes, "top", _PULGADA))),
        inferior=_mm(abs(_numero(margenes, "bottom", _PULGADA))),
        izquierdo=_mm(_numero(margenes, "left", _PULGADA) + lomo),
        derecho=_mm(_numero(margenes, "right", _PULGADA)),
        encabezado=_mm(_numero(margenes, "header", _MEDIA)),
    )


def _numero(elemento: Element | None, nombre: str, si_falta: int) -> int:
    """Un atributo como entero; Google Docs y otros lo escriben a veces con decimales."""
    medida = None if elemento is None else elemento.get(f"{W}{nombre}")
    if medida is None:
        return si_falta
    if not re.fullmatch(r"-?[0-9]{1,6}(?:\.[0-9]{1,9})?", medida):
        motivo = f"una medida de su página no se entiende: {mostrar(medida)}"
        raise InservibleError(f"{motivo}; ábralo en Word y guárdelo otra vez")
    return round(float(medida))


def _mm(veinteavos: int) -> Mm:
    return Mm(round(veinteavos / _VEINTEAVOS_POR_MM, 2))


_LIMITES = {
    **LIMITES,
    "partes": Limite("partes de un membrete", 2000, "trae más de {cuanto} archivos adentro"),
    "extendido": Limite(
        "MB de un membrete, al extenderlo", 100, "descomprimido pasa de {cuanto} MB"
    ),
}
"""Muy por encima de cualquier membrete; lo que pasa de ahí está hecho para llenar la memoria."""

_ES_UN = "se esperaba un documento de Word (.docx), llegó"
_COMIENZOS = (
    (b"%PDF-", f"{_ES_UN} un PDF"),
    (b"{\\rtf", f"{_ES_UN} un .rtf; ábralo en Word y guárdelo como .docx"),
    (b"\x89PNG", f"{_ES_UN} una imagen"),
    (b"\xff\xd8\xff", f"{_ES_UN} una imagen"),
)
_DE_OFFICE_VIEJO = b"\xd0\xcf\x11\xe0"
_CIFRADO = "EncryptedPackage".encode("utf-16-le")
"""Cómo empieza un ``.doc`` o un Word con contraseña, y lo que sólo lleva éste."""


class InservibleError(Exception):
    """Por qué un archivo no sirve de membrete, en español."""


@contextmanager
def _leyendo(parte: str = "") -> Iterator[None]:
    """Contexto que dice de un membrete las fallas de lectura de ``opc``."""
    try:
        yield
    except IlegibleError as error:
        if error.codigo == "limite_excedido":
            raise InservibleError(str(error)) from None
        de_la_parte = f"está dañado: su parte {parte} no es XML"
        del_archivo = "no es un documento de Word (.docx), o está dañado"
        raise InservibleError(de_la_parte if parte else del_archivo) from None


def paquete_del_membrete(datos: bytes) -> Comprimido:
    """El paquete abierto de unos bytes; ``InservibleError`` si no es un Word, o es enorme."""
    if not datos:
        raise InservibleError("está vacío (0 bytes)")
    for comienzo, motivo in _COMIENZOS:
        if datos.startswith(comienzo):
            raise InservibleError(motivo)
    if datos.startswith(_DE_OFFICE_VIEJO):
        if _CIFRADO in datos:
            raise InservibleError("está protegido con contraseña; guárdelo sin ella")
        raise InservibleError("es un .doc antiguo; ábralo en Word y guárdelo como .docx")
    with _leyendo():
        comprimido = Comprimido(datos, Presupuesto(_LIMITES))
    if comprimido.repite:
        raise InservibleError("trae dos archivos con el mismo nombre adentro")
    if comprimido.cifrado:
        raise InservibleError("está cifrado; guárdelo sin contraseña")
    return comprimido


def cerrar(partes: dict[str, bytes]) -> bytes:
    """El archivo con esas partes, por su nombre: siempre los mismos bytes."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_STORED) as archivo:
        for nombre, contenido in partes.items():
            archivo.writestr(zipfile.ZipInfo(nombre, (1980, 1, 1, 0, 0, 0)), contenido)
    return salida.getvalue()


_MEGAS = 9
_BYTES = _MEGAS * 10**6
_NIVELES = 200
"""Con más, el lector de XML que arma el Word se negaría a leerlo."""


def leer_xml(contenido: bytes, parte: str) -> ET.Element:
    """La raíz de una parte; ``InservibleError`` si no es XML o es una trampa."""
    if len(contenido) > _BYTES:
        raise InservibleError(f"su parte {parte} pasa de {_MEGAS} MB")
    lector = ET.XMLParser(target=_Arbol(parte))  # noqa: S314 - ``_Arbol`` rechaza el DTD
    try:
        lector.feed(contenido)
        raiz: ET.Element = lector.close()
    except (ET.ParseError, ValueError, LookupError):
        raise InservibleError(f"está dañado: su parte {parte} no es XML") from None
    return raiz


class _Arbol(ET.TreeBuilder):
    """Arma el árbol mientras cuenta sus niveles."""

    def __init__(self, parte: str) -> None:
        super().__init__()
        self._parte = parte
        self._nivel = 0

    def doctype(self, *_: str | None) -> None:
        raise InservibleError(f"su parte {self._parte} trae un DTD, que Word no escribe")

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._nivel += 1
        if self._nivel > _NIVELES:
            raise InservibleError(f"su parte {self._parte} tiene más de {_NIVELES} niveles")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._nivel -= 1
        return super().end(tag)
