"""Los cuadernos de ejemplo: corren, y lo que muestran llega entero a quien los exporta."""

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ

from paac_reportes.cuadros import TAMANO

pytest.importorskip("nbconvert", reason="falta nbconvert")
pytest.importorskip("ipykernel", reason="falta ipykernel")
pytest.importorskip("polars", reason="falta polars")
pytest.importorskip("pandas", reason="falta pandas")

CUADERNOS = sorted((RAIZ / "ejemplos" / "cuadernos").glob("*.ipynb"))
NUESTRO = "<div><div><strong>"
"""Así comienza lo que muestran los objetos de la biblioteca."""
PINTADA = re.compile(r";background-color:#[0-9A-F]{6};color:#[0-9A-F]{6}")
"""Una celda con color dice también el de su letra: en un tema oscuro se lee igual."""


class Celdas(HTMLParser):
    """Los textos de las celdas de las tablas de una página."""

    def __init__(self) -> None:
        super().__init__()
        self.textos: list[str] = []
        self._dentro = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "td":
            self._dentro = True
            self.textos.append("")

    def handle_endtag(self, tag: str) -> None:
        self._dentro = self._dentro and tag != "td"

    def handle_data(self, data: str) -> None:
        if self._dentro:
            self.textos[-1] += data


def celdas(html: str) -> list[str]:
    lector = Celdas()
    lector.feed(html)
    return lector.textos


@pytest.fixture(scope="module", params=CUADERNOS, ids=lambda ruta: ruta.stem)
def corrido(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Un cuaderno con sus resultados; corre en una copia, que escribe."""
    copia = tmp_path_factory.mktemp("cuaderno")
    for ejemplo in ("cuadernos", "informe_trimestral", "mapa_de_riesgos", "matriz_propia", "ptep"):
        shutil.copytree(RAIZ / "ejemplos" / ejemplo, copia / "ejemplos" / ejemplo)
    ruta: Path = copia / "ejemplos" / "cuadernos" / request.param.name
    orden = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace"]
    hecho = subprocess.run([*orden, ruta.name], cwd=ruta.parent, capture_output=True, check=False)
    assert hecho.returncode == 0, hecho.stderr.decode("utf-8", "replace")[-2000:]
    return ruta


def mostrado(ruta: Path) -> list[dict[str, str]]:
    """Lo que muestran los objetos de la biblioteca, por tipo MIME."""
    salidas = [
        salida
        for celda in json.loads(ruta.read_text("utf-8"))["cells"]
        for salida in celda.get("outputs", ())
    ]
    assert [salida for salida in salidas if salida["output_type"] == "error"] == []
    paquetes = [
        {tipo: "".join(dicho) for tipo, dicho in salida["data"].items()}
        for salida in salidas
        if "data" in salida
    ]
    return [uno for uno in paquetes if uno.get("text/html", "").startswith(NUESTRO)]


def exportado(ruta: Path, **opciones: Any) -> str:
    from nbconvert import HTMLExporter

    exportador: Any = HTMLExporter
    html: str = exportador(**opciones).from_filename(str(ruta))[0]
    return html


@pytest.mark.una_de_cada  # correrlos todos ya lo hace make profundo
@pytest.mark.filterwarnings("ignore")
def test_lo_que_muestran_es_corto_y_llega_entero_en_claro_en_oscuro_y_saneado(
    corrido: Path,
) -> None:
    paquetes = mostrado(corrido)
    claro, oscuro = exportado(corrido), exportado(corrido, theme="dark")
    saneado = celdas(exportado(corrido, sanitize_html=True))

    assert paquetes
    for paquete in paquetes:
        assert sum(len(dicho.encode("utf-8")) for dicho in paquete.values()) <= TAMANO
        html = paquete["text/html"]
        sin_pintar = PINTADA.sub("", html)
        assert re.findall(r"color|height|<style|<iframe", sin_pintar) == []
        assert html in claro
        assert html in oscuro
        suyas = celdas(html)
        assert suyas in [saneado[n : n + len(suyas)] for n in range(len(saneado))]


@pytest.mark.filterwarnings("ignore")
def test_la_galeria_trae_las_diez_y_al_lado_las_de_great_tables(tmp_path: Path) -> None:
    pytest.importorskip("great_tables", reason="falta great_tables")
    ruta = shutil.copy(RAIZ / "ejemplos" / "cuadernos" / "galeria.ipynb", tmp_path)
    orden = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace"]
    hecho = subprocess.run([*orden, ruta], cwd=tmp_path, capture_output=True, check=False)
    assert hecho.returncode == 0, hecho.stderr.decode("utf-8", "replace")[-2000:]

    nuestras = mostrado(Path(ruta))
    suyas = Path(ruta).read_text("utf-8").count('class=\\"gt_table\\"')
    assert (len(nuestras), suyas) == (10, 10)
    assert all("0 avisos." in uno["text/plain"] for uno in nuestras)
    assert len(list((tmp_path / "salida").iterdir())) == 30


@pytest.mark.parametrize("ruta", CUADERNOS, ids=lambda ruta: ruta.stem)
def test_van_sin_resultados(ruta: Path) -> None:
    celdas_de_codigo = [
        celda
        for celda in json.loads(ruta.read_text("utf-8"))["cells"]
        if celda["cell_type"] == "code"
    ]

    assert [(celda["outputs"], celda["execution_count"]) for celda in celdas_de_codigo] == [
        ([], None)
    ] * len(celdas_de_codigo)
