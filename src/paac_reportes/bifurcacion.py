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
"""Segundos que se espera, a lo sumo, a que otros hilos terminen de cargar; y entre dos miradas."""


def _rehacer_los_ajenos() -> None:
    for modulo, nombre in _CERROJOS:
        with suppress(AttributeError, KeyError):
            cerrojo: Any = attrgetter(nombre)(sys.modules[modulo])
            cerrojo._at_fork_reinit()  # noqa: SLF001 - lo que Python hace con los suyos
    for modulo, nombre in _LECTORES:
        with suppress(AttributeError, KeyError):
            setattr(sys.modules[modulo], nombre, getattr(sys.modules[modulo], nombre).copy())


def _esperar_lo_que_se_carga() -> None:
    """Espera a que ningún otro hilo esté cargando un módulo: ése no se cargaría en la copia."""
    sin_cargar = [(modulo, nombre) for modulo, nombre in _SE_ANOTAN if not _se_cargo(modulo)]
    limite = time.monotonic() + _PACIENCIA
    while _alguno_carga() and time.monotonic() < limite:
        time.sleep(_PASO)
    for modulo, nombre in sin_cargar:
        if _se_cargo(modulo):  # mientras se esperaba: Python lo soltará sin haberlo tomado
            getattr(sys.modules[modulo], nombre).acquire()


def _se_cargo(modulo: str) -> bool:
    return modulo in sys.modules and not getattr(
        sys.modules[modulo].__spec__, "_initializing", False
    )


def _alguno_carga() -> bool:
    por_modulo: dict[str, Callable[[], Any]] = getattr(
        sys.modules["_frozen_importlib"], "_module_locks", {}
    )
    cerrojos = [referencia() for referencia in list(por_modulo.values())]
    return any(getattr(c, "owner", None) not in {None, get_ident()} for c in cerrojos)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_esperar_lo_que_se_carga, after_in_child=_rehacer_los_ajenos)
