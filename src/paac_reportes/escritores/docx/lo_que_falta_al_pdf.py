"""Faltas de un PDF hecho por LibreOffice: fuentes del Word, páginas del contenido y PDF/UA-1.

Mira lo que LibreOffice no cumple aunque diga que sí; para saber si lo cumple todo está veraPDF.
"""

import io
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import pairwise
from typing import Any

from docx import Document
from docx.oxml.parser import parse_xml

from paac_reportes.errores import Aviso
from paac_reportes.maqueta.medida.tipografia import DE_LA_MISMA_MEDIDA

# ------------------------------------------------------------------ accesibilidad

_Objetos = Mapping[int, bytes]
"""Contenido de cada objeto de un PDF, por su número."""


def accesibilidad(pdf: bytes) -> Iterator[Aviso]:
    """Un aviso con cada cosa de PDF/UA-1 que se pidió y no se alcanzó; ninguno, si no falta."""
    if motivos := [*_por_que_no_es_ua(_objetos(pdf))]:
        motivo = (
            "el PDF que hizo LibreOffice no llega a PDF/UA-1, que es el accesible:"
            f" {'; '.join(motivos)}"
        )
        yield Aviso("pdf_sin_accesibilidad", "", motivo)


def _por_que_no_es_ua(objetos: _Objetos) -> Iterator[str]:
    """Frases con lo que a un PDF le falta para PDF/UA-1: ``3 figuras sin texto alternativo``."""
    todo = b"\n".join(objetos.values())
    yield from (motivo for senal, motivo in _SENALES.items() if re.search(senal, todo) is None)
    de_clase = {
        clase: [o for o in objetos.values() if re.search(rb"/S\s*/%s\b" % clase, o)]
        for clase in (b"Figure", b"Table")
    }
    paginas = [o for o in objetos.values() if re.search(rb"/Type\s*/Page\b", o)]
    con_enlaces = [pagina for pagina in paginas if b"/Annots" in pagina]
    cuentas = {
        ("figura", "sin texto alternativo"): _cuantos_sin(
            rb"/(?:Alt|ActualText)\b", de_clase[b"Figure"]
        ),
        ("tabla", "con filas de otro ancho, que el lector cuenta mal"): sum(
            len({*_anchos_de_filas(tabla, objetos)}) > 1 for tabla in de_clase[b"Table"]
        ),
        ("página", "con trazos sin etiqueta"): sum(
            _tiene_trazos_sueltos(p, objetos) for p in paginas
        ),
        ("página", "con enlaces sin su orden"): _cuantos_sin(rb"/Tabs\s*/S\b", con_enlaces),
    }
    for (nombre, falta), cuantas in cuentas.items():
        if cuantas:
            yield f"{cuantas} {nombre}{'s' * (cuantas > 1)} {falta}"


def paginas_de_titulos(pdf: bytes) -> list[int]:
    """Página de cada título, en su orden, por los marcadores de un PDF."""
    objetos = _objetos(pdf)
    hojas = [o for o in objetos.values() if re.search(rb"/Type\s*/Pages\b", o)]
    paginas = [n for hoja in hojas for n in re.findall(rb"(\d+) 0 R", hoja.partition(b"/Kids")[2])]
    de_titulos = (
        re.search(rb"/Title\b.*/Dest\s*\[(\d+) 0 R", objetos[numero], re.DOTALL)
        for numero in sorted(objetos)
    )
    return [paginas.index(t[1]) + 1 for t in de_titulos if t is not None and t[1] in paginas]


_SENALES = {
    rb"pdfuaid:part[>=]": "no se declara como tal",
    rb"/Marked\s+true": "no está etiquetado",
    rb"/Lang\s*[(<]": "no dice su idioma",
    rb"/DisplayDocTitle\s+true": "no dice su título, que va en las propiedades del Word",
}
"""Señales que todo PDF/UA-1 lleva, y qué se dice del que no."""


def _cuantos_sin(expresion: bytes, objetos: Iterable[bytes]) -> int:
    return sum(re.search(expresion, objeto) is None for objeto in objetos)


def _anchos_de_filas(tabla: bytes, objetos: _Objetos) -> Iterator[int]:
    """Cuántas columnas cubre cada fila, con las celdas que bajan a ella."""
    bajan: list[tuple[int, int]] = []
    for fila in _hijos(tabla, objetos, rb"TR", dentro_de=rb"T(?:Head|Body|Foot)"):
        celdas = [*_hijos(fila, objetos, rb"T[DH]")]
        miden = [
            (_celdas_que_cubre(celda, b"Col", objetos), _celdas_que_cubre(celda, b"Row", objetos))
            for celda in celdas
        ]
        yield sum(columnas for columnas, _ in (*bajan, *miden))
        bajan = [(columnas, filas - 1) for columnas, filas in (*bajan, *miden) if filas > 1]


