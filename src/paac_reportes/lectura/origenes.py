"""Qué es lo que llega para leerse, por su nombre o por cómo empieza: datos o un documento."""

import io
import zipfile
from pathlib import Path
from typing import IO, Any

from paac_reportes.expresiones import expresion
from paac_reportes.sistema import es_ruta, nombre_del_origen


def es_de_datos(origen: object) -> bool:
    """Si es un JSON o un YAML, por la extensión de su nombre o, sin ella, por cómo empieza."""
    sufijo = Path(nombre_del_origen(origen)).suffix.lower()
    if sufijo or not isinstance(origen, io.BytesIO):
        return sufijo in _DE_DATOS
    return _COMIENZO_DE_DATOS.match(origen.getvalue()[:_COMIENZO]) is not None


_DE_DATOS = frozenset({".json", ".yaml", ".yml"})
_COMIENZO = 4000
_COMIENZO_DE_DATOS = expresion(
    rb"(?:\xef\xbb\xbf)?(?:\s++|#[^\n]*+\n|---[^\n]*+\n)*+(?:\{\s*+[\"}]|[\w\"']++\s*+:\s)"
)
"""De un objeto de JSON, o de una clave de YAML después de lo que se comente."""


def es_documento(origen: object) -> bool:
    """Si es de Word o de Excel, por su extensión o, ya abierto, por cómo empieza."""
    if es_ruta(origen):
        return Path(str(origen)).suffix.lower() in _EXTENSIONES
    return _es_comprimido(origen)


_EXTENSIONES = frozenset({".docx", ".docm", ".xlsx", ".xlsm"})


def _es_comprimido(origen: Any) -> bool:
    """Si un flujo que se puede devolver a su comienzo es un archivo comprimido."""
    flujo: IO[bytes] = origen
    if not (callable(getattr(flujo, "seekable", None)) and flujo.seekable()):
        return False
    donde = flujo.tell()
    try:
        return isinstance(flujo.read(0), bytes) and zipfile.is_zipfile(flujo)
    finally:
        flujo.seek(donde)
