"""El paquete de un documento de Office: un zip con un tope, sus partes y lo que las relaciona."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from paac_reportes import clases
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.xml import Elemento, arbol
from paac_reportes.sistema import IlegibleError

# ------------------------------------------------------------------ comprimido
# Las partes de un archivo comprimido (zip), sin creerle lo que dice que pesan.

_TROZO = 2**18
_BYTES_DE_UNA_GRANDE = 4 * 10**6
"""Los bytes desde los que una parte se cuenta entera antes de darla: armar sus etiquetas tarda diez
veces lo que extenderla, y las que no se van a leer no se arman."""
_BIT_DE_CLAVE = 1
"""La marca de zip de una parte cifrada."""

_DANADO = "está dañado: {}; pídalo otra vez, o ábralo con Word o Excel y deje que lo repare"


_NO_SE_VEN = ("[Content_Types].xml", "_rels/", "docProps/", "customXml/")


class Comprimido:
    """Un archivo zip abierto; sus nombres no distinguen mayúsculas, ni una barra de la otra."""

    def __init__(self, contenido: bytes, presupuesto: Presupuesto | None = None) -> None:
        self.presupuesto = presupuesto or Presupuesto()
        """Presupuesto de lectura que le queda al archivo, para quien lea sus partes."""
        self.presupuesto.comprobar("partes", contenido.count(b"PK\x01\x02"))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(contenido))
        except _ERRORES_DE_ZIP:
            raise IlegibleError(
                "archivo_danado", _DANADO.format("el archivo está cortado o incompleto")
            ) from None
        self._partes: dict[str, zipfile.ZipInfo] = {}
        self._repetidas: set[str] = set()
        for parte in self._zip.infolist():
            nombre = nombre_normal(parte.filename)
            if nombre in self._partes:
                self._repetidas.add(nombre)
            self._partes[nombre] = parte

    def __contains__(self, nombre: str) -> bool:
        return nombre_normal(nombre) in self._partes

    def nombres(self) -> tuple[str, ...]:
        """Los nombres de todas sus partes, en minúsculas."""
        return tuple(self._partes)

    def como_se_escribe(self, nombre: str) -> str | None:
        """El nombre de una parte con las mayúsculas que trae; ``None`` si no está."""
        parte = self._partes.get(nombre_normal(nombre))
        return None if parte is None else nombre_normal(parte.filename, iguales=False)

    def como_se_escriben(self) -> tuple[str, ...]:
        """Los nombres de sus partes tal como están, en su orden; el que se repite, repetido."""
        return tuple(parte.filename for parte in self._zip.infolist())

    def es_como(self, otro: "Comprimido", *, en_lo_que_se_ve: bool = False) -> bool:
        """Si trae las mismas partes, aunque se comprimieran distinto: cada zlib lo hace a su modo.

        ``en_lo_que_se_ve``: sin las propiedades, los tipos y los datos ajenos, que un sitio donde
        se comparten archivos cambia. ``IlegibleError`` si alguna no se deja leer.
        """
        nombres, otros = (
            [n for n in c.como_se_escriben() if not (en_lo_que_se_ve and n.startswith(_NO_SE_VEN))]
            for c in (self, otro)
        )
        return nombres == otros and all(self.leer(n) == otro.leer(n) for n in nombres)

    def leer(self, nombre: str) -> bytes:
        """Bytes de una parte entera; ``IlegibleError`` si no se deja."""
        return b"".join(self.trozos(nombre))

    def trozos(self, nombre: str) -> Iterator[bytes]:
        """Bytes de una parte por trozos; ``IlegibleError`` si no se deja o se extiende sin fin."""
        parte = self._parte(nombre)
        # De una parte grande se cuentan las etiquetas antes de dar ningún trozo.
        if contada := parte.file_size > _BYTES_DE_UNA_GRANDE:
            self._contar(parte)
        for trozo in self._extender(parte):
            self.presupuesto.gastar("extendido", len(trozo))
            if not contada:
                self.presupuesto.gastar("etiquetas", trozo.count(b"<"))
            yield trozo

    def _contar(self, parte: zipfile.ZipInfo) -> None:
        """Gasta del presupuesto las etiquetas de una parte, antes de leerla."""
        queda = self.presupuesto.queda("extendido")
        for trozo in self._extender(parte):
            self.presupuesto.gastar("etiquetas", trozo.count(b"<"))
            queda -= len(trozo)
            if queda < 0:
                return  # De lo que pasa de ahí se queja quien la lee, si llega.

    def _extender(self, parte: zipfile.ZipInfo) -> Iterator[bytes]:
        """Trozos extendidos de una parte, sin gastar del presupuesto."""
        try:
            with self._zip.open(parte) as abierta:
                while trozo := abierta.read(_TROZO):
                    yield trozo
        except _ERRORES_DE_ZIP:
            motivo = f"la parte {parte.filename!r} no se deja extender"
            raise IlegibleError("archivo_danado", _DANADO.format(motivo)) from None

    def _parte(self, nombre: str) -> zipfile.ZipInfo:
        """Parte de ese nombre; ``IlegibleError`` si falta, se repite o pide clave."""
        clave = nombre_normal(nombre)
        parte = self._partes.get(clave)
        if parte is None:
            raise IlegibleError("archivo_danado", _DANADO.format(f"le falta la parte {nombre!r}"))
        if clave in self._repetidas:
            # Cada programa tomaría una distinta: no se sabe cuál es la que se ve.
            raise IlegibleError(
                "archivo_danado", _DANADO.format(f"trae dos veces la parte {nombre!r}")
            )
        if parte.flag_bits & _BIT_DE_CLAVE:
            raise IlegibleError(
                "archivo_cifrado",
                "está cifrado con contraseña; ábralo, quítele la clave y guárdelo",
            )
        if parte.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise IlegibleError(
                "archivo_danado", _DANADO.format(f"la parte {nombre!r} no se comprimió como Office")
            )
        return parte


_ERRORES_DE_ZIP = (
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
"""Excepciones de ``zipfile`` y ``zlib`` ante un archivo dañado o comprimido como aquí no se lee."""


def nombre_normal(nombre: str, *, iguales: bool = True) -> str:
    """Nombre de una parte desde la raíz del archivo; en minúsculas, para comparar dos.

    ``iguales``: si se pasa a minúsculas; si no, queda como está escrito.
    """
    desde_la_raiz = nombre.replace("\\", "/").lstrip("/")
    return desde_la_raiz.lower() if iguales else desde_la_raiz


# ------------------------------------------------------------------ partes
# Las partes de un documento de Office y cómo una nombra a otra (sus relaciones).

_RELACION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@clases.frozen
class Relacion:
    """Relación de una parte con otra, o con algo de fuera del archivo."""

    tipo: str
    """El nombre largo, que es una dirección."""
    parte: str
    """Parte a que lleva; si la relación es externa, la dirección como está escrita."""
    externa: bool = False
    clave: str = ""
    """Nombre (``r:id``) con que la parte de donde sale nombra la relación."""

    @property
    def clase(self) -> str:
        """El final de su tipo: ``styles``, ``worksheet``."""
        return self.tipo.rpartition("/")[2]


class Partes:
    """Partes de un documento, por su nombre."""

    def __init__(self, comprimido: Comprimido, ya_vistas: dict[Any, Any] | None = None) -> None:
        self.comprimido, self.presupuesto = comprimido, comprimido.presupuesto
        self.ya_vistas = ya_vistas
        """De otros documentos, las hojas y tablas de que nada hubo que decir, por lo que traen: la
        igual no se lee otra vez."""
        self._relaciones: dict[str, dict[str, Relacion]] = {}
        """Relaciones de cada parte: se preguntan muchas veces y armarlas cuesta."""

    def __contains__(self, parte: str) -> bool:
        return parte in self.comprimido

    def nombres(self) -> tuple[str, ...]:
        """Los nombres de todas las partes, en minúsculas."""
        return self.comprimido.nombres()

    def raiz(self, parte: str) -> Elemento:
        """El XML de una parte; ``IlegibleError`` si no se deja leer."""
        return arbol(self.comprimido.trozos(parte), parte, self.presupuesto)

    def trozos(self, parte: str) -> Any:
        """Los bytes de una parte, por trozos."""
        return self.comprimido.trozos(parte)

    def relaciones(self, parte: str) -> dict[str, Relacion]:
        """Partes que nombra otra, por su identificador; con ``""``, las del documento entero."""
        relaciones = self.todas_las_relaciones(parte)
        return {clave: relacion for clave, relacion in relaciones.items() if not relacion.externa}

    def todas_las_relaciones(self, parte: str) -> Mapping[str, Relacion]:
        """Las relaciones de una parte por su identificador, también las que llevan fuera."""
        if parte not in self._relaciones:
            self._relaciones[parte] = {r.clave: r for r in self.relaciones_escritas(parte)}
        return self._relaciones[parte]

    def relaciones_escritas(self, parte: str) -> list[Relacion]:
        """Las relaciones de una parte en su orden, aunque repitan su identificador."""
        ruta = lugar_de_relaciones(parte)
        if ruta not in self.comprimido:
            return []
        carpeta = posixpath.dirname(parte)
        return [self._relacion(carpeta, elemento) for elemento in self.raiz(ruta).iter(_RELACION)]

    def _relacion(self, carpeta: str, elemento: Elemento) -> Relacion:
        """La relación que un XML dice, con la ruta de su parte desde la raíz del archivo.

        ``carpeta``: la de la parte que la nombra.
        """
        destino, externa = elemento.get("Target", ""), elemento.get("TargetMode") == "External"
        if not externa:
            # La parte, como está o sin sus ``%20``; los ``..`` de más no salen del archivo.
            literal = _ruta_desde(carpeta, destino)
            destino = literal if literal in self else _ruta_desde(carpeta, unquote(destino))
        return Relacion(elemento.get("Type", ""), destino, externa, elemento.get("Id", ""))

    def de_clase(self, parte: str, clase: str, si_no: str = "") -> Elemento | None:
        """El XML de la parte de esa clase que otra nombra; ``si_no`` dice dónde suele estar.

        ``None`` si no está.
        """
        for relacion in self.relaciones(parte).values():
            if relacion.clase == clase and relacion.parte in self:
                return self.raiz(relacion.parte)
        return self.raiz(si_no) if si_no and si_no in self else None


def lugar_de_relaciones(parte: str) -> str:
    """Parte con las relaciones de otra: la de ``word/a.xml`` es ``word/_rels/a.xml.rels``."""
    carpeta, nombre = posixpath.split(parte)
    return posixpath.join(carpeta, "_rels", f"{nombre}.rels")


def _ruta_desde(carpeta: str, destino: str) -> str:
    """Ruta, desde la raíz del archivo, de un destino relativo a una carpeta."""
    return posixpath.normpath(posixpath.join("/", carpeta, destino.replace("\\", "/"))).lstrip("/")


def principal(partes: Partes) -> tuple[str, Elemento] | None:
    """La parte de la que cuelgan las demás, con su XML.

    ``None`` si no está o es binaria (``xl/workbook.bin``, de un .xlsb).
    """
    posibles = [r.parte for r in partes.relaciones("").values() if r.clase == "officeDocument"]
    posibles += ["word/document.xml", "xl/workbook.xml"]
    for parte in posibles:
        if parte in partes and not parte.endswith(".bin"):
            return parte, partes.raiz(parte)
    return None


# ------------------------------------------------------------------ propiedades
# Las propiedades que un programa le pone al documento (``docProps/custom.xml``).

_PROPIEDAD = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


ESQUEMA = "paac.esquema"
"""Propiedad en que un documento nuestro dice qué trae; en el archivo va en pedazos."""
_PEDAZO = re.compile(rf"{ESQUEMA}\.(?P<numero>[1-9][0-9]{{0,5}})")


def propiedades(partes: Partes) -> dict[str, str]:
    """Propiedades propias del archivo, por su nombre; ninguna si no las trae o no se leen.

    Los pedazos del esquema (``paac.esquema.1``, ``.2``…) van unidos en una, ``paac.esquema``.
    """
    try:
        raiz = partes.de_clase("", "custom-properties", "docProps/custom.xml")
    except IlegibleError:
        return {}
    if raiz is None:
        return {}
    valores = {p.get("name", ""): "".join(p.itertext()).strip() for p in raiz.iter(_PROPIEDAD)}
    pedazos = {int(n["numero"]): valores.pop(n[0]) for n in [*map(_PEDAZO.fullmatch, valores)] if n}
    if pedazos:
        valores[ESQUEMA] = "".join(pedazos[numero] for numero in sorted(pedazos))
    return valores
