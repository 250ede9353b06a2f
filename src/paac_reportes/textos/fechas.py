"""Fechas en español de Colombia: el mes lo dice babel, y los patrones son propios.

Los de CLDR cambian con su versión. Cada fecha se escribe una vez: una matriz repite las suyas.
"""

import functools
from datetime import date

_IDIOMA = "es_CO"

_recordar = functools.lru_cache(maxsize=4096)


def _con_patron(fecha: date, patron: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - se carga si hay una fecha que escribir

    return format_date(fecha, patron, locale=_IDIOMA)


@_recordar
def fecha_larga(fecha: date) -> str:
    """``31 de agosto de 2020``."""
    return _con_patron(fecha, "d 'de' MMMM 'de' y")


@_recordar
def fecha_corta(fecha: date) -> str:
    """``31/08/2020``."""
    return _con_patron(fecha, "dd/MM/yyyy")


@_recordar
def fecha_abreviada(fecha: date) -> str:
    """``31-ene-22``, como en un control de cambios; el mes, sus tres primeras letras sin punto."""
    dia, mes, ano = _con_patron(fecha, "dd-MMMM-yy").split("-")
    return f"{dia}-{mes[:3]}-{ano}"


@_recordar
def dia_y_mes(fecha: date) -> str:
    """``30 de abril``; el primero, ``1.º de mayo``."""
    return _con_patron(fecha, "d'.º de' MMMM" if fecha.day == 1 else "d 'de' MMMM")
