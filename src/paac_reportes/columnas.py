"""Las letras con que una hoja de cálculo nombra sus columnas."""

import functools


@functools.lru_cache(maxsize=1024)
def letra_de_columna(numero: int) -> str:
    """Letras de una columna por su número, desde 1: de 28, ``AB``."""
    antes, ultima = divmod(numero - 1, 26)
    return f"{letra_de_columna(antes) if antes else ''}{chr(ord('A') + ultima)}"
