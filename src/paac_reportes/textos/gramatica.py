"""Qué se entiende del Markdown de un informe: las reglas de markdown-it-py que valen.

Las demás reconocen lo suyo sólo para dejarlo como está escrito: un ``*`` dentro de una dirección,
de un código o de una etiqueta no es cursiva.
"""

import functools
import re
from typing import TypeAlias

from paac_reportes.instalacion import hace_falta

with hace_falta():
    from markdown_it import MarkdownIt, rules_block, rules_inline
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline


SoloMirar: TypeAlias = bool
"""Si la regla sólo dice si reconoce lo suyo, sin dejarlo: así la llama markdown-it-py."""
_MIRAR: SoloMirar = True
_NIVELES_MAXIMOS = 10
"""Las listas de más adentro son texto: markdown-it-py bota lo que anida demasiado."""

_ELEMENTO = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
"""Un guion solo es un guion, y «2026. » es el fin de una frase."""
_ENLACE = re.compile(r"!?\[[^\[\]]*\]\([^()]*\)")
_DIRECCION = re.compile(r"://[^\s*<>]+")


@functools.cache
def lector() -> MarkdownIt:
    """Intérprete que parte un texto de Markdown en sus piezas; se arma una vez."""
    markdown = MarkdownIt("zero", {"html": True, "maxNesting": 100})
    markdown.enable(["list", "emphasis", "escape", "newline"])
    for nombre, bloque in _BLOQUES.items():
        markdown.block.ruler.at(nombre, bloque, {"alt": ["paragraph", "list"]})
    markdown.block.ruler.at("table", _bloque(rules_block.table), {"alt": ["paragraph"]})
    markdown.block.ruler.at("list", _lista, {"alt": ["paragraph"]})
    for nombre, regla in _EN_LINEA.items():
        markdown.inline.ruler.at(nombre, _en_linea(regla))
    markdown.enable([*_BLOQUES, "table", *_EN_LINEA])
    markdown.inline.ruler.before("newline", "direccion", _en_linea(_direccion))
    return markdown


def _lista(estado: StateBlock, linea: int, hasta: int, silent: SoloMirar) -> bool:
    """Si lo que sigue es una lista de Markdown, que no pasa de unos niveles.

    Una regla de markdown-it: ``silent``, sólo mira.
    """
    desde = estado.bMarks[linea] + estado.tShift[linea]
    es_elemento = _ELEMENTO.match(estado.src, desde, estado.eMarks[linea])
    if not es_elemento or estado.level >= 2 * _NIVELES_MAXIMOS:
        return False
    return rules_block.list_block(estado, linea, hasta, silent)


def _bloque(regla: RuleFuncBlockType) -> RuleFuncBlockType:
    """Regla que deja a la letra, con sus renglones, el bloque que otra reconoce."""

    def leer(estado: StateBlock, linea: int, hasta: int, silent: SoloMirar) -> bool:
        """Si la regla reconoce un bloque, que deja como texto a la letra; ``silent``: sólo mira."""
        piezas_previas, nivel = len(estado.tokens), estado.level
        if not regla(estado, linea, hasta, silent):
            return False
        if not silent:
            del estado.tokens[piezas_previas:]
            estado.level = nivel
            texto = estado.getLines(linea, estado.line, estado.blkIndent, keepLastLF=False)
            pieza = estado.push("a_la_letra", "", 0)
            pieza.content, pieza.map = texto.strip("\n"), [linea, estado.line]
        return True

    return leer


def _en_linea(regla: RuleFuncInlineType) -> RuleFuncInlineType:
    """Regla que deja a la letra lo que otra reconoce dentro de un renglón."""

    def leer(estado: StateInline, silent: SoloMirar) -> bool:
        """Si la regla reconoce lo que sigue, que deja como texto; ``silent``: sólo mira."""
        desde = estado.pos
        if not regla(estado, _MIRAR):
            return False
        if not silent:
            estado.push("text", "", 0).content = estado.src[desde : estado.pos]
        return True

    return leer


def _enlace(estado: StateInline, _silent: SoloMirar) -> bool:
    """Regla de un enlace o una imagen: la de la biblioteca es cuadrática en los corchetes."""
    return _saltar(estado, _ENLACE)


def _direccion(estado: StateInline, _silent: SoloMirar) -> bool:
    """Regla de ``https://…``, donde un guion bajo es parte de la dirección."""
    return estado.src.endswith(("http", "https"), 0, estado.pos) and _saltar(estado, _DIRECCION)


def _saltar(estado: StateInline, patron: re.Pattern[str]) -> bool:
    """Avanza lo que el patrón halla en ese lugar, y dice si lo halló."""
    coincidencia = patron.match(estado.src, estado.pos, estado.posMax)
    if coincidencia:
        estado.pos = coincidencia.end()
    return coincidencia is not None


_BLOQUES = {
    "fence": _bloque(rules_block.fence),
    "hr": _bloque(rules_block.hr),
    "heading": _bloque(rules_block.heading),
    "html_block": _bloque(rules_block.html_block),
}


_EN_LINEA = {
    "backticks": rules_inline.backtick,
    "link": _enlace,
    "autolink": rules_inline.autolink,
    "html_inline": rules_inline.html_inline,
}
