"""Fechas en español de Colombia, como se escriben y como se leen.

Con los doce meses de aquí: preguntárselos a babel costaba la sexta parte de un primer reporte.
"""

import re
from datetime import date

_MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
    *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


def fecha_larga(fecha: date) -> str:
    """``31 de agosto de 2020``."""
    return f"{fecha.day} de {_mes(fecha)} de {fecha.year}"


def fecha_corta(fecha: date) -> str:
    """``31/08/2020``."""
    return f"{fecha.day:02}/{fecha.month:02}/{fecha.year:04}"


def fecha_abreviada(fecha: date) -> str:
    """``31-ene-22``, como en un control de cambios; el mes, sus tres primeras letras sin punto."""
    return f"{fecha.day:02}-{_mes(fecha)[:3]}-{fecha.year % 100:02}"


def dia_y_mes(fecha: date) -> str:
    """``30 de abril``; el primero, ``1.º de mayo``."""
    return f"{fecha.day}{'.º' if fecha.day == 1 else ''} de {_mes(fecha)}"


def _mes(fecha: date) -> str:
    return _MESES[fecha.month - 1]


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
