"""Si una imagen está entera y cuánto mide."""

import struct

import pytest

from paac_reportes.imagenes import Medidas, medir

IHDR = struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 360, 420) + b"\x08\x06\0\0\0" + b"crc_"
IDAT = struct.pack(">I", 3) + b"IDAT" + b"abc" + b"crc_"
IEND = struct.pack(">I", 0) + b"IEND" + b"crc_"
PNG = b"\x89PNG\r\n\x1a\n" + IHDR + IDAT + IEND
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
        *(PNG[:corte] for corte in range(8, len(PNG) - 8)),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x04ab" + SOF,
        b"\xff\xd8\xff\xe0\x00\x04ab" + SOF + SOS[:-2],
        b"\xff\xd8\xff\xe0\x00\x04abcd" + SOF + SOS,
        PNG.replace(struct.pack(">II", 360, 420), bytes(8)),
        b"GIF89a",
        b"",
    ],
)
def test_las_rotas_no_tienen_medidas(rota: bytes) -> None:
    assert medir(rota) is None
