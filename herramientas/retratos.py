"""Dibuja la primera página de cada formato del catálogo, para la documentación.

    python herramientas/retratos.py CARPETA

Cada imagen se llama como su formato y lleva los datos de un ejemplo del repositorio: el del PTEP si
es de ese régimen, y si no, el del PAAC. Para que pesen poco se dejan en dieciséis colores.
"""

import sys
import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato

EJEMPLOS = Path(__file__).parents[1] / "ejemplos"
COLORES = 16


def retratar(carpeta: Path) -> None:
    """Una imagen ``.png`` por formato."""
    carpeta.mkdir(parents=True, exist_ok=True)
    del_paac = paac.leer_plan(EJEMPLOS / "informe_trimestral" / "plan.yaml")
    del_ptep = paac.leer_plan(EJEMPLOS / "ptep" / "plan.yaml")
    mapa = paac.leer_mapa(EJEMPLOS / "mapa_de_riesgos" / "mapa.yaml")
    for ficha in paac.formatos_disponibles():
        formato, _ = hallar_formato(ficha.codigo)
        plan = del_ptep if ficha.regimenes == ("ptep",) else del_paac
        de = mapa if formato.de == "mapa" else plan
        imagen = Image.open(BytesIO(paac.reporte(de, formato).emitir("png").contenido))
        reducida = imagen.convert("RGB").quantize(COLORES, dither=Image.Dither.NONE)
        reducida.save(carpeta / f"{ficha.codigo}.png", optimize=True)


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", paac.AvisoPaac)
        retratar(Path(sys.argv[1]))
