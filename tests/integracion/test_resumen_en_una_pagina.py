"""El resumen de un informe va entero en su página: la frase, las cifras y la tabla."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from ayudas.compartido import DATOS, RAIZ, con_datos_reales, con_libreoffice, dibujar

import paac_reportes as paac

PLANES = [
    pytest.param(RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml", id="el ejemplo"),
    pytest.param(DATOS / "cartago_2020.json", id="uno real", marks=con_datos_reales),
]


@pytest.mark.una_de_cada("formato")
@pytest.mark.parametrize("formato", ["informe-seguimiento", "informe-ejecutivo"])
@pytest.mark.parametrize("plan", PLANES)
def test_en_pdf(plan: Path, formato: str) -> None:
    escrito = paac.reporte(paac.leer(plan).sin_dudas(), formato).emitir("pdf").contenido

    _va_entero([p.extract_text() for p in pypdf.PdfReader(io.BytesIO(escrito)).pages])


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.integracion
@pytest.mark.parametrize("plan", PLANES)
def test_en_word_dibujado(plan: Path, tmp_path: Path) -> None:
    ruta = tmp_path / "suyo.docx"
    paac.reporte(paac.leer(plan).sin_dudas(), "informe-ejecutivo").guardar(ruta)

    _va_entero(dibujar(ruta, tmp_path))


def _va_entero(paginas: list[str]) -> None:
    suya = next(una for una in paginas if re.search(r"^\s*Resumen\s*$", una, re.MULTILINE))
    assert re.search(r"^\s*Lo que se pide decidir", suya, re.MULTILINE)
    assert re.search(r"Tabla\s1\.", suya)
    assert re.search(
        r"^\s*(Las|Los) \d+ (dependencias|componentes)|^\s*Todo el plan", suya, re.MULTILINE
    )
