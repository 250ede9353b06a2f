"""El PDF firmado, ante poppler; ante veraPDF, en la integración."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("pyhanko", reason="falta pyHanko (pip install '.[firma]')")

from ayudas.firmas import CLAVE, PLAN, Firmante, emitido
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

import paac_reportes as paac
from paac_reportes.firma.apariencia import ALTO, ANCHO
from paac_reportes.firma.libre import lugar_libre

pytestmark = pytest.mark.integracion

ANA, LUIS = Firmante("Ana Pérez"), Firmante("Luis Gómez")
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
def test_donde_se_dice_que_nada_hay_escrito_no_hay_tinta(formato: str, tmp_path: Path) -> None:
    """Lo mismo, mirado en la página dibujada."""
    pdf = paac.reporte(PLAN, formato).emitir("pdf").contenido
    (tmp_path / "a.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "72", "-gray", str(tmp_path / "a.pdf"), str(tmp_path / "p")], check=True
    )
    lector = PdfFileReader(io.BytesIO(pdf))
    hojas = sorted(tmp_path.glob("p*.pgm"))
    for numero, dibujo in enumerate(hojas):
        pagina = lector.find_page_for_modification(numero)[0].get_object()
        with Image.open(dibujo) as abierta:
            hoja = abierta.copy()
        caja = lugar_libre(pagina, ANCHO, ALTO)
        if caja is not None:
            izquierda, abajo, derecha, arriba = caja
            recorte = hoja.crop(
                (int(izquierda), int(hoja.height - arriba), int(derecha), int(hoja.height - abajo))
            )
            assert recorte.getextrema() == (255, 255)
    assert len(hojas) == len(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Kids"])
