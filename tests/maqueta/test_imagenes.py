"""El tamaño de una imagen, leído de su cabecera."""

import struct

import pytest

from paac_reportes.maqueta.imagenes import pixeles

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 360, 420) + b"\x08\x06\0\0\0"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 420, 360) + b"\x03"
)


@pytest.mark.parametrize("imagen", [PNG, JPEG])
def test_png_y_jpeg(imagen: bytes) -> None:
    assert pixeles(imagen) == (360, 420)


@pytest.mark.parametrize("rota", [PNG[:20], JPEG[:10], b"\xff\xd8\xff", PNG[:16] + bytes(8)])
def test_una_imagen_cortada_no_tiene_tamano(rota: bytes) -> None:
    assert pixeles(rota) is None
