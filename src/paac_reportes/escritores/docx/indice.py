"""La tabla de contenido de Word: un campo con sus renglones ya escritos, que abre sin preguntar.

Cada renglón enlaza con la marca de su título y trae el número de página que LibreOffice le halló.
Word los recalcula con F9; nadie le pide que lo haga al abrir, porque entonces pregunta.
"""

from collections.abc import Iterator, Sequence

from paac_reportes.escritores.docx.estilos import identificador
from paac_reportes.escritores.docx.textos import corrida, escapar
from paac_reportes.maqueta.estilos import estilo_de_titulo
from paac_reportes.maqueta.medida.medidas import Mm, veinteavos
from paac_reportes.maqueta.nodos import Indice, Titulo

_SANGRIA = 220
"""Veinteavos de punto por nivel."""


class Contenidos:
    """Los títulos de un documento y la página de cada uno, para escribir sus renglones."""

    def __init__(self, titulos: Sequence[Titulo], paginas: Sequence[int | None]) -> None:
        self._pares = list(zip(titulos, paginas, strict=True))
        self._marcados = 0

    @property
    def cuantos(self) -> int:
        """Los títulos, cada uno con el número de su marca, desde 0."""
        return len(self._pares)

    def marcar(self) -> tuple[str, str]:
        """El comienzo y el fin de la marca del título que sigue."""
        numero = self._marcados
        self._marcados += 1
        return (
            f'<w:bookmarkStart w:id="{numero}" w:name="{_marca(numero)}"/>',
            f'<w:bookmarkEnd w:id="{numero}"/>',
        )

    def xml(self, indice: Indice) -> str:
        """El título de la tabla de contenido y sus renglones."""
        encabezado = (
            f'<w:p><w:pPr><w:pStyle w:val="{identificador(estilo_de_titulo(0))}"/></w:pPr>'
            f"{corrida(indice.titulo)}</w:p>"
        )
        suyos = [
            (numero, titulo, pagina)
            for numero, (titulo, pagina) in enumerate(self._pares)
            if titulo.nivel <= indice.niveles
        ]
        return encabezado + "".join(_renglones(suyos, indice.niveles))


def estilos_de_contenido(ancho: Mm) -> str:
    """Los de Word para cada nivel: con F9 hace los renglones de nuevo y les pone estos."""
    pestana = f'<w:tab w:val="right" w:leader="dot" w:pos="{veinteavos(ancho)}"/>'
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{_estilo(nivel)}"><w:name w:val="toc {nivel}"/>'
        f'<w:basedOn w:val="{identificador("indice")}"/><w:next w:val="Normal"/>'
        f'<w:uiPriority w:val="39"/><w:unhideWhenUsed/><w:pPr><w:tabs>{pestana}</w:tabs>'
        f'<w:ind w:left="{_SANGRIA * (nivel - 1)}"/></w:pPr></w:style>'
        for nivel in _NIVELES
    )


_NIVELES = (1, 2, 3)


def _estilo(nivel: int) -> str:
    return f"TOC{nivel}"


def _renglones(suyos: Sequence[tuple[int, Titulo, int | None]], niveles: int) -> Iterator[str]:
    ultimo = len(suyos) - 1
    for orden, (numero, titulo, pagina) in enumerate(suyos):
        pagina_de = _abrir(f"PAGEREF {_marca(numero)} \\h")
        abre = _abrir(f'TOC \\o "1-{niveles}" \\h \\z \\u') if orden == 0 else ""
        cierra = _marca_de_campo("end") if orden == ultimo else ""
        yield (
            f'<w:p><w:pPr><w:pStyle w:val="{_estilo(titulo.nivel)}"/></w:pPr>{abre}'
            f'<w:hyperlink w:anchor="{_marca(numero)}" w:history="1">'
            f"{corrida(' '.join(titulo.texto.split()))}<w:r><w:tab/></w:r>"
            f"{pagina_de}<w:r><w:t>{'' if pagina is None else pagina}</w:t></w:r>"
            f"{_marca_de_campo('end')}</w:hyperlink>{cierra}</w:p>"
        )


def _marca(numero: int) -> str:
    return f"_Toc{numero + 1:08d}"


def _abrir(instruccion: str) -> str:
    return (
        f'{_marca_de_campo("begin")}<w:r><w:instrText xml:space="preserve"> {escapar(instruccion)} '
        f"</w:instrText></w:r>{_marca_de_campo('separate')}"
    )


def _marca_de_campo(cual: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{cual}"/></w:r>'
