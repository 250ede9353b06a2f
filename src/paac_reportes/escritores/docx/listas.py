"""Las listas de Word: sus definiciones y a cuál pertenece cada párrafo."""

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.story import StoryPart

from paac_reportes.escritores.docx.estilos import sangria
from paac_reportes.maqueta.estilos import ESTILOS_DE_LISTA, Estilo
from paac_reportes.maqueta.nodos import Lista

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_VINETAS, _NUMEROS = 0, 1
"""Las dos definiciones: de ellas sale cada lista."""
_LA_DE_VINETAS = 1
"""La lista de todas las viñetas; cada lista numerada es otra, para que empiece por su número."""


class Listas:
    """Las listas de un documento, según van saliendo sus párrafos."""

    def __init__(self, estilos: dict[str, Estilo]) -> None:
        self._estilos = estilos
        self._comienzos: list[tuple[int, int]] = []
        self._abiertas: dict[int, tuple[int, int]] = {}
        self._hay = False

    def xml(self, lista: Lista) -> str:
        """Lo que un párrafo dice de su lista, dentro de sus propiedades."""
        self._hay = True
        if lista.sigue:
            return '<w:ind w:firstLine="0"/>'
        # Un elemento cierra las listas que iban dentro del anterior.
        self._abiertas = {n: a for n, a in self._abiertas.items() if n <= lista.nivel}
        cual = _LA_DE_VINETAS if lista.numero is None else self._numerada(lista.nivel, lista.numero)
        return f'<w:numPr><w:ilvl w:val="{lista.nivel - 1}"/><w:numId w:val="{cual}"/></w:numPr>'

    def _numerada(self, nivel: int, numero: int) -> int:
        """La lista abierta en ese nivel, si el número es el que le sigue; si no, otra."""
        cual, ultimo = self._abiertas.get(nivel, (0, -1))
        if not cual or numero != ultimo + 1:
            self._comienzos.append((nivel, numero))
            cual = _LA_DE_VINETAS + len(self._comienzos)
        self._abiertas[nivel] = cual, numero
        return cual

    def guardar(self, parte: StoryPart) -> None:
        """Deja las definiciones en el paquete, si algún párrafo está en una lista."""
        if not self._hay:
            return
        nombre = PackURI("/word/numbering.xml")
        datos = self._definiciones().encode()
        suya = Part(nombre, CONTENT_TYPE.WML_NUMBERING, datos, parte.package)
        parte.relate_to(suya, RELATIONSHIP_TYPE.NUMBERING)

    def _definiciones(self) -> str:
        numeradas = "".join(
            f'<w:num w:numId="{_LA_DE_VINETAS + orden}"><w:abstractNumId w:val="{_NUMEROS}"/>'
            f'<w:lvlOverride w:ilvl="{nivel - 1}"><w:startOverride w:val="{numero}"/>'
            "</w:lvlOverride></w:num>"
            for orden, (nivel, numero) in enumerate(self._comienzos, 1)
        )
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:numbering xmlns:w="{_WORD}">'
            f"{self._definicion(_VINETAS, 'bullet')}{self._definicion(_NUMEROS, 'decimal')}"
            f'<w:num w:numId="{_LA_DE_VINETAS}"><w:abstractNumId w:val="{_VINETAS}"/></w:num>'
            f"{numeradas}</w:numbering>"
        )

    def _definicion(self, numero: int, clase: str) -> str:
        niveles = "".join(
            self._nivel(lugar, clase, "•" if clase == "bullet" else f"%{lugar + 1}.")
            for lugar, estilo in enumerate(ESTILOS_DE_LISTA)
            if estilo in self._estilos
        )
        return (
            f'<w:abstractNum w:abstractNumId="{numero}"><w:multiLevelType w:val="multilevel"/>'
            f"{niveles}</w:abstractNum>"
        )

    def _nivel(self, lugar: int, clase: str, marca: str) -> str:
        # Sin repetir aquí la sangría del estilo, Word usaría la de un nivel sin sangría.
        suya = sangria(self._estilos[ESTILOS_DE_LISTA[lugar]])
        return (
            f'<w:lvl w:ilvl="{lugar}"><w:start w:val="1"/><w:numFmt w:val="{clase}"/>'
            f'<w:lvlText w:val="{marca}"/><w:lvlJc w:val="left"/><w:pPr>{suya}</w:pPr></w:lvl>'
        )
