"""Lo que pasa de un documento de Word para ser un membrete, y lo que de eso no se admite."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

import attrs

from paac_reportes.estructura import mostrar
from paac_reportes.formatos.membrete.marcas import W, leer_xml
from paac_reportes.formatos.membrete.paquete import InservibleError, cerrar
from paac_reportes.formatos.membrete.partes import DOCUMENTO, TIPOS, Partes, Relacion

_PAQUETE = "http://schemas.openxmlformats.org/package/2006"
_DEL_PAQUETE = {"officeDocument", "extended-properties", "custom-properties"}
_DEL_DOCUMENTO = {"styles", "settings", "fontTable", "theme", "numbering", "customXml"}
"""Las relaciones que pasan; lo demás (comentarios, notas, imágenes del cuerpo) no es membrete."""
_DE_PAGINA = {"header", "footer"}
_RAICES = {clase: clase for clase in ("styles", "settings", "numbering")} | {
    "header": "hdr",
    "footer": "ftr",
}
"""Las partes que son de Word, y cómo empieza cada una."""
_ACTIVAS = {"control", "vbaProject", "aFChunk", "subDocument", "frame"}
_DE_FUERA = {"DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DATABASE", "IMPORT", "RD"}
"""Los campos que leen otros archivos, o la red, de la máquina que abre el documento."""
_PASOS = 20
"""Los que hay, a lo sumo, del documento a una parte; Word no da más de tres o cuatro."""


@attrs.define
class Seleccion:
    """Lo que pasa de un paquete, y lo que de eso no se admite."""

    _partes: Partes
    _de_pagina: frozenset[str]
    """Las relaciones del documento que nombran los encabezados y pies de sus secciones."""
    motivos: list[str] = attrs.Factory(list)
    _relaciones: dict[str, list[Relacion]] = attrs.Factory(dict)

    def paquete(self) -> bytes:
        """El paquete con sólo eso, siempre los mismos bytes."""
        principal = self._partes.documento()
        self._recorrer("", 0, _DEL_PAQUETE)
        self._comprobar_que_esten(self._relaciones[principal])
        nombres = [nombre for nombre in self._relaciones if nombre]
        tipos = {nombre: self._partes.tipo(nombre) for nombre in nombres} | {principal: DOCUMENTO}
        escritas = {TIPOS: _tipos(tipos)}
        for nombre, suyas in self._relaciones.items():
            carpeta, archivo = posixpath.split(nombre)
            if suyas:
                escritas[posixpath.join(carpeta, "_rels", f"{archivo}.rels")] = _escritas(suyas)
        return cerrar(escritas | {nombre: self._partes.contenido(nombre) for nombre in nombres})

    def _comprobar_que_esten(self, suyas: Sequence[Relacion]) -> None:
        clases = Counter(relacion.clase for relacion in suyas)
        if "styles" not in clases:
            raise InservibleError("no trae estilos; ábralo en Word y guárdelo otra vez")
        for clase in _DEL_DOCUMENTO - {"customXml"}:
            if clases[clase] > 1:
                raise InservibleError(f"está dañado: trae {clases[clase]} partes «{clase}»")
        # Los que no se admiten ya están dichos.
        if not self.motivos and self._de_pagina - {relacion.clave for relacion in suyas}:
            raise InservibleError("está dañado: nombra un encabezado o un pie que no está")

    def _recorrer(self, nombre: str, pasos: int, clases: set[str] | None = None) -> None:
        """Toma las relaciones de una parte, de esas clases o todas, y las partes a que llevan."""
        if pasos > _PASOS:
            raise InservibleError(f"está dañado: hasta {nombre} hay más de {_PASOS} pasos")
        pasan = [r for r in self._partes.relaciones(nombre) if clases is None or r.clase in clases]
        self._relaciones[nombre] = [r for r in pasan if self._se_admite(nombre, r)]
        for relacion in self._relaciones[nombre]:
            if not relacion.externa and relacion.destino not in self._relaciones:
                self._tomar(relacion, pasos + 1)

    def _tomar(self, relacion: Relacion, pasos: int) -> None:
        nombre, contenido = relacion.destino, self._partes.contenido(relacion.destino)
        if relacion.clase in _RAICES or self._partes.tipo(nombre).endswith("xml"):
            raiz = leer_xml(contenido, nombre)
            self._comprobar_clase(nombre, relacion.clase, raiz)
            if relacion.clase != "officeDocument":  # los campos de su cuerpo no pasan
                self.motivos += _campos_de_fuera(raiz, nombre)
        if relacion.clase == "officeDocument":
            self._relaciones[nombre] = []
            self._recorrer(nombre, pasos, _DEL_DOCUMENTO | _DE_PAGINA)
        else:
            # Las de los ajustes llevan a otros archivos: una plantilla, una lista de destinatarios.
            self._recorrer(nombre, pasos, set() if relacion.clase == "settings" else None)

    def _comprobar_clase(self, nombre: str, clase: str, raiz: Element) -> None:
        tipo = self._partes.tipo(nombre)
        if clase in _RAICES and (
            raiz.tag != f"{W}{_RAICES[clase]}" or not tipo.endswith(f"wordprocessingml.{clase}+xml")
        ):
            raise InservibleError(f"está dañado: su parte {nombre} no es lo que dice ser")

    def _se_admite(self, nombre: str, relacion: Relacion) -> bool:
        if relacion.clase in _DE_PAGINA:
            return relacion.clave in self._de_pagina
        if relacion.clase in _ACTIVAS:
            self.motivos.append(f"{nombre} lleva un control o un documento incrustado; quítelo")
            return False
        if relacion.externa and relacion.clase != "hyperlink":
            que = "una imagen" if relacion.clase == "image" else "un archivo"
            self.motivos.append(
                f"{nombre} enlaza {que} de afuera ({mostrar(relacion.destino)}); lo que se vea"
                " tiene que estar dentro del documento"
            )
            return False
        return True


def _campos_de_fuera(raiz: Element, nombre: str) -> Iterator[str]:
    nombres = {campo.split(maxsplit=1)[0].upper() for campo in _campos(raiz) if campo.strip()}
    for campo in sorted(nombres & _DE_FUERA):
        yield (
            f"{nombre} usa un campo {campo}, que lee fuera del archivo; en Word, selecciónelo y"
            " oprima Ctrl+Mayús+F9 para dejar sólo lo que muestra"
        )


def _campos(raiz: Element) -> Iterator[str]:
    """Lo que dice cada campo; Word escribe uno en pedazos, y puede llevar otros adentro."""
    abiertos: list[list[str]] = [[]]  # el primero, lo que no abre ninguno
    for uno in raiz.iter():
        clase = uno.get(f"{W}fldCharType")
        if uno.tag == f"{W}fldSimple":
            yield uno.get(f"{W}instr", "")
        elif uno.tag == f"{W}instrText":
            abiertos[-1].append(uno.text or "")
        elif clase == "begin":
            abiertos.append([])
        elif clase == "end" and len(abiertos) > 1:
            yield "".join(abiertos.pop())
    yield from map("".join, abiertos)


def _tipos(tipos: Mapping[str, str]) -> bytes:
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    partes = "".join(
        f"<Override PartName={quoteattr(f'/{nombre}')} ContentType={quoteattr(tipo)}/>"
        for nombre, tipo in tipos.items()
    )
    return (
        f'<Types xmlns="{_PAQUETE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>{partes}</Types>'
    ).encode()


def _escritas(relaciones: Sequence[Relacion]) -> bytes:
    def una(relacion: Relacion) -> str:
        donde = relacion.destino if relacion.externa else f"/{relacion.destino}"
        modo = ' TargetMode="External"' if relacion.externa else ""
        return (
            f"<Relationship Id={quoteattr(relacion.clave)} Type={quoteattr(relacion.tipo)}"
            f" Target={quoteattr(donde)}{modo}/>"
        )

    dentro = "".join(map(una, relaciones))
    return f'<Relationships xmlns="{_PAQUETE}/relationships">{dentro}</Relationships>'.encode()
