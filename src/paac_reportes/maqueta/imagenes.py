"""Tamaño en píxeles de una imagen PNG o JPEG, leído de su cabecera."""

import struct

_INICIO_DE_MARCA = 0xFF
_MARCAS_DE_TAMANO = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def pixeles(datos: bytes) -> tuple[int, int] | None:
    """Ancho y alto en píxeles; ``None`` si no es una imagen PNG o JPEG entera."""
    try:
        tamano = _de_png(datos) if datos.startswith(b"\x89PNG\r\n\x1a\n") else _de_jpeg(datos)
    except (struct.error, IndexError):
        return None
    return tamano if tamano and all(tamano) else None


def _de_png(datos: bytes) -> tuple[int, int]:
    ancho, alto = struct.unpack_from(">II", datos, 16)
    return ancho, alto


def _de_jpeg(datos: bytes) -> tuple[int, int] | None:
    posicion = 2
    while datos[posicion] == _INICIO_DE_MARCA:
        marca = datos[posicion + 1]
        if marca in _MARCAS_DE_TAMANO:
            alto, ancho = struct.unpack_from(">HH", datos, posicion + 5)
            return ancho, alto
        posicion += 2 + struct.unpack_from(">H", datos, posicion + 2)[0]
    return None
