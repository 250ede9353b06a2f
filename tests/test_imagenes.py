"""Si una imagen está entera y cuánto mide."""

import struct
import zlib

import pytest

from paac_reportes.imagenes import Medidas, medir, por_que_no


def trozo(tipo: bytes, datos: bytes) -> bytes:
    suma = zlib.crc32(tipo + datos)
    return struct.pack(">I", len(datos)) + tipo + datos + struct.pack(">I", suma)


FIRMA = b"\x89PNG\r\n\x1a\n"
IHDR = trozo(b"IHDR", struct.pack(">II", 360, 420) + b"\x08\x06\0\0\0")
IDAT, IEND = trozo(b"IDAT", b"abc"), trozo(b"IEND", b"")
PNG = FIRMA + IHDR + IDAT + IEND
SOF = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 420, 360) + b"\x01\x01\x11\x00"
SOS = b"\xff\xda\x00\x02" + b"datos" + b"\xff\xd9"


@pytest.mark.parametrize(
    ("imagen", "clase"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0\x00\x04ab" + SOF + SOS, "jpeg"),
        (b"\xff\xd8\xff\xee\x00\x04ab" + SOF + SOS, "jpeg"),  # Adobe
        (b"\xff\xd8\xff\xff\xff" + SOF[1:] + SOS, "jpeg"),  # con relleno
        (b"\xff\xd8\xff\x01" + SOF + SOS, "jpeg"),  # con una marca suelta
    ],
)
def test_mide_las_enteras(imagen: bytes, clase: str) -> None:
    assert medir(imagen) == Medidas(clase, 360, 420)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rota",
    [
        *(PNG[:corte] for corte in range(8, len(PNG))),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x04ab" + SOF,
        b"\xff\xd8\xff\xe0\x00\x04ab" + SOF + SOS[:-2],
        b"\xff\xd8\xff\xe0\x00\x04abcd" + SOF + SOS,
        FIRMA + trozo(b"IHDR", bytes(13)) + IDAT + IEND,
        FIRMA + IHDR + IEND,
        FIRMA + trozo(b"tEXt", b"x" * 20) + IDAT + IEND,
        PNG.replace(b"abc", b"abd"),
        b"GIF89a",
        b"",
    ],
)
def test_las_rotas_no_tienen_medidas(rota: bytes) -> None:
    assert medir(rota) is None


def de_lado(ancho: int, alto: int, puntos: bytes = b"") -> bytes:
    encabezado = trozo(b"IHDR", struct.pack(">II", ancho, alto) + b"\x01\0\0\0\0")
    return FIRMA + encabezado + trozo(b"IDAT", zlib.compress(puntos)) + IEND


def test_una_hoja_digitalizada_se_admite() -> None:
    assert por_que_no(de_lado(5_100, 6_600, bytes(639 * 6_600))) is None


def test_la_que_dice_tener_miles_de_millones_de_puntos_no_se_admite() -> None:
    assert por_que_no(de_lado(100_000, 100_000)) == (
        "se esperaba una imagen de hasta 50 millones de puntos, llegó una de 100000 × 100000"
    )
