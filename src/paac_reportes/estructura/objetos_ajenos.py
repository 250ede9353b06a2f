"""Las filas que son objetos de otra biblioteca: qué atributos traen datos y cómo se dicen.

De un diccionario, cada clave es una columna. De un objeto de un ORM, o de uno que valida, los
atributos son también métodos, conexiones y lo demás de su biblioteca: no se sabe cuáles van.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

_A_LA_VISTA = 3
"""Cuántos atributos se nombran, para dar un ejemplo."""


def es_objeto(fila: object) -> bool:
    """Si no es un diccionario, ni lo parece."""
    return type(fila) is not dict and not isinstance(fila, Mapping)


def trae_mas_que_datos(fila: object) -> bool:
    """Si entre los atributos de un objeto hay métodos, o es de SQLAlchemy, que agrega los suyos."""
    clase = type(fila)
    if not es_objeto(fila) or attrs.has(clase):  # de una de attrs se sabe cuáles son sus campos
        return False
    metodos = (callable(getattr(clase, nombre, None)) for nombre in dir(clase) if nombre[:1] != "_")
    return hasattr(clase, "__mapper__") or any(metodos)


def que_escribir(fila: object, ejemplo: str) -> str:
    """Frase de qué clase es un objeto y cómo se dicen sus columnas.

    ``ejemplo`` es una de ellas, ``{}: 'Rótulo'``, con un lugar para el nombre del atributo.
    """
    primero = next(iter(_atributos(fila)), "…")
    return (
        f"es un objeto de la clase {type(fila).__name__}, y de sus atributos no se sabe cuáles son"
        f" columnas; dígalo, con columnas={{{ejemplo.format(repr(primero))}, …}}"
    )


def en_diccionarios(fila: object) -> str:
    """Código que hace de cada fila un diccionario: ``[fila.model_dump() for fila in filas]``."""
    return f"[{_en_diccionario(fila, _atributos(fila)[:_A_LA_VISTA])} for fila in filas]"


def _atributos(fila: Any) -> list[str]:
    """Nombres de los atributos que su clase declara como datos o, si no declara, los que guarda."""
    clase = type(fila)
    if dataclasses.is_dataclass(clase):
        return [campo.name for campo in dataclasses.fields(clase)]
    if attrs.has(clase):
        return [campo.name for campo in attrs.fields(clase)]
    for declarados in (_campos_de_pydantic, _campos_de_sqlalchemy, _campos_de_django):
        try:
            return [str(nombre) for nombre in declarados(clase)]
        except (AttributeError, TypeError):
            continue
    return [nombre for nombre in getattr(fila, "__dict__", ()) if nombre[:1] != "_"]


def _campos_de_pydantic(clase: Any) -> Iterable[Any]:
    campos = getattr(clase, "model_fields", None) or clase.__fields__
    return [*campos]


def _campos_de_sqlalchemy(clase: Any) -> Iterable[Any]:
    return [*clase.__mapper__.column_attrs.keys()]


def _campos_de_django(clase: Any) -> Iterable[Any]:
    return [campo.name for campo in clase._meta.fields]  # noqa: SLF001 - es su modo público


def _en_diccionario(fila: object, nombres: Iterable[str]) -> str:
    """Código que hace un diccionario de una fila: ``fila.model_dump()``."""
    clase = type(fila)
    if hasattr(clase, "model_dump"):
        return "fila.model_dump()"
    if dataclasses.is_dataclass(clase):
        return "dataclasses.asdict(fila)"
    if attrs.has(clase):
        return "attrs.asdict(fila)"
    pares = ", ".join(f"{nombre!r}: fila.{nombre}" for nombre in nombres)
    return f"{{{pares}}}" if pares else "{'…': fila.…}"
