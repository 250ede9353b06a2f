"""Textos de un Word fuera de sus párrafos: los que se llenan, y los huecos que no.

Los alternativos, las marcas de agua y las propiedades del documento se llenan con lo que es de todo
él. Un hueco en otro lugar saldría a la letra: ``sin_llenar`` lo halla.
"""

from collections.abc import Iterator, Mapping

from paac_reportes.expresiones import expresion
from paac_reportes.opc.xml import Elemento, W

_VML = "urn:schemas-microsoft-com:vml"
_DIBUJO = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ECUACION = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_FORMAS = tuple(
    f"{{{_VML}}}{cual}"
    for cual in ("shape", "rect", "roundrect", "oval", "line", "polyline", "group", "image")
)
DESCRITOS = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_EN_ATRIBUTOS: Mapping[str, tuple[str, ...]] = {
    DESCRITOS: ("descr", "title"),
    f"{{{_VML}}}textpath": ("string",),
    **dict.fromkeys(_FORMAS, ("alt", "title")),
}
"""Donde un atributo es un texto que alguien lee: el alternativo, el de una marca de agua."""


def sueltos(raiz: Elemento) -> Iterator[tuple[Elemento, str, str]]:
    """Los textos sueltos con huecos: su elemento, el atributo (o nada, si es su texto) y qué dicen.

    En las propiedades del documento, que no son de Word, todo texto lo es.
    """
    de_word = raiz.tag.startswith(W)
    for elemento in raiz.iter(*_EN_ATRIBUTOS) if de_word else raiz.iter():
        for nombre in _EN_ATRIBUTOS[elemento.tag] if de_word else ("",):
            texto = (elemento.get(nombre) if nombre else elemento.text) or ""
            if "{{" in texto:
                yield elemento, nombre, texto


_ESPACIOS = {"w": W[1:-1], "m": _ECUACION, "a": _DIBUJO}
_SOSPECHOSOS = (
    ".//w:ruby | .//w:t[not(parent::w:r)] | .//m:oMath | .//a:p | .//w:p[.//w:instrText]"
    " | .//*[@w:instr] | .//@*[contains(., '{{')]/.."
)
_LLEVAN_TEXTO = frozenset({f"{W}ruby", f"{W}t", f"{{{_ECUACION}}}oMath", f"{{{_DIBUJO}}}p"})
HUECO_CRUDO = expresion(r"(?i)(?:\{\{|%7B%7B)[^<>{}]{0,60}\}{0,2}")
"""Un hueco donde no se llena, entero o no."""


def sin_llenar(raiz: Elemento) -> Iterator[tuple[Elemento, str]]:
    """Cada hueco, ``{{ … }}``, que está donde no se llena, y el elemento que lo lleva."""
    for sospechoso in raiz.xpath(_SOSPECHOSOS, namespaces=_ESPACIOS):
        se_llenan = _EN_ATRIBUTOS.get(sospechoso.tag, ())
        textos = [valor for nombre, valor in sospechoso.attrib.items() if nombre not in se_llenan]
        dentro = None if sospechoso.tag in _LLEVAN_TEXTO else f"{W}instrText"
        textos.append("".join(sospechoso.itertext(*filter(None, [dentro]))))
        for hueco in filter(None, map(HUECO_CRUDO.search, textos)):
            yield sospechoso, " ".join(hueco[0].split())
