"""Eventos de la biblioteca, y cuánto tomaron, para el registro del programa que la usa.

Van a ``logging``, al registro ``paac_reportes``. Cada uno tiene un nombre y unos campos que no
cambian (``EVENTOS``), que van juntos en el atributo ``paac``: el anfitrión puede tener los suyos
con cualquier otro nombre. El de lo que se pidió, si trae avisos, va en WARNING y dice sus códigos;
los demás, en INFO. Ninguno trae un texto del plan, y aquí no se pone ningún manejador: sin uno del
anfitrión, Python escribe por stderr sólo los de WARNING.
"""

import contextlib
import functools
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from paac_reportes.errores import Aviso, ErrorPaac
from paac_reportes.sistema import sin_permiso

NOMBRE = "paac_reportes"

_SOLO_AVISOS = ("ms", "avisos")
EVENTOS = {
    "reporte.emitido": ("formato", "tipo", "ms", "bytes", "avisos"),
    "reporte.guardado": ("formato", "ms", "archivos", "avisos"),
    "documento.leido": ("formato", "ms", "avisos", "dudas"),
    "datos.leidos": _SOLO_AVISOS,
    "filas.leidas": _SOLO_AVISOS,
    "datos.guardados": _SOLO_AVISOS,
    "contenido.analizado": _SOLO_AVISOS,
    "contenidos.comparados": _SOLO_AVISOS,
    "contenidos.contados": _SOLO_AVISOS,
    "contenido.revisado": _SOLO_AVISOS,
    "plan.recomendado": _SOLO_AVISOS,
    "recomendaciones.repartidas": _SOLO_AVISOS,
    "calendario.hecho": _SOLO_AVISOS,
    "calendario.guardado": _SOLO_AVISOS,
    "libros.capturados": ("libros", "ms", "avisos"),
    "libros.reunidos": ("libros", "ms", "avisos", "rechazados", "conflictos", "faltan"),
    "reunion.guardada": _SOLO_AVISOS,
    "oficios.escritos": ("archivos", "ms", "avisos"),
    "archivo.verificado": ("formato", "tipo", "ms", "veredicto", "pasa", "avisos"),
    "lote.hecho": ("avisos",),
    "operacion.fallida": ("operacion", "ms", "codigos"),
}
"""Los campos de cada uno: ``ms`` son milésimas de segundo; ``avisos``, cuántos hubo de cada código;
``dudas`` y los demás que no son un código ni un tipo, cuántos; ``codigos``, los de las fallas, sin
repetir."""

P = ParamSpec("P")
R = TypeVar("R")
_DENTRO: ContextVar[bool] = ContextVar("dentro", default=False)
"""Si se está dentro de otra cosa que se pidió, que ya dirá sus avisos."""


@contextlib.contextmanager
def registrado(evento: str) -> Iterator[dict[str, Any]]:
    """Contexto que, al terminar, registra el evento con los campos que se dejen, o sus fallas.

    En ``avisos`` se dejan los avisos: de ellos se registran los códigos y cuántos.
    """
    campos: dict[str, Any] = {}
    desde = time.perf_counter()
    try:
        with en_silencio():
            try:
                yield campos
            except PermissionError as error:  # de una carpeta que se miró de paso
                if error.filename is None:
                    raise
                raise sin_permiso(error) from None
    except ErrorPaac as error:
        codigos = tuple(dict.fromkeys(falla.codigo for falla in error.fallas))
        fallida = {"operacion": evento, "ms": _ms(desde), "codigos": codigos}
        _anotar("operacion.fallida", fallida)
        raise
    anotar_avisos(evento, {"ms": _ms(desde), **campos})


@contextlib.contextmanager
def en_silencio() -> Iterator[None]:
    """Contexto en que ningún aviso va en WARNING: los dice quien llama, como la consola."""
    antes = _DENTRO.set(True)
    try:
        yield
    finally:
        _DENTRO.reset(antes)


def registra(evento: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorador de lo que devuelve algo con ``avisos``, y de lo que no hay nada más que decir."""

    def con_el_evento(funcion: Callable[P, R]) -> Callable[P, R]:
        """La función, que al llamarla registra el evento con los avisos de lo que da."""

        @functools.wraps(funcion)
        def registrar(*por_lugar: P.args, **por_nombre: P.kwargs) -> R:
            with registrado(evento) as campos:
                dado = funcion(*por_lugar, **por_nombre)
                campos["avisos"] = getattr(dado, "avisos")  # noqa: B009 - de cualquier clase
            return dado

        return registrar

    return con_el_evento


def anotar_avisos(evento: str, campos: dict[str, Any]) -> None:
    """Anota un evento, cuyos avisos pueden ser ya cuántos hay de cada código."""
    avisos: Mapping[str, int] | Iterable[Aviso] = campos.get("avisos", ())
    contados = avisos if isinstance(avisos, Mapping) else Counter(a.codigo for a in avisos)
    _anotar(evento, campos | {"avisos": dict(contados)}, {} if _DENTRO.get() else contados)


def _anotar(evento: str, campos: dict[str, Any], avisos: Mapping[str, int] | None = None) -> None:
    """Anota un evento, en WARNING con los avisos que se den; sin ellos, si alguien lo oye.

    El documento ya está hecho, y no se pierde porque no se pueda anotar: si el registro del
    anfitrión falla, se dice como lo dice ``logging``.
    """
    if not avisos and "logging" not in sys.modules:
        return
    import logging

    registro = logging.getLogger(NOMBRE)
    nivel = logging.WARNING if avisos else logging.INFO
    if not registro.isEnabledFor(nivel):
        return
    dice = evento
    if avisos:
        codigos = ", ".join(f"{codigo} {cuantos}" for codigo, cuantos in avisos.items())
        dice = f"{evento}, con avisos: {codigos}"
    try:
        registro.log(nivel, dice, extra={"paac": {"evento": evento, **campos}})
    except Exception:  # noqa: BLE001 - fábricas y filtros ajenos fallan de cualquier modo
        anotado = logging.LogRecord(NOMBRE, nivel, __file__, 0, dice, (), None)
        logging.NullHandler().handleError(anotado)


def _ms(desde: float) -> float:
    """Milisegundos desde un instante de ``perf_counter``."""
    return round((time.perf_counter() - desde) * 1000, 1)
