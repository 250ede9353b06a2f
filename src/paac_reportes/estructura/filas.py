"""Tipos de lo que se puede dar como filas, que no cargan con qué se leen (``filas_ajenas``)."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol


class _DeArrow(Protocol):
    def to_pylist(self) -> Any: ...


class _PorCalcular(Protocol):
    """Una tabla de polars que aún no se calcula."""

    def collect_schema(self) -> Any: ...


class _Cursor(Protocol):
    def fetchall(self) -> Any: ...


Filas = Iterable[Any] | _DeArrow | _PorCalcular | _Cursor
"""Objetos que se recorren fila por fila, y las tablas y los cursores que se leen de otro modo."""

Tablas = Mapping[str, Filas]
"""Varias, cada una por el nombre con que un formato dice cuál muestra."""
