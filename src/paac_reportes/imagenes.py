"""Las imágenes que llegan, y la que de cada una sale: PNG o JPEG, derecha y en colores de pantalla.

Una PNG o una JPEG que no necesita nada sale byte por byte y se mira sin decodificarla. Las demás
(la foto que su cámara dejó de lado, la de una imprenta en CMYK, una WebP, TIFF, GIF o BMP) pasan
por Pillow, que sólo entonces se carga.
"""

import base64
import functools
import io
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from paac_reportes import clases
from paac_reportes.expresiones import expresion
from paac_reportes.instalacion import hace_falta

if TYPE_CHECKING:
    from PIL.Image import Image

DE_TEXTO = "data:image/"
"""Así empieza una imagen escrita como texto."""

SE_ADMITEN = "PNG, JPEG, WebP, TIFF, GIF o BMP"

PUNTOS = 50_000_000
"""Los que se admiten; una hoja carta a 600 por pulgada tiene 34 millones.

Un archivo de pocos kilobytes puede decir que tiene miles de millones, y quien lo dibuja los aparta.
"""

_FIRMA_PNG = b"\x89PNG\r\n\x1a\n"
_FIRMA_JPEG = b"\xff\xd8\xff"
_FIN_JPEG = b"\xff\xd9"
_CON_TAMANO = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SIN_CONTENIDO = frozenset({0x01, *range(0xD0, 0xD8)})
_DATOS, _FIN = 0xDA, 0xD9
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


_SE_ESPERABA = f"se esperaba una imagen {SE_ADMITEN}"


def por_que_no(imagen: bytes) -> str | None:
    """Por qué no se admite una imagen, o ``None`` si se admite."""
    clase = clase_de(imagen)
    if clase is None:
        return f"{_SE_ESPERABA} entera, llegó {_clase_no_admitida(imagen)}"
    if clase in {"png", "jpeg"}:
        medidas = medir(imagen)
        if medidas is None or not _se_lee(imagen, medidas):
            return f"{_SE_ESPERABA} entera, llegó una {clase.upper()} cortada o dañada"
        if motivo := _de_mas(medidas.ancho, medidas.alto):
            return motivo
    lista = _lista(imagen, girar=True)
    return lista if isinstance(lista, str) else None


def a_la_vista(imagen: bytes, *, girar: bool = True) -> bytes:
    """La que se muestra en su lugar, PNG o JPEG: los mismos bytes si no necesita nada.

    Sin ``girar``, como la muestra quien no sabe de qué lado la tomó su cámara. De una que no se
    admite, ella misma.
    """
    lista = _lista(imagen, girar=girar)
    return imagen if isinstance(lista, str) else lista


_CON_OTROS_DATOS = {"gif": "GIF", "tiff": "TIFF", "webp": "WEBP"}
"""Las clases que sólo Pillow sabe separar de lo que dicen, y cómo las llama él."""


def sin_metadatos(imagen: bytes) -> bytes:
    """La imagen sin lo que dice de quién la hizo, dónde y con qué; los mismos puntos.

    De una PNG o una JPEG se va también lo que trae después de su final: otra foto, o un video. Una
    GIF, TIFF o WebP se escribe otra vez, con su primer cuadro. Lo que no es una imagen sale igual.
    """
    try:
        if imagen.startswith(_FIRMA_PNG):
            return _con(imagen, _FIRMA_PNG, _trozos(imagen), _es_de_los_puntos)
        if imagen.startswith(_FIRMA_JPEG):
            return _con(imagen, _FIRMA_JPEG[:2], _segmentos(imagen), _es_de_los_puntos)
    except (struct.error, IndexError, ValueError):
        return imagen
    clase = clase_de(imagen)
    return _escrita_otra_vez(imagen, clase) if clase in _CON_OTROS_DATOS else imagen


def publicable(imagen: bytes) -> bytes:
    """La que se muestra en su lugar, sin metadatos: los de una foto dicen dónde y de quién."""
    return sin_metadatos(a_la_vista(imagen))


