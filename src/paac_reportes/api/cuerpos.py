"""Los cuerpos diseñados en Word: el formato que sale de uno, y uno para empezar."""

import re
import zipfile
from collections.abc import Mapping
from typing import IO, Any

from paac_reportes.api.tipos import CodigoDeFormato, Ruta
from paac_reportes.errores import (
    ArchivoNoEsta,
    Aviso,
    ErrorDeEntrada,
    ErrorDeFormato,
    ruta_en_archivo,
)
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.registro import buscar_escritor
from paac_reportes.estructura import falla_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.formatos.definicion.cuerpo_en_word import PROPIEDAD_DE_BASE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura import catalogo
from paac_reportes.opc.origen import nombre_y_bytes
from paac_reportes.sistema import IlegibleError, es_ruta


@puerta
def formato_desde_word(
    docx: "Ruta | bytes | IO[bytes]",
    *,
    base: "CodigoDeFormato | Formato | None" = None,
    bloques: Mapping[str, Mapping[str, Any]] | None = None,
) -> Formato:
    """El formato cuyo cuerpo es un Word con huecos (``docs/cuerpo_en_word.md``).

    ``docx`` es su ruta, sus bytes o un flujo abierto. Con ``base``, un código del catálogo o un
    ``Formato``, el Word puede poner sus tablas y las partes de su cuerpo (``{{ poner matriz }}``);
    si falta, es el que el Word dice, que ``cuerpo_de`` le anota. ``bloques`` son otros que
    sólo él pone, con las claves de ``formato.toml``. Lanza ``ErrorDeFormato`` con todas las fallas
    a la vez, cada una con su lugar en el Word: ``cuerpo, tabla 1, fila 3, celda 2``.
    """
    return formato_con_cuerpo(docx, base, bloques=bloques)


def formato_con_cuerpo(
    docx: "Ruta | bytes | IO[bytes]",
    base: object,
    plantillas: "Ruta | None" = None,
    bloques: Mapping[str, Mapping[str, Any]] | None = None,
) -> Formato:
    """Formato cuyo cuerpo es el Word; su base, una del catálogo, o de las ``plantillas``."""
    from paac_reportes.formatos.cuerpo.de_word import formato_de_word

    try:
        word = _bytes_del_word(docx)
        dada = _base_que_dice(word) if base is None else base
        return formato_de_word(word, _formato_de(dada, plantillas), bloques)
    except ErrorDeFormato as error:
        if not es_ruta(docx):
            raise
        archivo = str(docx)
        raise ErrorDeFormato(
            falla.en(ruta_en_archivo(archivo, falla.ruta)) for falla in error.fallas
        ) from None


def revisar_cuerpo(
    docx: "Ruta", formato: str | None = None, plantillas: "Ruta | None" = None
) -> tuple[tuple[Formato, ...], tuple[Aviso, ...]]:
    """Formatos y avisos de un Word, como ``revisar_formatos``; ``ErrorDeFormato`` si falla."""
    from paac_reportes.formatos.revision.tablas import avisos_del_cuerpo

    revisado = formato_con_cuerpo(docx, formato, plantillas)
    return (revisado,), tuple(avisos_del_cuerpo(revisado))


@puerta
def cuerpo_de(formato: "CodigoDeFormato | Formato") -> bytes:
    """Un formato como un Word con sus huecos, para cambiarlo: los bytes de un ``.docx``.

    Con ese Word y el mismo formato de base sale lo que el formato escribe, salvo su tabla de
    contenido, que se inserta en Word. Lanza ``ErrorDeFormato`` si el formato no se conoce.
    """
    from paac_reportes.composicion.cuerpo.partida import cuerpo_de_partida

    base = _formato_de(formato)
    if base is None:
        raise ErrorDeFormato(falla_de_argumento("formato", "formato", formato))
    return buscar_escritor("docx").cargar()(cuerpo_de_partida(base), Escritura())


def _base_que_dice(word: bytes) -> str | None:
    """Código del formato de que salió un Word, anotado en sus propiedades; o ninguno."""
    from paac_reportes.opc.paquete import Comprimido, Partes, propiedades

    try:
        return propiedades(Partes(Comprimido(word))).get(PROPIEDAD_DE_BASE)
    except IlegibleError:  # lo dice quien lo lee
        return None


def _formato_de(base: object, plantillas: "Ruta | None" = None) -> Formato | None:
    """El formato dado o el de ese código; ``None`` si no se dio; otro, ``ErrorDeFormato``."""
    if base is None or isinstance(base, Formato):
        return base
    if isinstance(base, str):
        return catalogo.hallar_formato(base, plantillas)[0]
    raise ErrorDeFormato(falla_de_argumento("base", "formato", base))


def _bytes_del_word(docx: object) -> bytes:
    """Bytes de un Word dado como ruta, flujo o bytes; ``ErrorDeFormato`` si no se leen."""
    try:
        return nombre_y_bytes(docx, "docx", "docx")[1]
    except ArchivoNoEsta:
        raise
    except ErrorDeEntrada as error:
        raise ErrorDeFormato(error.fallas) from None


_BYTES_QUE_SE_MIRAN = 50_000_000


def trae_huecos(ruta: str) -> bool:
    """Si un Word trae ``{{``, aunque esté partido entre letras de otro aspecto."""
    if not ruta.lower().endswith(".docx"):
        return False
    try:
        with zipfile.ZipFile(ruta) as word, word.open("word/document.xml") as cuerpo:
            return b"{{" in re.sub(rb"<[^<>]*+>", b"", cuerpo.read(_BYTES_QUE_SE_MIRAN))
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, ValueError, NotImplementedError):
        return False  # lo que no se deja leer lo dice quien lo lea
