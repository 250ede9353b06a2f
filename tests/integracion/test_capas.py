"""Cada sala carga lo suyo: un ``import`` sembrado en cualquier otra rompe a import-linter."""

import ast
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ, lanzar

PAQUETE = RAIZ / "src" / "paac_reportes"
CAPAS: list[dict[str, Any]] = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]  # fmt: skip
DE_OTROS, DEL_MUNDO = (
    frozenset(capa["forbidden_modules"])
    for nombre in ("Cada biblioteca, en su sala", "El mundo de afuera, en las orillas")
    for capa in CAPAS
    if capa["name"] == nombre
)
DE_TODOS = frozenset({"attrs", "attr"})
SEMBRADO = "sembrado"


def cargadas(archivo: Path) -> set[str]:
    """Las bibliotecas que un módulo carga, arriba o dentro de una función."""
    nodos = list(ast.walk(ast.parse(archivo.read_text("utf-8"))))
    de_import = [a.name for nodo in nodos if isinstance(nodo, ast.Import) for a in nodo.names]
    de_from = [n.module or "" for n in nodos if isinstance(n, ast.ImportFrom) and not n.level]
    return {nombre.partition(".")[0] for nombre in (*de_import, *de_from)} - {"paac_reportes"}


def salas() -> Iterator[tuple[str, list[Path]]]:
    """Cada carpeta con sus módulos, y cada módulo suelto de la raíz."""
    for carpeta in sorted({archivo.parent for archivo in PAQUETE.rglob("*.py")} - {PAQUETE}):
        yield ".".join(carpeta.relative_to(PAQUETE).parts), sorted(carpeta.glob("*.py"))
    for archivo in sorted(PAQUETE.glob("*.py")):
        yield archivo.stem, [archivo]


def con_todo_sembrado(destino: Path) -> dict[str, str]:
    """Una copia en que cada sala carga todo; y de cada módulo sembrado, su sala."""
    shutil.copytree(PAQUETE, destino, ignore=shutil.ignore_patterns("__pycache__", "*.json"))
    todo = "".join(f"import {biblioteca}\n" for biblioteca in sorted(DE_OTROS | DEL_MUNDO))
    sembrados = {}
    for sala, _ in salas():
        carpeta = destino.joinpath(*sala.split("."))
        if carpeta.is_dir():
            (carpeta / f"{SEMBRADO}.py").write_text(f'"""."""\n{todo}', "utf-8")
            sembrados[f"paac_reportes.{sala}.{SEMBRADO}"] = sala
        else:
            archivo = carpeta.with_suffix(".py")
            archivo.write_text(f"{archivo.read_text('utf-8')}\n{todo}", "utf-8")
            sembrados["paac_reportes" if sala == "__init__" else f"paac_reportes.{sala}"] = sala
    return sembrados


@pytest.mark.profundo  # que nadie cargue lo prohibido lo mira lint-imports en make estilo
def test_lo_que_una_sala_no_carga_se_le_prohibe(tmp_path: Path) -> None:
    sembrados = con_todo_sembrado(tmp_path / "paac_reportes")

    programa = Path(sys.executable).with_name("lint-imports")
    entorno = {"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1", "COLUMNS": "200"}
    pedido = ("--no-cache", "--config", RAIZ / "pyproject.toml")
    corrida = lanzar(programa, *pedido, cwd=tmp_path, env=entorno)
    acusados = re.findall(r"^ *-   (\S+) -> (\w+) \(l\.", corrida.stdout, re.MULTILINE)
    prohibido = {(sembrados[quien], que) for quien, que in acusados if quien in sembrados}
    permitido = {(sala, que) for sala, _ in salas() for que in DE_OTROS | DEL_MUNDO} - prohibido
    cargado = {
        (sala, que) for sala, suyos in salas() for archivo in suyos for que in cargadas(archivo)
    }

    assert corrida.returncode == 1
    assert sorted(permitido - cargado) == []


def test_toda_biblioteca_de_otros_tiene_su_sala() -> None:
    """Una que nadie nombra pasaría por donde quisiera."""
    usadas = {que for _, suyos in salas() for archivo in suyos for que in cargadas(archivo)}

    assert usadas - sys.stdlib_module_names - DE_TODOS == DE_OTROS
