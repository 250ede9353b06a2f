"""Lo que de las filas de un contenido se calcula para la hoja ``Datos``, detrás de sus datos."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from paac_reportes import clases
from paac_reportes.composicion.bloques import Encargo

Celdas = tuple[Any, ...]
"""Un valor por clave y por cálculo: los diccionarios de mil planes no caben en la memoria."""
Lugar = tuple[str, date | None]
"""La ruta de una fila y el corte de lo que reporta o, si nada reporta, el pedido."""


@clases.frozen
class Calculo:
    """De un contenido, cómo se llaman y de dónde salen."""

    claves: tuple[str, ...] = ()
    de: Callable[[Sequence[Lugar], Any, Encargo], Iterable[tuple[int, Celdas]]] = lambda *_: ()
    """Por el número de cada fila, lo suyo."""
