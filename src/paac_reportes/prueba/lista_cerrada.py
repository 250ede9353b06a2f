"""La lista cerrada de lo que LibreOffice escribe al guardar otra vez un archivo nuestro.

Está en ``lista/*.json`` y no se escribe a mano: ``herramientas/lista_cerrada.py`` la saca de todas
las matrices, guardadas por LibreOffice. De cada elemento, bajo cuál va, cuántas veces, si dice algo
y qué atributos lleva: con los valores que se vieron, o con ``*`` si el suyo se compara aparte.
"""

import functools
import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.xml import Elemento, arbol
from paac_reportes.prueba.coherencia import Nombrado, incoherencias, local

CUALQUIERA = "*"
_RAIZ = ""

SE_COMPARAN = {
    "docx": frozenset(
        {
            *("bookmarkStart@id", "bookmarkStart@name", "bookmarkEnd@id", "hyperlink@id"),
            *("blip@embed", "docPr@id", "docPr@name", "docPr@descr", "cNvPr@id", "cNvPr@name"),
            *("cNvPr@descr", "extent@cx", "extent@cy", "ext@cx", "ext@cy", "gridCol@w", "tcW@w"),
            *("tblW@w", "gridSpan@val", "jc@val", "spacing@before", "spacing@after", "pStyle@val"),
            *("sz@val", "shd@fill", "trHeight@val", "pgSz@w", "pgSz@h", "color@val"),
            *("pgMar@left", "pgMar@right", "pgMar@top", "pgMar@bottom", "pgMar@header"),
            *("pgMar@footer", "outlineLvl@val", "ind@left", "ind@hanging", "rFonts@ascii"),
            *("rFonts@hAnsi", "style@styleId", "name@val"),
            *("basedOn@val", "next@val", "left@w", "right@w", "top@w", "bottom@w"),
            *("headerReference@id", "footerReference@id", "rStyle@val"),
            "tblStyle@val",
        }
    ),
    "xlsx": frozenset(
        {
            *("c@r", "c@s", "row@r", "row@ht", "col@width", "col@min", "col@max", "mergeCell@ref"),
            *("mergeCells@count", "brk@id", "rowBreaks@count", "rowBreaks@manualBreakCount"),
            *("hyperlink@ref", "hyperlink@id", "hyperlink@display", "definedName@localSheetId"),
            *("sheet@name", "sheet@sheetId", "sheet@id", "sst@count", "sst@uniqueCount"),
            *("dimension@ref", "autoFilter@ref", "table@ref", "table@id", "tableColumn@id"),
            *("tableColumn@name", "tableColumns@count", "tablePart@id", "drawing@id"),
            *("pageMargins@left", "pageMargins@right", "pageMargins@top", "pageMargins@bottom"),
            *("pageMargins@header", "pageMargins@footer", "pageSetup@scale"),
            *("pageSetup@paperSize", "pageSetup@orientation"),
            *("xf@numFmtId", "xf@fontId", "xf@fillId", "xf@borderId", "sz@val", "name@val"),
            *("color@rgb", "fgColor@rgb", "bgColor@rgb", "rgbColor@rgb", "numFmt@numFmtId"),
            *("numFmt@formatCode", "cellXfs@count", "fonts@count", "fills@count", "borders@count"),
            *("numFmts@count", "alignment@horizontal", "alignment@vertical", "ext@cx", "ext@cy"),
            *("cNvPr@id", "cNvPr@name", "cNvPr@descr", "blip@embed"),
            *(
                "off@x",
                "off@y",
                "selection@activeCell",
                "selection@sqref",
                "table@name",
                "table@displayName",
            ),
        }
    ),
}
"""Los atributos cuyo valor compara quien mira los dos archivos, o que sólo nombran otra cosa."""

_DE_TODOS = frozenset(
    {"Relationship@Id", "Relationship@Target", "Override@PartName", "property@pid", "property@name"}
)


def clase_de_parte(nombre: str) -> str:
    """El nombre de una parte sin lo que la numera: ``xl/worksheets/sheet#.xml``."""
    return re.sub(r"\d+", "#", nombre)


