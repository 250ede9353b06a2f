"""La navegación sale de las listas de enlaces de una página: lo que se lee es lo que se recorre.

En ``docs/index.md`` cada título de segundo nivel es un grupo. Las decisiones y las fuentes son las
que haya.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx

_GRUPO = re.compile(r"^## (.+)$", re.MULTILINE)
_ENLACE = re.compile(r"^- \[[^\]]+\]\((?!http)([^)#]+)\.md\)", re.MULTILINE)
# Órdenes para copiar: sin la señal de la consola, Sphinx las tomaría por lo que ella responde.
_SIN_SENAL = re.compile(r"^```console\n(?!\$ )", re.MULTILINE)
_LAS_QUE_HAYA = {
    "docs/decisiones/README": ((":hidden:",), "[0-9]*"),
    "docs/catalogo": ((":hidden:",), "../plantillas/[!_]*/FUENTE"),
    "docs/datos": ((":hidden:",), "../plantillas/_*/FUENTE"),
}
_RAIZ = """<!DOCTYPE html>
<html lang="es">
<head><meta charset="utf-8"><title>paac_reportes</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0; url=PORTADA"></head>
<body><main><h1><a href="PORTADA">paac_reportes</a></h1></main></body>
</html>
"""


def _arbol(entradas: list[str], *opciones: str) -> str:
    return "\n".join(["", "", "```{toctree}", *opciones, "", *entradas, "```", ""])


def poner_arboles(app: Sphinx, docname: str, fuente: list[str]) -> None:
    """Agrega a una página el árbol que Sphinx recorre."""
    fuente[0] = _SIN_SENAL.sub("```bash\n", fuente[0])
    if docname == app.config.root_doc:
        _, *partes = _GRUPO.split(fuente[0])
        for grupo, texto in zip(partes[::2], partes[1::2], strict=True):
            fuente[0] += _arbol(_ENLACE.findall(texto), ":hidden:", f":caption: {grupo}")
    elif docname in _LAS_QUE_HAYA:
        opciones, entrada = _LAS_QUE_HAYA[docname]
        fuente[0] += _arbol([entrada], ":glob:", *opciones)


def abrir_por_la_raiz(app: Sphinx, fallo: Exception | None) -> None:
    """Deja en la raíz del sitio una página que lleva a la portada."""
    if fallo is None and app.builder.format == "html":
        pagina = _RAIZ.replace("PORTADA", f"{app.config.root_doc}.html")
        (Path(app.outdir) / "index.html").write_text(pagina, "utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Se engancha a la lectura de cada página y al final."""
    app.connect("source-read", poner_arboles)
    app.connect("build-finished", abrir_por_la_raiz)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
