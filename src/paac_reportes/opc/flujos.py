"""Lo que trae un flujo ya abierto, que puede ser de cualquier clase."""

import io
from typing import Any

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.sistema import MEGAS


def leer_flujo(flujo: Any, nombre: str, megas: int = MEGAS) -> str | bytes:
    """El texto o los bytes de un flujo, hasta ``megas``; ``ErrorDeEntrada`` si no se deja leer."""
    try:
        leido = flujo.read()
    except Exception as error:  # es de una clase ajena, que puede fallar de cualquier modo
        raise ErrorDeEntrada(
            Falla("archivo_ilegible", nombre, _por_que_no_se_lee(flujo, error))
        ) from error
    if not isinstance(leido, str | bytes):
        raise ErrorDeEntrada(
            Falla("archivo_ilegible", nombre, f"se esperaba texto o bytes, llegó {mostrar(leido)}")
        )
    if len(leido) > megas * 10**6:
        raise ErrorDeEntrada(Falla("limite_excedido", nombre, f"pesa más de {megas} MB"))
    return leido


def _por_que_no_se_lee(flujo: Any, error: Exception) -> str:
    if getattr(flujo, "closed", False):
        return "el flujo no se deja leer: ya está cerrado"
    if isinstance(error, UnicodeError):
        return "el flujo no se deja leer: no es de la codificación con que se abrió"
    if isinstance(error, io.UnsupportedOperation):
        return "el flujo no se deja leer: se abrió para escribir"
    return "el flujo no se deja leer"
