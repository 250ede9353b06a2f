"""Lo que sale de la biblioteca, congelado: para saber que un cambio no movió nada de lo que se ve."""

import json
from hashlib import sha256
from typing import Any


def huella(contenido: bytes | str) -> str:
    """Dieciséis letras de su sha256: bastan para saber si es lo mismo."""
    return sha256(contenido.encode() if isinstance(contenido, str) else contenido).hexdigest()[:16]


def en_renglones(datos: Any) -> str:
    """Un JSON con un dato por renglón, en su orden."""
    return json.dumps(datos, ensure_ascii=False, indent=1, default=_simple)


def _simple(valor: Any) -> str:
    return f"{len(valor)} bytes, {huella(valor)}" if isinstance(valor, bytes) else str(valor)
