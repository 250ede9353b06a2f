"""Las partes de un archivo de Office, para mirarlas una por una, y lo que se anota de ellas."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.xml import Elemento, R, arbol
from paac_reportes.sistema import IlegibleError

_RELACION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PROPIAS = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DEL_ARCHIVO = (f"{_DC}title", f"{_DC}subject", f"{_DC}creator", f"{_CP}keywords")
_SIN_LETRAS = re.compile(r"[\s,]+")
"""LibreOffice separa a su modo las palabras clave."""
_INDICE, _ENTERO = re.compile(r"[0-9]+"), re.compile(r"-?[0-9]+")
_NUMERO = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
DICE = "dice"
"""El aspecto que es lo que se lee; los demás son cómo se ve."""


def indice_escrito(escrito: str) -> int:
    """Un lugar o un número de orden, en cifras; ``ValueError`` si no, aunque Python lo lea.

    De «1_2» o «１２», que no se escriben como los de Office, cada programa lee lo suyo.
    """
    return int(_escrito(escrito, _INDICE))


def entero_escrito(escrito: str) -> int:
    """Lo mismo, y puede llevar signo."""
    return int(_escrito(escrito, _ENTERO))


def numero_escrito(escrito: str) -> float:
    """Lo mismo, con signo, decimales y exponente."""
    return float(_escrito(escrito, _NUMERO))


def _escrito(texto: str, como: re.Pattern[str]) -> str:
    if como.fullmatch(texto) is None:
        raise ValueError(texto)
    return texto


@clases.frozen
class Medida:
    """Un largo que otro programa guarda en otra unidad: vale el mismo con esa holgura."""

    valor: float
    holgura: float = attrs.field(eq=False)

    def __eq__(self, otra: object) -> bool:
        """Si es la misma, con la mayor de las dos holguras."""
        if not isinstance(otra, Medida):
            return NotImplemented
        return abs(self.valor - otra.valor) <= max(self.holgura, otra.holgura)

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return f"{self.valor:g}"


@clases.frozen
class Anotado:
    """Algo que se ve: dónde, qué aspecto suyo y qué vale."""

    lugar: str
    aspecto: str
    valor: Any


@clases.frozen
class Relacionada:
    """A qué parte, o a qué dirección de fuera, lleva una relación."""

    clase: str
    destino: str
    externa: bool


class Piezas:
    """Las partes de un archivo, por su nombre; ``IlegibleError`` de la que falte."""

    def __init__(self, partes: Mapping[str, bytes]) -> None:
        self.partes = partes
        self._relaciones: dict[str, dict[str, Relacionada]] = {}
        self._huellas: dict[str, str] = {}

    def raiz(self, nombre: str) -> Elemento:
        """El XML de una parte."""
        if nombre not in self.partes:
            raise IlegibleError("archivo_danado", f"le falta la parte «{nombre}»")
        return arbol([self.partes[nombre]], nombre, Presupuesto())

    def relaciones(self, parte: str) -> dict[str, Relacionada]:
        """Las de una parte, por su identificador."""
        if parte not in self._relaciones:  # mil imágenes de una parte las piden mil veces
            self._relaciones[parte] = self._leidas(parte)
        return self._relaciones[parte]

    def _leidas(self, parte: str) -> dict[str, Relacionada]:
        carpeta, nombre = posixpath.split(parte)
        suyas = posixpath.join(carpeta, "_rels", f"{nombre}.rels")
        if suyas not in self.partes:
            return {}
        halladas: dict[str, Relacionada] = {}
        for una in self.raiz(suyas).iter(_RELACION):
            destino, externa = una.get("Target", ""), una.get("TargetMode") == "External"
            if not externa:
                junto = posixpath.join("/", carpeta, destino)
                destino = posixpath.normpath(junto).lstrip("/")
            halladas[una.get("Id", "")] = Relacionada(
                una.get("Type", "").rpartition("/")[2], destino, externa
            )
        return halladas

    def de_clase(self, parte: str, clase: str) -> str | None:
        """La parte de esa clase que otra nombra; ``IlegibleError`` si nombra dos."""
        suyas = {r.destino for r in self.relaciones(parte).values() if r.clase == clase}
        if len(suyas) > 1:
            raise IlegibleError("archivo_danado", f"«{parte}» nombra dos veces su {clase}")
        return next(iter(suyas), None)

    def principal(self) -> str:
        """De la que cuelgan las demás; ``IlegibleError`` si no la nombra, que nadie lo abre."""
        suya = self.de_clase("", "officeDocument")
        if suya is None:
            raise IlegibleError("archivo_danado", "no dice cuál es su parte principal")
        return suya

    def huella(self, parte: str) -> str:
        """La de una imagen."""
        if parte not in self._huellas:
            self._huellas[parte] = sha256(self.partes.get(parte, b"")).hexdigest()
        return self._huellas[parte]

    def imagen(self, dibujo: Elemento, parte: str) -> str:
        """La huella de la que muestra un dibujo."""
        de_aqui = self.relaciones(parte)
        claves = [blip.get(f"{R}embed", "") for blip in dibujo.iter("{*}blip")]
        return " ".join(self.huella(de_aqui[c].destino) if c in de_aqui else "?" for c in claves)

    def propiedades(self) -> Iterator[Anotado]:
        """Las del archivo, que se ven al pedirlas, y las que sólo lee un programa."""
        if nucleo := self.de_clase("", "core-properties"):
            raiz = self.raiz(nucleo)
            for etiqueta in _DEL_ARCHIVO:
                valor = _SIN_LETRAS.sub("", raiz.findtext(etiqueta) or "")
                yield Anotado("propiedades", etiqueta.rpartition("}")[2], valor)
        if propias := self.de_clase("", "custom-properties"):
            for una in self.raiz(propias).iter(_PROPIAS):
                yield Anotado("propiedades", una.get("name", ""), "".join(una.itertext()))
