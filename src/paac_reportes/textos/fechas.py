"""Fechas en español de Colombia, con patrones propios: los de CLDR cambian con su versión."""

from datetime import date

from paac_reportes.modelo.fechas import MESES


def fecha_larga(fecha: date) -> str:
    """``31 de agosto de 2020``."""
    return f"{fecha.day} de {MESES[fecha.month - 1]} de {fecha.year}"


def fecha_corta(fecha: date) -> str:
    """``31/08/2020``."""
    return f"{fecha:%d/%m/}{fecha.year:04d}"


def fecha_abreviada(fecha: date) -> str:
    """``31-ene-22``, como en un control de cambios; el mes va sin punto."""
    return f"{fecha.day:02d}-{MESES[fecha.month - 1][:3]}-{fecha.year % 100:02d}"


def dia_y_mes(fecha: date) -> str:
    """``30 de abril``; el primero, ``1.º de mayo``."""
    dia = "1.º" if fecha.day == 1 else str(fecha.day)
    return f"{dia} de {MESES[fecha.month - 1]}"
