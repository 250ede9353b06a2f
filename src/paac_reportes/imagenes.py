"""Las imágenes que llegan, y la que de cada una sale: PNG o JPEG, derecha y en colores de pantalla.

Qué es cada una, cuánto mide y de qué lado está lo dice Pillow, que sólo se carga si hay alguna. La
que no necesita nada sale byte por byte; si se publica, se escribe otra vez y sólo con sus puntos.
"""

import base64
import functools
import io
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntorno
from paac_reportes.instalacion import hace_falta

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

DE_TEXTO = "data:image/"
"""Así empieza una imagen escrita como texto."""

SE_ADMITEN = "PNG, JPEG, WebP, TIFF, GIF o BMP"

_PUNTOS_MAXIMOS = 50_000_000
"""Puntos que se admiten; una hoja carta a 600 por pulgada tiene 34 millones.

Un archivo de pocos kilobytes puede decir que tiene miles de millones, y quien lo dibuja los aparta.
"""


@clases.frozen
class Medidas:
    """La clase de imagen (``png`` o ``jpeg``) y su tamaño en píxeles."""

    clase: Literal["png", "jpeg"]
    ancho: int
    alto: int


def imagen_de_texto(texto: str) -> bytes:
    """Bytes de ``data:image/png;base64,…``; ``ValueError`` con lo que tiene mal."""
    encabezado, _, contenido = texto.partition(",")
    if not encabezado.startswith(DE_TEXTO) or not encabezado.endswith(";base64"):
        raise ValueError("se esperaba data:image/png;base64, y los bytes de la imagen en base64")
    try:
        # Un base64 suele venir partido en renglones.
        return base64.b64decode("".join(contenido.split()), validate=True)
    except ValueError:
        raise ValueError("la imagen no está bien escrita en base64") from None


def por_que_no(imagen: bytes) -> str | None:
    """Motivo por el que no se admite una imagen, o ``None`` si se admite."""
    convertida = _convertida(imagen, girar=True)
    return convertida if isinstance(convertida, str) else None


def imagen_a_la_vista(imagen: bytes, *, girar: bool = True) -> bytes:
    """PNG o JPEG con que se muestra una imagen: los mismos bytes si no necesita nada.

    Sin ``girar``, como la muestra quien no sabe de qué lado la tomó su cámara. De una que no se
    admite, ella misma.
    """
    convertida = _convertida(imagen, girar=girar)
    return convertida if isinstance(convertida, bytes) else imagen


def publicable(imagen: bytes) -> bytes:
    """PNG o JPEG con que se muestra una imagen, sin metadatos: dicen dónde y de quién es."""
    convertida = _convertida(imagen, girar=True)
    return convertida if isinstance(convertida, bytes) else sin_metadatos(imagen)


def sin_metadatos(imagen: bytes) -> bytes:
    """La misma imagen, de su clase, con los puntos del primer cuadro y nada más.

    No pasa lo que dice de quién la hizo, dónde y con qué, ni lo que trae después de su final. De la
    que no se deja leer no se sabe qué dice: en su lugar va un punto blanco. Lo que no es una imagen
    sale igual.
    """
    clase = clase_de_imagen(imagen)
    return imagen if clase is None else _escrita_otra_vez(imagen, clase)


def medir(imagen: bytes) -> Medidas | None:
    """Medidas que dice el comienzo de una PNG o una JPEG; ``None`` si no se entienden."""
    clase = clase_de_imagen(imagen)
    if clase not in {"png", "jpeg"}:
        return None
    try:
        return Medidas(clase, *_abierta(imagen, clase).size)
    except _DE_LA_MAQUINA:
        raise
    except Exception:  # noqa: BLE001 - de un archivo dañado Pillow lanza de todo
        return None


_BLANCO, _BLANCO_DE_16 = 255, 65_535


# ------------------------------------------------------------------ qué es

Clase = Literal["png", "jpeg", "webp", "tiff", "gif", "bmp"]

