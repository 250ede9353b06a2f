"""Las salidas, dibujadas por los programas que las abren, muestran la misma imagen derecha."""

import shutil
import subprocess
from pathlib import Path

import pytest
from ayudas.a_medida import formato, plan_de
from ayudas.compartido import convertir
from ayudas.fotos import guardada
from ayudas.planes import actividad
from PIL import Image, ImageChops

import paac_reportes as paac

pytestmark = pytest.mark.integracion

ESQUINAS = {"rojo": (220, 20, 20), "verde": (20, 160, 20), "azul": (20, 20, 220), "ocre": (220, 160, 20)}  # fmt: skip
"""De arriba abajo y de izquierda a derecha, ya derecha."""


def acostada() -> bytes:
    """De lado y en CMYK, como la de una imprenta que pasó por un teléfono."""
    derecha = Image.new("RGB", (60, 120))
    for lugar, color in enumerate(ESQUINAS.values()):
        x, y = 30 * (lugar % 2), 60 * (lugar // 2)
        derecha.paste(color, (x, y, x + 30, y + 60))
    de_lado = derecha.transpose(Image.Transpose.ROTATE_90)
    return guardada(de_lado.convert("CMYK"), "JPEG", 6, quality=95)


def dibujada(archivo: Path) -> Image.Image:
    """La primera página de un archivo, como la dibuja quien lo abre."""
    carpeta = archivo.parent
    if archivo.suffix == ".html":
        hecha = carpeta / "pagina.png"
        navegador = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
        orden = [
            *(
                navegador,
                "--headless",
                "--no-sandbox",
                "--hide-scrollbars",
                "--window-size=900,900",
            ),
            *(f"--screenshot={hecha}", archivo.as_uri()),
        ]
        subprocess.run(orden, check=True, capture_output=True, timeout=120)
        return Image.open(hecha).convert("RGB")
    if archivo.suffix != ".pdf":
        convertir(archivo, "pdf", carpeta)
    pdf, raiz = archivo.with_suffix(".pdf"), carpeta / archivo.suffix[1:]
    subprocess.run(["pdftoppm", "-r", "100", "-f", "1", "-l", "1", "-singlefile", "-png", pdf, raiz], check=True)  # fmt: skip
    return Image.open(raiz.with_suffix(".png")).convert("RGB")


def centro(pagina: Image.Image, color: tuple[int, int, int]) -> tuple[float, float]:
    """El de lo que en una página es de ese color."""
    cerca = [
        canal.point([255 * (abs(valor - suyo) < 40) for valor in range(256)])
        for canal, suyo in zip(pagina.split(), color, strict=True)
    ]
    caja = ImageChops.multiply(ImageChops.multiply(cerca[0], cerca[1]), cerca[2]).getbbox()
    assert caja is not None, color
    return (caja[0] + caja[2]) / 2, (caja[1] + caja[3]) / 2


@pytest.mark.skipif(not all(map(shutil.which, ("soffice", "pdftoppm"))), reason="sin LibreOffice")
def test_dibujada_esta_derecha_y_con_su_proporcion(tmp_path: Path) -> None:
    bloque = {"tipo": "imagen", "imagen": "entidad.escudo", "texto_alternativo": "Escudo"}
    propio = formato({**bloque, "alto": 60, "en": ["documento", "libro"]})
    plan = plan_de(actividad(), entidad={"nombre": "M", "escudo": acostada()})
    for tipo in ("pdf", "docx", "xlsx", "html"):
        archivo = tmp_path / tipo / f"salida.{tipo}"
        archivo.parent.mkdir()
        archivo.write_bytes(paac.reporte(plan, propio).emitir(tipo).contenido)
        if tipo == "html" and not shutil.which("chromium"):
            continue
        pagina = dibujada(archivo)
        rojo, verde, azul, ocre = (centro(pagina, color) for color in ESQUINAS.values())
        assert rojo[0] < verde[0], tipo
        assert azul[0] < ocre[0], tipo
        assert rojo[1] < azul[1], tipo
        assert (azul[1] - rojo[1]) / (verde[0] - rojo[0]) == pytest.approx(2, rel=0.05), tipo
