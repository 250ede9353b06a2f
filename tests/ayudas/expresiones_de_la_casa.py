"""Las expresiones regulares de la biblioteca, recogidas de sus módulos, y el peor texto de cada una."""

import ast
import importlib
import re
import types
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from re import _constants as constantes  # type: ignore[attr-defined]
from re import _parser as arbol  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import paac_reportes
from paac_reportes.expresiones import expresion

PAQUETE = Path(paac_reportes.__file__).parent
_MODOS = {
    "match": "match",
    "fullmatch": "fullmatch",
    **dict.fromkeys(("search", "finditer", "findall", "sub", "subn", "split"), "search"),
}
_NO_CALZAN = ("\0", "", "\n")
_PAREJAS = 14
"""De cuántas piezas de una expresión se hacen parejas."""


class Expresion(NamedTuple):
    """Una de la casa, dónde está y cómo se usa: ``search``, ``match`` o ``fullmatch``."""

    lugar: str
    patron: str | bytes
    banderas: int
    modo: str


def expresiones() -> list[Expresion]:
    """Las de nivel de módulo (sueltas, en una clase, en una tupla) y las escritas donde se usan."""
    fuentes = {nombre: ast.parse(archivo.read_text("utf-8")) for nombre, archivo in modulos()}
    usos = {nombre: list(_usos(fuente)) for nombre, fuente in fuentes.items()}
    halladas: dict[tuple[str | bytes, int, str], Expresion] = {}
    for modulo, fuente in fuentes.items():
        for donde, patron, banderas in _del_modulo(importlib.import_module(modulo)):
            suyo = donde.split("[")[0].rpartition(".")[2]
            modos = {
                modo
                for otro, llamados in usos.items()
                if otro == modulo or suyo in _importados(fuentes[otro])
                for nombre, modo in llamados
                if nombre == suyo
            }
            for modo in modos or {*_MODOS.values()}:
                una = Expresion(f"{modulo}.{donde}", patron, banderas, modo)
                halladas.setdefault((patron, banderas, modo), una)
        for patron, banderas, modo, renglon in _en_su_sitio(fuente):
            una = Expresion(f"{modulo}:{renglon}", patron, banderas, modo)
            halladas.setdefault((patron, banderas, modo), una)
    return list(halladas.values())


def modulos() -> Iterator[tuple[str, Path]]:
    """Cada módulo de la biblioteca y su archivo."""
    for archivo in sorted(PAQUETE.rglob("*.py")):
        partes = archivo.relative_to(PAQUETE.parent).with_suffix("").parts
        if partes[-1] != "__main__":
            yield ".".join(partes[:-1] if partes[-1] == "__init__" else partes), archivo


def _usos(fuente: ast.AST) -> Iterator[tuple[str, str]]:
    for nodo in ast.walk(fuente):
        if isinstance(nodo, ast.Attribute) and nodo.attr in _MODOS:
            de = nodo.value
            de = de.value if isinstance(de, ast.Subscript) else de
            if isinstance(de, ast.Name | ast.Attribute):
                yield de.id if isinstance(de, ast.Name) else de.attr, _MODOS[nodo.attr]
        elif isinstance(nodo, ast.For | ast.GeneratorExp | ast.ListComp):
            yield from _usos_de_cada_una(nodo)


def _usos_de_cada_una(
    ciclo: ast.For | ast.GeneratorExp | ast.ListComp,
) -> Iterator[tuple[str, str]]:
    """``for una in (_A, _B): una.search(…)`` las usa a ambas así."""
    for de in [ciclo] if isinstance(ciclo, ast.For) else ciclo.generators:
        suyos = {n.id for n in ast.walk(de.target) if isinstance(n, ast.Name)}
        llamados = {
            n.attr
            for n in ast.walk(ciclo)
            if isinstance(n, ast.Attribute)
            and n.attr in _MODOS
            and isinstance(n.value, ast.Name)
            and n.value.id in suyos
        }
        for nombre in (n.id for n in ast.walk(de.iter) if isinstance(n, ast.Name)):
            yield from ((nombre, _MODOS[llamado]) for llamado in llamados)


@cache
def _importados(fuente: ast.AST) -> frozenset[str]:
    """Los nombres que un módulo trae de otro, o mira en él."""
    de_otro = {
        alias.name
        for nodo in ast.walk(fuente)
        if isinstance(nodo, ast.ImportFrom)
        for alias in nodo.names
    }
    mirados = {nodo.attr for nodo in ast.walk(fuente) if isinstance(nodo, ast.Attribute)}
    return frozenset(de_otro | mirados)


def _en_su_sitio(fuente: ast.AST) -> Iterator[tuple[str | bytes, int, str, int]]:
    for nodo in ast.walk(fuente):
        match nodo:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=modo),
                args=[ast.Constant(value=str() | bytes() as patron), *_],
            ) if modo in _MODOS:
                yield patron, 0, _MODOS[modo], nodo.lineno


def _del_modulo(modulo: types.ModuleType) -> Iterator[tuple[str, str | bytes, int]]:
    for nombre, valor in vars(modulo).items():
        if isinstance(valor, type):
            if valor.__module__ == modulo.__name__:
                for suyo, otro in vars(valor).items():
                    yield from _de_un_valor(f"{nombre}.{suyo}", otro)
        else:
            yield from _de_un_valor(nombre, valor)


