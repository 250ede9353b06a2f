"""El renglón de los avisos, para el registro del programa que usa la biblioteca.

Va a ``logging``, al registro ``paac_reportes``, en WARNING: uno por cada cosa que se pidió y trae
avisos, con sus códigos y sin un texto del plan. Aquí no se pone ningún manejador: sin uno del
anfitrión, Python lo escribe por stderr.
"""

import contextlib
import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from paac_reportes.errores import Aviso
from paac_reportes.sistema import sin_permiso

NOMBRE = "paac_reportes"

P = ParamSpec("P")
R = TypeVar("R")
_DENTRO: ContextVar[bool] = ContextVar("dentro", default=False)
"""Si se está dentro de otra cosa que se pidió, que ya dirá sus avisos."""


@contextlib.contextmanager
def registrado(evento: str) -> Iterator[list[Aviso]]:
    """Contexto que, al terminar, registra el evento con los avisos que se dejen en su lista."""
    avisos: list[Aviso] = []
    with en_silencio():
        try:
            yield avisos
        except PermissionError as error:  # de una carpeta que se miró de paso
            if error.filename is None:
                raise
            raise sin_permiso(error) from None
    anotar_avisos(evento, avisos)


@contextlib.contextmanager
def en_silencio() -> Iterator[None]:
    """Contexto en que ningún aviso va al registro: los dice quien llama, como la consola."""
    antes = _DENTRO.set(True)
    try:
        yield
    finally:
        _DENTRO.reset(antes)


def registra(evento: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorador de lo que devuelve algo con ``avisos``."""

    def con_el_evento(funcion: Callable[P, R]) -> Callable[P, R]:
        """La función, que al llamarla registra el evento con los avisos de lo que da."""

        @functools.wraps(funcion)
        def registrar(*por_lugar: P.args, **por_nombre: P.kwargs) -> R:
            with registrado(evento) as avisos:
                dado = funcion(*por_lugar, **por_nombre)
                avisos.extend(getattr(dado, "avisos"))  # noqa: B009 - de cualquier clase
            return dado

        return registrar

    return con_el_evento


def anotar_avisos(evento: str, avisos: Collection[Aviso] | Mapping[str, int]) -> None:
    """Anota un evento con sus avisos, o ya cuántos hay de cada código; sin ninguno, nada.

    El documento ya está hecho, y no se pierde porque no se pueda anotar: si el registro del
    anfitrión falla, se dice como lo dice ``logging``.
    """
    if not avisos or _DENTRO.get():
        return
    import logging

    cuantos = avisos if isinstance(avisos, Mapping) else Counter(a.codigo for a in avisos)
    codigos = ", ".join(f"{codigo} {veces}" for codigo, veces in cuantos.items())
    dice = f"{evento}, con avisos: {codigos}"
    try:
        logging.getLogger(NOMBRE).warning(dice)
    except Exception:  # noqa: BLE001 - fábricas y filtros ajenos fallan de cualquier modo
        anotado = logging.LogRecord(NOMBRE, logging.WARNING, __file__, 0, dice, (), None)
        logging.NullHandler().handleError(anotado)
