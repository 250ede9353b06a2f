"""Imágenes como las dan un teléfono, una imprenta o un escáner."""

import io
import struct
from typing import Any

from PIL import Image, ImageCms
from PIL.Image import Image as Imagen

ORIENTACION = 0x0112
VUELTAS = range(1, 9)
"""Las que una cámara deja dichas."""
MODOS = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I;16", "I", "F")
FORMATOS = ("PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP")
CON_ORIENTACION = ("PNG", "JPEG", "WEBP", "TIFF")


def dibujo(modo: str = "RGB", ancho: int = 20, alto: int = 12) -> Imagen:
    """Uno de otro color en cada punto, que de lado y al revés no se parece a sí mismo."""
    en_colores = Image.new("RGB", (ancho, alto))
    en_colores.putdata(
        [
            (x * 255 // ancho, y * 255 // alto, x * y % 256)
            for y in range(alto)
            for x in range(ancho)
        ]
    )
    if modo == "LAB":
        de_pantalla, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        convertido = ImageCms.profileToProfile(en_colores, de_pantalla, lab, outputMode="LAB")
        assert convertido is not None
        return convertido
    if modo in {"LA", "PA", "RGBA"}:
        con_transparencia = en_colores.convert("RGBA")
        con_transparencia.putalpha(Image.linear_gradient("L").resize((ancho, alto)))
        return con_transparencia.convert(modo)
    return en_colores.convert("L" if modo in {"I;16", "I", "F"} else "RGB").convert(modo)


def guardada(imagen: Imagen, formato: str, vuelta: int | None = None, **opciones: Any) -> bytes:
    """Los bytes de la imagen, con la vuelta que la cámara dejó dicha."""
    salida = io.BytesIO()
    if vuelta is not None:
        exif = Image.Exif()
        exif[ORIENTACION] = vuelta
        opciones["exif"] = exif
    imagen.save(salida, formato, **opciones)
    return salida.getvalue()


def abierta(datos: bytes) -> Imagen:
    """La de unos bytes, ya decodificada."""
    imagen = Image.open(io.BytesIO(datos))
    imagen.load()
    return imagen


def de_un_telefono(vuelta: int = 6, formato: str = "JPEG") -> bytes:
    """Una foto de lado, con el autor, el lugar y el programa que la hizo."""
    renglones = 3
    aparte = 8 + 2 + 12 * renglones + 4
    autor = AUTOR.encode() + b"\0"
    lugar = struct.pack(">HHHII", 1, 0x001B, 2, len(LUGAR) + 1, aparte + len(autor) + 18)
    exif = b"".join(
        (
            b"Exif\0\0MM\0*" + struct.pack(">IH", 8, renglones),
            struct.pack(">HHIHH", ORIENTACION, 3, 1, vuelta, 0),
            struct.pack(">HHII", 0x013B, 2, len(autor), aparte),
            struct.pack(">HHIII", 0x8825, 4, 1, aparte + len(autor), 0),
            autor + lugar + bytes(4) + LUGAR.encode() + b"\0",
        )
    )
    return guardada(dibujo(ancho=60, alto=36), formato, exif=exif, comment=AUTOR)


AUTOR, LUGAR = "Autora de la foto", "4.6097 N, 74.0817 W"
