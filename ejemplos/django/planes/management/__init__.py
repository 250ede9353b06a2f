"""Las órdenes del sitio."""

from argparse import ArgumentTypeError
from datetime import date


def fecha(texto: str) -> date:
    """La de una opción, o por qué no lo es."""
    try:
        return date.fromisoformat(texto)
    except ValueError:
        raise ArgumentTypeError(f"se esperaba AAAA-MM-DD, llegó «{texto}»") from None
