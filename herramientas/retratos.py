"""Dibuja cada formato del catálogo y cada tabla de la galería, para la documentación.

    python herramientas/retratos.py CARPETA

Cada imagen, la primera página, se llama como su formato, o como su parte de ``docs/catalogo.md``, y
al lado va lo mismo en lo que salga: página web, PDF, Word y Excel. Un formato lleva los datos de un
ejemplo del repositorio: el del PTEP si es de ese régimen, y si no, el del PAAC. Para que las
imágenes pesen poco se dejan en dieciséis colores.
"""

import contextlib
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import attrs
import typst
from PIL import Image, ImageChops

import paac_reportes as paac
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.pdf.escritor import fuente_de
from paac_reportes.escritores.pdf.motor import instaladas
from paac_reportes.formatos.lectura.catalogo import hallar_formato

RAIZ = Path(__file__).parents[1]
EJEMPLOS, GALERIA = RAIZ / "ejemplos", RAIZ / "docs" / "catalogo.md"
COLORES = 16
SALIDAS = {"html": "página web", "pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
"""Las que van al lado de cada imagen, y cómo se nombran."""
_LINEAS = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BORDE, _PUNTOS = 24, 110
"""Los puntos en blanco que quedan alrededor de una imagen, y los que van en una pulgada."""


def retratar(carpeta: Path) -> None:
    """Una imagen ``.png`` y un archivo de cada clase por formato, y por tabla de la galería."""
    carpeta.mkdir(parents=True, exist_ok=True)
    for nombre, reporte in (*_formatos(), *_de_la_galeria()):
        if "pdf" in reporte.tipos:
            imagen = _primera_pagina(reporte).quantize(COLORES, dither=Image.Dither.NONE)
            imagen.save(carpeta / f"{nombre}.png", optimize=True)
        for tipo in SALIDAS.keys() & reporte.tipos:
            (carpeta / f"{nombre}.{tipo}").write_bytes(reporte.emitir(tipo).contenido)


def clave_de(titulo: str) -> str:
    """Como se llaman los archivos de una parte de la galería: sus palabras, con guiones."""
    return "tabla-" + "-".join(re.findall(r"[a-z]+", titulo.casefold()))


def tablas_de_la_galeria() -> dict[str, str]:
    """De cada parte de la página, las líneas que hacen su tabla."""
    _, *partes = GALERIA.read_text("utf-8").partition("\n## La galería\n")[2].split("\n## ")
    return {
        parte.partition("\n")[0]: lineas for parte in partes for lineas in _LINEAS.findall(parte)
    }


def _de_la_galeria() -> Iterator[tuple[str, paac.Reporte]]:
    antes = _LINEAS.search(GALERIA.read_text("utf-8"))
    nombres: dict[str, object] = {}
    with contextlib.chdir(RAIZ):
        exec(antes[1] if antes else "", nombres)  # noqa: S102 - son las líneas de la página
        for titulo, lineas in tablas_de_la_galeria().items():
            exec(lineas, nombres)  # noqa: S102
            yield clave_de(titulo), nombres["reporte"]


def _primera_pagina(reporte: paac.Reporte) -> Image.Image:
    """La del PDF, hasta donde algo está escrito; la de una matriz propia, sólo con su tabla."""
    documento = reporte.arbol("documento")
    if reporte.formato.es_de_filas:
        sin_pie = (attrs.evolve(parte.marco, pie=None, primera=None) for parte in documento.partes)
        partes = (attrs.evolve(una, marco=m) for una, m in zip(documento.partes, sin_pie))  # noqa: B905
        documento = attrs.evolve(documento, partes=tuple(partes))
    fuentes = instaladas()
    fuente = fuente_de(documento, fuentes, Escritura(), [])[0].encode()
    paginas = typst.compile(fuente, font_paths=fuentes.para_typst, format="png", ppi=_PUNTOS)
    primera = paginas if isinstance(paginas, bytes) else paginas[0]
    imagen = Image.open(BytesIO(primera)).convert("RGB")
    escrito = ImageChops.invert(imagen.convert("L")).getbbox()
    if escrito is None:
        return imagen
    izquierda, arriba, derecha, abajo = escrito
    if not reporte.formato.es_de_filas:
        return imagen.crop((0, 0, imagen.width, min(imagen.height, abajo + _BORDE)))
    return imagen.crop((izquierda - _BORDE, arriba - _BORDE, derecha + _BORDE, abajo + _BORDE))


def _formatos() -> Iterator[tuple[str, paac.Reporte]]:
    """Cada uno, con su ejemplo."""
    del_paac = paac.leer(EJEMPLOS / "informe_trimestral" / "plan.yaml").sin_dudas()
    del_ptep = paac.leer(EJEMPLOS / "ptep" / "plan.yaml").sin_dudas()
    mapa = paac.leer(EJEMPLOS / "mapa_de_riesgos" / "mapa.yaml", como="mapa").sin_dudas()
    for ficha in paac.formatos_disponibles():
        formato, _ = hallar_formato(ficha.codigo)
        plan = del_ptep if ficha.regimenes == ("ptep",) else del_paac
        de = mapa if formato.de == "mapa" else plan
        yield ficha.codigo, paac.reporte(de, formato)


if __name__ == "__main__":
    retratar(Path(sys.argv[1]))
