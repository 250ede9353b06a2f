"""Fechas en español de Colombia: el mes lo dice babel, y los patrones son propios.

Los de CLDR cambian con su versión. Cada fecha se escribe una vez: una matriz repite las suyas.
"""

import functools
import re
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


_MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
    *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_CORTA = re.compile(r"\s*([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\s*")
_LARGA = re.compile(r"\s*([0-9]{1,2}) de ([a-z]+) de ([0-9]{4})\s*")
_ABREVIADA = re.compile(r"\s*([0-9]{1,2})-([a-z]{3})-([0-9]{2})\s*")


def leer_fecha_escrita(texto: str) -> date | None:
    """La fecha de un texto escrito como aquí: larga, corta o abreviada; si no lo es, ``None``."""
    plano = texto.casefold()
    if hallada := _CORTA.fullmatch(plano):
        dia, mes, ano = map(int, hallada.groups())
    elif hallada := _LARGA.fullmatch(plano) or _ABREVIADA.fullmatch(plano):
        dia, mes, ano = int(hallada[1]), _numero_de_mes(hallada[2]), int(hallada[3])
        ano += 0 if ano >= _UN_SIGLO else _ESTE_SIGLO
    else:
        return None
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None


_UN_SIGLO, _ESTE_SIGLO = 100, 2000


def _numero_de_mes(nombre: str) -> int:
    """Del 1 al 12; 0 si no es un mes."""
    return next((n for n, mes in enumerate(_MESES, 1) if nombre in (mes, mes[:3])), 0)
