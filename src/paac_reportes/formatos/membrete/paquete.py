"""El archivo ``.docx`` como paquete ZIP: que lo sea, que esté entero y que no sea una trampa."""

import io
import lzma
import zipfile
import zlib

_ENTRADAS, _MEGAS = 2000, 100
_DESCOMPRIMIDO = _MEGAS * 10**6
"""Muy por encima de cualquier membrete; lo que pasa de ahí está hecho para llenar la memoria."""

_ES_UN = "se esperaba un documento de Word (.docx), llegó"
_COMIENZOS = (
    (b"%PDF-", f"{_ES_UN} un PDF"),
    (b"{\\rtf", f"{_ES_UN} un .rtf; ábralo en Word y guárdelo como .docx"),
    (b"\x89PNG", f"{_ES_UN} una imagen"),
    (b"\xff\xd8\xff", f"{_ES_UN} una imagen"),
)
_DE_OFFICE_VIEJO = b"\xd0\xcf\x11\xe0"
_CIFRADO = "EncryptedPackage".encode("utf-16-le")
_CON_CLAVE = 1
"""La marca de ZIP de una entrada cifrada."""
_DANADO = (
    *(zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError),
    *(zlib.error, lzma.LZMAError),
)
"""Lo que dice ``zipfile`` de un archivo que no es, está cortado o usa un método que no conoce."""


class InservibleError(Exception):
    """Por qué un archivo no sirve de membrete, en español."""


def abrir(datos: bytes) -> dict[str, bytes]:
    """Las entradas del paquete por su nombre; ``InservibleError`` si no es uno, o es enorme."""
    if not datos:
        raise InservibleError("está vacío (0 bytes)")
    for comienzo, motivo in _COMIENZOS:
        if datos.startswith(comienzo):
            raise InservibleError(motivo)
    if datos.startswith(_DE_OFFICE_VIEJO):
        if _CIFRADO in datos:
            raise InservibleError("está protegido con contraseña; guárdelo sin ella")
        raise InservibleError("es un .doc antiguo; ábralo en Word y guárdelo como .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(datos)) as archivo:
            _comprobar(archivo.infolist())
            return {entrada.filename: archivo.read(entrada) for entrada in archivo.infolist()}
    except _DANADO:
        raise InservibleError("no es un documento de Word (.docx), o está dañado") from None


def _comprobar(entradas: list[zipfile.ZipInfo]) -> None:
    if len(entradas) > _ENTRADAS:
        raise InservibleError(f"trae más de {_ENTRADAS} archivos adentro")
    # ``zipfile`` no lee de una entrada más de lo que ella dice medir.
    if sum(entrada.file_size for entrada in entradas) > _DESCOMPRIMIDO:
        raise InservibleError(f"descomprimido pasa de {_MEGAS} MB")
    if len({entrada.filename.casefold() for entrada in entradas}) < len(entradas):
        raise InservibleError("trae dos archivos con el mismo nombre adentro")
    if any(entrada.flag_bits & _CON_CLAVE for entrada in entradas):
        raise InservibleError("está cifrado; guárdelo sin contraseña")


def cerrar(partes: dict[str, bytes]) -> bytes:
    """El paquete con esas entradas, siempre los mismos bytes."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_STORED) as archivo:
        for nombre, contenido in partes.items():
            archivo.writestr(zipfile.ZipInfo(nombre, (1980, 1, 1, 0, 0, 0)), contenido)
    return salida.getvalue()
