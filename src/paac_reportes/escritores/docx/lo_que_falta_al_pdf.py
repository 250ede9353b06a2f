"""Faltas de un PDF hecho por LibreOffice: fuentes del Word, páginas del contenido y PDF/UA-1.

De PDF/UA-1 mira lo que se puede mejorar en el Word; para saber si lo cumple todo está veraPDF.
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
    """Frases con lo que a un PDF le falta, y quien hizo el Word puede darle."""
    todo = b"\n".join(objetos.values())
    yield from (motivo for senal, motivo in _SENALES.items() if re.search(senal, todo) is None)
    figuras = [o for o in objetos.values() if re.search(rb"/S\s*/Figure\b", o)]
    if sin_texto := sum(re.search(rb"/(?:Alt|ActualText)\b", o) is None for o in figuras):
        yield f"{sin_texto} figura{'s' * (sin_texto > 1)} sin texto alternativo"


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
