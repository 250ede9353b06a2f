"""Un texto como parte del nombre de un archivo: ASCII, sin espacios, y que se entienda."""

import re
import unicodedata
from hashlib import sha256

_LETRAS_DE_LA_HUELLA = 6


def en_ascii(texto: str, letras: int) -> str:
    """``Secretaría de Hacienda`` → ``secretaria-de-hacienda``; lo largo, hasta una palabra entera.

    De un texto sin una letra ni una cifra que escribir en ASCII no queda nada.
    """
    return _hasta(letras, _entero(texto))


def en_ascii_y_distinto(texto: str, letras: int) -> str:
    """Como ``en_ascii``; si hubo que cortarlo, con una huella, para que dos no terminen iguales."""
    entero = _entero(texto)
    if len(entero) <= letras:
        return entero
    huella = sha256(entero.encode()).hexdigest()[:_LETRAS_DE_LA_HUELLA]
    return f"{_hasta(letras - _LETRAS_DE_LA_HUELLA - 1, entero)}-{huella}"


def _entero(texto: str) -> str:
    simple = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", simple.lower()).strip("-")


def _hasta(letras: int, palabras: str) -> str:
    if len(palabras) <= letras:
        return palabras
    return palabras[: letras + 1].rpartition("-")[0] or palabras[:letras]
