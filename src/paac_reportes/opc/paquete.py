"""El paquete de un documento de Office: un zip con un tope, sus partes y lo que las relaciona."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import attrs

from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.xml import Elemento, arbol
from paac_reportes.sistema import IlegibleError

# ------------------------------------------------------------------ comprimido
# Las partes de un archivo comprimido (zip), sin creerle lo que dice que pesan.

_TROZO = 2**18

_DANADO = "está dañado: {}; pídalo otra vez, o ábralo con Word o Excel y deje que lo repare"


class Comprimido:
    """Un archivo zip abierto; sus nombres no distinguen mayúsculas, ni una barra de la otra."""

    def __init__(self, contenido: bytes, presupuesto: Presupuesto | None = None) -> None:
        self.presupuesto = presupuesto or Presupuesto()
        """Lo que queda por leer de él, para quien lea sus partes."""
        self.presupuesto.comprobar("partes", contenido.count(b"PK\x01\x02"))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(contenido))
        except _DE_ZIP:
            raise IlegibleError(
                "archivo_danado", _DANADO.format("el archivo está cortado o incompleto")
            ) from None
        self._partes: dict[str, zipfile.ZipInfo] = {}
        self._repetidas: set[str] = set()
        for parte in self._zip.infolist():
            nombre = normal(parte.filename)
            if nombre in self._partes:
                self._repetidas.add(nombre)
            self._partes[nombre] = parte

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
            raise IlegibleError("archivo_danado", _DANADO.format(motivo)) from None

    def _descontar(self, trozo: bytes) -> None:
        self.presupuesto.gastar("extendido", len(trozo))
        self.presupuesto.gastar("etiquetas", trozo.count(b"<"))

    def _parte(self, nombre: str) -> zipfile.ZipInfo:
        clave = normal(nombre)
        parte = self._partes.get(clave)
        if parte is None:
            raise IlegibleError("archivo_danado", _DANADO.format(f"le falta la parte {nombre!r}"))
        if clave in self._repetidas:
            # Cada programa tomaría una distinta: no se sabe cuál es la que se ve.
            raise IlegibleError(
                "archivo_danado", _DANADO.format(f"trae dos veces la parte {nombre!r}")
            )
        if parte.flag_bits & 1:
            raise IlegibleError(
                "archivo_cifrado",
                "está cifrado con contraseña; ábralo, quítele la clave y guárdelo",
            )
        if parte.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise IlegibleError(
                "archivo_danado", _DANADO.format(f"la parte {nombre!r} no se comprimió como Office")
            )
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


# ------------------------------------------------------------------ partes
# Las partes de un documento de Office y cómo una nombra a otra (sus relaciones).

_RELACION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@attrs.frozen
class Relacion:
    """De una parte a otra, o a algo de fuera del archivo."""

    clase: str
    """El último trozo de su tipo: ``styles``, ``worksheet``; igual en estricto y en transición."""
    parte: str
    """A cuál lleva; si es externa, la dirección como está escrita."""
    externa: bool = False


class Partes:
    """Las de un documento, por su nombre."""

    def __init__(self, comprimido: Comprimido) -> None:
        self._comprimido = comprimido
        self.presupuesto = comprimido.presupuesto

    def __contains__(self, parte: str) -> bool:
        return parte in self._comprimido

    def nombres(self) -> tuple[str, ...]:
        """Los de todas, en minúsculas."""
        return self._comprimido.nombres()

    def raiz(self, parte: str) -> Elemento:
        """El XML de una parte; ``IlegibleError`` si no se deja leer."""
        return arbol(self._comprimido.trozos(parte), parte, self.presupuesto)

    def trozos(self, parte: str) -> Any:
        """Los bytes de una parte, por trozos."""
        return self._comprimido.trozos(parte)

    def relaciones(self, parte: str) -> dict[str, Relacion]:
        """Las partes que nombra otra, por su identificador; lo de fuera del archivo no cuenta.

        Con ``""``, las del documento entero.
        """
        todas = self.todas_las_relaciones(parte)
        return {clave: una for clave, una in todas.items() if not una.externa}

    def todas_las_relaciones(self, parte: str) -> dict[str, Relacion]:
        """Las de una parte, también las que llevan fuera del archivo."""
        carpeta, nombre = posixpath.split(parte)
        suyas = posixpath.join(carpeta, "_rels", f"{nombre}.rels")
        if suyas not in self._comprimido:
            return {}
        return {
            una.get("Id", ""): _relacion(carpeta, una) for una in self.raiz(suyas).iter(_RELACION)
        }

    def de_clase(self, parte: str, clase: str, si_no: str = "") -> Elemento | None:
        """El XML de la parte de esa clase que otra nombra; ``si_no`` dice dónde suele estar."""
        for relacion in self.relaciones(parte).values():
            if relacion.clase == clase and relacion.parte in self:
                return self.raiz(relacion.parte)
        return self.raiz(si_no) if si_no and si_no in self else None


def _relacion(carpeta: str, escrita: Elemento) -> Relacion:
    destino, externa = escrita.get("Target", ""), escrita.get("TargetMode") == "External"
    clase = escrita.get("Type", "").rpartition("/")[2]
    return Relacion(clase, destino if externa else _destino(carpeta, destino), externa)


def _destino(carpeta: str, destino: str) -> str:
    """El nombre de la parte; los ``..`` de más no sacan a nadie del archivo."""
    destino = unquote(destino.replace("\\", "/"))
    junto = destino if destino.startswith("/") else posixpath.join("/", carpeta, destino)
    return posixpath.normpath(junto).lstrip("/")


def principal(partes: Partes) -> tuple[str, Elemento] | None:
    """La parte de la que cuelgan las demás, con su XML."""
    posibles = [r.parte for r in partes.relaciones("").values() if r.clase == "officeDocument"]
    posibles += ["word/document.xml", "xl/workbook.xml"]
    for parte in posibles:
        if parte in partes and not parte.endswith(".bin"):
            return parte, partes.raiz(parte)
    return None


# ------------------------------------------------------------------ propiedades
# Las propiedades que un programa le pone al documento (``docProps/custom.xml``).

_PROPIEDAD = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


def propiedades(partes: Partes) -> dict[str, str]:
    """Por su nombre; ninguna si la parte falta o no se deja leer, que no es de lo que se ve."""
    try:
        raiz = partes.de_clase("", "custom-properties", "docProps/custom.xml")
    except IlegibleError:
        return {}
    if raiz is None:
        return {}
    return {una.get("name", ""): "".join(una.itertext()).strip() for una in raiz.iter(_PROPIEDAD)}