def _hijos(
    elemento: bytes, objetos: _Objetos, clase: bytes, dentro_de: bytes = b""
) -> Iterator[bytes]:
    """Los elementos de esa clase que otro lleva, también por medio de los ``dentro_de``."""
    for hijo in _objetos_nombrados(elemento, b"K", objetos):
        if re.search(rb"/S\s*/%s\b" % clase, hijo):
            yield hijo
        elif dentro_de and re.search(rb"/S\s*/%s\b" % dentro_de, hijo):
            yield from _hijos(hijo, objetos, clase)


def _celdas_que_cubre(celda: bytes, lado: bytes, objetos: _Objetos) -> int:
    """``/ColSpan 4`` → 4, por la celda o sus atributos; ``lado``: ``Col`` o ``Row``."""
    con_atributos = b"".join([celda, *_objetos_nombrados(celda, b"A", objetos)])
    tramo = re.search(rb"/%sSpan\s+(\d+)" % lado, con_atributos)
    return int(tramo[1]) if tramo else 1


def _objetos_nombrados(elemento: bytes, clave: bytes, objetos: _Objetos) -> Iterator[bytes]:
    """Objetos que un elemento nombra en una clave: de ``/K[43 20 0 R 21 0 R]``, el 20 y el 21."""
    lista = re.search(rb"/%s\s*(\[[^\]]*\]|\d+ \d+ R)" % clave, elemento)
    for numero in re.findall(rb"\b(\d{1,10}) \d{1,5} R", lista[1]) if lista else ():
        yield objetos.get(int(numero), b"")


_MARCA = re.compile(rb"\b(?:BDC|BMC|EMC)\b")
_TRAZA = re.compile(rb"(?<!\S)(?:T[jJ]|['\"]|[fFsS]|[fBb]\*|[Bb]|Do|sh)(?!\S)")


def _tiene_trazos_sueltos(pagina: bytes, objetos: _Objetos) -> bool:
    """Si en una página se traza algo que ninguna etiqueta abarca."""
    for contenido in _objetos_nombrados(pagina, b"Contents", objetos):
        corriente = _extendida(contenido)
        hondo = desde = 0
        for marca in _MARCA.finditer(corriente):
            if hondo == 0 and _TRAZA.search(corriente, desde, marca.start()):
                return True
            hondo += -1 if marca[0] == b"EMC" else 1
            desde = marca.end()
        if _TRAZA.search(corriente, desde):
            return True
    return False


# ------------------------------------------------------------------ los objetos

_COMIENZO = re.compile(rb"(?:^|[\r\n])(\d{1,10}) 0 obj\b")
"""``12 0 obj``."""


def _objetos(pdf: bytes) -> _Objetos:
    """Objetos de un PDF, por su número, también los que van comprimidos juntos."""
    pedazos = ((pedazo, _COMIENZO.search(pedazo)) for pedazo in pdf.split(b"endobj")[:-1])
    objetos = {int(c[1]): pedazo[c.end() :].strip() for pedazo, c in pedazos if c is not None}
    for juntos in [o for o in objetos.values() if re.search(rb"/Type\s*/ObjStm\b", o)]:
        primero = re.search(rb"/First\s+(\d+)", juntos)
        extendidos, desde = _extendida(juntos), int(primero[1]) if primero else 0
        numeros = [*map(int, re.findall(rb"\d+", extendidos[:desde]))]
        lugares = [*numeros[1::2], len(extendidos)]
        for numero, (empieza, termina) in zip(numeros[::2], pairwise(lugares), strict=False):
            objetos[numero] = extendidos[desde + empieza : desde + termina]
    return objetos


def _extendida(objeto: bytes) -> bytes:
    """La corriente de un objeto, descomprimida si lo está."""
    diccionario, _, resto = objeto.partition(b"stream")
    corriente = resto[: max(resto.rfind(b"endstream"), 0)].strip(b"\r\n")
    if b"/FlateDecode" not in diccionario:
        return corriente
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(corriente)
    return b""


# ------------------------------------------------------------------ fuentes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CON_TEXTO = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
_DE_ESTILOS, _DE_TEMA = ("wordprocessingml.styles+xml",), ("theme+xml",)
"""Cómo termina la clase de las partes de un Word."""
_SI_NADIE_LO_DICE = "Times New Roman"
"""La letra que Word supone."""
_EN_EL_PDF = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")


