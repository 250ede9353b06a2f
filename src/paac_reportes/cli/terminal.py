"""Texto que se puede escribir en una terminal que no es de uno."""

import unicodedata


def imprimible(texto: str) -> str:
    """El texto sin caracteres de control: un dato ajeno no maneja la terminal de quien lo lee."""
    if texto.isprintable():
        return texto
    return "".join(
        letra if letra in "\n\t" or unicodedata.category(letra) != "Cc" else "\ufffd"
        for letra in texto
    )
