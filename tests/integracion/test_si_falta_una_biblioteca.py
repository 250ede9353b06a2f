"""Si falta una biblioteca de otros, cada puerta dice cuál es y cómo se instala, y nunca se rompe."""

import json
import os
import re
import sys
from inspect import isfunction
from pathlib import Path

import pytest
from ayudas.compartido import lanzar
from ayudas.publicos import DEL_ANFITRION, PUBLICOS
from ayudas.puertas import preparar, puertas

pytestmark = pytest.mark.integracion

TESTS = Path(__file__).parents[1]
PROYECTO = (TESTS.parent / "pyproject.toml").read_text("utf-8")
(LISTA,) = re.findall(
    r'"Cada biblioteca, en su sala".+?forbidden_modules = \[(.+?)\]', PROYECTO, re.DOTALL
)
DE_OTROS = re.findall(r'"(\w+)"', LISTA)
NADA_LA_EXIGE = {
    "PIL": "la pide una imagen, y aquí no hay ninguna",
    "docxcompose": "la pide lo que se dibujó en Word, y aquí no hay nada",
    "distributed": "la tiene quien da su cliente",
    "typing_extensions": "sólo la ve quien revisa tipos",
}
CON_QUE = {
    "PIL": 'pillow: «python -m pip install "pillow',
    "docx": 'python-docx: «python -m pip install "python-docx',
    "lxml": 'lxml: «python -m pip install "lxml>=',
    "rapidfuzz": 'rapidfuzz: «python -m pip install "rapidfuzz>=',
    "typst": "Typst, del extra [pdf]",
    "yaml": 'PyYAML: «python -m pip install "PyYAML>=',
}


def _de_donde_viene(modulo: str) -> str:
    """Si es de un extra o se instala siempre; de la que no se espera nada, por qué."""
    if modulo in NADA_LA_EXIGE or modulo not in CON_QUE:
        return "nada la exige" if modulo in NADA_LA_EXIGE else "cualquiera la dice"
    return "de un extra" if "extra" in CON_QUE[modulo] else "siempre"


@pytest.fixture(scope="module")
def hecho(tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("hecho")
    preparar(carpeta)
    return carpeta


def en_que_termina(hecho: Path, sin: str) -> dict[str, list[str]]:
    """Por puerta que no sirvió, la clase del error, sus códigos y su texto."""
    rutas = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
    orden = (sys.executable, "-m", "ayudas.puertas", hecho, sin)
    dicho = lanzar(*orden, cwd=TESTS, env={**os.environ, "PYTHONPATH": rutas})
    assert dicho.returncode == 0, dicho.stderr
    todas: dict[str, list[str]] = json.loads(dicho.stdout)
    assert todas.pop("desde_datos con errata")[1] in {"dato_desconocido", "falta_programa"}
    return {nombre: error for nombre, error in todas.items() if error}


def test_con_todo_instalado_sirven_todas_y_estan_todas(hecho: Path) -> None:
    publicas = {n for n, valor in PUBLICOS.items() if isfunction(valor)}
    de_anfitrion = {"anfitrion.salidas", "anfitrion.antes_de_cerrar", "anfitrion.instantanea"}

    assert publicas | de_anfitrion <= {*puertas(hecho)}
    assert {*DEL_ANFITRION} >= {uno.partition(".")[2] for uno in de_anfitrion}
    assert en_que_termina(hecho, "") == {}


@pytest.mark.una_de_cada("viene")
@pytest.mark.parametrize(("modulo", "viene"), [(uno, _de_donde_viene(uno)) for uno in DE_OTROS])
def test_lo_que_falta_se_dice_con_su_nombre_y_como_se_instala(
    hecho: Path, modulo: str, viene: str
) -> None:
    rotas = en_que_termina(hecho, modulo)

    assert {nombre: e for nombre, e in rotas.items() if e[1] != "falta_programa"} == {}
    assert {e[0] for e in rotas.values()} <= {"ErrorDeEntorno"}
    textos = {texto for _, _, texto in rotas.values()}
    assert all("hace falta " in t and "«python -m pip install " in t for t in textos)
    assert textos or modulo in NADA_LA_EXIGE
    assert all(CON_QUE.get(modulo, "") in texto for texto in textos)
