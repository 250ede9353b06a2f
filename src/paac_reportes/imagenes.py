"""Imágenes PNG y JPEG: si están enteras, cuánto miden y si se admiten, sin decodificarlas."""

import base64
import struct
import zlib
from typing import Literal

from paac_reportes import clases

DE_TEXTO = "data:image/"
"""Así empieza una imagen escrita como texto."""

PUNTOS = 50_000_000
"""Los que se admiten; una hoja carta a 600 por pulgada tiene 34 millones.

Un archivo de pocos kilobytes puede decir que tiene miles de millones, y quien lo dibuja los aparta.
"""

_FIRMA_PNG = b"\x89PNG\r\n\x1a\n"
_FIRMA_JPEG = b"\xff\xd8\xff"
_FIN_JPEG = b"\xff\xd9"
_CON_TAMANO = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SIN_CONTENIDO = frozenset({0x01, *range(0xD0, 0xD8)})
_DATOS = 0xDA
_MARCA = 0xFF


@clases.frozen
class Medidas:
    """La clase de imagen (``png`` o ``jpeg``) y su tamaño en píxeles."""

    clase: Literal["png", "jpeg"]
    ancho: int
    alto: int


def de_texto(texto: str) -> bytes:
    """Los bytes de ``data:image/png;base64,…``; ``ValueError`` con lo que tiene mal."""
    encabezado, _, contenido = texto.partition(",")
    if not encabezado.startswith(DE_TEXTO) or not encabezado.endswith(";base64"):
        raise ValueError("se esperaba data:image/png;base64, y los bytes de la imagen en base64")
    try:
        # Un base64 suele venir partido en renglones.
        return base64.b64decode("".join(contenido.split()), validate=True)
    except ValueError:
        raise ValueError("la imagen no está bien escrita en base64") from None


def por_que_no(imagen: bytes) -> str | None:
    """Por qué no se admite una imagen, o ``None`` si se admite."""
    medidas = medir(imagen)
    if medidas is None:
        return "se esperaba una imagen PNG o JPEG entera, llegó otra cosa"
    if medidas.ancho * medidas.alto > PUNTOS:
        dicho = f"llegó una de {medidas.ancho} × {medidas.alto}"
        return f"se esperaba una imagen de hasta {PUNTOS // 10**6} millones de puntos, {dicho}"
    return None


def medir(imagen: bytes) -> Medidas | None:
    """Las medidas de una imagen; ``None`` si no es PNG ni JPEG o no está entera."""
    try:
        if imagen.startswith(_FIRMA_PNG):
            return _medir_png(imagen)
        return _medir_jpeg(imagen) if imagen.startswith(_FIRMA_JPEG) else None
    except (struct.error, IndexError):
        return None


def _medir_png(imagen: bytes) -> Medidas | None:
    """Recorre los trozos, sanos, del primero (``IHDR``) al último (``IEND``)."""
    posicion = len(_FIRMA_PNG)
    tipos: list[bytes] = []
    while tipos[-1:] != [b"IEND"]:
        (largo,) = struct.unpack_from(">I", imagen, posicion)
        trozo = imagen[posicion + 4 : posicion + 8 + largo]
        (suma,) = struct.unpack_from(">I", imagen, posicion + 8 + largo)
        if zlib.crc32(trozo) != suma:
            return None
        tipos.append(trozo[:4])
        posicion += largo + 12
    if tipos[0] != b"IHDR" or b"IDAT" not in tipos:
        return None
    ancho, alto = struct.unpack_from(">II", imagen, 16)
    return Medidas("png", ancho, alto) if ancho and alto else None


def _medir_jpeg(imagen: bytes) -> Medidas | None:
    """Recorre las marcas hasta los datos; el tamaño está en una de las de antes."""
    posicion, medidas = 2, None
    while (marca := imagen[posicion + 1]) != _DATOS:
        if imagen[posicion] != _MARCA:
            return None
        if marca == _MARCA or marca in _SIN_CONTENIDO:  # relleno, o una marca suelta
            posicion += 1 if marca == _MARCA else 2
            continue
        if marca in _CON_TAMANO:
            alto, ancho = struct.unpack_from(">HH", imagen, posicion + 5)
            medidas = Medidas("jpeg", ancho, alto) if ancho and alto else None
        posicion += 2 + struct.unpack_from(">H", imagen, posicion + 2)[0]
    return medidas if _FIN_JPEG in imagen[posicion:] else None
