"""La página que un Word dice de cada título es la que tiene al dibujarlo."""

from pathlib import Path

import pytest
from ayudas.compartido import DATOS, RAIZ, con_datos_reales, con_libreoffice, convertir
from ayudas.contenido_de_word import contenido_de
from pypdf import PdfReader
from pypdf.generic import Destination

import paac_reportes as paac

EJEMPLOS = RAIZ / "ejemplos"
PLANES = [
    pytest.param(EJEMPLOS / "informe_trimestral" / "plan.yaml", id="el ejemplo"),
    pytest.param(EJEMPLOS / "ptep" / "plan.yaml", id="un programa"),
    pytest.param(DATOS / "cartago_2020.json", id="uno real", marks=con_datos_reales),
    pytest.param(DATOS / "cajica_seguimiento_2018.json", id="otro", marks=con_datos_reales),
]


@con_libreoffice
@pytest.mark.integracion
@pytest.mark.una_de_cada
@pytest.mark.parametrize("formato", ["informe-seguimiento", "MCCO.101.18.F.20-informe"])
@pytest.mark.parametrize("plan", PLANES)
def test_es_la_de_libreoffice(plan: Path, formato: str, tmp_path: Path) -> None:
    ruta = tmp_path / "suyo.docx"
    paac.reporte(paac.leer(plan).sin_dudas(), formato).guardar(ruta)
    dibujadas = marcadores(PdfReader(convertir(ruta, "pdf", tmp_path)))
    dichas = contenido_de(ruta.read_bytes())

    distancias = [abs(pagina - dibujadas[titulo]) for titulo, pagina in dichas.items()]
    assert len(distancias) > 10
    assert distancias.count(0) >= 0.9 * len(distancias)
    assert max(distancias) <= 1


def marcadores(pdf: PdfReader) -> list[int]:
    """La página de cada uno, que LibreOffice pone en los títulos y en su orden."""

    def de(nivel: object) -> list[int]:
        if isinstance(nivel, Destination):
            return [(pdf.get_destination_page_number(nivel) or 0) + 1]
        return [pagina for adentro in nivel for pagina in de(adentro)]  # type: ignore[attr-defined]

    return de(pdf.outline)
