"""El XML de un archivo ajeno: sin DTD, sin entidades y de un tamaño que se deja recorrer."""

from xml.etree import ElementTree as ET

from paac_reportes.formatos.membrete.paquete import InservibleError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_MEGAS = 9
_BYTES = _MEGAS * 10**6
_NIVELES = 200
"""Con más, el lector de XML que arma el Word se negaría a leerlo."""


def leer_xml(contenido: bytes, parte: str) -> ET.Element:
    """La raíz de una parte; ``InservibleError`` si no es XML o es una trampa."""
    if len(contenido) > _BYTES:
        raise InservibleError(f"su parte {parte} pasa de {_MEGAS} MB")
    lector = ET.XMLParser(target=_Arbol(parte))  # noqa: S314 - ``_Arbol`` rechaza el DTD
    try:
        lector.feed(contenido)
        raiz: ET.Element = lector.close()
    except (ET.ParseError, ValueError, LookupError):
        raise InservibleError(f"está dañado: su parte {parte} no es XML") from None
    return raiz


class _Arbol(ET.TreeBuilder):
    """Arma el árbol mientras cuenta sus niveles."""

    def __init__(self, parte: str) -> None:
        super().__init__()
        self._parte = parte
        self._nivel = 0

    def doctype(self, *_: str | None) -> None:
        raise InservibleError(f"su parte {self._parte} trae un DTD, que Word no escribe")

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._nivel += 1
        if self._nivel > _NIVELES:
            raise InservibleError(f"su parte {self._parte} tiene más de {_NIVELES} niveles")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._nivel -= 1
        return super().end(tag)
