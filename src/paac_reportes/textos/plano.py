"""El texto sin lo que no lo hace otro, para comparar."""

import unicodedata

from paac_reportes.expresiones import expresion

_TILDES = ("\u0301", "\u0303", "\u0308")
"""La tilde, la de la eñe y la diéresis; de las demás, se mira cada una que el texto traiga."""


def en_plano(texto: str | None) -> str:
    """Sin mayúsculas, tildes ni espacios de sobra."""
    if not texto:
        return ""
    plano = texto.casefold()
    if not plano.isascii():
        plano = unicodedata.normalize("NFD", plano)
        for tilde in _TILDES:
            plano = plano.replace(tilde, "")
    if not plano.isascii():
        for marca in filter(unicodedata.combining, set(plano)):
            plano = plano.replace(marca, "")
    return " ".join(plano.split())


_CIFRAS = expresion(r"\d+")


def sin_cifras(texto: str) -> str:
    """Con ``#`` en lugar de cada número: ``Página # de #``."""
    return _CIFRAS.sub("#", texto)


def conjunto(juntas: str) -> frozenset[str]:
    """Unas palabras, escritas seguidas."""
    return frozenset(juntas.split())
