"""El texto sin lo que no lo hace otro, para comparar."""

import re
import unicodedata

_TILDES = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""Las de todos los días; las demás letras que se combinan con otra se miran una por una."""


def en_plano(texto: str | None) -> str:
    """Sin mayúsculas, tildes ni espacios de sobra."""
    if not texto:
        return ""
    plano = texto.casefold()
    if not plano.isascii():
        plano = _TILDES.sub("", unicodedata.normalize("NFD", plano))
    if not plano.isascii():
        plano = "".join(letra for letra in plano if not unicodedata.combining(letra))
    return " ".join(plano.split())
