"""Techo de cada sala: sus renglones de código no pasan del número de ``[tool.paac.techo]``.

    .venv/bin/python herramientas/techo.py [--salas]

Es de código el renglón en que algo no es comentario ni docstring: escribir apretado no lo baja, y
borrar sí. Una sala sin techo también falla; con ``--salas`` dice cuánto lleva cada una.
"""

import argparse
import ast
import io
import sys
import tokenize
import tomllib
from collections import Counter
from pathlib import Path

RAIZ = Path(__file__).parents[1]
_NO_ES_CODIGO = {
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT),
    *(tokenize.ENDMARKER, tokenize.ENCODING),
}
_FUERA_DE_SRC = "tests", "plantillas", "herramientas", "ejemplos"


def renglones_de_codigo(texto: str) -> int:
    """Renglones de un módulo que no son vacíos, comentarios ni docstrings."""
    docstrings = {
        renglon
        for nodo in ast.walk(ast.parse(texto))
        for sentencia in _cuerpo(nodo)
        if isinstance(sentencia, ast.Expr)
        and isinstance(sentencia.value, ast.Constant)
        and isinstance(sentencia.value.value, str)
        for renglon in range(sentencia.lineno, (sentencia.end_lineno or sentencia.lineno) + 1)
    }
    codigo = {
        renglon
        for pieza in tokenize.generate_tokens(io.StringIO(texto).readline)
        if pieza.type not in _NO_ES_CODIGO
        for renglon in range(pieza.start[0], pieza.end[0] + 1)
    }
    return len(codigo - docstrings)


def _cuerpo(nodo: ast.AST) -> list[ast.stmt]:
    """Sentencias de un módulo, clase, función o rama; de una ``lambda``, ninguna."""
    cuerpo = getattr(nodo, "body", [])
    return cuerpo if isinstance(cuerpo, list) else []


def renglones_por_sala(raiz: Path) -> Counter[str]:
    """Renglones de código por sala: ``{"modelo": 5405, "raiz": 1750, "tests": 83337}``."""
    cuentas: Counter[str] = Counter()
    paquete = raiz / "src" / "paac_reportes"
    for archivo in paquete.rglob("*.py"):
        sala, *dentro = archivo.relative_to(paquete).parts
        cuentas[sala if dentro else "raiz"] += renglones_de_codigo(archivo.read_text("utf-8"))
    for carpeta in _FUERA_DE_SRC:
        textos = (archivo.read_text("utf-8") for archivo in (raiz / carpeta).rglob("*.py"))
        cuentas[carpeta] = sum(map(renglones_de_codigo, textos))
    return cuentas


def quejas(cuentas: Counter[str], techos: dict[str, int]) -> list[str]:
    """Quejas de las salas que pasan de su techo, o que no lo tienen, y de los techos sin sala."""
    return [
        *(
            f"{sala}: {cuenta} renglones de código, {cuenta - techos[sala]} sobre su techo"
            for sala, cuenta in sorted(cuentas.items())
            if sala in techos and cuenta > techos[sala]
        ),
        *(f"{sala}: sin techo" for sala in sorted(cuentas.keys() - techos.keys())),
        *(f"{sala}: un techo sin sala" for sala in sorted(techos.keys() - cuentas.keys())),
    ]


def main() -> None:
    """Las quejas, y 1 si las hay; antes, lo que lleva cada sala."""
    lector = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    lector.add_argument("--salas", action="store_true", help="dice cuánto lleva cada sala")
    cuentas = renglones_por_sala(RAIZ)
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))
    techos = proyecto["tool"]["paac"]["techo"]
    if lector.parse_args().salas:
        for sala, cuenta in cuentas.most_common():
            print(f"{sala:16} {cuenta:6} de {techos.get(sala, 0)}")
        src = sum(cuentas.values()) - sum(cuentas[carpeta] for carpeta in _FUERA_DE_SRC)
        print(f"{'src':16} {src:6}")
    if dichas := quejas(cuentas, techos):
        sys.exit("\n".join(dichas))


if __name__ == "__main__":
    main()
