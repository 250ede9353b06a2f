"""Las ecuaciones de Word en un renglón: ``(3)/(4)``, ``√(a)``, ``x²``, ``∑_(i=1)ⁿ(i)``."""

from collections import defaultdict

from paac_reportes.opc.alturas import ABAJO, ARRIBA, a_su_altura, es_de_altura
from paac_reportes.opc.xml import Elemento

_FORMAS = {
    "f": "({num}){signo}({den})",
    "sSup": "{e}{sup}",
    "sSub": "{e}{sub}",
    "sSubSup": "{e}{sub}{sup}",
    "sPre": "{sub}{sup}{e}",
    "rad": "{deg}√({e})",
    "nary": "{signo}{sub}{sup}({e})",
    "func": "{fName}({e})",
    "limLow": "{e}_({lim})",
    "limUpp": "{e}^({lim})",
    **dict.fromkeys(("acc", "bar", "groupChr"), "{e}{signo}"),
}
"""Cómo se escribe cada construcción, con los nombres que Office da a sus partes."""
_SEPARADAS = {"oMathPara": "; ", "eqArr": "; ", "m": "; ", "mr": ", "}
"""Con qué se separan las partes iguales de una construcción."""
_SIGNOS = {"f": "/", "nary": "∫", "acc": "\u0302", "bar": "\u0305", "groupChr": "\u23df"}
"""El signo de una construcción que no dice el suyo."""


def ecuacion(elemento: Elemento) -> str:
    """Texto de una ecuación, o de una parte suya."""
    clase = _nombre(elemento)
    if clase == "t":
        return elemento.text or ""
    propiedades = dict[str, str]()
    partes = list[tuple[str, str]]()
    for nodo in elemento:
        nombre = _nombre(nodo)
        if nombre == f"{clase}Pr":
            propiedades = {_nombre(p): next(iter(p.attrib.values()), "") for p in nodo}
        elif nombre not in ("rPr", "ctrlPr", "del", "moveFrom"):
            partes.append((nombre, ecuacion(nodo)))
    if clase == "d":
        entre = propiedades.get("sepChr", "|").join(texto for _, texto in partes)
        return propiedades.get("begChr", "(") + entre + propiedades.get("endChr", ")")
    if clase not in _FORMAS:
        return _SEPARADAS.get(clase, "").join(texto for _, texto in partes)
    signo = propiedades.get("chr", _SIGNOS.get(clase, ""))
    dichas = defaultdict(str, partes, signo="¦" if propiedades.get("type") == "noBar" else signo)
    for nombre, altura in (("sup", ARRIBA), ("sub", ABAJO), ("deg", ARRIBA)):
        dichas[nombre] = _a_un_lado(dichas[nombre], altura)
    return _FORMAS[clase].format_map(dichas)


def _nombre(elemento: Elemento) -> str:
    """Nombre de un elemento, sin su espacio."""
    nombre: str = elemento.tag.rpartition("}")[2]
    return nombre


def _a_un_lado(texto: str, altura: str) -> str:
    """Exponente o subíndice: ``²`` o, si no todo se escribe en pequeño, ``^(n+1)``."""
    if not texto or es_de_altura(texto):
        return a_su_altura(texto, altura)
    return f"{'^' if altura == ARRIBA else '_'}({texto})"
