"""Lo que la orden dice: por stderr, un renglón por cosa, y nada que la terminal obedezca."""

import sys
import unicodedata
from collections.abc import Iterable

from paac_reportes.errores import Aviso


def decir(linea: str) -> None:
    """Un renglón por stderr."""
    print(imprimible(linea).replace("\n", " "), file=sys.stderr)  # noqa: T201 - es la orden


def decir_avisos(avisos: Iterable[Aviso]) -> None:
    """Cada aviso, una vez."""
    for aviso in dict.fromkeys(avisos):
        decir(f"aviso: {aviso}")


def imprimible(texto: str) -> str:
    """El texto sin caracteres de control: un dato ajeno no maneja la terminal de quien lo lee."""
    if texto.isprintable():
        return texto
    return "".join(
        letra if letra in "\n\t" or unicodedata.category(letra) != "Cc" else "\ufffd"
        for letra in texto
    )
