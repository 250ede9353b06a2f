"""Los mismos valores, de clases ajenas que los muestran de otro modo."""

import enum
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs

OTRA_COSA = "OTRA COSA"
Disfraz = Callable[[Any], Any]


class _QueSeMuestraDeOtroModo:
    """Lo que escribe un programa que muestra sus valores con otras palabras."""

    def __str__(self) -> str:
        return OTRA_COSA

    def __repr__(self) -> str:
        return OTRA_COSA

    def __format__(self, _forma: str, *_resto: Any) -> str:
        return OTRA_COSA

    def __html__(self) -> str:
        return "<script>otra()</script>"


class Texto(_QueSeMuestraDeOtroModo, str):
    """Como el ``SafeString`` de Django."""

    __slots__ = ()


class Entero(_QueSeMuestraDeOtroModo, int):
    """Como el de una base de datos."""


class Flotante(_QueSeMuestraDeOtroModo, float):
    """Como el ``float64`` de numpy."""


class Exacto(_QueSeMuestraDeOtroModo, Decimal):
    """Como el de una moneda."""


class Dia(_QueSeMuestraDeOtroModo, date):
    """Como el de un calendario propio."""


class Momento(_QueSeMuestraDeOtroModo, datetime):
    """Como el ``Timestamp`` de pandas."""


class Contenido(_QueSeMuestraDeOtroModo, bytes):
    """Como el de un campo de archivo."""


def de_una_subclase(valor: Any) -> Any:
    """El valor como lo daría una subclase del suyo."""
    if isinstance(valor, bool) or valor is None:
        return valor
    if isinstance(valor, datetime):
        return Momento(*valor.timetuple()[:6], tzinfo=valor.tzinfo)
    if isinstance(valor, date):
        return Dia(valor.year, valor.month, valor.day)
    clases = {str: Texto, int: Entero, float: Flotante, Decimal: Exacto, bytes: Contenido}
    return clases[type(valor)](valor) if type(valor) in clases else valor


def de_un_enum(valor: Any) -> Any:
    """El valor como la única opción de un ``Enum`` que se muestra de otro modo."""
    if valor is None or not isinstance(valor, str | int | float | Decimal | date | bytes):
        return valor
    return enum.Enum("Opcion", {"LA": valor}, type=_QueSeMuestraDeOtroModo).LA  # type: ignore[attr-defined]


def de_un_enum_de_su_clase(valor: Any) -> Any:
    """Lo mismo, de los que además son textos o números: ``class Estado(str, Enum)``."""
    if isinstance(valor, bool) or type(valor) not in {str, int, float}:
        return de_una_subclase(valor)
    return enum.Enum("Opcion", {"LA": valor}, type=type(valor)).LA  # type: ignore[attr-defined]


DISFRACES = (de_una_subclase, de_un_enum, de_un_enum_de_su_clase)


def disfrazar(datos: Any, disfraz: Disfraz) -> Any:
    """Los mismos datos, con cada valor y cada clave de texto disfrazados."""
    if isinstance(datos, dict):
        return {disfraz(clave): disfrazar(valor, disfraz) for clave, valor in datos.items()}
    if isinstance(datos, list | tuple):
        return type(datos)(disfrazar(valor, disfraz) for valor in datos)
    return disfraz(datos)


def construir_disfrazado(objeto: Any, disfraz: Disfraz) -> Any:
    """El mismo objeto del modelo, construido a mano con cada valor disfrazado."""
    if attrs.has(type(objeto)):
        campos = (campo for campo in attrs.fields(type(objeto)) if campo.init)
        valores = {c.alias: construir_disfrazado(getattr(objeto, c.name), disfraz) for c in campos}
        return type(objeto)(**valores)
    if isinstance(objeto, list | tuple):
        return [construir_disfrazado(valor, disfraz) for valor in objeto]
    if isinstance(objeto, enum.Enum):
        return disfraz(objeto.value)
    return disfrazar(objeto, disfraz)