def fuentes_sustituidas(word: bytes, pdf: bytes) -> Iterator[Aviso]:
    """Un aviso por cada familia que el Word pide y el PDF no lleva, ni una de su medida."""
    todo = b"\n".join(_objetos(pdf).values())
    nombres = sorted({nombre.decode("latin-1") for nombre in _EN_EL_PDF.findall(todo)})
    llevadas = [*map(_letras_solas, nombres)]
    for familia in _familias_de(word):
        de_su_medida = DE_LA_MISMA_MEDIDA.get(familia.casefold(), familia)
        buscadas = (_letras_solas(familia), _letras_solas(de_su_medida))
        if not any(llevada.startswith(buscadas) for llevada in llevadas):
            motivo = (
                f"LibreOffice no encontró la fuente {familia}, ni otra de su medida: el PDF lleva"
                f" {', '.join(nombres) or 'ninguna'}"
            )
            yield Aviso("fuente_sustituida", "", motivo)


def _letras_solas(nombre: str) -> str:
    """Nombre sin signos: ``Times New Roman`` → ``timesnewroman``, con que otros comienzan."""
    return re.sub(r"[^a-z0-9]", "", nombre.casefold())


def _familias_de(word: bytes) -> list[str]:
    """Familias de letra que piden los textos de un Word, cada una una vez."""
    partes = [*Document(io.BytesIO(word)).part.package.iter_parts()]

    def raices(*clases: str) -> list[Any]:
        return [parse_xml(parte.blob) for parte in partes if parte.content_type.endswith(clases)]

    letras = _Letras(raices(*_DE_ESTILOS), raices(*_DE_TEMA))
    corridas = (corrida for raiz in raices(*_CON_TEXTO) for corrida in raiz.iter(f"{_W}r"))
    con_texto = (c for c in corridas if any((t.text or "").strip() for t in c.iter(f"{_W}t")))
    return [*dict.fromkeys(map(letras.familia, con_texto))]


class _Letras:
    """La familia de cada corrida, por lo que ella dice o por sus estilos."""

    def __init__(self, hojas: Iterable[Any], temas: Iterable[Any]) -> None:
        estilos = [estilo for hoja in hojas for estilo in hoja.iter(f"{_W}style")]
        self._estilos: Mapping[str, Any] = {e.get(f"{_W}styleId"): e for e in estilos}
        self._corriente = next(
            (
                clave
                for clave, e in self._estilos.items()
                if e.get(f"{_W}type") == "paragraph" and e.get(f"{_W}default") in {"1", "true"}
            ),
            None,
        )
        self._por_omision = [letra for hoja in hojas for letra in hoja.iter(f"{_W}rPrDefault")]
        self._de_temas = {
            clase: latina.get("typeface")
            for tema in temas
            for clase in ("major", "minor")
            for latina in tema.iterfind(f".//{_A}{clase}Font/{_A}latin")
        }

    def familia(self, corrida: Any) -> str:
        """Familia de una corrida, ``Arial``: la que dice ella, su estilo, el párrafo o la hoja."""
        parrafo = next(corrida.iterancestors(f"{_W}p"), None)
        de_parrafo = None if parrafo is None else parrafo.find(f"{_W}pPr/{_W}pStyle")
        clave = self._corriente if de_parrafo is None else de_parrafo.get(f"{_W}val")
        de_letra = corrida.find(f"{_W}rPr/{_W}rStyle")
        lugares = (
            corrida,
            *self._estilo_y_bases(None if de_letra is None else de_letra.get(f"{_W}val")),
            *self._estilo_y_bases(clave),
            *self._por_omision,
        )
        return next(filter(None, map(self._familia_que_dice, lugares)), _SI_NADIE_LO_DICE)

    def _estilo_y_bases(self, clave: str | None) -> Iterable[Any]:
        """Un estilo, por su identificador, y aquellos en que se basa."""
        vistos = dict[str, Any]()
        while clave is not None and clave in self._estilos and clave not in vistos:
            vistos[clave] = self._estilos[clave]
            base = vistos[clave].find(f"{_W}basedOn")
            clave = None if base is None else base.get(f"{_W}val")
        return vistos.values()

    def _familia_que_dice(self, lugar: Any) -> str | None:
        """Familia que nombra una corrida, un estilo o lo dado por omisión; antes, la del tema."""
        fuentes = lugar.find(f"{_W}rPr/{_W}rFonts")
        if fuentes is None:
            return None
        del_tema = self._de_temas.get(fuentes.get(f"{_W}asciiTheme", "")[: len("major")])
        familia: str | None = del_tema or fuentes.get(f"{_W}ascii") or fuentes.get(f"{_W}hAnsi")
        return familia
