"""El texto sin lo que no lo hace otro, para comparar."""

import unicodedata


def en_plano(texto: str | None) -> str:
    """Sin mayúsculas, tildes ni espacios de sobra."""
    if not texto:
        return ""
    plano = texto.casefold()
    if not plano.isascii():
        letras = unicodedata.normalize("NFD", plano)
        plano = "".join(letra for letra in letras if not unicodedata.combining(letra))
    return " ".join(plano.split())
