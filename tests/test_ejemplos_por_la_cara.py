"""Los ejemplos sólo nombran lo público: la entrada y sus cuatro módulos."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac

MODULOS = frozenset({"anfitrion", "errores", "modelo", "tipos"})
EJEMPLOS = sorted(
    ruta
    for clase in ("py", "ipynb")
    for ruta in (RAIZ / "ejemplos").rglob(f"*.{clase}")
    if not {"entorno", "build"} & set(ruta.parts)
)


def codigo_de(ruta: Path) -> str:
    texto = ruta.read_text("utf-8")
    if ruta.suffix == ".py":
        return texto
    celdas = json.loads(texto)["cells"]
    return "\n".join("".join(c["source"]) for c in celdas if c["cell_type"] == "code")


def nombrados(codigo: str) -> Iterator[tuple[str, str]]:
    """Lo que un programa nombra de la biblioteca, y de qué: ``("modelo", "Actividad")``."""
    importados = set(re.findall(r"^from paac_reportes import (\w+)$", codigo, re.MULTILINE))
    for nodo in ast.walk(ast.parse(codigo)):
        if isinstance(nodo, ast.Import):
            yield from (
                ("import", a.name) for a in nodo.names if a.name.startswith("paac_reportes")
            )
        elif isinstance(nodo, ast.ImportFrom) and (nodo.module or "").startswith("paac_reportes"):
            _, _, modulo = (nodo.module or "").partition(".")
            yield from ((modulo or "paac", alias.name) for alias in nodo.names)
        elif isinstance(nodo, ast.Attribute):
            de_que = ast.unparse(nodo.value)
            if de_que in {"paac", *importados, *(f"paac.{modulo}" for modulo in MODULOS)}:
                yield de_que.removeprefix("paac."), nodo.attr


def es_publico(de_que: str, nombre: str) -> bool:
    if de_que == "import":
        return nombre == "paac_reportes"
    if de_que == "paac":
        return nombre in {*dir(paac), "__file__"}
    valor = getattr(getattr(paac, de_que), nombre, ast) if de_que in MODULOS else ast
    return not nombre.startswith("_") and not isinstance(valor, ModuleType)


def de_adentro(codigo: str) -> set[tuple[str, str]]:
    """De lo que nombra, lo que no es público."""
    return {dicho for dicho in nombrados(codigo) if not es_publico(*dicho)}


@pytest.mark.parametrize("ruta", EJEMPLOS, ids=lambda r: str(r.relative_to(RAIZ / "ejemplos")))
def test_un_ejemplo_no_nombra_nada_de_adentro(ruta: Path) -> None:
    assert de_adentro(codigo_de(ruta)) == set()


@pytest.mark.parametrize(
    ("codigo", "hallado"),
    [
        ("from paac_reportes.api.libros import capturar", ("api.libros", "capturar")),
        ("def f():\n    import paac_reportes.textos", ("import", "paac_reportes.textos")),
        ("import paac_reportes as paac\npaac.lectura.archivos", ("paac", "lectura")),
        ("from paac_reportes import estructura", ("paac", "estructura")),
        ("from paac_reportes.modelo import temas", ("modelo", "temas")),
        ("from paac_reportes import anfitrion\nanfitrion.cierre.a", ("anfitrion", "cierre")),
        ("import paac_reportes as paac\npaac.modelo.Actvidad", ("modelo", "Actvidad")),
    ],
)
def test_lo_de_adentro_sembrado_se_halla(codigo: str, hallado: tuple[str, str]) -> None:
    assert de_adentro(codigo) == {hallado}


def test_lo_publico_se_deja() -> None:
    codigo = "from paac_reportes import anfitrion, ErrorPaac\nfrom paac_reportes.modelo import Plan"
    assert de_adentro(f"{codigo}\nanfitrion.responder\nPlan.cortes") == set()
    assert len(EJEMPLOS) > 60
