"""Imágenes verdaderas para las pruebas."""

import struct
import zlib


def png(ancho: int = 2, alto: int = 3) -> bytes:
    """Una imagen PNG verdadera, gris."""

    def trozo(tipo: bytes, datos: bytes) -> bytes:
        return (
            struct.pack(">I", len(datos))
            + tipo
            + datos
            + struct.pack(">I", zlib.crc32(tipo + datos))
        )

    filas = zlib.compress(b"".join(b"\0" + b"\x80" * ancho for _ in range(alto)))
    cabeza = struct.pack(">IIBBBBB", ancho, alto, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + trozo(b"IHDR", cabeza) + trozo(b"IDAT", filas) + trozo(b"IEND", b"")
    )
