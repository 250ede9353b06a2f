"""Qué campos de una clase son datos suyos, y cuáles listas de otros objetos."""

import functools
import typing
from typing import Any

import attrs


@functools.cache
def campos_propios(clase: type) -> tuple[str, ...]:
    """Los nombres de los que son datos suyos: textos, números, fechas o listas de textos."""
    return tuple(c.name for c in attrs.fields(clase) if not _es_lista_de_objetos(c.type))


def _es_lista_de_objetos(tipo: Any) -> bool:
    return typing.get_origin(tipo) is tuple and attrs.has(typing.get_args(tipo)[0])
