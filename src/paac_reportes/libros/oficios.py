"""Oficio de un contenido en su libro: lo que no se puede declarar.

Un mapa de riesgos propone los niveles de su metodología; un plan, los cortes de su vigencia.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib import import_module
from typing import Any

from paac_reportes import clases
from paac_reportes.modelo.temas import Tema


def _nada(_contenido: Any) -> Mapping[str, Any]:
    return {}


@clases.frozen(kw_only=True, eq=False)
class Oficio:
    """Oficio de un contenido."""

    propuestas: Callable[[Any], Mapping[str, tuple[str, ...]]] = _nada
    """Por el dato de una columna, o por su campo, las opciones que este contenido propone."""
    ayudas: Callable[[Any], Mapping[str, str]] = _nada
    """Por el dato de una columna, lo que se lee al señalar una celda suya."""
    pasos: Callable[[Any], Iterable[str]] = lambda _: ()
    """Pasos que se agregan a cómo se llena."""
    cortes: Callable[[Any], Iterable[date]] = lambda _: ()
    """Cortes que llevan columnas: los que el contenido trae y los que se van a llenar."""


_OFICIOS: Mapping[str, str] = {
    "plan": "paac_reportes.libros.plan",
    "mapa": "paac_reportes.libros.mapa",
}
"""Módulos de cada oficio; cada uno se carga cuando se usa."""


@functools.cache
def oficio_de(tema: Tema) -> Oficio:
    """Oficio de un tema."""
    oficio: Oficio = import_module(_OFICIOS[tema.clave]).OFICIO
    return oficio