_COMIENZOS: tuple[tuple[bytes, Clase], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"BM", "bmp"),
)
_RIFF, _WEBP = b"RIFF", b"WEBP"
_AJENAS = (
    (4, (b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1"), "una HEIC, que es de teléfono"),
    (4, (b"ftypavi",), "una AVIF"),
    (0, (b"%PDF-",), "un PDF"),
    (0, (b"8BPS",), "una PSD"),
    (0, (b"\0\0\x01\0",), "un ícono ICO"),
    (40, (b" EMF",), "un dibujo EMF"),
    (0, (b"\xd7\xcd\xc6\x9a",), "un dibujo WMF"),
)
"""Clases de imagen que la gente trae y no se convierten: cómo empiezan, y su nombre."""


_GUARDELA = "ábrala y guárdela como PNG o JPEG"
_DE_UN_TEXTO = 1000
"""Bytes del comienzo en que se busca si un texto es un SVG."""


def clase_de_imagen(imagen: bytes) -> Clase | None:
    """Clase de una imagen por sus primeros bytes, como ``png`` o ``webp``; nada si no es una."""
    if imagen.startswith(_RIFF) and imagen[8:12] == _WEBP:
        return "webp"
    return next((clase for comienzo, clase in _COMIENZOS if imagen.startswith(comienzo)), None)


def _clase_no_admitida(imagen: bytes) -> str:
    """Clase, en palabras, de un archivo que no es una imagen admitida."""
    for desde, comienzos, nombre in _AJENAS:
        if imagen.startswith(comienzos, desde):
            return f"{nombre}; {_GUARDELA}"
    if b"<svg" in imagen[:_DE_UN_TEXTO]:
        return f"un dibujo SVG; {_GUARDELA}"
    return "otra cosa" if imagen else "un archivo vacío"


# ------------------------------------------------------------------ con Pillow

_EN_PILLOW: dict[Clase, str] = {
    "png": "Png",
    "jpeg": "Jpeg",
    "webp": "WebP",
    "tiff": "Tiff",
    "gif": "Gif",
    "bmp": "Bmp",
}
"""Cómo llama al lector de cada clase; ``Image.open`` prueba los de todas."""

_SE_ESPERABA = f"se esperaba una imagen {SE_ADMITEN}"
_DE_LA_MAQUINA = (ErrorDeEntorno, ImportError, MemoryError)
"""Errores que no son de la imagen."""


class _NoSeAdmiteError(ValueError):
    """Por qué no, de la que Pillow entiende."""


@functools.lru_cache(maxsize=8)  # la misma va en Word, en PDF, en Excel y en la página
def _convertida(imagen: bytes, *, girar: bool) -> bytes | str | None:
    """La imagen que se muestra en lugar de otra; ``None`` si ella misma; un texto, si no se admite.

    ``girar``: si se endereza como la cámara dejó dicho.
    """
    clase = clase_de_imagen(imagen)
    if clase is None:
        return f"{_SE_ESPERABA} entera, llegó {_clase_no_admitida(imagen)}"
    try:
        if _se_ve_igual(_leida(imagen, clase, en_chico=True)):
            return None
        return _guardada(_derecha(_leida(imagen, clase), girar=girar), clase)
    except _NoSeAdmiteError as error:
        return str(error)
    except _DE_LA_MAQUINA:
        raise
    except Exception:  # noqa: BLE001 - de un archivo dañado Pillow lanza de todo
        nombre = _EN_PILLOW[clase] if clase == "webp" else clase.upper()
        return f"{_SE_ESPERABA} entera, llegó una {nombre} cortada, dañada o que no se sabe leer"


def _abierta(imagen: bytes, clase: Clase) -> "ImageFile":
    """Imagen de Pillow, con sus puntos sin decodificar."""
    with hace_falta():
        plugin = import_module(f"PIL.{_EN_PILLOW[clase]}ImagePlugin")
    abierta: ImageFile = getattr(plugin, f"{_EN_PILLOW[clase]}ImageFile")(io.BytesIO(imagen))
    return abierta


def _leida(imagen: bytes, clase: Clase, *, en_chico: bool = False) -> "ImageFile":
    """La imagen ya decodificada por Pillow; la que dice tener demasiados puntos no se admite.

    ``en_chico``: una JPEG queda a un octavo, que basta para saber cómo es.
    """
    with hace_falta():
        from PIL.Image import DecompressionBombError  # noqa: PLC0415
    try:
        abierta = _abierta(imagen, clase)
    except DecompressionBombError as error:  # de una WebP Pillow aparta los puntos al abrirla
        raise _NoSeAdmiteError(_puntos_de_mas("muchos más")) from error
    ancho, alto = abierta.size
    if ancho * alto > _PUNTOS_MAXIMOS:
        raise _NoSeAdmiteError(_puntos_de_mas(f"{ancho} × {alto}"))
    if clase == "png":  # sólo entonces mira Pillow si cada trozo es el que se escribió
        _abierta(imagen, clase).verify()
    if en_chico:
        abierta.draft(None, (1, 1))
    abierta.load()
    return abierta


def _puntos_de_mas(llego: str) -> str:
    millones = _PUNTOS_MAXIMOS // 10**6
    return f"se esperaba una imagen de hasta {millones} millones de puntos, llegó una de {llego}"


_PERFILES = {"L": b"GRAY", "RGB": b"RGB "}
"""Espacio que dice ser el perfil de cada modo de color que toda JPEG muestra."""


def _se_ve_igual(leida: "ImageFile") -> bool:
    """Si todo programa la muestra como es: una PNG, o JPEG de colores comunes, quieta y derecha."""
    if _vuelta(leida) != 1 or getattr(leida, "is_animated", False):
        return False
    perfil = leida.info.get("icc_profile")
    de_pantalla = leida.mode in _PERFILES and (not perfil or perfil[16:20] == _PERFILES[leida.mode])
    return leida.format == "PNG" or (leida.format == "JPEG" and de_pantalla)


def _vuelta(leida: "ImageFile") -> int:
    """Giro que la cámara dejó dicho, de 1 a 8 como en EXIF; 1 si no se entiende."""
    from PIL.ExifTags import Base  # noqa: PLC0415

    try:
        vuelta = leida.getexif().get(Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - de lo que dice la cámara no depende ver la foto
        return 1
    return vuelta if vuelta in range(1, 9) else 1


_OPCIONES: dict[Clase, dict[str, Any]] = {
    "jpeg": {"quality": "keep"},
    "webp": {"lossless": True},
}
"""Opciones con que se escribe otra vez, para que pese lo mismo y no pierda nada que se vea."""


@functools.lru_cache(maxsize=8)
def _escrita_otra_vez(imagen: bytes, clase: Clase) -> bytes:
    """La imagen con los mismos puntos y sin metadatos; si no se deja leer, un punto blanco."""
    salida = io.BytesIO()
    try:
        leida = _leida(imagen, clase)
        # Una JPEG se guarda con las tablas de la que se abrió; las demás dirían lo que traían.
        puntos: Image = leida if clase == "jpeg" else leida.copy()
        info, puntos.info = puntos.info, {}
        if "transparency" in info:
            puntos.info["transparency"] = info["transparency"]
        perfil = info.get("icc_profile")
        puntos.save(salida, clase.upper(), icc_profile=perfil, **_OPCIONES.get(clase, {}))
    except _DE_LA_MAQUINA:
        raise
    except Exception:  # noqa: BLE001 - de un archivo dañado Pillow lanza de todo
        return _un_punto_blanco()
    return salida.getvalue()


def _un_punto_blanco() -> bytes:
    """Bytes de un PNG de un solo punto, blanco."""
    from PIL import Image  # noqa: PLC0415

    salida = io.BytesIO()
    Image.new("L", (1, 1), _BLANCO).save(salida, "PNG")
    return salida.getvalue()


def _derecha(leida: "ImageFile", *, girar: bool) -> "Image":
    """La imagen, enderezada si se pide ``girar``, en grises, en RGB o con transparencia.

    Sin lo que traía aparte, como el lugar o el autor, salvo el perfil de sus colores.
    """
    from PIL import ImageOps  # noqa: PLC0415

    girada: Image = leida
    if girar and _vuelta(leida) != 1:
        girada = ImageOps.exif_transpose(leida)
    perfil = girada.info.get("icc_profile")
    colores = _en_colores(girada, perfil)
    # Lo que traía aparte (comentarios, lugar, autor) no pasa; el perfil, si es de esos colores.
    clase = b"GRAY" if colores.mode == "L" else b"RGB "
    colores.info = {"icc_profile": perfil} if perfil and perfil[16:20] == clase else {}
    return colores


def _en_colores(imagen: "Image", perfil: bytes | None) -> "Image":
    """La imagen en RGB, en grises o con transparencia, como PNG y JPEG la muestran.

    ``perfil``: el de sus colores.
    """
    if imagen.mode in {"CMYK", "LAB"}:
        return _de_otros_colores(imagen, perfil)
    if imagen.mode.startswith(("I", "F")):
        return _en_ocho_bits(imagen)
    if imagen.has_transparency_data:
        return imagen.convert("RGBA")
    return imagen.convert("L" if imagen.mode in {"1", "L"} else "RGB")


def _de_otros_colores(imagen: "Image", perfil: bytes | None) -> "Image":
    """Imagen de tintas, o de Lab, en colores de pantalla: con su perfil, si sirve."""
    from PIL import ImageCms  # noqa: PLC0415

    de_pantalla = ImageCms.createProfile("sRGB")
    perfil_de_origen: Any = None
    if imagen.mode == "LAB":
        perfil_de_origen = ImageCms.createProfile("LAB")
    elif perfil and perfil[16:20] == b"CMYK":
        perfil_de_origen = io.BytesIO(perfil)
    if perfil_de_origen is not None:
        try:
            convertida = ImageCms.profileToProfile(
                imagen, perfil_de_origen, de_pantalla, outputMode="RGB"
            )
        except ImageCms.PyCMSError:
            convertida = None
        if convertida is not None:
            return convertida
    return imagen.convert("RGB")


def _en_ocho_bits(imagen: "Image") -> "Image":
    """Imagen de grises de más de ocho bits, que Pillow recorta, llevada a ocho."""
    enteros = imagen if imagen.mode == "F" else imagen.convert("I")
    extremos: Any = enteros.getextrema()
    mayor = extremos[1]
    if mayor > _BLANCO:
        parte = _BLANCO / max(_BLANCO_DE_16, mayor)
        enteros = enteros.point(lambda gris: gris * parte)
    elif imagen.mode == "F" and mayor <= 1:
        enteros = enteros.point(lambda gris: gris * _BLANCO)
    return enteros.convert("L")


_SIN_PERDER = 1_000_000
"""Puntos."""


def _guardada(imagen: "Image", clase: str) -> bytes:
    """Los bytes de la imagen, en PNG; si era una JPEG grande, en JPEG, que pesa la décima parte."""
    salida = io.BytesIO()
    perfil = imagen.info.get("icc_profile")
    if clase == "jpeg" and imagen.width * imagen.height > _SIN_PERDER:
        imagen.save(salida, "JPEG", quality=95, subsampling=0, icc_profile=perfil)
    else:
        imagen.save(salida, "PNG", compress_level=6, icc_profile=perfil)
    return salida.getvalue()
