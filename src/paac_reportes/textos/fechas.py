"""Fechas en español de Colombia, con patrones propios: los de CLDR cambian con su versión."""

from datetime import date

_MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


def fecha_larga(fecha: date) -> str:
    """``31 de agosto de 2020``."""
    return f"{fecha.day} de {_MESES[fecha.month - 1]} de {fecha.year}"


def fecha_corta(fecha: date) -> str:
    """``31/08/2020``."""
    return f"{fecha:%d/%m/}{fecha.year:04d}"
