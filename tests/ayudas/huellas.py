"""La huella de un valor: para decir en una línea que dice lo mismo que antes."""

import hashlib
import json
from typing import Any


def huella(contenido: bytes) -> str:
    """Las primeras letras de su SHA-256: bastan para notar un cambio."""
    return hashlib.sha256(contenido).hexdigest()[:16]


def de_texto(valor: Any) -> str:
    """La de algo que se puede volver texto."""
    escrito = json.dumps(valor, ensure_ascii=False, sort_keys=True, default=str)
    return huella(escrito.encode("utf-8", "surrogatepass"))