def _de_un_valor(nombre: str, valor: Any) -> Iterator[tuple[str, str | bytes, int]]:
    if type(valor) is expresion:
        patron, banderas = vars(valor)["_dicho"]
        yield nombre, patron, int(banderas)
    elif isinstance(valor, re.Pattern):
        yield nombre, valor.pattern, valor.flags & ~re.UNICODE
    elif isinstance(valor, dict):
        for clave, otro in valor.items():
            yield from _de_un_valor(f"{nombre}[clave]", clave)
            yield from _de_un_valor(f"{nombre}[{clave!r}]", otro)
    elif isinstance(valor, tuple | list | set | frozenset):
        for numero, otro in enumerate(valor):
            yield from _de_un_valor(f"{nombre}[{numero}]", otro)


# ------------------------------------------------------------------ su peor texto
def peores(una: Expresion, *, todos: bool) -> list[tuple[str, str, str]]:
    """``(antes, lo que se repite, después)``, del árbol de la expresión.

    Lo que se repite es cada pieza suya (una clase, un literal, lo que un cuantificador repite, la
    expresión entera y cada comienzo de ella), sola, sin nada antes o tras lo que la
    expresión pide antes de llegar ahí; después, algo que no calza. ``todos``, también de a dos.
    """
    patron = una.patron.decode("latin-1") if isinstance(una.patron, bytes) else una.patron
    leido = arbol.parse(patron, una.banderas)
    piezas: dict[str, None] = {}
    bombeos: dict[tuple[str, str], None] = {}
    _recorrer(list(leido), "", piezas, bombeos)
    sueltas = list(piezas)
    cortas = sorted(sueltas, key=len)[:_PAREJAS]
    parejas = [f"{una}{otra}" for una, otra in product(cortas, repeat=2) if una != otra]
    solas = [*(("", pieza) for pieza in sueltas), *bombeos]
    dichas = dict.fromkeys([*solas, *(("", pieza) for pieza in parejas)] if todos else solas)
    finales = _NO_CALZAN if todos else _NO_CALZAN[:1]
    return [(antes, pieza, fin) for antes, pieza in dichas if pieza for fin in finales]


def _recorrer(
    nodos: list[Any], antes: str, piezas: dict[str, None], bombeos: dict[tuple[str, str], None]
) -> str:
    """Un texto que calza con la secuencia, anotando las piezas y dónde se repiten."""
    dicho = ""
    for nodo in nodos:
        muestras = _muestras(nodo, antes + dicho, piezas, bombeos)
        for una in muestras:
            piezas[una] = None
        dicho += muestras[0] if muestras else ""
        piezas[dicho] = None
    return dicho


def _muestras(  # noqa: C901, PLR0911 - una por cada clase de nodo
    nodo: Any, antes: str, piezas: dict[str, None], bombeos: dict[tuple[str, str], None]
) -> list[str]:
    clase, valor = nodo
    c = constantes
    if clase is c.LITERAL:
        return [chr(valor)]
    if clase is c.NOT_LITERAL:
        return [_que_no_sea({valor})]
    if clase is c.ANY:
        return ["a"]
    if clase is c.IN:
        return _de_una_clase(valor)
    if clase in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        minimo, maximo, dentro = valor
        cuerpo = _recorrer(list(dentro), antes, piezas, bombeos)
        de_uno = _muestras(dentro[0], antes, {}, {}) if len(dentro) == 1 else [cuerpo]
        if maximo > 1:
            for una in {*de_uno, cuerpo}:
                bombeos[antes, una] = None
        return [cuerpo * max(minimo, 1)]
    if clase is c.SUBPATTERN:
        return [_recorrer(list(valor[3]), antes, piezas, bombeos)]
    if clase is c.ATOMIC_GROUP:
        return [_recorrer(list(valor), antes, piezas, bombeos)]
    if clase is c.BRANCH:
        return [_recorrer(list(rama), antes, piezas, bombeos) for rama in valor[1]]
    if clase in (c.ASSERT, c.ASSERT_NOT):
        _recorrer(list(valor[1]), antes, piezas, bombeos)
        return []
    if clase is c.GROUPREF_EXISTS:
        return [_recorrer(list(valor[1]), antes, piezas, bombeos)]
    return []  # un ancla, o lo que ya calzó un grupo


_DE_CATEGORIA = {
    constantes.CATEGORY_DIGIT: ["1"],
    constantes.CATEGORY_SPACE: [" ", "\n"],
    constantes.CATEGORY_WORD: ["a", "1"],
    constantes.CATEGORY_NOT_DIGIT: ["a", " "],
    constantes.CATEGORY_NOT_SPACE: ["a", "."],
    constantes.CATEGORY_NOT_WORD: [" ", "-"],
}


def _de_una_clase(valor: list[Any]) -> list[str]:
    if valor[0][0] is constantes.NEGATE:
        return _que_no_calcen(valor[1:])
    letras: list[str] = []
    for clase, suyo in valor:
        if clase is constantes.LITERAL:
            letras.append(chr(suyo))
        elif clase is constantes.RANGE:
            letras.append(chr(suyo[0]))
        elif clase is constantes.CATEGORY:
            letras += _DE_CATEGORIA[suyo]
    return letras[:4]


def _que_no_calcen(valor: list[Any]) -> list[str]:
    fuera = {chr(suyo) for clase, suyo in valor if clase is constantes.LITERAL}
    for clase, suyo in valor:
        if clase is constantes.CATEGORY:
            fuera |= {*_DE_CATEGORIA[suyo]} | ({"0"} if "1" in _DE_CATEGORIA[suyo] else set())
        elif clase is constantes.RANGE:
            fuera |= {x for x in "a1 .-é" if suyo[0] <= ord(x) <= suyo[1]}
    return [x for x in "a1 .-é" if x not in fuera][:3] or ["ÿ"]


def _que_no_sea(fuera: set[int]) -> str:
    return next(x for x in "a1" if ord(x) not in fuera)
