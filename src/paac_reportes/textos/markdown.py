"""Markdown para los textos de un informe: párrafos, listas, **negrita** y *cursiva*.

Lo lee markdown-it-py. Lo que un documento oficial no lleva (encabezados, tablas, HTML, enlaces,
imágenes, código) se reconoce sólo para que salga a la letra: ni se pierde ni se interpreta.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Literal, Self

from paac_reportes import clases
from paac_reportes.expresiones import expresion

if TYPE_CHECKING:
    from markdown_it.token import Token

Clase = Literal["parrafo", "vineta", "numerado", "subtitulo", "nota"]

_LISTAS: dict[str, Clase] = {"bullet_list_open": "vineta", "ordered_list_open": "numerado"}
_CIERRES = {"bullet_list_close", "ordered_list_close"}
_TEXTOS = {"inline", "a_la_letra"}
_SIN_TEXTO = {*_LISTAS, "list_item_close"}
"""Elementos tras la marca de uno que no trae texto propio."""

_VINETA_DE_OFICINA = expresion(r"^([ \t]*)•[^\S\n]+", re.MULTILINE)
_ABRE, _CIERRA = "\x03", "\x04"
"""Entre estas dos va, en clave, lo que sale a la letra; ningún dato puede traerlas."""
_SUBTITULA, _ANOTA = "\x05", "\x06"
"""Comienzo del renglón que es un subtítulo o una nota; tampoco lo trae ningún dato."""
_CLASE_DE: dict[str, Clase] = {_SUBTITULA: "subtitulo", _ANOTA: "nota"}
_APARTADO = expresion(f"{_ABRE}([0-9a-f]*){_CIERRA}")
_EN_CLAVE = f"{_ABRE}[0-9a-f]+{_CIERRA}"
_RENGLON_EN_CLAVE = expresion(
    rf"(?:(?P<marca>-|[0-9]{{1,3}}\.) )?"
    rf"(?:(?P<de_que_es>[{_SUBTITULA}{_ANOTA}])|\*\*(?P<entrada>{_EN_CLAVE})\*\*)?"
    rf"(?P<demas>(?:{_EN_CLAVE})*)"
)
"""Marca de una lista, de qué es el renglón, lo que va en negrita y lo demás."""


@clases.frozen
class Trozo:
    """Un pedazo de texto con su énfasis."""

    texto: str
    negrita: bool = False
    cursiva: bool = False


@clases.frozen
class BloqueDeTexto:
    """Un párrafo o una nota; el párrafo, suelto o de un elemento de lista."""

    clase: Clase
    trozos: tuple[Trozo, ...]
    marca: str = ""
    """``•`` o ``1.``, si empieza un elemento de una lista."""
    nivel: int = 0
    """0 fuera de una lista, 1 en una, 2 en la que va dentro de otra."""


class EnMarkdown(str):
    """Un texto que su autor escribió en Markdown."""

    __slots__ = ()


class ConEntrada(str):
    """Una frase cuya entrada va en negrita: como texto, la una y lo demás, seguidos."""

    __slots__ = ("demas", "entrada")
    entrada: str
    demas: str

    def __new__(cls, entrada: str, demas: str = "") -> Self:
        """Frase de una entrada y lo que la sigue, que son texto y no Markdown."""
        frase = super().__new__(cls, entrada + demas)
        frase.entrada, frase.demas = entrada, demas
        return frase


class ListaDeMarkdown(str):
    """Una lista: como texto, un renglón por elemento con su guion o su número."""

    __slots__ = ("elementos", "numerada")
    elementos: tuple[str, ...]
    numerada: bool

    def __new__(cls, elementos: Iterable[str], *, numerada: bool = False) -> Self:
        """La lista de unos elementos, que son texto y no Markdown."""
        renglones = tuple(elementos)
        lista = super().__new__(cls, _renglones(renglones, numerada=numerada))
        lista.elementos, lista.numerada = renglones, numerada
        return lista


class Subtitulo(str):
    """El renglón que encabeza los que le siguen."""

    __slots__ = ()


class Nota(str):
    """Nota aparte del texto de encima, en letra menor."""

    __slots__ = ()


class Parrafos(str):
    """Párrafos, listas, subtítulos y notas: como texto, separados por una línea en blanco."""

    __slots__ = ("partes",)
    partes: tuple[str, ...]

    def __new__(cls, partes: Iterable[str]) -> Self:
        """Párrafos de unas partes, que son texto o listas, y no Markdown; las vacías no van."""
        con_texto = tuple(filter(None, partes))
        parrafos = super().__new__(cls, "\n\n".join(con_texto))
        parrafos.partes = con_texto
        return parrafos


def a_la_letra(texto: str) -> str:
    """Markdown con que ``leer_markdown`` da ``texto`` sin interpretarlo, aunque traiga asteriscos.

    Lo que ya es Markdown, o una de sus piezas (lista, subtítulo, nota), va con sus marcas; lo
    demás, en hexadecimal entre dos letras que no son de ningún idioma.
    """
    if isinstance(texto, EnMarkdown):
        return texto
    if isinstance(texto, ConEntrada):
        return f"**{a_la_letra(texto.entrada)}**{a_la_letra(texto.demas)}"
    if isinstance(texto, ListaDeMarkdown):
        return _renglones(map(a_la_letra, texto.elementos), numerada=texto.numerada)
    if isinstance(texto, Parrafos):
        return "\n\n".join(map(a_la_letra, texto.partes))
    if isinstance(texto, Subtitulo | Nota):
        marca = _SUBTITULA if isinstance(texto, Subtitulo) else _ANOTA
        return f"{marca}{a_la_letra(str(texto))}"
    # Así es una sola palabra: ni cierra un énfasis ni abre una lista, diga lo que diga.
    return f"{_ABRE}{texto.encode().hex()}{_CIERRA}" if texto.strip() else texto


def con_sus_signos(texto: str) -> str:
    """Markdown que una persona lee y edita, y que da ``texto`` sin interpretar sus signos."""
    escapado = _SE_ENTIENDEN.sub(r"\\\g<0>", texto)
    return re.sub(r"\A\\([0-9]+)", r"\1\\", escapado).replace("\n", "\\\n")


_SE_ENTIENDEN = expresion(r"[\\*_`\[<|]|\A(?:[-+#>=]|[0-9]{1,3}(?=[.)]))")
"""Signos que en Markdown no son sólo texto."""


def en_claro(texto: str) -> str:
    """El Markdown con lo que va en clave ya legible, para buscar en él."""
    return _APARTADO.sub(_restaurar, texto)


def _renglones(elementos: Iterable[str], *, numerada: bool) -> str:
    """Lista de Markdown con esos elementos, uno por renglón."""
    marcados = enumerate(elementos, 1)
    return "\n".join(f"{f'{n}.' if numerada else '-'} {elemento}" for n, elemento in marcados)


def leer_markdown(texto: str) -> Iterator[BloqueDeTexto]:
    """Los bloques de un texto; una línea en blanco separa párrafos y un salto simple no.

    Los números de una lista son los que se escribieron.
    """
    en_clave = _bloques_en_clave(texto)
    return _bloques(_fichas(texto)) if en_clave is None else iter(en_clave)


def _bloques_en_clave(texto: str) -> list[BloqueDeTexto] | None:
    """Bloques de un texto que sólo trae lo que ``a_la_letra`` escribe; ``None`` si trae algo más.

    Es así casi todo lo de un informe, y no hay qué interpretarle.
    """
    bloques: list[BloqueDeTexto] = []
    for parte in texto.split("\n\n"):
        renglones = [_RENGLON_EN_CLAVE.fullmatch(renglon) for renglon in parte.split("\n")]
        leidos = [r for r in renglones if r and (r["entrada"] or r["demas"])]
        # Varios renglones son una lista de una sola clase; los demás se juntan, o no.
        clases_de_lista = {r["marca"] and r["marca"][-1] for r in leidos}
        es_clara = len(clases_de_lista) == 1 and (len(leidos) == 1 or None not in clases_de_lista)
        if len(leidos) < len(renglones) or not es_clara:
            return None
        bloques += map(_bloque_en_clave, leidos)
    return bloques


def _bloque_en_clave(renglon: re.Match[str]) -> BloqueDeTexto:
    """Bloque de un renglón en clave, como lo daría markdown-it-py."""
    marca, de_que_es, entrada, demas = renglon.groups()
    trozos = [Trozo(en_claro(t), negrita) for t, negrita in ((entrada, True), (demas, False)) if t]
    if marca is None:
        return BloqueDeTexto(_CLASE_DE.get(de_que_es, "parrafo"), tuple(trozos))
    clase: Clase = "vineta" if marca == "-" else "numerado"
    return BloqueDeTexto(clase, tuple(trozos), "•" if marca == "-" else marca, 1)


def renglones_de_bloques(texto: str) -> list[tuple[int, int]]:
    """Primer renglón de cada bloque de ``leer_markdown`` con texto, y el que sigue al último."""
    return [(t.map[0], t.map[1]) for t in _fichas(texto) if t.type in _TEXTOS and t.map]


def _fichas(texto: str) -> "list[Token]":
    """Lo que markdown-it-py ve en un texto, sin las viñetas de oficina."""
    from paac_reportes.textos.gramatica import lector  # noqa: PLC0415 - se carga si hay qué leer

    return lector().parse(_VINETA_DE_OFICINA.sub(r"\1- ", texto))


def _bloques(tokens: "Iterable[Token]") -> Iterator[BloqueDeTexto]:
    """Bloques que hacen unas piezas del intérprete; la marca de cada elemento, ``•`` o ``2.``."""
    abiertas: list[Clase] = []
    marca = ""
    for token in tokens:
        if token.type in _TEXTOS or (marca and token.type in _SIN_TEXTO):
            clase = abiertas[-1] if abiertas else _CLASE_DE.get(token.content[:1], "parrafo")
            yield BloqueDeTexto(clase, tuple(_trozos(token)), marca, len(abiertas))
            marca = ""
        if token.type in _LISTAS:
            abiertas.append(_LISTAS[token.type])
        elif token.type in _CIERRES:
            abiertas.pop()
        elif token.type == "list_item_open":
            marca = f"{token.info}." if token.info else "•"


def _trozos(token: "Token") -> Iterator[Trozo]:
    """Trozos del texto de un bloque, cada uno de un solo énfasis."""
    pedazos = _pedazos(token.children) if token.children else [(token.content, False, False)]
    for (negrita, cursiva), del_trozo in groupby(pedazos, lambda pedazo: pedazo[1:]):
        texto = "".join(pedazo for pedazo, *_ in del_trozo)
        if texto:
            sin_marca = texto.lstrip(_SUBTITULA + _ANOTA)
            yield Trozo(_APARTADO.sub(_restaurar, sin_marca), negrita, cursiva)


def _restaurar(coincidencia: re.Match[str]) -> str:
    """El texto que se apartó, que va en el único grupo como sus bytes en hexadecimal."""
    return bytes.fromhex(coincidencia[1]).decode()


_SALTOS = {"softbreak": " ", "hardbreak": "\n"}


def _pedazos(hijos: Iterable["Token"]) -> Iterator[tuple[str, bool, bool]]:
    """Pedazos de un renglón: texto, si es negrita y si es cursiva."""
    hondura = {"strong": 0, "em": 0}
    for hijo in hijos:
        if hijo.tag in hondura:
            hondura[hijo.tag] += hijo.nesting
        else:
            texto = _SALTOS.get(hijo.type, hijo.content)
            yield texto, hondura["strong"] > 0, hondura["em"] > 0
