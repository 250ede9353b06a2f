"""Lo que sale de cada imagen que llega: PNG o JPEG, derecha, entera y en colores de pantalla."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from ayudas.fotos import (
    AUTOR,
    CON_ORIENTACION,
    FORMATOS,
    LUGAR,
    MODOS,
    VUELTAS,
    abierta,
    de_un_telefono,
    dibujo,
    guardada,
)
from ayudas.imagenes import png
from ayudas.planes import datos as datos_de_un_plan
from PIL import ExifTags, Image, ImageCms, ImageOps, PngImagePlugin
from PIL.Image import Image as Imagen

import paac_reportes as paac
from paac_reportes import imagenes
from paac_reportes.imagenes import (
    Medidas,
    clase_de_imagen,
    imagen_a_la_vista,
    medir,
    por_que_no,
    publicable,
    sin_metadatos,
)

PERFIL_DE_PANTALLA = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def generadas() -> Iterator[tuple[str, str, int | None, bytes]]:
    """De todo modo que un formato guarda, con cada vuelta que puede llevar."""
    for formato in FORMATOS:
        vueltas = (None, *VUELTAS) if formato in CON_ORIENTACION else (None,)
        for modo in MODOS:
            for vuelta in vueltas:
                try:
                    datos = guardada(dibujo(modo), formato, vuelta)
                    abierta(datos)
                except (OSError, ValueError):  # ese formato no lo guarda, o Pillow no lo abre
                    break
                yield formato, modo, vuelta, datos


def esperada(datos: bytes) -> Imagen:
    """La de Pillow, derecha."""
    return ImageOps.exif_transpose(abierta(datos))


@pytest.mark.integracion
def test_la_que_sale_es_png_o_jpeg_y_tiene_los_puntos_de_la_que_llego_derecha() -> None:
    casos = [*generadas()]
    for formato, modo, vuelta, datos in casos:
        caso = (formato, modo, vuelta)
        assert por_que_no(datos) is None, caso
        sale = imagen_a_la_vista(datos)
        vista, derecha = abierta(sale), esperada(datos)
        medidas = medir(sale)
        assert clase_de_imagen(sale) in {"png", "jpeg"}, caso
        assert sale is datos or vista.mode in {"L", "RGB", "RGBA"}, caso
        assert medidas is not None, caso
        assert (medidas.ancho, medidas.alto) == vista.size == derecha.size, caso
        assert vista.getexif().get(0x0112, 1) == 1, caso
        if modo != "LAB" or formato != "TIFF":
            assert vista.tobytes() == derecha.convert(vista.mode).tobytes(), caso
    assert len(casos) > 320


def test_los_colores_de_lab_son_los_de_pantalla() -> None:
    vista = abierta(imagen_a_la_vista(guardada(dibujo("LAB"), "TIFF")))
    pares = zip(vista.tobytes(), dibujo().tobytes(), strict=True)

    assert sum(abs(uno - otro) for uno, otro in pares) / len(dibujo().tobytes()) < 8


@pytest.mark.parametrize(
    "datos",
    [
        png(),
        *(guardada(dibujo(modo), "PNG") for modo in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        guardada(dibujo(), "PNG", 1),
        guardada(dibujo(), "PNG", icc_profile=PERFIL_DE_PANTALLA),
        *(guardada(dibujo(modo), "JPEG") for modo in ("L", "RGB")),
        guardada(dibujo(), "JPEG", progressive=True),
        guardada(dibujo(), "JPEG", 1, icc_profile=PERFIL_DE_PANTALLA),
    ],
)
def test_la_que_no_necesita_nada_sale_byte_por_byte(datos: bytes) -> None:
    assert imagen_a_la_vista(datos) is datos


def test_una_foto_grande_sigue_siendo_jpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imagenes, "_SIN_PERDER", 100 * 80 - 1)
    datos = guardada(Image.linear_gradient("L").resize((100, 80)).convert("RGB"), "JPEG", 6)
    sale = imagen_a_la_vista(datos)
    pares = zip(abierta(sale).tobytes(), esperada(datos).tobytes(), strict=True)

    assert (clase_de_imagen(sale), abierta(sale).size) == ("jpeg", (80, 100))
    assert max(abs(uno - otro) for uno, otro in pares) < 4


def test_lo_que_se_mueve_queda_en_su_primer_cuadro() -> None:
    otro = dibujo().transpose(Image.Transpose.ROTATE_180)
    for formato in ("PNG", "GIF", "WEBP", "TIFF"):
        opciones = {"lossless": True} if formato == "WEBP" else {}
        datos = guardada(dibujo(), formato, save_all=True, append_images=[otro], **opciones)
        sale = imagen_a_la_vista(datos)
        assert abierta(sale).convert("RGB").tobytes() == abierta(datos).convert("RGB").tobytes()
        assert not getattr(abierta(sale), "is_animated", False)


def test_los_grises_de_dieciseis_bits_no_se_vuelven_blancos() -> None:
    gris = Image.new("I;16", (4, 4), 0x8080)
    for formato, vuelta in (("TIFF", None), ("PNG", 6)):
        assert abierta(imagen_a_la_vista(guardada(gris, formato, vuelta))).getpixel((0, 0)) == 0x80


def test_el_perfil_de_otros_colores_no_sale() -> None:
    """Un visor que le crea a un perfil de tintas, en una foto que no las tiene, la cambia."""
    de_tintas = PERFIL_DE_PANTALLA[:16] + b"CMYK" + PERFIL_DE_PANTALLA[20:]
    for modo, perfil in (("RGB", de_tintas), ("L", PERFIL_DE_PANTALLA)):
        datos = guardada(dibujo(modo), "JPEG", icc_profile=perfil)
        sale = abierta(imagen_a_la_vista(datos))
        assert "icc_profile" not in sale.info
        assert sale.tobytes() == abierta(datos).tobytes()
    girada = abierta(
        imagen_a_la_vista(guardada(dibujo(), "JPEG", 6, icc_profile=PERFIL_DE_PANTALLA))
    )
    assert girada.info["icc_profile"] == PERFIL_DE_PANTALLA


def test_un_perfil_de_tintas_danado_no_impide_convertirla() -> None:
    danado = PERFIL_DE_PANTALLA[:16] + b"CMYK" + PERFIL_DE_PANTALLA[20:]
    datos = guardada(dibujo("CMYK"), "JPEG", icc_profile=danado)
    sale = abierta(imagen_a_la_vista(datos))

    assert sale.tobytes() == abierta(datos).convert("RGB").tobytes()


def test_sin_girar_queda_como_la_tomo_la_camara_y_ya_no_dice_su_vuelta() -> None:
    for formato in ("JPEG", "PNG"):
        datos = guardada(dibujo(), formato, 6)
        sale = abierta(imagen_a_la_vista(datos, girar=False))
        assert sale.tobytes() == abierta(datos).tobytes()
        assert not sale.getexif()


# ------------------------------------------------------------------ lo que no se admite

SE_ESPERABA = "se esperaba una imagen PNG, JPEG, WebP, TIFF, GIF o BMP entera, llegó "
GUARDELA = "; ábrala y guárdela como PNG o JPEG"
DANADA = " cortada, dañada o que no se sabe leer"


@pytest.mark.parametrize(
    ("datos", "llego"),
    [
        (b"", "un archivo vacío"),
        (b"hola", "otra cosa"),
        (b"\0\0\0\x18ftypheic" + bytes(20), f"una HEIC, que es de teléfono{GUARDELA}"),
        (b"\0\0\0\x18ftypmif1" + bytes(20), f"una HEIC, que es de teléfono{GUARDELA}"),
        (b"\0\0\0\x18ftypavif" + bytes(20), f"una AVIF{GUARDELA}"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://x"/>', f"un dibujo SVG{GUARDELA}"),
        (b"%PDF-1.7", f"un PDF{GUARDELA}"),
        (b"\x01\0\0\0" + bytes(36) + b" EMF", f"un dibujo EMF{GUARDELA}"),
        (guardada(dibujo(), "PNG")[:-20], f"una PNG{DANADA}"),
        (guardada(dibujo(), "JPEG")[:-20], f"una JPEG{DANADA}"),
        (guardada(dibujo(), "WEBP")[:-20], f"una WebP{DANADA}"),
        (guardada(dibujo(), "GIF")[:60], f"una GIF{DANADA}"),
        (guardada(dibujo(), "BMP")[:-20], f"una BMP{DANADA}"),
        (guardada(dibujo(), "TIFF")[:-20], f"una TIFF{DANADA}"),
        (b"II*\0" + b"\xff" * 60, f"una TIFF{DANADA}"),
    ],
)
def test_lo_que_no_se_admite_se_dice_con_lo_que_llego(datos: bytes, llego: str) -> None:
    assert por_que_no(datos) == SE_ESPERABA + llego


def test_lo_que_no_son_bytes_ni_un_texto_se_dice_con_su_lugar() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_datos(datos_de_un_plan(entidad={"nombre": "M", "escudo": 3}))

    assert [str(falla) for falla in error.value.fallas] == [
        "entidad.escudo: se esperaba los bytes de una imagen, llegó 3"
    ]


@pytest.mark.parametrize("formato", FORMATOS)
def test_cortada_en_cualquier_lugar_se_dice_o_se_muestra_y_nada_revienta(formato: str) -> None:
    datos = guardada(dibujo("L" if formato == "GIF" else "RGB"), formato)
    for hasta in range(0, len(datos), 7):
        cortada = datos[:hasta]
        motivo = por_que_no(cortada)
        assert motivo is None or motivo.startswith(SE_ESPERABA)
        assert motivo is not None or clase_de_imagen(imagen_a_la_vista(cortada)) in {"png", "jpeg"}
        assert isinstance(publicable(cortada), bytes)


def trozo(clase: bytes, contenido: bytes) -> bytes:
    suma = struct.pack(">I", zlib.crc32(clase + contenido))
    return struct.pack(">I", len(contenido)) + clase + contenido + suma


def png_de(puntos: bytes, bits: int = 8, color: int = 2, *, lado: int = 4) -> bytes:
    encabezado = struct.pack(">IIBBBBB", lado, lado, bits, color, 0, 0, 0)
    trozos = ((b"IHDR", encabezado), (b"IDAT", zlib.compress(puntos)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(trozo(*suyo) for suyo in trozos)


@pytest.mark.parametrize(
    ("datos", "sirve"),
    [
        (png_de((b"\4" + bytes(12)) * 4), True),
        (
            png_de((b"\4" + bytes(12)) * 4).replace(b"IEND\xae", b"IEND\xaf"),
            True,
        ),  # no es de sus puntos
        (png_de((b"\4" + bytes(12)) * 4)[:-12], False),  # sin su final
        (png_de((b"\5" + bytes(12)) * 4), False),  # de un filtro que no hay
        (png_de((b"\0" + bytes(12)) * 4, bits=5), False),
        (png_de((b"\0" + bytes(12)) * 4, color=7), False),
    ],
)
def test_de_una_png_se_miran_los_puntos_al_llegar(datos: bytes, *, sirve: bool) -> None:
    assert (por_que_no(datos) is None) is sirve


@pytest.mark.parametrize("clase", [b"IHDR", b"IDAT"])
def test_la_png_con_un_trozo_cambiado_no_se_admite(clase: bytes) -> None:
    datos = bytearray(guardada(dibujo(), "PNG"))
    lugar = datos.index(clase)
    largo = int.from_bytes(datos[lugar - 4 : lugar], "big")
    datos[lugar + 4 + largo] ^= 1  # su suma

    assert por_que_no(bytes(datos)) == f"{SE_ESPERABA}una PNG{DANADA}"


def test_una_hoja_digitalizada_se_admite() -> None:
    assert por_que_no(guardada(Image.new("1", (5_100, 6_600)), "PNG")) is None


def test_la_que_dice_tener_miles_de_millones_de_puntos_no_se_admite() -> None:
    datos = png_de(b"", lado=60_000)

    assert medir(datos) == Medidas("png", 60_000, 60_000)
    assert por_que_no(datos) == (
        "se esperaba una imagen de hasta 50 millones de puntos, llegó una de 60000 × 60000"
    )


@pytest.mark.parametrize("formato", ["WEBP", "TIFF", "GIF", "BMP", "JPEG"])
def test_la_que_dice_tener_demasiados_puntos_no_se_decodifica(
    formato: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    datos = bytearray(guardada(dibujo(), formato, 6 if formato == "JPEG" else None))
    if formato == "WEBP":  # catorce bits por lado
        datos = bytearray(guardada(dibujo(), formato, lossless=True))
        datos[21:25] = struct.pack("<I", 15_999 << 14 | 15_999)
    elif formato == "TIFF":
        for etiqueta in (b"\0\1\3\0\1\0\0\0\x14\0", b"\1\1\3\0\1\0\0\0\x0c\0", b"\0\1\4\0\1\0\0\0\x14\0", b"\1\1\4\0\1\0\0\0\x0c\0"):  # fmt: skip
            datos = datos.replace(etiqueta, etiqueta[:-2] + struct.pack("<H", 16_000))
    elif formato == "GIF":
        datos[6:10] = struct.pack("<HH", 16_000, 16_000)
    elif formato == "BMP":
        datos[18:26] = struct.pack("<ii", 16_000, 16_000)
    else:
        marco = datos.index(b"\xff\xc0")
        datos[marco + 5 : marco + 9] = struct.pack(">HH", 16_000, 16_000)

    def decodificar(*_: object) -> None:
        pytest.fail("se decodificó")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decodificar)

    motivo = "se esperaba una imagen de hasta 50 millones de puntos, llegó una de "
    assert por_que_no(bytes(datos)) in {motivo + "16000 × 16000", motivo + "muchos más"}


# ------------------------------------------------------------------ para publicar


@pytest.mark.parametrize("formato", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("vuelta", VUELTAS)
def test_lo_publicable_no_dice_ni_autor_ni_lugar_y_tiene_los_mismos_puntos(
    formato: str, vuelta: int
) -> None:
    datos = de_un_telefono(vuelta, formato)
    publica = publicable(datos)
    vista = abierta(publica)

    assert LUGAR.encode() in datos or formato == "TIFF"  # Pillow no lo escribe ahí
    assert AUTOR.encode() in datos
    assert LUGAR.encode() not in publica
    assert AUTOR.encode() not in publica
    assert not vista.getexif()
    assert parecidas(vista, esperada(datos), 4 if clase_de_imagen(publica) == "jpeg" else 0)


def parecidas(una: Imagen, otra: Imagen, cuanto: int) -> bool:
    """Si los puntos de dos imágenes, que son de otro color cada uno, no difieren en más de eso."""
    pares = zip(una.tobytes(), otra.convert(una.mode).tobytes(), strict=True)
    return sum(abs(antes - ahora) for antes, ahora in pares) <= cuanto * len(una.tobytes())


def test_de_una_foto_con_gps_no_queda_donde_se_tomo() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camara"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (4.0, 36.0, 34.9)}
    )
    for formato in ("JPEG", "PNG", "WEBP"):
        foto = guardada(dibujo(), formato, exif=exif)
        assert abierta(foto).getexif().get_ifd(ExifTags.IFD.GPSInfo)

        publica = publicable(foto)
        assert not abierta(publica).getexif()
        assert b"Camara" not in publica
        if formato != "WEBP":  # sin publicar, va como llegó
            assert imagen_a_la_vista(foto) is foto
            assert clase_de_imagen(publica) == formato.lower()


def test_de_una_png_se_van_sus_textos_y_su_fecha() -> None:
    dichos = PngImagePlugin.PngInfo()
    dichos.add_text("Author", "Ana")
    dichos.add_text("Comment", "Ana", zip=True)
    dichos.add_itxt("Title", "Ana")
    dichos.add(b"tIME", b"Ana....")
    dichos.add(b"caBX", b"Ana", after_idat=True)
    datos = guardada(dibujo("RGBA"), "PNG", pnginfo=dichos, icc_profile=PERFIL_DE_PANTALLA)
    publica = publicable(datos)

    assert datos.count(b"Ana") > 3
    assert b"Ana" not in publica
    assert abierta(publica).tobytes() == abierta(datos).tobytes()
    assert abierta(publica).info == {"icc_profile": PERFIL_DE_PANTALLA}


@pytest.mark.parametrize("formato", FORMATOS)
def test_al_publicar_se_va_lo_que_trae_despues_de_su_final(formato: str) -> None:
    """Un teléfono pega ahí otra foto, con su lugar, o un video; otros, un ZIP."""
    datos = guardada(dibujo("P" if formato == "GIF" else "RGB"), formato)
    comprimido = io.BytesIO()
    with zipfile.ZipFile(comprimido, "w") as paquete:
        paquete.writestr("plan.json", "{}")
    con_mas = datos + de_un_telefono() + comprimido.getvalue()

    for publica in (publicable(con_mas), sin_metadatos(con_mas)):
        assert AUTOR.encode() not in publica
        assert b"plan.json" not in publica
        assert parecidas(abierta(publica), abierta(datos), 4 if formato == "JPEG" else 0)


def test_lo_que_no_es_una_imagen_se_queda_igual() -> None:
    for datos in (b"", b"hola", b"<svg/>", b"%PDF-1.7"):
        assert publicable(datos) is datos


def test_de_la_danada_no_sale_nada_al_publicar() -> None:
    foto = de_un_telefono()
    for datos in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", foto[: foto.index(AUTOR.encode()) + 40]):
        assert abierta(publicable(datos)).size == (1, 1)


def test_una_foto_con_sus_metadatos_danados_sale_como_es() -> None:
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 9) + b"\xff" * 30
    datos = guardada(dibujo(), "JPEG", exif=exif)

    assert imagen_a_la_vista(datos) is datos


def test_de_una_imagen_grande_no_se_extiende_mas_de_lo_que_dice() -> None:
    bomba = png_de(bytes(5_000_000))
    assert por_que_no(bomba) is None
    assert io.BytesIO(bomba).getvalue() == imagen_a_la_vista(bomba)


@pytest.mark.parametrize("clase", ["GIF", "TIFF", "WEBP"])
def test_de_las_demas_clases_tampoco_sale_quien_la_hizo(clase: str) -> None:
    dice: dict[str, Any] = {
        "GIF": {"comment": b"QUIEN-LA-HIZO"},
        "TIFF": {"tiffinfo": {315: "QUIEN-LA-HIZO", 270: "QUIEN-LA-HIZO"}},
        "WEBP": {"lossless": True, "xmp": b"QUIEN-LA-HIZO"},
    }
    hecha = Image.new("RGB", (6, 4), (200, 10, 10))
    escrita = io.BytesIO()
    hecha.save(escrita, clase, **dice[clase])
    assert b"QUIEN-LA-HIZO" in escrita.getvalue()

    limpia = sin_metadatos(escrita.getvalue())

    assert b"QUIEN-LA-HIZO" not in limpia
    vuelta = Image.open(io.BytesIO(limpia))
    assert (vuelta.format, vuelta.size) == (clase, (6, 4))
    assert vuelta.convert("RGB").getpixel((2, 2)) == (200, 10, 10)
