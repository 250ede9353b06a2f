"""En el sitio, la página de los datos termina con cada dato y lo que dice de él el esquema."""

from collections.abc import Mapping
from typing import Any

from sphinx.application import Sphinx

import paac_reportes as paac

_PAGINA = "docs/datos"


def poner_datos(_app: Sphinx, docname: str, fuente: list[str]) -> None:
    """Una tabla por clase, en el orden de las claves de un archivo."""
    if docname != _PAGINA:
        return
    esquema = paac.esquema()
    clases = {"Plan": esquema, **esquema["$defs"]}
    fuente[0] += "\n## Dato por dato\n\nLo que de cada uno dice el esquema.\n"
    fuente[0] += "".join(_tabla(nombre, clase) for nombre, clase in clases.items())


def _tabla(nombre: str, clase: Mapping[str, Any]) -> str:
    obligadas = clase.get("required", ())
    renglones = [
        f"| `{clave}` | {'sí' if clave in obligadas else 'no'} | {dato.get('description', '')} |"
        for clave, dato in clase["properties"].items()
    ]
    rotulos = ["| Clave | Obligatoria | Qué es |", "|---|---|---|"]
    dicho = clase.get("description", "")
    return "\n".join(["", f"### {nombre}", "", dicho, "", *rotulos, *renglones, ""])


def setup(app: Sphinx) -> dict[str, bool]:
    """Se agrega al leer la página."""
    app.connect("source-read", poner_datos)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