@functools.cache
def lista(tipo: str) -> Mapping[str, Any]:
    """La de un tipo de archivo: por clase de parte, lo que puede traer."""
    dicha: Mapping[str, Any] = json.loads(
        files("paac_reportes.prueba").joinpath(f"lista/{tipo}.json").read_text("utf-8")
    )
    return dicha


def fuera_de_lista(tipo: str, partes: Mapping[str, bytes]) -> Iterator[Nombrado]:
    """Todo lo de unas partes que no está en la lista de su tipo."""
    de_todas = lista(tipo)
    clases_de = _clases_de(partes)
    for nombre, contenido in partes.items():
        clase = clase_de_parte(nombre)
        if clase not in de_todas:
            yield Nombrado(nombre, "una parte que ni esta biblioteca ni LibreOffice escriben")
            continue
        if clases_de(nombre) != lista("clases")[clase]:
            yield Nombrado(nombre, f"una parte que se dice de otra clase: {clases_de(nombre)}")
        if (suya := de_todas[clase]) is not None:
            if not _COMO_SE_ESCRIBE.fullmatch(contenido):
                yield Nombrado(nombre, _DE_OTRO_MODO)
            raiz = arbol([contenido], nombre, Presupuesto())
            yield from dict.fromkeys(_de_parte(nombre, raiz, suya))
            yield from dict.fromkeys(incoherencias(nombre, raiz))
            if nombre.endswith(".rels"):
                yield from _de_relaciones(nombre, raiz, partes)


_COMO_SE_ESCRIBE = re.compile(
    rb"""(?:<\?xml\ version=(["'])1\.0\1 (?:\ encoding=(["'])UTF-8\2)? (?:\ standalone=(["'])yes\3)?
    \s*\?>)? \s*+ (?:<(?![?!])[^<]*+)++""",
    re.VERBOSE,
)
_DE_OTRO_MODO = (
    "un XML que no se escribe como los demás: en otra codificación, o con un comentario, una"
    " instrucción o un CDATA"
)
"""De lo que dice la declaración y de las marcas del comienzo, cada programa cree lo suyo."""


def _clases_de(partes: Mapping[str, bytes]) -> Callable[[str], str | None]:
    """De qué clase se dice que es cada parte: por su nombre o, si no, por cómo termina."""
    dichas: dict[str, str | None] = {}
    for una in arbol([partes.get(_CLASES, b"<nada/>")], _CLASES, Presupuesto()):
        clave = una.get("PartName") or f".{una.get('Extension', '')}"
        # De la que se dice dos veces, cada programa cree la suya.
        dichas[clave] = None if clave in dichas else una.get("ContentType")
    return lambda parte: dichas.get(f"/{parte}", dichas.get(f".{parte.rpartition('.')[2]}"))


_CLASES = "[Content_Types].xml"


def _de_relaciones(nombre: str, raiz: Elemento, partes: Mapping[str, bytes]) -> Iterator[Nombrado]:
    """Cada una con su nombre, y hacia una parte que está: de dos, cada programa sigue la suya."""
    claves = Counter(una.get("Id", "") for una in raiz)
    unicas = Counter(
        clase for una in raiz if (clase := una.get("Type", "").rpartition("/")[2]) not in _VARIAS
    )
    for que, cuantas in (claves | unicas).items():
        if cuantas > 1:
            yield Nombrado(nombre, f"dos relaciones «{que}» donde va una")
    carpeta = posixpath.dirname(posixpath.dirname(nombre))
    for una in raiz:
        destino = posixpath.normpath(posixpath.join("/", carpeta, una.get("Target", "")))
        fuera = una.get("TargetMode") == "External"
        if fuera != una.get("Type", "").endswith("/hyperlink"):
            yield Nombrado(nombre, "una relación hacia fuera que no es un enlace")
        elif not fuera and destino.lstrip("/") not in partes:
            yield Nombrado(nombre, f"una relación hacia «{destino}», que no está")


_VARIAS = frozenset({"worksheet", "hyperlink", "image", "header", "footer"})
"""Las clases de relación que una parte puede tener más de una vez."""


