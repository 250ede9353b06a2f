"""Lo de pyHanko que empieza su propio ciclo de eventos, donde ya puede haber otro."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")


def en_otro_hilo(hacer: Callable[[], _T]) -> _T:
    """Lo que haga: en un cuaderno o un servidor asíncrono, este hilo ya tiene un ciclo."""
    with ThreadPoolExecutor(max_workers=1) as hilo:
        return hilo.submit(hacer).result()
