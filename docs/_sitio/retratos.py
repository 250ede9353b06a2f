"""La primera página de cada formato, dibujada por la misma biblioteca al armar el sitio."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

import paac_reportes as paac

_PAGINA, _CARPETA = "docs/catalogo", "salida/retratos"
_TITULO = re.compile(r"^## .*`([\w.-]+)`.*$", re.MULTILINE)
_EJEMPLOS = {"ptep": "ejemplos/ptep/plan.yaml"}
_EJEMPLO = "ejemplos/informe_trimestral/plan.yaml"
_FUENTES = ("src/paac_reportes", "plantillas", "ejemplos")


def dibujar(app: Sphinx) -> None:
    """Los que falten, o sean más viejos que aquello de donde salen."""
    raiz, carpeta = Path(app.srcdir), Path(app.srcdir, _CARPETA)
    carpeta.mkdir(parents=True, exist_ok=True)
    ultimo = max(cuando for fuente in _FUENTES for cuando in _cambios(raiz / fuente))
    for ficha in paac.formatos_disponibles():
        retrato = carpeta / f"{ficha.codigo}.png"
        if not retrato.exists() or retrato.stat().st_mtime < ultimo:
            ejemplo = _EJEMPLOS.get(ficha.codigo.partition("-")[0], _EJEMPLO)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", paac.AvisoPaac)
                paac.generar(paac.leer_plan(raiz / ejemplo), ficha.codigo, retrato)


def _cambios(carpeta: Path) -> Iterator[float]:
    for archivo in carpeta.rglob("*"):
        if archivo.suffix in {".py", ".toml", ".j2", ".yaml", ".png"}:
            yield archivo.stat().st_mtime


def poner_retratos(_app: Sphinx, docname: str, fuente: list[str]) -> None:
    """Bajo el título de cada formato, su página."""
    if docname == _PAGINA:
        fuente[0] = _TITULO.sub(
            r"\g<0>\n\n![Primera página de \1, con el plan de un ejemplo]"
            rf"(/{_CARPETA}/\1.png)",
            fuente[0],
        )


def setup(app: Sphinx) -> dict[str, bool]:
    """Se dibujan antes de leer las páginas."""
    app.connect("builder-inited", dibujar)
    app.connect("source-read", poner_retratos)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
