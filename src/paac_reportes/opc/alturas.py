"""Lo que se ve más arriba o más abajo del renglón: un exponente, una llamada de nota.

Letra por letra, «8» con un 2 encima es 82. Sus cifras se leen con las de su altura, que Unicode
trae (``8²``, ``x₁``); sus letras, como las demás (``1er``).
"""

import re

ARRIBA, ABAJO = "superscript", "subscript"
"""Las alturas, como las llaman Word y Excel."""
_CIFRAS = "0123456789+-−=()"
_EN_ALTURA = {
    ARRIBA: str.maketrans(_CIFRAS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾"),
    ABAJO: str.maketrans(_CIFRAS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
_NUMERO = re.compile(r"(?<![(+−-])[(+−-]*+\d[\d()+−=-]*+", re.ASCII)
_FUERA_DEL_RENGLON = re.compile(r"[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾₀-₉₊₋₌₍₎√∑∫]|\)[/¦]\(|[\^_]\(")


def a_su_altura(texto: str, altura: str) -> str:
    """Texto de un tramo con sus cifras a la altura en que van: ``2`` arriba es ``²``."""
    tabla = _EN_ALTURA.get(altura)
    return texto if tabla is None else _NUMERO.sub(lambda n: n[0].translate(tabla), texto)


def es_de_altura(texto: str) -> bool:
    """Si todo un texto se escribe a otra altura."""
    return _NUMERO.fullmatch(texto) is not None


def sale_del_renglon(texto: str) -> bool:
    """Si un texto leído trae exponentes, llamadas de nota o una ecuación: ``1.1²``, ``(3)/(4)``."""
    return _FUERA_DEL_RENGLON.search(texto) is not None
