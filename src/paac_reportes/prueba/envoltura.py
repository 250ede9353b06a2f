"""La envoltura de un archivo comprimido: sus partes, y lo que un zip puede llevar además de ellas.

Dos programas pueden abrir un mismo zip y ver cosas distintas: lo que va antes, lo que va entre dos
partes, una parte repetida o con dos nombres. Nada de eso lo escribe esta biblioteca, Word ni
LibreOffice.
"""

import io
import struct
import zipfile
import zlib

from paac_reportes import clases
from paac_reportes.opc.paquete import Comprimido
from paac_reportes.sistema import IlegibleError

_ENCABEZADO, _FINAL = struct.Struct("<4s5H3I2H"), struct.Struct("<4s4H2IH")
_DEL_INDICE = struct.Struct("<28x3H12x")
"""Lo que miden el nombre, el dato de más y el comentario de cada renglón del índice."""
_LOCAL, _FIN, _DESCRIPTOR = b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"
_CON_DESCRIPTOR, _EN_UTF8 = 0x08, 0x800


_SENAS = (
    *("date_time", "create_system", "create_version", "extract_version", "reserved", "flag_bits"),
    *("volume", "internal_attr", "external_attr"),
)
"""Lo que el índice de un zip dice de una parte, además de su nombre y de lo que mide."""


@clases.frozen
class Envuelto:
    """Un archivo comprimido abierto: sus partes, extendidas, y los reparos a su envoltura."""

    partes: dict[str, bytes]
    """En el orden en que están."""
    reparos: tuple[str, ...]
    senas: tuple[tuple[object, ...], ...]
    """De cada parte, lo que el índice dice de ella además de lo que trae: su fecha, su sistema."""


def abrir(contenido: bytes) -> Envuelto:
    """Todas sus partes; ``IlegibleError`` si no se dejan leer, o no caben."""
    comprimido = Comprimido(contenido)
    with zipfile.ZipFile(io.BytesIO(contenido)) as abierto:
        entradas = abierto.infolist()
    reparos = list(_reparos(contenido, entradas, comprimido))
    if comprimido.repite:
        return Envuelto({}, tuple(reparos), ())
    partes = {una.filename: comprimido.leer(una.filename) for una in entradas}
    if not reparos:  # cada parte está donde dice
        reparos += (
            f"la parte «{una.filename}» trae comprimido algo más que lo que dice medir"
            for una in entradas
            if not _es_todo(contenido, una)
        )
    senas = (tuple(getattr(una, sena) for sena in _SENAS) for una in entradas)
    return Envuelto(partes, tuple(reparos), tuple(senas))


def _reparos(
    contenido: bytes, entradas: list[zipfile.ZipInfo], comprimido: Comprimido
) -> "list[str]":
    reparos = []
    if comprimido.repite:
        reparos.append("trae dos partes con el mismo nombre, y cada programa lee una")
    if comprimido.cifrado:
        raise IlegibleError("archivo_cifrado", "está cifrado con contraseña; quítesela y guárdelo")
    donde = 0
    for entrada in entradas:
        if entrada.header_offset != donde:
            lugar = (
                "antes de sus partes" if donde == 0 else f"antes de la parte «{entrada.filename}»"
            )
            return [*reparos, f"trae algo más {lugar}"]
        try:
            donde = _fin_de(contenido, entrada)
        except (ValueError, struct.error):
            return [*reparos, f"la parte «{entrada.filename}» se dice de dos maneras en el zip"]
        if entrada.comment or not all(
            map(_se_conoce, (entrada.extra, _de_mas(contenido, entrada)))
        ):
            reparos.append(f"la parte «{entrada.filename}» trae un comentario o un dato de más")
    if not _termina_bien(contenido, donde, len(entradas)):
        reparos.append("trae un comentario, o algo más después de sus partes")
    return reparos


