"""La página web en Chromium: accesible en tres anchos, a oscuras, con el buscador y en papel."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import HERRAMIENTAS, NAVEGADOR, RAIZ, con_navegador
from ayudas.de_todo import de_todo
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato

_AMBIENTE = {**os.environ, "NODE_PATH": str(RAIZ / "node_modules"), "CHROMIUM": NAVEGADOR}
_AXE = HERRAMIENTAS / "axe.js"
pytestmark = con_navegador
FORMATOS = ("informe-seguimiento", "MCCO.101.18.F.20", "ptep-seguimiento", "suit-racionalizacion")
HOSTIL = "<script>alert(1)</script> \u202eal revés ]]> " + "a" * 5000 + " https://x.co/" + "b" * 300


def nodo(guion: Path, *argumentos: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", str(guion), *map(str, argumentos)],
        capture_output=True,
        text=True,
        env=_AMBIENTE,
        check=False,
        timeout=300,
    )


@pytest.mark.skipif(not _AXE.exists(), reason="falta axe.js, que mira la accesibilidad")
def test_axe_no_halla_nada_en_ningun_ancho_ni_con_textos_hostiles(tmp_path: Path) -> None:
    paginas = []
    for codigo in FORMATOS:
        muestra = de_todo(hallar_formato(codigo)[0])
        paginas.append(tmp_path / f"{codigo}.html")
        contenido = paac.emitir(muestra.plan, codigo, "html", corte=muestra.corte)
        paginas[-1].write_bytes(contenido)
    hostil = plan(componente(actividad(descripcion=HOSTIL, responsable=HOSTIL), nombre=HOSTIL))
    paginas.append(tmp_path / "hostil.html")
    paginas[-1].write_bytes(paac.emitir(hostil, "ptep-plan", "html"))

    assert nodo(_AXE, *paginas).stdout.splitlines() == [f"{una.name}: ok" for una in paginas]


@pytest.fixture(scope="module")
def vista(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Lo que pasa en una página de una tabla larga, con una celda para todas sus filas."""
    carpeta = tmp_path_factory.mktemp("pagina")
    filas = [actividad(codigo=f"1.{n}", descripcion=f"Acción {n}") for n in range(1, 61)]
    de = plan(componente(*filas), entidad={"nombre": "MUNICIPIO DE PRUEBA"})
    pagina, pdf = carpeta / "pagina.html", carpeta / "pagina.pdf"
    pagina.write_bytes(paac.emitir(de, "MCCO.101.18.F.20", "html"))
    hecho = nodo(Path(__file__).with_name("navegador.js"), pagina, pdf, "ACCION 42")
    assert hecho.returncode == 0, hecho.stderr
    visto: dict[str, Any] = json.loads(hecho.stdout)
    return visto | {"pdf": pdf}


def test_el_buscador_deja_las_filas_que_lo_dicen_enteras_y_sin_tildes(
    vista: dict[str, Any],
) -> None:
    (fila,) = vista["halladas"]

    assert fila.split("\t")[:3] == ["Política", "1.42", "Acción 42"]
    assert vista["cuenta"] == "1 de 60 filas"


def test_al_dejar_de_buscar_la_tabla_es_la_de_antes(vista: dict[str, Any]) -> None:
    assert (vista["antes"], vista["igual"]) == (60, True)


def test_a_oscuras_todo_se_lee_y_nada_se_queja(vista: dict[str, Any]) -> None:
    assert (vista["aOscuras"], vista["dicho"]) == ([], [])


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="falta poppler-utils, que lee el PDF")
def test_impresa_cada_hoja_lleva_su_encabezado_su_numero_y_los_rotulos(
    vista: dict[str, Any],
) -> None:
    leido = subprocess.run(
        ["pdftotext", "-layout", str(vista["pdf"]), "-"], capture_output=True, text=True, check=True
    )
    hojas = leido.stdout.split("\f")[:-1]

    assert len(hojas) > 1
    for numero, hoja in enumerate(hojas, 1):
        assert re.search(rf"PAGINA \[{numero}\]", hoja)
        assert "CÓDIGO: MCCO.101.18.F.20" in hoja
        assert hoja.count("Meta o Producto") == 1
