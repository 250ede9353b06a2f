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


@pytest.fixture(autouse=True)
def _con_el_word_vacio_de_verdad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Las imágenes se dibujan fuera de las pruebas, donde un Word trae todos sus estilos."""
    de_fabrica = Path(docx.__file__).parent / "templates" / "default.docx"
    monkeypatch.setattr(docx.api, "_default_docx_path", lambda: str(de_fabrica))


HECHAS: dict[str, Any] = runpy.run_path(str(RAIZ / "herramientas" / "imagenes.py"))
KILOBYTES = 100
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


def test_toda_imagen_guardada_se_hace_y_se_muestra() -> None:
    guardadas = {archivo.resolve() for archivo in HECHAS["CARPETA"].iterdir()}

    assert guardadas == {imagen.archivo.resolve() for imagen in HECHAS["IMAGENES"]}
    assert guardadas == {donde for pagina in PAGINAS for _, donde in nombradas(RAIZ / pagina)}


def test_el_readme_cabe_en_una_pantalla_y_media() -> None:
    renglones = (RAIZ / "README.md").read_text("utf-8").splitlines()

    assert len(renglones) < 70
    assert renglones[-1].startswith("documentation are in Spanish")
