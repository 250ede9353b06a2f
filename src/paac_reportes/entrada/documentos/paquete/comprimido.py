"""Las partes de un archivo comprimido (zip), sin creerle lo que dice que pesan."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from paac_reportes.sistema import IlegibleError

_MAXIMAS = 5000
"""Partes de un documento; el de Word o Excel más grande tiene unos cientos."""
_EXTENDIDO_MEGAS = 120
_EXTENDIDO = _EXTENDIDO_MEGAS * 10**6
"""Lo que se extiende de un documento, sumadas sus partes."""
_ETIQUETAS = 3_000_000
"""Los ``<`` de todas las partes que se leen: un millón de filas vacías son dos millones."""
_TROZO = 2**18

_DANADO = "está dañado: {}; pídalo otra vez, o ábralo con Word o Excel y deje que lo repare"


class Comprimido:
    """Un archivo zip abierto; sus nombres no distinguen mayúsculas, ni una barra de la otra."""

    def __init__(self, contenido: bytes) -> None:
        if contenido.count(b"PK\x01\x02") > _MAXIMAS:
            raise IlegibleError(f"trae más de {_MAXIMAS} archivos dentro: no es un documento")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(contenido))
        except _DE_ZIP:
            raise IlegibleError(_DANADO.format("el archivo está cortado o incompleto")) from None
        self._partes: dict[str, zipfile.ZipInfo] = {}
        self._repetidas: set[str] = set()
        for parte in self._zip.infolist():
            nombre = normal(parte.filename)
            if nombre in self._partes:
                self._repetidas.add(nombre)
            self._partes[nombre] = parte
        self._quedan = _EXTENDIDO
        self._etiquetas = _ETIQUETAS

    def __contains__(self, nombre: str) -> bool:
        return normal(nombre) in self._partes

    def nombres(self) -> tuple[str, ...]:
        """Los de todas sus partes, en minúsculas."""
        return tuple(self._partes)

    def leer(self, nombre: str) -> bytes:
        """Una parte entera; ``IlegibleError`` si no se deja."""
        return b"".join(self.trozos(nombre))

    def trozos(self, nombre: str) -> Iterator[bytes]:
        """Una parte por trozos; ``IlegibleError`` si no está, no se deja o se extiende sin fin."""
        parte = self._parte(nombre)
        try:
            with self._zip.open(parte) as abierta:
                while trozo := abierta.read(_TROZO):
                    self._descontar(trozo)
                    yield trozo
        except _DE_ZIP:
            motivo = f"la parte {parte.filename!r} no se deja extender"
            raise IlegibleError(_DANADO.format(motivo)) from None

    def _descontar(self, trozo: bytes) -> None:
        self._quedan -= len(trozo)
        self._etiquetas -= trozo.count(b"<")
        if self._quedan < 0:
            raise IlegibleError(
                f"al extenderlo pesa más de {_EXTENDIDO_MEGAS} MB: no es un documento corriente"
            )
        if self._etiquetas < 0:
            raise IlegibleError(
                "tiene más filas, celdas o párrafos que los que se leen; bórrele las filas y las"
                " hojas que estén en blanco y guárdelo"
            )

    def _parte(self, nombre: str) -> zipfile.ZipInfo:
        clave = normal(nombre)
        parte = self._partes.get(clave)
        if parte is None:
            raise IlegibleError(_DANADO.format(f"le falta la parte {nombre!r}"))
        if clave in self._repetidas:
            # Cada programa tomaría una distinta: no se sabe cuál es la que se ve.
            raise IlegibleError(_DANADO.format(f"trae dos veces la parte {nombre!r}"))
        if parte.flag_bits & 1:
            raise IlegibleError("está cifrado con contraseña; ábralo, quítele la clave y guárdelo")
        if parte.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise IlegibleError(_DANADO.format(f"la parte {nombre!r} no se comprimió como Office"))
        return parte


_DE_ZIP = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
    IndexError,
    MemoryError,
    struct.error,
)


def normal(nombre: str) -> str:
    """El nombre de una parte, como se compara con otro."""
    return nombre.replace("\\", "/").lstrip("/").lower()