# ------------------------------------------------------------------ qué es y cuánto mide

_COMIENZOS = (
    (_FIRMA_PNG, "png"),
    (_FIRMA_JPEG, "jpeg"),
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
"""Las que la gente trae y no se convierten: dónde y cómo empiezan, y su nombre."""


_GUARDELA = "ábrala y guárdela como PNG o JPEG"
_DE_UN_TEXTO = 1000


_BLANCO, _BLANCO_DE_16 = 255, 65_535


def clase_de(imagen: bytes) -> str | None:
    """``png``, ``jpeg``, ``webp``, ``tiff``, ``gif`` o ``bmp``, por cómo empieza."""
    if imagen.startswith(_RIFF) and imagen[8:12] == _WEBP:
        return "webp"
    return next((clase for comienzo, clase in _COMIENZOS if imagen.startswith(comienzo)), None)


def _clase_no_admitida(imagen: bytes) -> str:
    for desde, comienzos, nombre in _AJENAS:
        if imagen.startswith(comienzos, desde):
            return f"{nombre}; {_GUARDELA}"
    if b"<svg" in imagen[:_DE_UN_TEXTO]:
        return f"un dibujo SVG; {_GUARDELA}"
    return "otra cosa" if imagen else "un archivo vacío"


def _de_mas(ancho: int, alto: int) -> str | None:
    if ancho * alto <= PUNTOS:
        return None
    recibida = f"llegó una de {ancho} × {alto}"
    return f"se esperaba una imagen de hasta {PUNTOS // 10**6} millones de puntos, {recibida}"


def medir(imagen: bytes) -> Medidas | None:
    """Las medidas de una imagen; ``None`` si no es PNG ni JPEG o no está entera."""
    try:
        if imagen.startswith(_FIRMA_PNG):
            return _medir_png(imagen)
        return _medir_jpeg(imagen) if imagen.startswith(_FIRMA_JPEG) else None
    except (struct.error, IndexError, ValueError):
        return None


@clases.frozen
class _Pedazo:
    """Un trozo de PNG o un segmento de JPEG: qué es, dónde está entero y dónde lo que dice."""

    clase: Any
    desde: int
    hasta: int
    contenido: bytes


def _trozos(imagen: bytes) -> Iterator[_Pedazo]:
    """Los de una PNG, sanos, del primero al último (``IEND``); si no, ``ValueError``."""
    posicion, clase = len(_FIRMA_PNG), b""
    while clase != b"IEND":
        (largo,) = struct.unpack_from(">I", imagen, posicion)
        trozo = imagen[posicion + 4 : posicion + 8 + largo]
        (suma,) = struct.unpack_from(">I", imagen, posicion + 8 + largo)
        if zlib.crc32(trozo) != suma:
            raise ValueError
        clase, hasta = trozo[:4], posicion + largo + 12
        yield _Pedazo(clase, posicion, hasta, trozo[4:])
        posicion = hasta


def _medir_png(imagen: bytes) -> Medidas | None:
    clases_de_trozo = [trozo.clase for trozo in _trozos(imagen)]
    if clases_de_trozo[0] != b"IHDR" or b"IDAT" not in clases_de_trozo:
        return None
    ancho, alto = struct.unpack_from(">II", imagen, 16)
    return Medidas("png", ancho, alto) if ancho and alto else None


def _medir_jpeg(imagen: bytes) -> Medidas | None:
    """Recorre las marcas hasta los datos; el tamaño está en una de las de antes."""
    medidas = None
    for segmento in _segmentos(imagen):
        if segmento.clase in _CON_TAMANO:
            alto, ancho = struct.unpack_from(">HH", segmento.contenido, 1)
            medidas = Medidas("jpeg", ancho, alto) if ancho and alto else None
        elif segmento.clase == _DATOS:
            return medidas if _FIN_JPEG in imagen[segmento.desde :] else None
    return None


_TRAS_LOS_DATOS = expresion(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""Entre los puntos de una JPEG, un 255 va seguido de cero o de una marca de descanso."""


def _segmentos(imagen: bytes) -> Iterator[_Pedazo]:
    """Los de una JPEG hasta su final (``EOI``), cada uno con los datos que le sigan."""
    posicion = 2
    while True:
        if imagen[posicion] != _MARCA:
            raise ValueError
        marca = imagen[posicion + 1]
        if marca == _MARCA or marca in _SIN_CONTENIDO:  # relleno, o una marca suelta
            posicion += 1 if marca == _MARCA else 2
            continue
        if marca == _FIN:
            yield _Pedazo(_FIN, posicion, posicion + 2, b"")
            return
        (largo,) = struct.unpack_from(">H", imagen, posicion + 2)
        hasta = fin = posicion + 2 + largo
        if marca == _DATOS and (sigue := _TRAS_LOS_DATOS.search(imagen, hasta)):
            hasta = sigue.start()
        yield _Pedazo(marca, posicion, hasta, imagen[posicion + 4 : fin])
        posicion = hasta


_LUGAR_DEL_COLOR, _CON_PALETA = 25, 3


def _se_lee(imagen: bytes, medidas: Medidas) -> bool:
    """Si los puntos de una PNG están todos; los de una JPEG los mira quien la dibuja."""
    if medidas.clase == "jpeg" or medidas.ancho * medidas.alto > PUNTOS:
        return True
    pasadas = _pasadas(imagen, medidas)
    falta_paleta = imagen[_LUGAR_DEL_COLOR] == _CON_PALETA and b"PLTE" not in imagen
    if not pasadas or falta_paleta:
        return False
    bytes_leidos, esperados = 0, pasadas[-1].fin
    try:
        for pedazo in _extendida(imagen):
            if not all(pasada.se_entiende(pedazo, bytes_leidos) for pasada in pasadas):
                return False
            bytes_leidos += len(pedazo)
            if bytes_leidos >= esperados:
                return True
    except zlib.error:
        pass
    return False


_DE_UNA_VEZ = 2**20


def _extendida(imagen: bytes) -> Iterator[bytes]:
    """Los puntos de una PNG, por pedazos: lo que ocupan no lo decide quien la hizo."""
    lector = zlib.decompressobj()
    for trozo in _trozos(imagen):
        pendiente = trozo.contenido if trozo.clase == b"IDAT" else b""
        while pendiente:
            yield lector.decompress(pendiente, _DE_UNA_VEZ)
            pendiente = lector.unconsumed_tail


_COLORES = {
    0: (1, (1, 2, 4, 8, 16)),
    2: (3, (8, 16)),
    _CON_PALETA: (1, (1, 2, 4, 8)),
    4: (2, (8, 16)),
    6: (4, (8, 16)),
}
"""De cada clase de color de una PNG, sus canales y los bits que puede tener cada uno."""
_ENTERA = ((0, 0, 1, 1),)
_ENTRELAZADA = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
"""Las pasadas de una PNG: desde qué punto y de a cuántos, a lo ancho y a lo alto."""
_FILTROS = 4
"""El mayor; cada fila de puntos comienza con el suyo."""


@clases.frozen
class _Pasada:
    """Unas filas seguidas de una PNG extendida: dónde empiezan y acaban, y lo que mide cada una."""

    comienzo: int
    fin: int
    fila: int

    def se_entiende(self, pedazo: bytes, desde: int) -> bool:
        """Si son filtros los de sus filas que están en un pedazo, que empieza ahí."""
        primera = max(self.comienzo, desde)
        primera += (self.comienzo - primera) % self.fila
        filtros = pedazo[primera - desde : max(self.fin - desde, 0) : self.fila]
        return max(filtros, default=0) <= _FILTROS


def _pasadas(imagen: bytes, medidas: Medidas) -> list[_Pasada]:
    """Las pasadas en que una PNG trae sus puntos; ninguna si no dice bien cómo son."""
    bits, color, _, _, entrelazada = struct.unpack_from(">5B", imagen, _LUGAR_DEL_COLOR - 1)
    canales, admite = _COLORES.get(color, (0, ()))
    pasadas, fin = list[_Pasada](), 0
    for izquierda, arriba, de_ancho, de_alto in _ENTRELAZADA if entrelazada else _ENTERA:
        ancho, alto = (
            -((izquierda - medidas.ancho) // de_ancho),
            -((arriba - medidas.alto) // de_alto),
        )
        if bits in admite and ancho > 0 and alto > 0:
            comienzo, fila = fin, 1 - (-ancho * bits * canales // 8)
            fin += alto * fila
            pasadas.append(_Pasada(comienzo, fin, fila))
    return pasadas


# ------------------------------------------------------------------ la que sale


def _lista(imagen: bytes, *, girar: bool) -> bytes | str:
    """La imagen que se muestra, o por qué no se puede."""
    clase = clase_de(imagen)
    if clase is None:
        return ""
    try:
        pide = _PIDE[clase](imagen, girar) if clase in _PIDE else True
    except (struct.error, IndexError, ValueError):
        pide = True  # sus pedazos no se entienden
    if isinstance(pide, bytes):
        return pide
    return _convertida(imagen, clase, girar=girar) if pide else imagen


_DE_ANIMACION = frozenset((b"acTL", b"fcTL", b"fdAT"))
"""De una PNG que se mueve: en papel no se mueve, y así es igual en todas."""


def _pide_png(imagen: bytes, girar: bool) -> bytes | bool:  # noqa: FBT001
    """Si una PNG ha de convertirse; la arreglada, si basta quitarle lo que sobra."""
    trozos = [*_trozos(imagen)]
    sobran = _DE_ANIMACION
    if any(t.clase == b"eXIf" and _vuelta(t.contenido) != 1 for t in trozos):
        if girar:
            return True
        sobran = sobran | {b"eXIf"}
    if any(t.clase in sobran for t in trozos):
        return _con(imagen, _FIRMA_PNG, trozos, lambda trozo: trozo.clase not in sobran)
    return False


_CORRIENTES = frozenset((0xC0, 0xC1, 0xC2))
_BITS = 8
_PERFILES = {1: b"GRAY", 3: b"RGB "}
"""De cuántos canales es una JPEG que todos muestran, y de qué ha de ser su perfil de color."""


def _pide_jpeg(imagen: bytes, girar: bool) -> bytes | bool:  # noqa: FBT001
    """Si una JPEG ha de convertirse; la arreglada, si basta quitarle lo que sobra."""
    segmentos = [*_segmentos(imagen)]
    marcos = [s for s in segmentos if s.clase in _CON_TAMANO]
    if len(marcos) != 1 or marcos[0].clase not in _CORRIENTES or marcos[0].contenido[0] != _BITS:
        return True
    canales = marcos[0].contenido[5]
    if canales not in _PERFILES or marcos[0].contenido[6::3] == b"RGB":
        return True
    if girar and any(map(_esta_de_lado, segmentos)):
        return True

    def sobra(segmento: _Pedazo) -> bool:
        ajeno = _es_perfil(segmento) and _de_que_es(segmentos) != _PERFILES[canales]
        return ajeno or _esta_de_lado(segmento)

    if any(map(sobra, segmentos)):
        return _con(imagen, _FIRMA_JPEG[:2], segmentos, lambda segmento: not sobra(segmento))
    return False


_EXIF, _PERFIL = b"Exif\0\0", b"ICC_PROFILE\0"
_PIDE: "dict[str, Callable[[bytes, bool], bytes | bool]]" = {"png": _pide_png, "jpeg": _pide_jpeg}


_APP = range(0xE0, 0xF0)


def _es_perfil(segmento: _Pedazo) -> bool:
    return segmento.clase == _APP[2] and segmento.contenido.startswith(_PERFIL)


def _de_que_es(segmentos: Iterable[_Pedazo]) -> bytes:
    """De qué colores es un perfil, que lo dice en su primer pedazo."""
    primero = next(s.contenido for s in segmentos if _es_perfil(s))
    return primero[len(_PERFIL) + 2 :][16:20]


def _esta_de_lado(segmento: _Pedazo) -> bool:
    es_exif = segmento.clase == _APP[1] and segmento.contenido.startswith(_EXIF)
    return es_exif and _vuelta(segmento.contenido[len(_EXIF) :]) != 1


_ORIENTACION = 0x0112
_ENTEROS = {1: "B", 3: "H", 4: "I"}
_VUELTAS = range(1, 9)


def _vuelta(exif: bytes) -> int:
    """Cómo ha de girarse, de 1 a 8, según dejó dicho la cámara; 1 si no se entiende."""
    orden = {b"II": "<", b"MM": ">"}.get(exif[:2])
    try:
        (tabla,) = struct.unpack_from(f"{orden}I", exif, 4)
        (renglones,) = struct.unpack_from(f"{orden}H", exif, tabla)
        for lugar in range(tabla + 2, tabla + 2 + 12 * renglones, 12):
            dato, clase = struct.unpack_from(f"{orden}HH", exif, lugar)
            if dato == _ORIENTACION:
                (vuelta,) = struct.unpack_from(f"{orden}{_ENTEROS[clase]}", exif, lugar + 8)
                return vuelta if vuelta in _VUELTAS else 1
    except (struct.error, KeyError):
        pass
    return 1


_COMENTARIO = 0xFE
_ADOBE = 0xEE
_DE_LOS_PUNTOS = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT"),
        *(b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"hIST"),
    )
)
"""Los trozos de una PNG que dicen cómo se ve."""


def _es_de_los_puntos(pedazo: _Pedazo) -> bool:
    """Si dice cómo se ve la imagen, y no quién la hizo, cuándo ni dónde."""
    if isinstance(pedazo.clase, bytes):
        return pedazo.clase in _DE_LOS_PUNTOS
    if pedazo.clase == _APP[0]:
        return pedazo.contenido.startswith(b"JFIF\0")
    es_comentario = pedazo.clase in _APP or pedazo.clase == _COMENTARIO
    return _es_perfil(pedazo) or pedazo.clase == _ADOBE or not es_comentario


def _con(
    imagen: bytes, firma: bytes, pedazos: Iterable[_Pedazo], queda: Callable[[_Pedazo], bool]
) -> bytes:
    """La imagen con los pedazos que quedan; la misma de verdad si quedan todos."""
    entera = firma + b"".join(imagen[p.desde : p.hasta] for p in pedazos if queda(p))
    return imagen if entera == imagen else entera


# ------------------------------------------------------------------ con Pillow


_NOMBRES = {"webp": "WebP"} | {
    clase: clase.upper() for clase in ("png", "jpeg", "tiff", "gif", "bmp")
}


@functools.lru_cache(maxsize=8)  # la misma va en Word, en PDF, en Excel y en la página
def _convertida(imagen: bytes, clase: str, *, girar: bool) -> bytes | str:
    """La imagen en PNG, o en JPEG si era una foto grande; o por qué no se puede."""
    with hace_falta("convertir una imagen", si_no="o guárdela como PNG o JPEG"):
        import PIL.Image  # noqa: F401, PLC0415
    try:
        # De una WebP, Pillow aparta los puntos al abrirla.
        motivo = _de_mas(*_lados_de_webp(imagen)) if clase == "webp" else None
        if motivo is not None:
            return motivo
        abierta = _abierta(imagen, clase)
        if motivo := _de_mas(*abierta.size):
            return motivo
        return _guardada(_derecha(abierta, girar=girar), clase)
    except (ImportError, MemoryError):  # no es de la imagen
        raise
    except Exception:  # noqa: BLE001 - de un archivo dañado Pillow lanza de todo
        return f"{_SE_ESPERABA} entera, llegó una {_NOMBRES[clase]} dañada o que no se sabe leer"


_SIN_PERDIDA: dict[str, dict[str, Any]] = {"webp": {"lossless": True}}


def _escrita_otra_vez(imagen: bytes, clase: str) -> bytes:
    """Los puntos de una imagen y nada más; la misma, si no se dejan leer."""
    if isinstance(_convertida(imagen, clase, girar=False), str):  # dañada, o enorme
        return imagen
    abierta = _abierta(imagen, clase)
    puntos = abierta.copy()  # sin lo que sabe la que se abrió
    transparencia = puntos.info.get("transparency")
    puntos.info = {} if transparencia is None else {"transparency": transparencia}
    salida = io.BytesIO()
    puntos.save(salida, _CON_OTROS_DATOS[clase], **_SIN_PERDIDA.get(clase, {}))
    return salida.getvalue()


_CATORCE_BITS = 2**14 - 1


def _lados_de_webp(imagen: bytes) -> tuple[int, int]:
    """El ancho y el alto, que cada clase de WebP dice a su modo."""
    if imagen[12:16] == b"VP8X":
        ancho, alto = (int.from_bytes(imagen[lugar : lugar + 3], "little") for lugar in (24, 27))
    elif imagen[12:16] == b"VP8L":
        lados = int.from_bytes(imagen[21:25], "little")
        ancho, alto = lados & _CATORCE_BITS, lados >> 14 & _CATORCE_BITS
    else:
        ancho, alto = (lado & _CATORCE_BITS for lado in struct.unpack_from("<HH", imagen, 26))
        return ancho, alto
    return ancho + 1, alto + 1


def _abierta(imagen: bytes, clase: str) -> "Image":
    """Sin decodificar, y con el lector de su clase: ``Image.open`` prueba los de todas."""
    from PIL import (  # noqa: PLC0415
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    lectores: dict[str, Callable[[io.BytesIO], Image]] = {
        "png": PngImagePlugin.PngImageFile,
        "jpeg": JpegImagePlugin.JpegImageFile,
        "webp": WebPImagePlugin.WebPImageFile,
        "tiff": TiffImagePlugin.TiffImageFile,
        "gif": GifImagePlugin.GifImageFile,
        "bmp": BmpImagePlugin.BmpImageFile,
    }
    return lectores[clase](io.BytesIO(imagen))


def _derecha(abierta: "Image", *, girar: bool) -> "Image":
    """La imagen girada como la cámara dejó dicho, en grises o en rojo, verde y azul."""
    from PIL import ImageOps  # noqa: PLC0415

    abierta.load()
    girada = ImageOps.exif_transpose(abierta) if girar else abierta
    perfil = girada.info.get("icc_profile")
    colores = _en_colores(girada, perfil)
    # Lo que traía aparte (comentarios, lugar, autor) no pasa; el perfil, si es de esos colores.
    clase = b"GRAY" if colores.mode == "L" else b"RGB "
    colores.info = {"icc_profile": perfil} if perfil and perfil[16:20] == clase else {}
    return colores


def _en_colores(imagen: "Image", perfil: bytes | None) -> "Image":
    """La imagen en RGB, en grises o con transparencia, que es lo que PNG y JPEG muestran."""
    if imagen.mode in {"CMYK", "LAB"}:
        return _de_otros_colores(imagen, perfil)
    if imagen.mode.startswith(("I", "F")):
        return _en_ocho_bits(imagen)
    if imagen.has_transparency_data:
        return imagen.convert("RGBA")
    return imagen.convert("L" if imagen.mode in {"1", "L"} else "RGB")


def _de_otros_colores(imagen: "Image", perfil: bytes | None) -> "Image":
    """De tintas, o de Lab, a los de pantalla: con su perfil o, si no sirve, sin él."""
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
    """Los grises de más de ocho bits, que Pillow recorta, llevados a los ocho que se ven."""
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
    """Sin perder nada, salvo de una foto grande, que en PNG pesaría diez veces lo que pesa."""
    salida = io.BytesIO()
    perfil = imagen.info.get("icc_profile")
    if clase == "jpeg" and imagen.width * imagen.height > _SIN_PERDER:
        imagen.save(salida, "JPEG", quality=95, subsampling=0, icc_profile=perfil)
    else:
        imagen.save(salida, "PNG", compress_level=6, icc_profile=perfil)
    return salida.getvalue()
