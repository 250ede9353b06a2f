"""Lo que un proceso bifurcado no puede heredar a medias.

``os.fork`` copia el proceso con sólo el hilo que lo llama: el cerrojo que otro hilo tenía queda
tomado para siempre en la copia, y quien allá lo pida no vuelve. Los de Python y los nuestros se
hacen de nuevo; los de las bibliotecas que se cargan, aquí.
"""

import os
import sys
import time
from _thread import get_ident
from collections.abc import Callable
from contextlib import suppress
from operator import attrgetter
from typing import Any

_CERROJOS = (
    ("babel.localedata", "_cache_lock"),
    ("holidays.registry", "IMPORT_LOCK"),
    ("jinja2.lexer", "_lexer_cache._wlock"),
    ("tempfile", "_once_lock"),
)
"""El módulo y el nombre de cada cerrojo que es de todo el proceso."""
_LECTORES = (("docx.opc.oxml", "oxml_parser"), ("docx.oxml.parser", "oxml_parser"))
"""Lectores de lxml que son de todo el proceso: cada uno tiene su cerrojo, que no se ve."""
_SE_ANOTAN = (("concurrent.futures.thread", "_global_shutdown_lock"), ("logging", "_lock"))
"""Los cerrojos que Python toma antes de bifurcar y suelta después, desde que su módulo se carga."""
_PACIENCIA, _PASO = 2.0, 0.001
"""Segundos que se espera a que otros hilos terminen de cargar lo mismo; y entre dos miradas."""


def _rehacer_los_ajenos() -> None:
    _olvidar_lo_que_se_cargaba()
    for modulo, nombre in _CERROJOS:
        with suppress(AttributeError, KeyError):
            cerrojo: Any = attrgetter(nombre)(sys.modules[modulo])
            cerrojo._at_fork_reinit()  # noqa: SLF001 - lo que Python hace con los suyos
    for modulo, nombre in _LECTORES:
        with suppress(AttributeError, KeyError):
            setattr(sys.modules[modulo], nombre, getattr(sys.modules[modulo], nombre).copy())


def _olvidar_lo_que_se_cargaba() -> None:
    """Deja de esperar, en la copia, a los hilos que cargaban un módulo: se carga otra vez."""
    for modulo, cerrojo in _cerrojos_de_modulos():
        if getattr(cerrojo, "owner", None) != get_ident():
            _por_modulo().pop(modulo, None)
            if not _se_cargo(modulo):
                sys.modules.pop(modulo, None)


def _esperar_lo_que_se_carga() -> None:
    """Espera a que ningún otro hilo esté cargando un módulo: ése no se cargaría en la copia."""
    sin_cargar = [(modulo, nombre) for modulo, nombre in _SE_ANOTAN if not _se_cargo(modulo)]
    antes, limite = frozenset[str](), 0.0
    while (cargan := _lo_que_otros_cargan()) and (cargan != antes or time.monotonic() < limite):
        if cargan != antes:
            antes, limite = cargan, time.monotonic() + _PACIENCIA
        time.sleep(_PASO)
    for modulo, nombre in sin_cargar:
        if _se_cargo(modulo):  # mientras se esperaba: Python lo soltará sin haberlo tomado
            getattr(sys.modules[modulo], nombre).acquire()


def _se_cargo(modulo: str) -> bool:
    spec = getattr(sys.modules.get(modulo), "__spec__", None)
    return modulo in sys.modules and not getattr(spec, "_initializing", False)


def _por_modulo() -> dict[str, Callable[[], Any]]:
    return getattr(sys.modules["_frozen_importlib"], "_module_locks", {})


def _cerrojos_de_modulos() -> list[tuple[str, Any]]:
    """El nombre y el cerrojo de cada módulo que algún hilo está cargando o espera."""
    return [(modulo, referencia()) for modulo, referencia in list(_por_modulo().items())]


def _lo_que_otros_cargan() -> frozenset[str]:
    duenos = ((n, getattr(cerrojo, "owner", None)) for n, cerrojo in _cerrojos_de_modulos())
    return frozenset(modulo for modulo, dueno in duenos if dueno not in {None, get_ident()})


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_esperar_lo_que_se_carga, after_in_child=_rehacer_los_ajenos)