def _de_parte(nombre: str, raiz: Elemento, suya: Mapping[str, Any]) -> Iterator[Nombrado]:
    for elemento in raiz.iter():
        padre = elemento.getparent()
        bajo = _RAIZ if padre is None else nombre_de(padre.tag)
        cual = f"{bajo}>{nombre_de(elemento.tag)}"
        if cual not in suya:
            yield Nombrado(nombre, f"un elemento que no se conoce: <{local(elemento)}>")
            continue
        admitido = suya[cual]
        dice = bool(elemento.text and elemento.text.strip())
        if (dice and not admitido["dice"]) or (elemento.tail and elemento.tail.strip()):
            yield Nombrado(nombre, f"un texto donde no va, en <{local(elemento)}>")
        yield from _de_atributos(nombre, elemento, admitido)
        if len(elemento) or admitido["con"]:
            yield from _de_hijos(nombre, elemento, admitido, suya)


def _de_hijos(
    nombre: str, elemento: Elemento, admitido: Mapping[str, Any], suya: Mapping[str, Any]
) -> Iterator[Nombrado]:
    veces = Counter(nombre_de(hijo.tag) for hijo in elemento)
    for hijo, cuantas in veces.items():
        uno = suya.get(f"{nombre_de(elemento.tag)}>{hijo}")
        if uno is not None and cuantas > 1 and not uno["varias"]:
            yield Nombrado(nombre, f"dos <{hijo}> donde va uno, en <{local(elemento)}>")
    for hijo in admitido["con"]:
        if hijo not in veces:
            yield Nombrado(nombre, f"falta <{hijo}> en <{local(elemento)}>")
    yield from _en_desorden(nombre, elemento, admitido["orden"])


def _de_atributos(
    nombre: str, elemento: Elemento, admitido: Mapping[str, Any]
) -> Iterator[Nombrado]:
    suyos = {nombre_de(clave): valor for clave, valor in elemento.attrib.items()}
    for clave, valor in suyos.items():
        valores = admitido["atributos"].get(clave)
        if valores is None:
            yield Nombrado(nombre, f"un atributo que no se conoce: {clave} en <{local(elemento)}>")
        elif valores != CUALQUIERA and valor not in valores:
            dicho = valor if len(valor) <= _CORTO else f"{valor[:_CORTO]}…"
            yield Nombrado(
                nombre, f"un valor que no se conoce: {clave}=«{dicho}» en <{local(elemento)}>"
            )
    for clave in admitido["siempre"]:
        if clave not in suyos:
            yield Nombrado(nombre, f"falta {clave} en <{local(elemento)}>")


_CORTO = 60


def _en_desorden(nombre: str, elemento: Elemento, orden: list[str]) -> Iterator[Nombrado]:
    """Los hijos que van uno por uno van siempre en el mismo orden."""
    lugares = {hijo: lugar for lugar, hijo in enumerate(orden)}
    antes = -1
    for hijo in elemento:
        lugar = lugares.get(nombre_de(hijo.tag), antes)
        if lugar < antes:
            yield Nombrado(nombre, f"fuera de su orden, <{local(hijo)}> en <{local(elemento)}>")
        antes = lugar


def nombre_de(etiqueta: str) -> str:
    """El de un elemento o un atributo, con su espacio: corto si es de los de Office."""
    espacio, cierre, nombre = etiqueta.rpartition("}")
    return f"{_corto(espacio[1:])}:{nombre}" if cierre else nombre


@functools.lru_cache(maxsize=256)  # un archivo ajeno puede traer los que quiera
def _corto(espacio: str) -> str:
    comunes = lista("espacios")
    return str(comunes.get(espacio, espacio))


def se_compara(tipo: str, elemento: str, atributo: str) -> bool:
    """Si el valor de un atributo lo compara otro, o sólo nombra algo."""
    cual = f"{elemento.rpartition(':')[2]}@{atributo.rpartition(':')[2]}"
    return cual in SE_COMPARAN[tipo] or cual in _DE_TODOS
