"""La primera página de cada formato y de cada tabla de la galería, dibujada al armar el sitio."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.logging import getLogger

import paac_reportes as paac

sys.path.append(str(Path(__file__).parents[2] / "herramientas"))
from retratos import SALIDAS, clave_de, retratar, tablas_de_la_galeria

_REGISTRO = getLogger(__name__)
_PAGINA, _GALERIA, _CARPETA = "docs/referencia/formatos", "docs/catalogo", "salida/retratos"
_TITULO = re.compile(r"^## .*`([\w.-]+)`.*$", re.MULTILINE)
_DE_DONDE_SALEN = ("src/paac_reportes", "plantillas", "ejemplos", "herramientas", "docs")


def dibujar(app: Sphinx) -> None:
    """Si falta alguno, o son más viejos que aquello de donde salen."""
    raiz, carpeta = Path(app.srcdir), Path(app.srcdir, _CARPETA)
    nombres = [ficha.codigo for ficha in paac.formatos_disponibles()]
    nombres += map(clave_de, tablas_de_la_galeria())
    retratos = [carpeta / f"{nombre}.html" for nombre in nombres]
    ultimo = max(cuando for de in _DE_DONDE_SALEN for cuando in _cambios(raiz / de))
    if not all(retrato.exists() and retrato.stat().st_mtime > ultimo for retrato in retratos):
        retratar(carpeta)


def _cambios(carpeta: Path) -> Iterator[float]:
    for archivo in carpeta.rglob("*"):
        if (
            archivo.suffix in {".py", ".toml", ".j2", ".yaml", ".png"}
            or archivo.name == "catalogo.md"
        ):
            yield archivo.stat().st_mtime


def poner_retratos(app: Sphinx, docname: str, fuente: list[str]) -> None:
    """Bajo el título de cada formato, su página."""
    carpeta = Path(app.srcdir, _CARPETA)
    if docname == _PAGINA:
        for ficha in paac.formatos_disponibles():
            if ficha.codigo not in _TITULO.findall(fuente[0]):
                _REGISTRO.warning("falta la parte de %s", ficha.codigo, location=docname)
        fuente[0] = _TITULO.sub(
            lambda titulo: (
                f"{titulo[0]}\n\n"
                + _con_sus_archivos(
                    carpeta, titulo[1], f"Primera página de {titulo[1]}, con el plan de un ejemplo"
                )
            ),
            fuente[0],
        )
    elif docname == _GALERIA:
        for titulo, lineas in tablas_de_la_galeria().items():
            cierra = f"{lineas}```\n"
            puesta = _con_sus_archivos(
                carpeta, clave_de(titulo), f"{titulo}: la tabla que sale de esas líneas"
            )
            fuente[0] = fuente[0].replace(cierra, f"{cierra}\n{puesta}\n")


def _con_sus_archivos(carpeta: Path, nombre: str, dice: str) -> str:
    """La imagen, que lleva a la página web, y debajo en qué se abre, si sale en ello."""
    archivo, hay = f"/{_CARPETA}/{nombre}", {ruta.suffix for ruta in carpeta.glob(f"{nombre}.*")}
    otros = " · ".join(
        f"[{dicho}]({archivo}.{tipo})" for tipo, dicho in SALIDAS.items() if f".{tipo}" in hay
    )
    imagen = f"[![{dice}]({archivo}.png)]({archivo}.html)\n\n" if ".png" in hay else ""
    return f"{imagen}{otros}"


def setup(app: Sphinx) -> dict[str, bool]:
    """Se dibujan antes de leer las páginas."""
    app.connect("builder-inited", dibujar)
    app.connect("source-read", poner_retratos)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
