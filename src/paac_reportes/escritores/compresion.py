"""La compresión de un documento, en otro hilo mientras se escribe: zlib suelta el intérprete."""

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Self

Encargo = Callable[[], object]
_PENDIENTES = 4
"""Encargos que esperan a lo sumo: quien deja el que sigue espera a que se haga uno."""


class Compresion:
    """Un hilo que hace en orden lo que se le encarga; al salir de ella, hecho está, y él no queda.

    Donde no hay hilos, como en un navegador, o el sistema no da otro, lo hace quien lo encarga.
    """

    def __init__(self) -> None:
        self._encargos: SimpleQueue[Encargo | None] = SimpleQueue()
        self._lugares = threading.Semaphore(_PENDIENTES)
        self._hilo: threading.Thread | None = None
        self._fallas: list[BaseException] = []
        self._abandonada = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, clase: type[BaseException] | None, *_: object) -> None:
        """Espera a que todo se haga o, si quien escribe falló, lo que queda se abandona."""
        self._abandonada = self._abandonada or clase is not None
        self._encargos.put(None)
        if self._hilo is not None and self._hilo.is_alive():
            self._hilo.join()
        if clase is None and self._fallas:
            raise self._fallas.pop()

    def encargar(self, encargo: Encargo) -> None:
        """Deja un encargo más; la falla de uno de antes sale aquí, o al terminar."""
        if self._fallas:
            raise self._fallas.pop()
        if self._hilo is None:
            # Demonio: al terminar el proceso nadie lo espera, si algo no dejó cerrarlo.
            self._hilo = threading.Thread(target=self._trabajar, daemon=True)
            try:
                self._hilo.start()
            except RuntimeError:
                self._hilo = None
                encargo()
                return
        self._lugares.acquire()
        self._encargos.put(encargo)

    def _trabajar(self) -> None:
        while (encargo := self._encargos.get()) is not None:
            try:
                if not self._abandonada:
                    encargo()
            except BaseException as falla:  # noqa: BLE001 - sale en el hilo que escribe
                self._abandonada = True
                self._fallas.append(falla)
            self._lugares.release()
