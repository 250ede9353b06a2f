"""Eventos de la biblioteca, y cuánto tomaron, para el registro del programa que la usa.

Va a ``logging``, al registro ``paac_reportes``, en INFO; quien no lo configura no ve nada. Cada
evento tiene un nombre y unos campos que no cambian (``EVENTOS``), que van juntos en el atributo
``paac``: el anfitrión puede tener los suyos con cualquier otro nombre. Ninguno trae un texto del
plan.
"""

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import Any

from paac_reportes.errores import ErrorPaac

NOMBRE = "paac_reportes"

EVENTOS = {
    "reporte.emitido": ("formato", "tipo", "ms", "bytes", "avisos"),
    "plan.leido": ("tipo", "ms", "avisos"),
    "mapa.leido": ("tipo", "ms", "avisos"),
    "documento.leido": ("formato", "ms", "avisos", "dudas"),
    "libros.capturados": ("libros", "ms", "avisos"),
    "libros.reunidos": ("libros", "ms", "avisos", "rechazados", "conflictos", "faltan"),
    "archivo.verificado": ("formato", "tipo", "ms", "veredicto", "pasa"),
    "operacion.fallida": ("operacion", "ms", "codigos"),
}
"""Los campos de cada uno: ``ms`` son milésimas de segundo; ``avisos``, ``dudas`` y los demás que no
son un código ni un tipo, cuántos hubo; ``codigos``, los de las fallas, sin repetir."""


@contextlib.contextmanager
def registrado(evento: str) -> Iterator[dict[str, Any]]:
    """Contexto que, al terminar, registra el evento con los campos que se dejen, o sus fallas."""
    registro = _registro()
    campos: dict[str, Any] = {}
    if registro is None:
        yield campos
        return
    desde = time.perf_counter()
    try:
        yield campos
    except ErrorPaac as error:
        codigos = tuple(dict.fromkeys(falla.codigo for falla in error.fallas))
        fallida = {"operacion": evento, "ms": _ms(desde), "codigos": codigos}
        _anotar(registro, "operacion.fallida", fallida)
        raise
    _anotar(registro, evento, {"ms": _ms(desde), **campos})


def _anotar(registro: Any, evento: str, campos: dict[str, Any]) -> None:
    """Anota un evento; si el registro del anfitrión falla, se dice como lo dice ``logging``.

    El documento ya está hecho, y no se pierde porque no se pueda anotar.
    """
    try:
        registro.info(evento, extra={"paac": campos})
    except Exception:  # noqa: BLE001 - fábricas y filtros ajenos fallan de cualquier modo
        logging = sys.modules["logging"]
        anotado = logging.LogRecord(NOMBRE, logging.INFO, __file__, 0, evento, (), None)
        logging.NullHandler().handleError(anotado)


def _registro() -> Any:
    """Registro de la biblioteca, si alguien lo oye; sin ``logging`` cargado, nada."""
    logging = sys.modules.get("logging")
    if logging is None:
        return None
    registro = logging.getLogger(NOMBRE)
    if not registro.handlers:  # sin uno propio, Python diría por stderr lo que nadie configuró
        registro.addHandler(logging.NullHandler())
    return registro if registro.isEnabledFor(logging.INFO) else None


def _ms(desde: float) -> float:
    """Milisegundos desde un instante de ``perf_counter``."""
    return round((time.perf_counter() - desde) * 1000, 1)
