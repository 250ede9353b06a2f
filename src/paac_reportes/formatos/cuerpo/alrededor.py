"""Textos de un Word fuera de sus párrafos (alternativos, direcciones), y huecos que no se llenan.

Un hueco que no está en un texto ni en uno de éstos saldría a la letra: ``sin_llenar`` lo halla.
"""

from collections.abc import Iterator, Mapping

from paac_reportes.expresiones import expresion
from paac_reportes.formatos.cuerpo.huecos import sin_porciento
from paac_reportes.opc.xml import Elemento, R, W

_VML = "urn:schemas-microsoft-com:vml"
_DIBUJO = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ECUACION = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_FORMAS = tuple(
    f"{{{_VML}}}{cual}"
    for cual in ("shape", "rect", "roundrect", "oval", "line", "polyline", "group", "image")
)
DESCRITOS = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
ENLACE = f"{W}hyperlink"
DE_UN_DIBUJO = f"{{{_DIBUJO}}}hlinkClick"
CAMPO, INSTRUCCION_DE_CAMPO = f"{W}fldSimple", f"{W}instr"
EN_ATRIBUTOS: Mapping[str, tuple[str, ...]] = {
    DESCRITOS: ("descr", "title"),
    f"{{{_VML}}}textpath": ("string",),
    **dict.fromkeys(_FORMAS, ("alt", "title")),
}
"""Donde un atributo es un texto que alguien lee: el alternativo, el de una marca de agua."""
CON_TEXTO = (*EN_ATRIBUTOS, ENLACE, DE_UN_DIBUJO, CAMPO)
"""Los elementos que fuera de sus textos pueden llevar un hueco."""


def atributos(elemento: Elemento, enlaces: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Los atributos que pueden llevar huecos: su nombre, con qué se escriben y lo que dicen.

    De una dirección, lo que dice la relación a que lleva: ``enlaces``, por su clave.
    """
    for nombre in EN_ATRIBUTOS.get(elemento.tag, ()):
        yield nombre, "escrito", elemento.get(nombre, "")
    if elemento.tag == CAMPO:
        yield INSTRUCCION_DE_CAMPO, "campo", sin_porciento(elemento.get(INSTRUCCION_DE_CAMPO, ""))
    elif elemento.tag in {ENLACE, DE_UN_DIBUJO}:
        direccion = enlaces.get(elemento.get(f"{R}id", ""), "")
        yield f"{R}id", "relacion", sin_porciento(direccion)


def sin_uso(raiz: Elemento, enlaces: Mapping[str, str]) -> set[str]:
    """Claves (``rId7``) de las relaciones con hueco que la parte, ya llena, no nombra."""
    claves = {clave for clave, direccion in enlaces.items() if "{{" in sin_porciento(direccion)}
    return claves - {*raiz.xpath(".//@r:*", namespaces={"r": R[1:-1]})} if claves else set()


_ESPACIOS = {"w": W[1:-1], "m": _ECUACION, "a": _DIBUJO}
_SOSPECHOSOS = (
    ".//w:ruby[contains(., '{{')] | .//m:oMath[contains(., '{{')] | .//a:p[contains(., '{{')]"
    " | .//@*[contains(., '{{')]/.."
)
_HUECO_CRUDO = expresion(r"\{\{[^{}]{0,60}\}{0,2}")


def sin_llenar(raiz: Elemento) -> Iterator[tuple[Elemento, str]]:
    """Cada hueco donde no se llena, con el elemento que lo lleva."""
    for sospechoso in raiz.xpath(_SOSPECHOSOS, namespaces=_ESPACIOS):
        se_llenan = {nombre for nombre, _, _ in atributos(sospechoso, {})}
        textos = [valor for nombre, valor in sospechoso.attrib.items() if nombre not in se_llenan]
        if sospechoso.tag in {f"{W}ruby", f"{{{_ECUACION}}}oMath", f"{{{_DIBUJO}}}p"}:
            textos.append("".join(sospechoso.itertext()))
        for hueco in filter(None, map(_HUECO_CRUDO.search, textos)):
            yield sospechoso, " ".join(hueco[0].split())
