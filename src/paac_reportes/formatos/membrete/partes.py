"""Un documento de Word por dentro: sus partes, de qué es cada una y con cuáles se relaciona."""

import posixpath
from collections.abc import Mapping

import attrs

from paac_reportes.formatos.membrete.marcas import leer_xml
from paac_reportes.formatos.membrete.paquete import InservibleError

TIPOS = "[Content_Types].xml"
DOCUMENTO = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PLANTILLA = DOCUMENTO.replace("document.main", "template.main")


@attrs.frozen
class Relacion:
    """De una parte a otra, o a algo que está fuera del archivo."""

    clave: str
    tipo: str
    """El nombre largo, que es una dirección."""
    destino: str
    externa: bool

    @property
    def clase(self) -> str:
        """El nombre corto, como ``header`` o ``image``."""
        return self.tipo.rpartition("/")[2]


class Partes:
    """El paquete por dentro: sus partes, de qué tipo es cada una y con cuáles se relaciona."""

    def __init__(self, entradas: Mapping[str, bytes]) -> None:
        self._nombres = {nombre.casefold(): nombre for nombre in entradas}
        self._entradas = entradas
        self._por_parte: dict[str, str] = {}
        self._por_extension: dict[str, str] = {}
        self._leer_tipos()

    def _leer_tipos(self) -> None:
        if TIPOS not in self._entradas:
            raise InservibleError("no es un documento de Word (.docx): le falta su lista de partes")
        for uno in leer_xml(self._entradas[TIPOS], TIPOS):
            tipo = uno.get("ContentType", "")
            self._por_parte[uno.get("PartName", "").lstrip("/").casefold()] = tipo
            self._por_extension[uno.get("Extension", "").casefold()] = tipo

    def tipo(self, nombre: str) -> str:
        """De qué es una parte."""
        extension = posixpath.splitext(nombre)[1].lstrip(".").casefold()
        return self._por_parte.get(nombre.casefold()) or self._por_extension.get(extension, "")

    def contenido(self, nombre: str) -> bytes:
        """Los bytes de una parte; ``InservibleError`` si no está."""
        escrito = self._nombres.get(nombre.casefold())
        if escrito is None or not self.tipo(nombre):
            motivo = (
                f"le falta su parte {nombre or 'principal'}; ábralo en Word y guárdelo otra vez"
            )
            raise InservibleError(motivo)
        return self._entradas[escrito]

    def relaciones(self, nombre: str) -> list[Relacion]:
        """Las de una parte, o las del paquete si no se nombra ninguna."""
        carpeta, archivo = posixpath.split(nombre)
        lugar = posixpath.join(carpeta, "_rels", f"{archivo}.rels")
        escrito = self._nombres.get(lugar.casefold())
        if escrito is None:
            return []
        leidas = leer_xml(self._entradas[escrito], lugar)
        suyas = [self._relacion(una.attrib, carpeta) for una in leidas]
        if len({una.clave for una in suyas} - {""}) < len(suyas):
            raise InservibleError(f"está dañado: {lugar} repite una clave")
        return suyas

    def _relacion(self, datos: Mapping[str, str], carpeta: str) -> Relacion:
        destino, externa = datos.get("Target", ""), datos.get("TargetMode") == "External"
        if not externa:
            destino = posixpath.normpath(posixpath.join("/", carpeta, destino)).lstrip("/")
            destino = self._nombres.get(destino.casefold(), destino)
        return Relacion(datos.get("Id", ""), datos.get("Type", ""), destino, externa)

    def documento(self) -> str:
        """El nombre de la parte principal; ``InservibleError`` si no es de Word o trae macros."""
        principales = [r for r in self.relaciones("") if r.clase == "officeDocument"]
        if len(principales) != 1:
            raise InservibleError("no es un documento de Word (.docx): le falta word/document.xml")
        (principal,) = principales
        tipo = self.tipo(principal.destino)
        if "macroEnabled" in tipo or any("vbaproject" in nombre for nombre in self._nombres):
            raise InservibleError("trae macros; guárdelo en Word como .docx, que no las lleva")
        if "purl.oclc.org" in principal.tipo:
            motivo = "está guardado como «Open XML estricto»; guárdelo como «Documento de Word»"
            raise InservibleError(motivo)
        self.contenido(principal.destino)
        if tipo not in {DOCUMENTO, _PLANTILLA}:
            raise InservibleError("no es un documento de Word (.docx), aunque es de Office")
        return principal.destino
