"""Lo que a un PDF hecho por LibreOffice le falta: fuentes del Word, y etiquetas de PDF/UA-1.

Mira lo que LibreOffice no cumple aunque diga que sí; para saber si lo cumple todo está veraPDF.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.oxml.parser import parse_xml

from paac_reportes.errores import Aviso
from paac_reportes.maqueta.medida.tipografia import DE_LA_MISMA_MEDIDA

# ------------------------------------------------------------------ accesibilidad

_OBJETO = re.compile(rb"(?:^|[\r\n])\d+ 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_CORRIENTE = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_PAGINA, _FIGURA = re.compile(rb"/Type\s*/Page\b"), re.compile(rb"/S\s*/Figure\b")


def accesibilidad(pdf: bytes) -> Iterator[Aviso]:
    """Un aviso con cada cosa de PDF/UA-1 que se pidió y no se alcanzó; ninguno, si no falta."""
    if motivos := [*_por_que_no_es_ua(pdf)]:
        motivo = (
            f"el PDF que hizo LibreOffice no llega a PDF/UA-1, que es el accesible:"
            f" {'; '.join(motivos)}"
        )
        yield Aviso("pdf_sin_accesibilidad", "", motivo)


def _por_que_no_es_ua(pdf: bytes) -> Iterator[str]:
    objetos = [*_objetos(pdf)]
    todo = b"\n".join(objetos)
    for dice, motivo in _DICE.items():
        if re.search(dice, todo) is None:
            yield motivo
    figuras = [uno for uno in objetos if _FIGURA.search(uno)]
    if mudas := sum(re.search(rb"/(?:Alt|ActualText)\b", una) is None for una in figuras):
        yield f"{_contados(mudas, 'figura')} sin texto alternativo"
    con_enlaces = (uno for uno in objetos if _PAGINA.search(uno) and b"/Annots" in uno)
    if sin_orden := sum(re.search(rb"/Tabs\s*/S", una) is None for una in con_enlaces):
        yield f"{_contados(sin_orden, 'página')} con enlaces que no dicen su orden"


_DICE = {
    rb"pdfuaid:part[>=]": "no se declara como tal",
    rb"/Marked\s+true": "no está etiquetado",
    rb"/Lang\s*[(<]": "no dice su idioma",
    rb"/DisplayDocTitle\s+true": "no muestra su título",
}
"""Lo que todo PDF/UA-1 lleva, y qué se dice del que no."""


def _contados(cuantas: int, nombre: str) -> str:
    return f"{cuantas} {nombre}{'s' if cuantas > 1 else ''}"


def _objetos(pdf: bytes) -> Iterator[bytes]:
    """Los objetos de un PDF, también los que van comprimidos juntos."""
    for objeto in _OBJETO.findall(pdf):
        yield objeto
        corriente = _CORRIENTE.search(objeto) if b"/ObjStm" in objeto else None
        if corriente is not None:
            yield from re.split(rb">>\s*(?=<<)", zlib.decompressobj().decompress(corriente[1]))


# ------------------------------------------------------------------ fuentes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CON_TEXTO = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_SI_NADIE_LO_DICE = "Times New Roman"
"""La letra que Word supone."""
_EN_EL_PDF = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")


def fuentes_sustituidas(word: bytes, pdf: bytes) -> Iterator[Aviso]:
    """Un aviso por cada familia que el Word pide y el PDF no lleva, ni una de su medida."""
    todo = b"\n".join(_objetos(pdf))
    nombres = sorted({uno.decode("latin-1") for uno in _EN_EL_PDF.findall(todo)})
    llevadas = [*map(_en_claro, nombres)]
    for familia in _familias_de(word):
        de_su_medida = DE_LA_MISMA_MEDIDA.get(familia.casefold(), familia)
        buscadas = (_en_claro(familia), _en_claro(de_su_medida))
        if not any(una.startswith(buscadas) for una in llevadas):
            motivo = (
                f"LibreOffice no encontró la fuente {familia}, ni otra de su medida: el PDF lleva"
                f" {', '.join(nombres) or 'ninguna'}"
            )
            yield Aviso("fuente_sustituida", "", motivo)


def _en_claro(nombre: str) -> str:
    """``Times New Roman`` y ``TimesNewRomanPS-BoldMT`` comienzan así: ``timesnewroman``."""
    return re.sub(r"[^a-z0-9]", "", nombre.casefold())


def _familias_de(word: bytes) -> list[str]:
    """Las que piden los textos de un Word, cada una una vez."""
    with zipfile.ZipFile(io.BytesIO(word)) as paquete:
        raices = {
            nombre: parse_xml(paquete.read(nombre))
            for nombre in paquete.namelist()
            if _CON_TEXTO.fullmatch(nombre) or nombre in _DE_LETRA
        }
    letras = _Letras(*(raices.pop(nombre, None) for nombre in _DE_LETRA))
    corridas = (corrida for raiz in raices.values() for corrida in raiz.iter(f"{_W}r"))
    con_texto = (una for una in corridas if any((t.text or "").strip() for t in una.iter(f"{_W}t")))
    return [*dict.fromkeys(map(letras.familia, con_texto))]


_DE_LETRA = ("word/styles.xml", "word/theme/theme1.xml")


class _Letras:
    """La familia de cada corrida, por lo que ella dice o por sus estilos."""

    def __init__(self, hoja: Any, tema: Any) -> None:
        estilos = [] if hoja is None else [*hoja.iter(f"{_W}style")]
        self._estilos: Mapping[str, Any] = {uno.get(f"{_W}styleId"): uno for uno in estilos}
        self._corriente = next(
            (
                clave
                for clave, uno in self._estilos.items()
                if uno.get(f"{_W}type") == "paragraph" and uno.get(f"{_W}default") in {"1", "true"}
            ),
            None,
        )
        self._de_todos = [] if hoja is None else [*hoja.iter(f"{_W}rPrDefault")]
        self._tema = tema

    def familia(self, corrida: Any) -> str:
        """``Arial``."""
        parrafo = next(corrida.iterancestors(f"{_W}p"), None)
        de_parrafo = None if parrafo is None else parrafo.find(f"{_W}pPr/{_W}pStyle")
        clave = self._corriente if de_parrafo is None else de_parrafo.get(f"{_W}val")
        de_letra = corrida.find(f"{_W}rPr/{_W}rStyle")
        lugares = (
            corrida,
            *self._cadena(None if de_letra is None else de_letra.get(f"{_W}val")),
            *self._cadena(clave),
            *self._de_todos,
        )
        return next(filter(None, map(self._de_un_lugar, lugares)), _SI_NADIE_LO_DICE)

    def _cadena(self, clave: str | None) -> Iterable[Any]:
        """Un estilo y aquellos en que se basa."""
        vistos = dict[str, Any]()
        while clave is not None and clave in self._estilos and clave not in vistos:
            vistos[clave] = self._estilos[clave]
            base = vistos[clave].find(f"{_W}basedOn")
            clave = None if base is None else base.get(f"{_W}val")
        return vistos.values()

    def _de_un_lugar(self, lugar: Any) -> str | None:
        fuentes = lugar.find(f"{_W}rPr/{_W}rFonts")
        if fuentes is None:
            return None
        del_tema = fuentes.get(f"{_W}asciiTheme", "")
        if del_tema and self._tema is not None:
            clase = "majorFont" if del_tema.startswith("major") else "minorFont"
            latina = next(self._tema.iter(f"{_A}{clase}")).find(f"{_A}latin")
            return None if latina is None else latina.get("typeface")
        familia: str | None = fuentes.get(f"{_W}ascii") or fuentes.get(f"{_W}hAnsi")
        return familia
