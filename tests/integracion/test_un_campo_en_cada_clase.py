"""Un campo que se agrega con una línea a cualquier clase de un contenido está en todas partes.

Se agrega uno a cada clase en una copia de la biblioteca, y la copia se usa.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ayudas import con_un_campo_en_cada_clase as campos

import paac_reportes
from paac_reportes.modelo.recorrer import todos_los_contenidos
from paac_reportes.modelo.temas import claves, tema

PAQUETE = Path(paac_reportes.__file__).parent
PLANTILLAS = Path(__file__).parents[2] / "plantillas"


def con_uno_de_mas(clase: type, copia: Path) -> None:
    """Una línea más en la clase, en el archivo de la copia donde está."""
    archivo = copia.joinpath(*clase.__module__.split(".")).with_suffix(".py")
    nombre = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", clase.__name__).lower()
    encabezado = re.compile(rf'\nclass {clase.__name__}\b[^\n]*:\n    """.*?"""\n', re.DOTALL)
    codigo, veces = encabezado.subn(
        lambda hallado: f"{hallado[0]}    {campos.CAMPO}{nombre}: str | None = None\n",
        archivo.read_text("utf-8"),
        count=1,
    )
    assert veces == 1
    archivo.write_text(codigo, "utf-8")


@pytest.fixture(scope="module")
def perdidos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    copia, salida = tmp_path_factory.mktemp("copia"), tmp_path_factory.mktemp("salida") / "a.json"
    shutil.copytree(PAQUETE, copia / "paac_reportes")
    shutil.copytree(PLANTILLAS, copia / "paac_reportes" / "plantillas", dirs_exist_ok=True)
    suyos = [tema(clave).clase for clave in claves()]
    clases = {uno.clase for suyo in suyos for uno in todos_los_contenidos(suyo)}
    for clase in {*suyos, *clases}:
        con_uno_de_mas(clase, copia)
    subprocess.run(
        [sys.executable, "-W", "ignore", str(campos.__file__), str(salida)],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join([str(copia), str(Path(__file__).parents[1])])},
        check=True,
    )
    hallados: dict[str, list[str]] = json.loads(salida.read_text("utf-8"))
    return hallados


@pytest.mark.parametrize("sitio", campos.SITIOS)
@pytest.mark.parametrize("clave", claves())
def test_no_se_pierde(perdidos: dict[str, list[str]], clave: str, sitio: str) -> None:
    assert perdidos[f"{clave} {sitio}"] == []
