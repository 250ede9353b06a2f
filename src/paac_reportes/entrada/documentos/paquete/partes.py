"""Las partes de un documento de Office y cómo una nombra a otra (sus relaciones)."""

import posixpath
from typing import Any
from urllib.parse import unquote

import attrs

from paac_reportes.entrada.documentos.paquete.comprimido import Comprimido
from paac_reportes.entrada.documentos.paquete.xml import Elemento, arbol

_RELACION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@attrs.frozen
class Relacion:
    """De una parte a otra."""

    clase: str
    """El último trozo de su tipo: ``styles``, ``worksheet``; igual en estricto y en transición."""
    parte: str


class Partes:
    """Las de un documento, por su nombre."""

    def __init__(self, comprimido: Comprimido) -> None:
        self._comprimido = comprimido

    def __contains__(self, parte: str) -> bool:
        return parte in self._comprimido

    def nombres(self) -> tuple[str, ...]:
        """Los de todas, en minúsculas."""
        return self._comprimido.nombres()

    def raiz(self, parte: str) -> Elemento:
        """El XML de una parte; ``IlegibleError`` si no se deja leer."""
        return arbol(self._comprimido.trozos(parte), parte)

    def trozos(self, parte: str) -> Any:
        """Los bytes de una parte, por trozos."""
        return self._comprimido.trozos(parte)

    def relaciones(self, parte: str) -> dict[str, Relacion]:
        """Las partes que nombra otra, por su identificador; lo de fuera del archivo no cuenta.

        Con ``""``, las del documento entero.
        """
        carpeta, nombre = posixpath.split(parte)
        suyas = posixpath.join(carpeta, "_rels", f"{nombre}.rels")
        if suyas not in self._comprimido:
            return {}
        return {
            una.get("Id", ""): Relacion(
                una.get("Type", "").rpartition("/")[2], _destino(carpeta, una.get("Target", ""))
            )
            for una in self.raiz(suyas).iter(_RELACION)
            if una.get("TargetMode") != "External"
        }

    def de_clase(self, parte: str, clase: str, si_no: str = "") -> Elemento | None:
        """El XML de la parte de esa clase que otra nombra; ``si_no`` dice dónde suele estar."""
        for relacion in self.relaciones(parte).values():
            if relacion.clase == clase and relacion.parte in self:
                return self.raiz(relacion.parte)
        return self.raiz(si_no) if si_no and si_no in self else None


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
