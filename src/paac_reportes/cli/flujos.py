"""``-``: lo que se lee de la entrada y lo que se escribe en la salida."""

import io
import sys
from pathlib import Path
from typing import IO, Any, cast

from paac_reportes.cli.consola import va
from paac_reportes.errores import ErrorDeEntorno, ErrorDeEntrada, Falla

GUION = "-"
_ENTRADA = "entrada"
_MEGAS = 100
"""Más de lo que cualquiera de los que leen admite: de ahí no pasa lo que se guarda en memoria."""
BINARIOS = frozenset({"docx", "xlsx", "pdf", "png", "zip"})
"""Lo que en una terminal no se puede mirar."""


def nombre_de(ruta: str) -> str:
    """Cómo se nombra en un mensaje."""
    return _ENTRADA if ruta == GUION else ruta


def carpeta_de(ruta: str, carpeta: str | None) -> str | None:
    """Dónde buscar las imágenes; las que nombra la entrada, en la carpeta de trabajo."""
    return "." if carpeta is None and ruta == GUION else carpeta


def abierto(ruta: str, tipo: str | None = None) -> str | IO[bytes]:
    """La ruta, o lo que llega por la entrada; ``tipo`` dice qué es lo que no se reconoce solo."""
    if ruta != GUION:
        return ruta
    va("leyendo la entrada")
    if sys.stdin is None or sys.stdin.closed:
        raise ErrorDeEntrada(Falla(_ENTRADA, "está cerrada; se esperaban ahí los datos"))
    try:
        contenido = sys.stdin.buffer.read(_MEGAS * 10**6 + 1)
    except OSError as error:
        raise ErrorDeEntrada(Falla(_ENTRADA, "no se deja leer")) from error
    if not contenido:
        raise ErrorDeEntrada(Falla(_ENTRADA, "no trajo nada; se esperaban ahí los datos"))
    leido: Any = io.BytesIO(contenido)
    leido.name = f"{_ENTRADA}.{tipo}" if tipo else _ENTRADA
    flujo: IO[bytes] = leido
    return flujo


class Salida:
    """La salida, como destino de un documento; su nombre dice de qué tipo."""

    def __init__(self, tipo: str) -> None:
        self.name = f"salida.{tipo}"

    def write(self, contenido: bytes) -> int:
        """Todo, y ya: si quien lo recibe se fue, se sabe aquí."""
        if sys.stdout is None or sys.stdout.closed:
            raise ErrorDeEntorno("la salida está cerrada; se iba a escribir ahí")
        # Por partes: sin memoria de por medio, una tubería recibe lo que le cabe.
        falta = memoryview(contenido)
        while falta:
            falta = falta[sys.stdout.buffer.write(falta) :]
        sys.stdout.buffer.flush()
        return len(contenido)

    def __str__(self) -> str:
        return "la salida"


def salida_con(tipo: str) -> IO[bytes]:
    """La salida, para escribir ahí un documento de ese tipo."""
    return cast("IO[bytes]", Salida(tipo))


def destino(ruta: Path, tipo: str) -> Path | IO[bytes]:
    """El archivo, o la salida con eso que se va a escribir."""
    return salida_con(tipo) if str(ruta) == GUION else ruta


def se_fue_quien_leia(error: Exception) -> bool:
    """Si lo que falló fue escribir en una tubería que alguien cerró."""
    return isinstance(error.__cause__, BrokenPipeError)
