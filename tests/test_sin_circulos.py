"""Ningún módulo importa a quien lo importa, tampoco dentro de una sala ni al usarse."""

import ast
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import pytest

import paac_reportes

PAQUETE = Path(paac_reportes.__file__).parent


def modulos() -> dict[str, Path]:
    nombrados = {}
    for archivo in PAQUETE.rglob("*.py"):
        partes = archivo.relative_to(PAQUETE.parent).with_suffix("").parts
        nombrados[".".join(partes[:-1] if partes[-1] == "__init__" else partes)] = archivo
    return nombrados


def importados(arbol: ast.AST, casa: Collection[str]) -> Iterator[str]:
    """Los de la casa que se cargan, al principio o al usarse; lo que sólo ven los tipos, no."""
    for nodo in ast.iter_child_nodes(arbol):
        if isinstance(nodo, ast.If) and ast.unparse(nodo.test) == "TYPE_CHECKING":
            for otro in nodo.orelse:
                yield from importados(otro, casa)
        elif isinstance(nodo, ast.ImportFrom):
            de = nodo.module or ""
            suyos = {f"{de}.{alias.name}" for alias in nodo.names}
            yield from (suyo if suyo in casa else de for suyo in suyos)
        elif isinstance(nodo, ast.Import):
            yield from (alias.name for alias in nodo.names)
        elif not isinstance(nodo, ast.expr):  # una expresión no importa
            yield from importados(nodo, casa)


@cache
def grafo() -> dict[str, set[str]]:
    casa = modulos()
    return {
        nombre: {*importados(ast.parse(archivo.read_text("utf-8")), casa)} & casa.keys() - {nombre}
        for nombre, archivo in casa.items()
    }


def circulo(de: dict[str, set[str]]) -> list[str]:
    """Uno, si lo hay: quita a quien no conoce a nadie que quede, hasta que no se puede más."""
    quedan = {nombre: set(suyos) for nombre, suyos in de.items()}
    while sueltos := [nombre for nombre, suyos in quedan.items() if not suyos & quedan.keys()]:
        for nombre in sueltos:
            del quedan[nombre]
    while sueltos := [n for n in quedan if not any(n in suyos for suyos in quedan.values())]:
        for nombre in sueltos:
            del quedan[nombre]
    return sorted(quedan)


@pytest.mark.integracion
def test_ningun_modulo_importa_a_quien_lo_importa() -> None:
    assert circulo(grafo()) == []


@pytest.mark.integracion
def test_uno_sembrado_se_ve() -> None:
    plan = "paac_reportes.modelo.plan"
    de = grafo() | {plan: grafo()[plan] | {"paac_reportes.modelo.filas"}}

    assert "paac_reportes.modelo.filas" in circulo(de)


def test_lo_que_solo_ven_los_tipos_no_cuenta_y_lo_perezoso_si() -> None:
    codigo = "if TYPE_CHECKING:\n    import a\ndef f():\n    from b import c\n"

    assert [*importados(ast.parse(codigo), ["a", "b"])] == ["b"]
