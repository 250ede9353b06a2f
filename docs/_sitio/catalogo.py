"""La primera página de cada formato, dibujada por la misma biblioteca al armar el sitio."""

import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.logging import getLogger

import paac_reportes as paac

sys.path.append(str(Path(__file__).parents[2] / "herramientas"))
from retratos import retratar

_REGISTRO = getLogger(__name__)
_PAGINA, _CARPETA = "docs/catalogo", "salida/retratos"
_TITULO = re.compile(r"^## .*`([\w.-]+)`.*$", re.MULTILINE)
_DE_DONDE_SALEN = ("src/paac_reportes", "plantillas", "ejemplos", "herramientas")


def dibujar(app: Sphinx) -> None:
    """Si falta alguno, o son más viejos que aquello de donde salen."""
    raiz, carpeta = Path(app.srcdir), Path(app.srcdir, _CARPETA)
    retratos = [carpeta / f"{ficha.codigo}.png" for ficha in paac.formatos_disponibles()]
    ultimo = max(cuando for de in _DE_DONDE_SALEN for cuando in _cambios(raiz / de))
    if not all(retrato.exists() and retrato.stat().st_mtime > ultimo for retrato in retratos):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", paac.AvisoPaac)
            retratar(carpeta)


def _cambios(carpeta: Path) -> Iterator[float]:
    for archivo in carpeta.rglob("*"):
        if archivo.suffix in {".py", ".toml", ".j2", ".yaml", ".png"}:
            yield archivo.stat().st_mtime


def poner_retratos(_app: Sphinx, docname: str, fuente: list[str]) -> None:
    """Bajo el título de cada formato, su página."""
    if docname == _PAGINA:
        for ficha in paac.formatos_disponibles():
            if ficha.codigo not in _TITULO.findall(fuente[0]):
                _REGISTRO.warning("falta la parte de %s", ficha.codigo, location=docname)
        imagen = rf"![Primera página de \1, con el plan de un ejemplo](/{_CARPETA}/\1.png)"
        entera = rf"[{imagen}](/{_CARPETA}/\1.png)"
        fuente[0] = _TITULO.sub(rf"\g<0>\n\n{entera}", fuente[0])


def setup(app: Sphinx) -> dict[str, bool]:
    """Se dibujan antes de leer las páginas."""
    app.connect("builder-inited", dibujar)
    app.connect("source-read", poner_retratos)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
