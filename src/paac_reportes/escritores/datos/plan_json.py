"""JSON: los datos del plan tal como son, para volver a leerlos; no pasan por la maqueta."""

import base64
import json
from typing import Any

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.imagenes import medir


def escribir(datos: dict[str, Any], _escritura: Escritura | None = None) -> bytes:
    """Los bytes del ``.json``; una imagen va como ``data:`` para caber en un texto."""
    # Un sustituto suelto no cabe en UTF-8, pero su escape sí es JSON y se lee igual.
    texto = json.dumps(datos, ensure_ascii=False, indent=1, default=imagen_como_texto)
    return f"{texto}\n".encode("utf-8", "backslashreplace")


def imagen_como_texto(imagen: bytes) -> str:
    """``data:image/png;base64,…``."""
    medidas = medir(imagen)
    clase = medidas.clase if medidas else "png"
    return f"data:image/{clase};base64,{base64.b64encode(imagen).decode('ascii')}"
