"""De objetos a diccionarios, listas y valores de JSON."""

import enum
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import attrs

_VACIOS: tuple[object, ...] = ((), {})


def desestructurar(objeto: object) -> typing.Any:
    """Lo contrario de ``estructurar``: diccionarios, listas y valores de JSON (y ``bytes``).

    Los campos vacíos no salen; un decimal sale como número si así se lee igual, si no como texto.
    """
    clase: typing.Any = type(objeto)
    if attrs.has(clase):
        pares = ((c.name, getattr(objeto, c.name)) for c in attrs.fields(clase))
        return {
            nombre: desestructurar(v) for nombre, v in pares if v is not None and v not in _VACIOS
        }
    if isinstance(objeto, tuple):
        return [desestructurar(v) for v in objeto]
    if isinstance(objeto, Mapping):
        return {str(clave): desestructurar(v) for clave, v in objeto.items()}
    if isinstance(objeto, enum.Enum):
        return objeto.value
    if isinstance(objeto, Decimal):
        return _numero_de_json(objeto)
    return objeto.isoformat() if isinstance(objeto, date) else objeto


def _numero_de_json(numero: Decimal) -> int | float | str:
    if numero == numero.to_integral_value():
        return int(numero)
    aproximado = float(numero)
    return aproximado if Decimal(repr(aproximado)) == numero else str(numero)
