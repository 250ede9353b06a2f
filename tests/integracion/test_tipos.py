"""Lo que mypy y pyright ven de la biblioteca: ni de menos ni de más.

Prueba ``modelo/acepta``.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from textwrap import dedent

import pytest
from ayudas.compartido import lanzar

import paac_reportes as paac

RAIZ = Path(__file__).parents[2]
EQUIVOCADO = Path(__file__).parent / "tipos" / "equivocado.py"
SIN_SENAL = Path(__file__).parent / "tipos" / "sin_senal.py"
CLIENTE = RAIZ / "ejemplos" / "cliente_tipado" / "cliente.py"
PYRIGHT = RAIZ / "node_modules" / "pyright" / "index.js"

pytestmark = pytest.mark.integracion


def segun_mypy(archivos: list[Path], carpeta: Path) -> set[tuple[str, int]]:
    """Los renglones con algún error."""
    orden = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--config-file="]
    orden += ["--disable-error-code=import-untyped"]  # lxml y pandas, que no traen los suyos
    # Uno para todas: lo que más tarda es leer la biblioteca, que es la misma.
    orden += ["--cache-dir", str(carpeta.parent / "mypy"), *map(str, archivos)]
    entorno = {**os.environ, "MYPYPATH": str(RAIZ / "src")}
    dicho = subprocess.run(
        orden, capture_output=True, text=True, check=False, cwd=carpeta, env=entorno
    )
    assert not dicho.stderr, dicho.stderr
    halladas = re.findall(r"^(.+?):(\d+): error", dicho.stdout, re.MULTILINE)
    dados = {archivo.name for archivo in archivos}
    hallados = {(Path(archivo).name, int(renglon)) for archivo, renglon in halladas}
    return {uno for uno in hallados if uno[0] in dados}


def segun_pyright(
    archivos: list[Path], carpeta: Path, modo: str = "standard"
) -> set[tuple[str, int]]:
    """Los mismos, según el otro."""
    if not PYRIGHT.exists():
        pytest.skip("no está pyright: npm install pyright")
    for archivo in archivos:
        if archivo.parent != carpeta:
            (carpeta / archivo.name).write_bytes(archivo.read_bytes())
    (carpeta / "pyrightconfig.json").write_text(
        json.dumps({"extraPaths": [str(RAIZ / "src")], "typeCheckingMode": modo})
    )
    orden = ["node", str(PYRIGHT), "--outputjson", "--pythonpath", sys.executable]
    dicho = lanzar(*orden, "--project", carpeta, cwd=carpeta)
    errores = json.loads(dicho.stdout)["generalDiagnostics"]
    return {
        (Path(uno["file"]).name, uno["range"]["start"]["line"] + 1)
        for uno in errores
        if uno["severity"] == "error"
    }


def segun_pyright_estricto(archivos: list[Path], carpeta: Path) -> set[tuple[str, int]]:
    """Como lo pide quien no deja nada sin tipo."""
    return segun_pyright(archivos, carpeta, "strict")


REVISORES = [
    segun_pyright,
    segun_pyright_estricto,
    pytest.param(segun_mypy, marks=pytest.mark.profundo),  # lee la biblioteca entera, y tarda
]


@pytest.mark.parametrize("revisor", REVISORES)
def test_cada_equivocacion_se_senala_y_nada_mas(revisor: object, tmp_path: Path) -> None:
    renglones = EQUIVOCADO.read_text("utf-8").splitlines()
    malos = {(EQUIVOCADO.name, n) for n, renglon in enumerate(renglones, 1) if "# MAL " in renglon}

    assert len(malos) >= 40
    assert callable(revisor)
    assert revisor([EQUIVOCADO], tmp_path) == malos


@pytest.mark.parametrize("revisor", REVISORES)
def test_lo_que_va_en_un_texto_no_se_senala(revisor: object, tmp_path: Path) -> None:
    assert callable(revisor)
    assert revisor([SIN_SENAL], tmp_path) == set()


def test_lo_que_nadie_senala_se_dice_al_correr(tmp_path: Path) -> None:
    _, llamadas = SIN_SENAL.read_text("utf-8").split('leer("plan.yaml").sin_dudas()\n')
    plan = paac.leer(RAIZ / "ejemplos" / "ptep" / "plan.yaml").sin_dudas()

    assert len(llamadas.splitlines()) == 5
    for llamada in llamadas.splitlines():
        nombres = {"paac": paac, "plan": plan, "date": date, "datetime": datetime}
        with pytest.raises(paac.ErrorPaac):
            exec(llamada.replace("a.doc", str(tmp_path / "a.doc")), nombres)  # noqa: S102


def test_la_documentacion_cuenta_las_que_hay() -> None:
    pagina = (RAIZ / "docs" / "api.md").read_text("utf-8")
    dichas = re.findall(r"De (\d+) equivocaciones .+ señalan (\d+), .+ Las (\d+) ", pagina)
    escritas = EQUIVOCADO.read_text("utf-8").count("# MAL ")

    assert [*map(int, *dichas)] == [escritas + 5, escritas, 5]


def test_un_programa_bien_hecho_no_deja_nada_sin_tipo(tmp_path: Path) -> None:
    assert segun_pyright_estricto([CLIENTE], tmp_path) == set()


@pytest.mark.parametrize("revisor", [REVISORES[0], REVISORES[2]])
def test_un_programa_bien_hecho_y_los_de_la_documentacion_no_tienen_ninguna(
    revisor: object, tmp_path: Path
) -> None:
    archivos = [CLIENTE, *de_la_documentacion(tmp_path)]

    assert callable(revisor)
    assert revisor(archivos, tmp_path) == set()


def de_la_documentacion(carpeta: Path) -> Iterator[Path]:
    """Los bloques de Python de cada página, uno tras otro: siguen los nombres de los de arriba."""
    for pagina in sorted(
        [*(RAIZ / "docs").glob("*.md"), *(RAIZ / "docs" / "recetas").glob("*.md")]
    ):
        bloques = re.findall(
            r"^```python\n(.*?)^```", pagina.read_text("utf-8"), re.MULTILINE | re.DOTALL
        )
        if bloques:
            archivo = carpeta / f"{pagina.parent.name}_{pagina.stem}_md.py"
            archivo.write_text("\n".join(map(dedent, bloques)), "utf-8")
            yield archivo
