"""La referencia de Python: cada nombre público, con lo que dice su docstring."""

import sys
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from types import ModuleType
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import getLogger

import paac_reportes as paac

sys.path.append(str(Path(__file__).parents[2] / "herramientas"))
from referencia_del_codigo import grupos

_REGISTRO = getLogger(__name__)
_ESQUEMA = paac.esquema()
_PAGINA = "docs/referencia/python"
_DEVUELTOS = ("formatos.definicion.formato.EntidadDelFormato",)
"""No se importan por su nombre: los dan los que sí."""


def _directiva(nombre: str, modulo: str = "paac_reportes") -> str:
    objeto = getattr(import_module(modulo), nombre)
    clase = "autofunction"
    if isinstance(objeto, type):
        clase = "autoexception" if issubclass(objeto, BaseException) else "autoclass"
    elif isinstance(objeto, str):
        clase = "autodata"
    elif not isfunction(objeto):  # un alias o una tabla: autodoc diría lo de su clase
        clase = "py:data"
    opciones = "\n   :no-members:" if nombre == "Formato" else ""
    return f"```{{eval-rst}}\n.. {clase}:: {modulo}.{nombre}{opciones}\n```\n"


def escribir_referencia(_app: Sphinx, docname: str, fuente: list[str]) -> None:
    """Agrega a su página, grupo por grupo, los nombres públicos y lo que devuelven.

    En la tabla de cada grupo, un nombre lleva a su parte.
    """
    if docname != _PAGINA:
        return
    for titulo, (modulo, nombres) in grupos().items():
        for nombre in nombres:
            enlace = f"{{py:obj}}`{nombre} <{modulo}.{nombre}>`"
            fuente[0] = fuente[0].replace(f"| `{nombre}` |", f"| {enlace} |")
        fuente[0] += f"\n## {titulo}, uno por uno\n\n"
        fuente[0] += "\n".join(_directiva(nombre, modulo) for nombre in nombres)
    fuente[0] += "\n## Lo que devuelven\n\n"
    fuente[0] += "\n".join(
        _directiva(nombre, f"paac_reportes.{modulo}")
        for modulo, _, nombre in (devuelto.rpartition(".") for devuelto in _DEVUELTOS)
    )


def describir_campo(
    _app: Sphinx, clase: str, nombre: str, _objeto: Any, _opciones: Any, renglones: list[str]
) -> None:
    """Un campo del modelo que no se explica en el código lo explica el esquema de los datos."""
    _, modelo, campo = ("", *nombre.rsplit(".", 2))[-3:]
    propiedades = _ESQUEMA["$defs"].get(modelo.rpartition(".")[2], _ESQUEMA)["properties"]
    if clase == "attribute" and not any(renglones) and campo in propiedades:
        renglones[:] = [propiedades[campo].get("description", "")]


def omitir(
    _app: Sphinx, _clase: str, nombre: str, _objeto: Any, omite: Any, _opciones: Any
) -> bool:
    """Lo que usa ``estructura`` para comprobar una clase no es de quien la usa."""
    return omite or nombre == "incoherencias"


def ajustar_firma(
    _app: Sphinx, _clase: str, nombre: str, _objeto: Any, _opciones: Any, firma: str | None, da: str
) -> tuple[str, str | None] | None:
    """Un formato se lee de su carpeta, y no se hace por su firma; un blanco de attrs se calla."""
    if nombre.endswith(".Formato"):
        return "", None
    return (firma.replace("NOTHING", "..."), da) if firma else None


def enlazar(
    app: Sphinx, env: BuildEnvironment, buscado: pending_xref, texto: nodes.TextElement
) -> nodes.reference | None:
    """Una firma puede nombrar una clase sin su módulo: lleva a donde está documentada."""
    python, nombre = env.domains.python_domain, buscado["reftarget"]
    if buscado.get("refdomain") != "py" or "." in nombre:
        return None
    clases = [
        completo
        for completo, objeto in python.objects.items()
        if objeto.objtype == "class" and completo.endswith(f".{nombre}") and not objeto.aliased
    ]
    if len(clases) != 1:
        return None
    pagina = buscado["refdoc"]
    return python.resolve_xref(env, pagina, app.builder, "class", clases[0], buscado, texto)


def echar_de_menos(_app: Sphinx, env: BuildEnvironment) -> None:
    """Ningún nombre público se queda sin su parte."""
    hay = env.domains.python_domain.objects
    publicos = [
        ("paac_reportes", n) for n in dir(paac) if not isinstance(getattr(paac, n), ModuleType)
    ]
    publicos += [(modulo, nombre) for modulo, nombres in grupos().values() for nombre in nombres]
    for de, nombre in publicos:
        if f"{de}.{nombre}" not in hay:
            _REGISTRO.warning("falta %s", nombre, location=_PAGINA)


def setup(app: Sphinx) -> dict[str, bool]:
    """Se engancha a la lectura de la página, a lo que dice autodoc y a los nombres sin hallar."""
    app.connect("source-read", escribir_referencia)
    app.connect("autodoc-process-docstring", describir_campo)
    app.connect("autodoc-process-signature", ajustar_firma)
    app.connect("autodoc-skip-member", omitir)
    app.connect("env-check-consistency", echar_de_menos)
    app.connect("missing-reference", enlazar)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
