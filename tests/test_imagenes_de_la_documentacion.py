"""Las imágenes de la documentación son lo que sale hoy, y pesan poco.

Se comparan huellas de aquello de lo que se dibujaron, que es lo mismo en cualquier máquina: los
puntos de una letra no lo son. Si falla: ``make imagenes``, y mirarlas.
"""

import re
import runpy
from pathlib import Path
from typing import Any

import docx.api
import pytest
from ayudas.compartido import RAIZ
from PIL import Image, ImageDraw


@pytest.fixture(autouse=True)
def _con_el_word_vacio_de_verdad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Las imágenes se dibujan fuera de las pruebas, donde un Word trae todos sus estilos."""
    de_fabrica = Path(docx.__file__).parent / "templates" / "default.docx"
    monkeypatch.setattr(docx.api, "_default_docx_path", lambda: str(de_fabrica))


HECHAS: dict[str, Any] = runpy.run_path(str(RAIZ / "herramientas" / "imagenes.py"))
KILOBYTES = 100
COMUN = 300
"""Puntos de un color que no es sólo el del borde de una letra."""
PAGINAS = (
    "README.md",
    *(
        f"docs/{una}.md"
        for una in (
            "index",
            "primer_reporte",
            "informe",
            "riesgos",
            "cuadernos",
            "salidas",
            "cuerpo_en_word",
        )
    ),
)


def nombradas(pagina: Path) -> list[tuple[str, Path]]:
    """De cada imagen, con qué palabras se dice y dónde está."""
    hechas = re.findall(r"!\[([^]]*)\]\(([^)]+)\)", pagina.read_text("utf-8"))
    return [(dice, (pagina.parent / donde).resolve()) for dice, donde in hechas]


@pytest.mark.una_de_cada(resto="integracion")
@pytest.mark.parametrize("imagen", HECHAS["IMAGENES"], ids=lambda una: una.nombre)
def test_cada_imagen_es_lo_que_sale_hoy(imagen: Any) -> None:
    assert imagen.huella_que_lleva() == imagen.huella(), "make imagenes"


@pytest.mark.parametrize("imagen", HECHAS["IMAGENES"], ids=lambda una: una.nombre)
def test_cada_imagen_pesa_poco(imagen: Any) -> None:
    assert imagen.archivo.stat().st_size < KILOBYTES * 1024


@pytest.mark.parametrize(
    ("imagen", "colores"),
    [
        ("informe", "FFFFFF 1D2733 5B6876 CFD7DF 173A5E B3402E 2F6F9F DB8C7E D9DEE4"),
        ("matriz", "FFFFFF D9E2F3 BDD7EE"),
        ("libro", "FFFFFF D9E2F3 BDD7EE"),
        ("mapa_de_calor", "FFFFFF 173A5E FFFF00 E26B0A C00000"),
        ("telefono", "FFFFFF 1D2733 5B6876 CFD7DF 173A5E B3402E"),
    ],
)
def test_cada_imagen_lleva_a_la_letra_los_colores_de_lo_que_muestra(
    imagen: str, colores: str
) -> None:
    with Image.open(RAIZ / f"docs/imagenes/{imagen}.png") as abierta:
        puntos: Any = abierta.convert("RGB").getcolors(abierta.width * abierta.height)

    comunes = {bytes(color).hex().upper() for cuantos, color in puntos if cuantos >= COMUN}
    assert set(colores.split()) <= comunes


def test_lo_que_se_toma_de_una_hoja_termina_en_una_raya_y_no_a_media_fila() -> None:
    hoja = Image.new("RGB", (200, 100), "white")
    for raya in (10, 40, 70):
        ImageDraw.Draw(hoja).line([(10, raya), (190, raya)], "black")

    assert HECHAS["parte"](hoja, 0, 0.6).size == (200, 41)


def test_toda_imagen_guardada_se_hace_y_se_muestra() -> None:
    guardadas = {archivo.resolve() for archivo in HECHAS["CARPETA"].iterdir()}

    assert guardadas == {imagen.archivo.resolve() for imagen in HECHAS["IMAGENES"]}
    assert guardadas == {donde for pagina in PAGINAS for _, donde in nombradas(RAIZ / pagina)}


@pytest.mark.parametrize("pagina", PAGINAS)
def test_cada_pagina_que_presenta_algo_lo_muestra_y_lo_dice(pagina: str) -> None:
    halladas = nombradas(RAIZ / pagina)

    assert halladas
    assert all(len(dice) > 20 for dice, _ in halladas)


def test_en_el_readme_se_ve_antes_de_leer() -> None:
    antes, _, _ = (RAIZ / "README.md").read_text("utf-8").partition("```")

    assert antes.count("](docs/imagenes/") == 4
    assert antes.index("](docs/imagenes/") < 700


def test_el_readme_cabe_en_una_pantalla_y_media() -> None:
    renglones = (RAIZ / "README.md").read_text("utf-8").splitlines()

    assert len(renglones) < 70
    assert renglones[-1].startswith("documentation are in Spanish")
