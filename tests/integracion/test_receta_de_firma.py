"""El PDF firmado como lo manda su receta, ante poppler y en la página que se ve."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ, lanzar
from ayudas.sesiones import correr, ordenes_de, preparar
from PIL import Image

pytest.importorskip("pyhanko.cli", reason="falta pyhanko-cli (pip install '.[pruebas]')")

pytestmark = [
    pytest.mark.skipif(not shutil.which("openssl"), reason="falta openssl"),
    pytest.mark.skipif(not shutil.which("pdfsig"), reason="falta poppler-utils"),
]
RECETA = (RAIZ / "docs" / "recetas" / "firmado.md").read_text("utf-8")
FIRMADOS = ("firmado", "visible")


@pytest.fixture(scope="module")
def salida(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La carpeta ``salida``, después de la receta."""
    carpeta = preparar(tmp_path_factory.mktemp("receta"))
    correr(ordenes_de(RECETA), carpeta)
    return carpeta / "salida"


def dibujada(pdf: Path, pagina: int) -> Image.Image:
    """La página a un punto por punto, en grises."""
    hoja = pdf.with_suffix(".pgm")
    orden = ["pdftoppm", "-r", "72", "-gray", "-singlefile", "-f", str(pagina), "-l", str(pagina)]
    subprocess.run([*orden, str(pdf), str(hoja.with_suffix(""))], check=True)
    with Image.open(hoja) as imagen:
        return imagen.copy()


@pytest.mark.parametrize("firmado", FIRMADOS)
def test_otro_programa_dice_que_la_firma_vale(salida: Path, firmado: str) -> None:
    dicho = lanzar("pdfsig", "-nocert", salida / f"{firmado}.pdf").stdout

    assert dicho.count("Signature is Valid") == 1, dicho
    assert "ETSI.CAdES.detached" in dicho
    assert "- Total document signed" in dicho


@pytest.mark.parametrize("firmado", FIRMADOS)
def test_firmado_empieza_por_los_bytes_que_se_emitieron(salida: Path, firmado: str) -> None:
    emitido = (salida / "publico.pdf").read_bytes()

    assert (salida / f"{firmado}.pdf").read_bytes().startswith(emitido)


def test_la_caja_de_la_receta_cae_donde_no_hay_nada_y_ahi_se_ve_la_firma(salida: Path) -> None:
    (campo,) = re.findall(r"--field (\d+)/([\d,]+)/Elabora ", RECETA)
    pagina, (izquierda, abajo, derecha, arriba) = int(campo[0]), map(int, campo[1].split(","))
    antes, despues = (dibujada(salida / f"{uno}.pdf", pagina) for uno in ("publico", "visible"))
    lugar = (izquierda, antes.height - arriba, derecha, antes.height - abajo)

    assert antes.crop(lugar).getextrema() == (255, 255)
    assert despues.crop(lugar).getextrema() != (255, 255)
