"""Lo que al tema le falta para quien no ve la pantalla o no usa ratón, y lo que dice en inglés."""

import re
from typing import Any

from sphinx.jinja2glue import BuiltinTemplateLoader

_CAMBIOS = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside aria-label="Todo el sitio" class="sidebar-drawer">',
    '<aside class="toc-drawer': '<aside aria-label="En esta página" class="toc-drawer',
    # Lo que se corre hacia un lado se alcanza con el teclado.
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    '<div id="search-results">': '<h1>Búsqueda</h1><div id="search-results">',
    "Toggle site navigation sidebar": "Mostrar u ocultar las páginas",
    "Toggle table of contents sidebar": "Mostrar u ocultar los títulos de esta página",
    "Toggle Light / Dark / Auto color theme": "Tema claro, oscuro o el de la máquina",
    "Toggle navigation of ": "Mostrar u ocultar lo que hay en ",
    "Keyword-only parameters separator (PEP 3102)": "Los que siguen, por su nombre (PEP 3102)",
    "<title>Contents</title>": "<title>Títulos de esta página</title>",
    "<title>Menu</title>": "<title>Páginas</title>",
    "<title>Expand</title>": "<title>Abrir</title>",
    "Light mode": "Claro",
    "Dark mode": "Oscuro",
    "Auto light/dark, in light mode": "El de la máquina, ahora claro",
    "Auto light/dark, in dark mode": "El de la máquina, ahora oscuro",
}
# Los argumentos de una firma van en una lista de definiciones sin nada que definir.
_FIRMA = re.compile(r'<dt class="sig.*?</dt>', re.DOTALL)
_ARGUMENTOS = {
    "<dl>": '<span class="argumentos">',
    "</dl>": "</span>",
    "<dd>": "<span>",
    "</dd>": "</span>",
}


def _cambiar(texto: str, cambios: dict[str, str]) -> str:
    for viejo, nuevo in cambios.items():
        texto = texto.replace(viejo, nuevo)
    return texto


class Plantillas(BuiltinTemplateLoader):
    """Las del tema, y en cada página los cambios."""

    def render(self, template: str, context: dict[str, Any]) -> str:  # type: ignore[override]
        """La página, ya cambiada."""
        pagina = super().render(template, context)
        pagina = _FIRMA.sub(lambda firma: _cambiar(firma[0], _ARGUMENTOS), pagina)
        return _cambiar(pagina, _CAMBIOS)