def _fin_de(contenido: bytes, entrada: zipfile.ZipInfo) -> int:
    """Dónde termina una parte; ``ValueError`` si su encabezado no dice lo que el índice."""
    campos = _ENCABEZADO.unpack_from(contenido, entrada.header_offset)
    firma, version, marcas, como, hora, dia, suma, chico, grande, largo, de_mas = campos
    nombre_en = entrada.header_offset + _ENCABEZADO.size
    nombre = contenido[nombre_en : nombre_en + largo]
    codificado = entrada.orig_filename.encode("utf-8" if marcas & _EN_UTF8 else "cp437", "replace")
    con_descriptor = bool(marcas & _CON_DESCRIPTOR)
    medidas = (entrada.CRC, entrada.compress_size, entrada.file_size)
    medidas_dichas = (suma, chico, grande)
    if (
        firma != _LOCAL
        or nombre != codificado
        or (marcas, como) != (entrada.flag_bits, entrada.compress_type)
        or (version, hora, dia) != (entrada.extract_version, *_cuando(entrada))
        or (medidas_dichas != medidas and not (con_descriptor and medidas_dichas == (0, 0, 0)))
    ):
        raise ValueError
    fin = nombre_en + largo + de_mas + entrada.compress_size
    if con_descriptor:
        firmado = contenido[fin : fin + 4] == _DESCRIPTOR
        fin += 4 * firmado
        if struct.unpack_from("<3I", contenido, fin) != medidas:
            raise ValueError
        fin += 12
    return int(fin)


def _de_mas(contenido: bytes, entrada: zipfile.ZipInfo) -> bytes:
    """El dato de más del encabezado de una parte."""
    *_, largo, mide = _ENCABEZADO.unpack_from(contenido, entrada.header_offset)
    desde = entrada.header_offset + _ENCABEZADO.size + largo
    return contenido[desde : desde + mide]


def _se_conoce(de_mas: bytes) -> bool:
    """Si sólo es la hora y el dueño que pone ``zip``, o el lugar que Word y Excel dejan."""
    while de_mas:
        if de_mas.startswith(_HOLGURA):
            return not de_mas[_FIJO:].strip(b"\0")
        mide = 4 + int.from_bytes(de_mas[2:4], "little")
        if not 4 < mide <= min(len(de_mas), _DE_UNIX.get(de_mas[:2], 0)):  # noqa: PLR2004
            return False
        de_mas = de_mas[mide:]
    return True


_HOLGURA, _FIJO = b"\x20\xa2", 8
"""Su número, y lo que mide lo que dice antes de los ceros."""
_DE_UNIX = {b"UT": 4 + 13, b"ux": 4 + 11}
"""Lo que miden a lo sumo, con su número, la hora y el dueño."""


def _es_todo(contenido: bytes, entrada: zipfile.ZipInfo) -> bool:
    """Si lo comprimido es esa parte y nada más: unos programas dejan de leer donde dice medir."""
    if entrada.compress_type != zipfile.ZIP_DEFLATED:
        return entrada.compress_size == entrada.file_size
    *_, largo_del_nombre, largo_de_mas = _ENCABEZADO.unpack_from(contenido, entrada.header_offset)
    desde = entrada.header_offset + _ENCABEZADO.size + largo_del_nombre + largo_de_mas
    comprimido = contenido[desde : desde + entrada.compress_size]
    medida, lector = 0, zlib.decompressobj(-15)
    while not lector.eof and medida <= entrada.file_size:  # por trozos: puede extenderse sin fin
        extendido = lector.decompress(comprimido, _TROZO)
        comprimido, medida = lector.unconsumed_tail, medida + len(extendido)
        if not (extendido or comprimido):
            return False
    return lector.eof and not lector.unused_data and medida == entrada.file_size


_TROZO = 1 << 20


def _cuando(entrada: zipfile.ZipInfo) -> tuple[int, int]:
    ano, mes, dia, hora, minuto, segundo = entrada.date_time
    return hora << 11 | minuto << 5 | segundo // 2, (ano - 1980) << 9 | mes << 5 | dia


def _termina_bien(contenido: bytes, indice: int, cuantas: int) -> bool:
    fin = len(contenido) - _FINAL.size
    if fin < 0:
        return False
    firma, disco, desde, aqui, en_total, largo, donde, comentario = _FINAL.unpack_from(
        contenido, fin
    )
    return bool(
        firma == _FIN
        and (disco, desde, comentario) == (0, 0, 0)
        and aqui == en_total == cuantas
        and donde == indice
        and indice + largo == fin
        and _fin_del_indice(contenido, indice, cuantas) == fin
    )


def _fin_del_indice(contenido: bytes, donde: int, cuantas: int) -> int:
    """Dónde termina, renglón por renglón: al último, quien lo lee le perdona lo que dice medir."""
    for _ in range(cuantas):
        donde += _DEL_INDICE.size + sum(_DEL_INDICE.unpack_from(contenido, donde))
    return donde
