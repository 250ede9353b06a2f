"""El texto sin lo que no lo hace otro, para comparar."""

import re
import unicodedata

_TILDES = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""Las de todos los días; de las demás se mira cada letra distinta, y no cada una del texto."""


def en_plano(texto: str | None) -> str:
    """Sin mayúsculas, tildes ni espacios de sobra."""
    if not texto:
        return ""
    plano = texto.casefold()
    if not plano.isascii():
        plano = _TILDES.sub("", unicodedata.normalize("NFD", plano))
    if not plano.isascii():
        for combinada in filter(unicodedata.combining, set(plano)):
            plano = plano.replace(combinada, "")
    return " ".join(plano.split())
