"""Lectores que un campo pide por su nombre: ``attrs.field(metadata={"leer": …})``."""

import base64
import binascii
from datetime import date, datetime

from paac_reportes.errores import Falla
from paac_reportes.estructura.lectura import lector_de
from paac_reportes.estructura.simples import Lector, leer_bytes, leer_texto
from paac_reportes.imagenes import medir


def uno_o_varios(datos: object, ruta: str, fallas: list[Falla]) -> tuple[str, ...]:
    """Un texto solo vale como lista de uno."""
    leer: Lector = lector_de(tuple[str, ...])
    return leer([datos] if isinstance(datos, str) else datos, ruta, fallas) or ()


def texto_o_fecha(datos: object, ruta: str, fallas: list[Falla]) -> str | None:
    """Una fecha de Python se escribe ``dd/mm/aaaa``."""
    if isinstance(datos, date) and not isinstance(datos, datetime):
        return f"{datos:%d/%m/}{datos.year:04d}"
    return leer_texto(datos, ruta, fallas)


def imagen_de_formato(datos: object, ruta: str, fallas: list[Falla]) -> str | bytes | None:
    """Los bytes de una imagen, o el texto que la nombra."""
    if not isinstance(datos, bytes):
        return leer_texto(datos, ruta, fallas)
    if medir(datos) is None:
        fallas.append(Falla(ruta, "se esperaba una imagen PNG o JPEG entera, llegó otra cosa"))
    return datos


def imagen_o_datos(datos: object, ruta: str, fallas: list[Falla]) -> bytes | None:
    """Los bytes de una imagen, o el texto ``data:image/…;base64,…`` con que viaja en JSON."""
    if not isinstance(datos, str):
        return leer_bytes(datos, ruta, fallas)
    encabezado, _, contenido = datos.partition(";base64,")
    if encabezado.startswith("data:image/"):
        try:
            return base64.b64decode(contenido, validate=True)
        except (binascii.Error, ValueError):
            pass
    fallas.append(
        Falla(ruta, "se esperaban los bytes de una imagen, o su ruta en un archivo de datos")
    )
    return None
