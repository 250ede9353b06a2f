"""El PDF firmado, ante poppler; ante veraPDF, en la integración."""

import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("pyhanko", reason="falta pyHanko (pip install '.[firma]')")

from ayudas.firmas import CLAVE, PLAN, Firmante, emitido, recuadros
from PIL import Image

import paac_reportes as paac

pytestmark = pytest.mark.integracion

ANA, LUIS, EVA = (Firmante(nombre) for nombre in ("Ana Pérez", "Luis Gómez", "Eva Ruiz"))
con_poppler = pytest.mark.skipif(not shutil.which("pdfsig"), reason="falta poppler-utils")


def firmados() -> dict[str, bytes]:
    antes = emitido()
    visible = paac.firmar(antes, ANA.p12(), CLAVE, visible=True)
    return {
        "invisible": paac.firmar(antes, ANA.p12(), CLAVE),
        "visible": visible,
        "dos": paac.firmar(visible, LUIS.p12(), CLAVE, visible=True),
    }


@con_poppler
def test_pdfsig_dice_que_cada_firma_vale(tmp_path: Path) -> None:
    for nombre, contenido in firmados().items():
        archivo = tmp_path / f"{nombre}.pdf"
        archivo.write_bytes(contenido)
        dicho = subprocess.run(
            ["pdfsig", "-nocert", str(archivo)], capture_output=True, text=True, check=False
        ).stdout
        firmas = 2 if nombre == "dos" else 1

        assert dicho.count("Signature is Valid") == firmas, dicho
        assert dicho.count("ETSI.CAdES.detached") == firmas
        assert dicho.count("- Total document signed") == 1


@con_poppler
@pytest.mark.parametrize("formato", ["paac-plan", "ptep-seguimiento", "informe-seguimiento"])
def test_donde_va_cada_firma_no_habia_tinta(formato: str, tmp_path: Path) -> None:
    """Mirado en la página que otro programa dibuja."""
    pdf = paac.reporte(PLAN, formato).emitir("pdf").contenido
    (tmp_path / "a.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "72", "-gray", str(tmp_path / "a.pdf"), str(tmp_path / "p")], check=True
    )
    hojas = sorted(tmp_path.glob("p*.pgm"))
    for quien in (ANA, LUIS, EVA):
        pdf = paac.firmar(pdf, quien.p12(), CLAVE, visible=True)
    for pagina, (izquierda, abajo, derecha, arriba) in recuadros(pdf).values():
        with Image.open(hojas[pagina - 1]) as hoja:
            lugar = (izquierda, hoja.height - arriba, derecha, hoja.height - abajo)
            assert hoja.crop(lugar).getextrema() == (255, 255)
    assert len(recuadros(pdf)) == 3
