"""Lo que la orden dice: por stderr, un renglón por cosa, y nada que la terminal obedezca."""

import contextlib
import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from threading import Event, Lock, Thread
from typing import TextIO

from paac_reportes.errores import Aviso

_DE_FALLA, _DE_AVISO, _NORMAL = "\x1b[31m", "\x1b[33m", "\x1b[0m"
_BORRA = "\r\x1b[K"
_ESPERA, _CADA = 1.0, 0.5
"""Segundos: antes de decir por dónde va, y entre una vez y otra."""

_callada: ContextVar[bool] = ContextVar("callada", default=False)
"""Si se pidió ``--silencio``: ni avisos ni por dónde va; las fallas, siempre."""
_progreso: "ContextVar[Progreso | None]" = ContextVar("progreso", default=None)


def decir(linea: str) -> None:
    """Un renglón por stderr."""
    _escribir(_en_un_renglon(linea))


def decir_falla(linea: str) -> None:
    """Una falla, en rojo si se ve en una terminal."""
    _escribir(_pintado(_en_un_renglon(linea), _DE_FALLA))


def decir_avisos(avisos: Iterable[Aviso]) -> None:
    """Cada aviso, una vez; los que dicen lo mismo de varios lugares, juntos."""
    if _callada.get():
        return
    juntos: dict[tuple[str, str], list[Aviso]] = {}
    for aviso in dict.fromkeys(avisos):
        juntos.setdefault((aviso.codigo, aviso.mensaje), []).append(aviso)
    for iguales in juntos.values():
        lugares = "; ".join(filter(None, (aviso.ruta for aviso in iguales)))
        cuantos = f" ({len(iguales)} lugares)" if len(iguales) > 1 else ""
        dicho = Aviso(iguales[0].codigo, lugares, f"{iguales[0].mensaje}{cuantos}")
        _escribir(f"{_pintado('aviso:', _DE_AVISO)} {_en_un_renglon(str(dicho))}")


def va(que: str) -> None:
    """Por dónde va la orden, para quien mira una terminal."""
    if progreso := _progreso.get():
        progreso.va(que)


@contextlib.contextmanager
def atendiendo(*, en_silencio: bool) -> Iterator[None]:
    """Mientras se cumple una orden: si tarda más de un segundo, un renglón que se borra lo dice."""
    callada = _callada.set(en_silencio)
    progreso = None if en_silencio or not _se_anima(sys.stderr) else Progreso(sys.stderr)
    puesto = _progreso.set(progreso)
    try:
        with progreso or contextlib.nullcontext():
            yield
    finally:
        _progreso.reset(puesto)
        _callada.reset(callada)


class Progreso:
    """Un renglón que dice por dónde va lo que tarda, y del que no queda rastro."""

    def __init__(self, flujo: TextIO) -> None:
        self._flujo = flujo
        self._que = "trabajando"
        self._se_ve = False
        self._turno = Lock()
        self._fin = Event()
        self._hilo = Thread(target=self._latir, daemon=True)

    def __enter__(self) -> None:
        self._desde = time.monotonic()
        self._hilo.start()

    def __exit__(self, *_: object) -> None:
        self._fin.set()
        self._hilo.join()
        self.borrar()

    def va(self, que: str) -> None:
        """Lo que se está haciendo."""
        self._que = imprimible(que).replace("\n", " ")

    def borrar(self) -> None:
        """Deja el renglón libre para otra cosa."""
        with self._turno:
            if self._se_ve:
                self._poner(_BORRA)
                self._se_ve = False

    def _latir(self) -> None:
        espera = _ESPERA
        while not self._fin.wait(espera):
            espera = _CADA
            # Sin llegar al borde: uno que pasa al renglón de abajo no se borra entero.
            cabe = max(shutil.get_terminal_size().columns - 8, 10)
            segundos = int(time.monotonic() - self._desde)
            with self._turno:
                self._poner(f"{_BORRA}{self._que[:cabe]}… {segundos} s")
                self._se_ve = True

    def _poner(self, texto: str) -> None:
        with contextlib.suppress(OSError, ValueError):  # la terminal pudo irse
            self._flujo.write(texto)
            self._flujo.flush()


def _escribir(renglon: str) -> None:
    if sys.stderr is None:  # cerrada: ``print`` lo mandaría a la salida, con el documento
        return
    if progreso := _progreso.get():
        progreso.borrar()
    print(renglon, file=sys.stderr)  # noqa: T201 - es la orden


def _en_un_renglon(texto: str) -> str:
    return imprimible(texto).replace("\n", " ")


def _pintado(texto: str, color: str) -> str:
    pinta = _se_anima(sys.stderr) and not os.environ.get("NO_COLOR")
    return f"{color}{texto}{_NORMAL}" if pinta else texto


def _se_anima(flujo: TextIO | None) -> bool:
    """Si es una terminal que entiende de borrar y de colores."""
    if flujo is None or not flujo.isatty() or os.environ.get("TERM", "") in {"", "dumb"}:
        return False
    return os.name != "nt" or "WT_SESSION" in os.environ


def imprimible(texto: str) -> str:
    """El texto sin caracteres de control: un dato ajeno no maneja la terminal de quien lo lee."""
    if texto.isprintable():
        return texto
    return "".join(
        letra if letra in "\n\t" or unicodedata.category(letra) != "Cc" else "\ufffd"
        for letra in texto
    )
