"""Los anexos de la página en Chromium: se pliegan en la pantalla y en papel están enteros."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import con_navegador, con_node, paginas_de
from ayudas.planes import CORTE, actividad, componente, plan

import paac_reportes as paac

pytestmark = con_navegador


@pytest.fixture(scope="module")
def vista(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Lo que pasa en el informe de dos dependencias, de 40 y 30 actividades."""
    carpeta = tmp_path_factory.mktemp("plegada")
    dos = (("HACIENDA", 40), ("SALUD", 30))
    dependencias = [
        {"nombre": suya, "componentes": [componente(*map(fila, range(1, n + 1)))]}
        for suya, n in dos
    ]
    de = plan(dependencias=dependencias)
    pagina = carpeta / "pagina.html"
    pagina.write_bytes(
        paac.reporte(de, "informe-seguimiento", corte=CORTE).emitir("html").contenido
    )
    visto: dict[str, Any] = con_node(
        Path(__file__).with_name("plegado.js"), pagina, carpeta, "Acción 37"
    )
    return visto | {"carpeta": carpeta}


def fila(numero: int) -> dict[str, Any]:
    """Una de cada tres no reportó nada."""
    dice = {} if numero % 3 else {"seguimiento": None}
    return actividad(codigo=f"1.{numero}", descripcion=f"Acción {numero}", **dice)


@pytest.mark.parametrize("ancho", ["390", "1280"])
def test_solo_los_anexos_llegan_cerrados_y_dicen_cuantas_filas_guardan(
    vista: dict[str, Any], ancho: str
) -> None:
    resumenes = vista[ancho]["resumenes"]

    assert vista[ancho]["abiertos"] == []
    assert resumenes[0].startswith("Anexo\xa0A. Metodología")
    assert resumenes[-2:] == ["B.1 HACIENDA 40 filas", "B.2 SALUD 30 filas"]
    assert all(re.match(r"Anexo\s[A-Z]\.|B\.\d ", uno) for uno in resumenes)
    assert vista[ancho]["afuera"] == 4


@pytest.mark.parametrize("ancho", ["390", "1280"])
def test_axe_no_halla_nada_ni_cerrado_ni_abierto(vista: dict[str, Any], ancho: str) -> None:
    assert (vista[ancho]["cerrado"], vista[ancho]["abierto"]) == ([], [])
    assert vista[ancho]["sobra"] <= 0


def test_en_un_telefono_solo_el_renglon_de_volver_va_al_pie_y_de_una_tarjeta_lo_vacio_no_esta(
    vista: dict[str, Any],
) -> None:
    assert (vista["390"]["flotan"], vista["390"]["tapadas"]) == (["NAV"], [])
    assert vista["390"]["vacias"] == 0
    assert vista["1280"]["vacias"] > 0


def test_se_abren_y_se_cierran_con_el_teclado(vista: dict[str, Any]) -> None:
    assert vista["conTeclado"] == [0]


def test_un_enlace_abre_el_suyo_aunque_ya_se_estuviera_en_el(vista: dict[str, Any]) -> None:
    (ultimo,) = vista["conEnlace"]

    assert ultimo == len(vista["1280"]["resumenes"]) - 1
    assert vista["otraVez"] == vista["conAncla"] == [ultimo]
    assert vista["arriba"]


def test_el_buscador_abre_lo_que_coincide_y_al_terminar_lo_deja_como_estaba(
    vista: dict[str, Any],
) -> None:
    busca = vista["busca"]

    assert [uno for uno in busca["filas"] if "Acción 37" not in uno] == []
    assert len(vista["1280"]["resumenes"]) - 2 in busca["abiertos"]
    assert len(vista["1280"]["resumenes"]) - 1 not in busca["abiertos"]
    assert "Anexo\xa0B. Matriz de seguimiento" in busca["titulos"]
    assert "B.2 SALUD" not in busca["titulos"]
    assert vista["despues"] == ["", [], 0]
    assert vista["dicho"] == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="falta poppler-utils, que lee el PDF")
def test_impresa_esta_entera_con_programa_sin_el_y_por_los_estilos(vista: dict[str, Any]) -> None:
    con, sin, de_estilos = (
        paginas_de(vista["carpeta"] / f"{n}.pdf") for n in ("con", "sin", "estilos")
    )

    assert con == sin == de_estilos
    impreso = "\n".join(con)
    assert [n for n in range(1, 41) if not re.search(rf"Acción\s+{n}\b", impreso)] == []
    assert "B.2 SALUD" in impreso
    assert "40 filas" not in impreso
    assert vista["trasImprimir"] == []
    assert vista["sinPrograma"] == [True] * len(vista["390"]["resumenes"])
