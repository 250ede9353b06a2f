"""Lectores de los valores que no contienen otros: texto, números, fechas, sí o no, bytes."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from paac_reportes.errores import Falla
from paac_reportes.estructura.mensajes import inesperado, mostrar

Lector = Callable[[object, str, list[Falla]], Any]
"""Lee un valor de la ruta dada; si no puede, anota fallas y devuelve ``None``."""

ENTERO = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"-?[0-9]{1,40}(?:[.,][0-9]{1,400})?(?:E[+-]?[0-9]{1,4})?")
FECHA = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def leer_texto(datos: object, ruta: str, fallas: list[Falla]) -> str | None:
    """Un texto, a la letra."""
    if isinstance(datos, str):
        return str(datos)
    pista = "; entre comillas se conserva tal cual" if isinstance(datos, int | float) else ""
    fallas.append(Falla(ruta, f"se esperaba un texto, llegó {mostrar(datos)}{pista}"))
    return None


def leer_entero(datos: object, ruta: str, fallas: list[Falla]) -> int | None:
    """Un entero, o un texto que lo es."""
    if isinstance(datos, int) and not isinstance(datos, bool):
        return datos
    if isinstance(datos, str) and ENTERO.fullmatch(datos):
        return int(datos)
    fallas.append(inesperado(ruta, "un número entero", datos))
    return None


def leer_decimal(datos: object, ruta: str, fallas: list[Falla]) -> Decimal | None:
    """Un número finito; en texto, con punto o con coma."""
    numero: Decimal | None = None
    if isinstance(datos, str) and DECIMAL.fullmatch(datos):
        numero = Decimal(datos.replace(",", "."))
    elif isinstance(datos, int | float | Decimal) and not isinstance(datos, bool):
        try:
            numero = Decimal(float.__repr__(datos)) if isinstance(datos, float) else Decimal(datos)
        except (InvalidOperation, ValueError):
            numero = None
    if numero is not None and numero.is_finite():
        return numero
    fallas.append(inesperado(ruta, "un número", datos))
    return None


def leer_fecha(datos: object, ruta: str, fallas: list[Falla]) -> date | None:
    """Una fecha, o un texto AAAA-MM-DD."""
    if isinstance(datos, date) and not isinstance(datos, datetime):
        return datos
    if isinstance(datos, str) and FECHA.fullmatch(datos):
        try:
            return date.fromisoformat(datos)
        except ValueError:
            pass
    fallas.append(inesperado(ruta, "una fecha AAAA-MM-DD", datos))
    return None


def leer_si_no(datos: object, ruta: str, fallas: list[Falla]) -> bool | None:
    """Un sí o no verdadero."""
    if isinstance(datos, bool):
        return datos
    fallas.append(inesperado(ruta, "true o false", datos))
    return None


def leer_bytes(datos: object, ruta: str, fallas: list[Falla]) -> bytes | None:
    """Bytes."""
    if isinstance(datos, bytes | bytearray):
        return bytes(datos)
    fallas.append(inesperado(ruta, "los bytes de una imagen", datos))
    return None


LECTORES_SIMPLES: dict[type, Lector] = {
    str: leer_texto,
    int: leer_entero,
    Decimal: leer_decimal,
    date: leer_fecha,
    bool: leer_si_no,
    bytes: leer_bytes,
}
