"""Qué guarda una celda: el texto, o el número o la fecha que el texto es exactamente."""

import functools
import re
from datetime import date
from typing import NamedTuple

from paac_reportes.maqueta.contenidos import Cifra
from paac_reportes.maqueta.estilos import Dato

_FECHA = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_NUMERO = re.compile(r"(?:0|[1-9][0-9]{0,9})(?:,([0-9]{1,4}))?")
_PRIMER_DIA = date(1900, 3, 1)
"""Antes de este día Excel cuenta mal: cree bisiesto el año 1900."""
_DIA_CERO = date(1899, 12, 30).toordinal()
MUESTRA_DE_FECHA = "dd/mm/yyyy"


class Valor(NamedTuple):
    """Lo que va en ``<v>`` y el formato con que Excel lo muestra igual que el texto."""

    guardado: str
    muestra: str


def valor_de(texto: str, dato: Dato) -> Valor | None:
    """La fecha o el número que ``texto`` es exactamente; si no lo es, ``None``."""
    return _valor_de(texto, dato) if len(texto) <= _LARGO else None


_LARGO = 15
"""Letras del número más largo; lo demás no es ni fecha ni número, y en la memoria pesaría."""


@functools.lru_cache(maxsize=4096)  # una matriz repite sus fechas
def _valor_de(texto: str, dato: Dato) -> Valor | None:
    if dato == "fecha":
        return _fecha(texto)
    numero = _NUMERO.fullmatch(texto) if dato == "numero" else None
    if numero is None:
        return None
    decimales = len(numero[1] or "")
    return Valor(texto.replace(",", "."), f"0.{'0' * decimales}" if decimales else "0")


def valor_de_cifra(cifra: Cifra) -> Valor:
    """Su valor entero, y el formato con que se ve como se lee: ``54,83 %``, ``1.250``, ``+3``."""
    partes = _CIFRA.fullmatch(cifra)
    if partes is None:
        return Valor(repr(float(cifra.valor)), "General")
    decimales = len(partes["decimales"] or "")
    cola = f'"{_COMILLAS.join(partes["cola"].split(_COMILLA))}"' if partes["cola"] else ""
    enteros = "#,##0" if "." in partes["enteros"] else "0"
    muestra = f"{enteros}{'.' if decimales else ''}{'0' * decimales}{cola}"
    if partes["signo"]:
        muestra = f"+{muestra};−{muestra};{muestra}"
    return Valor(repr(float(cifra.valor)), muestra)


_CIFRA = re.compile(
    r"(?P<signo>[+−-]?)(?P<enteros>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)"
    r"(?:,(?P<decimales>[0-9]+))?(?P<cola>(?:[^0-9.,].*)?)",
    re.DOTALL,
)
_COMILLA, _COMILLAS = '"', r'"\""'
"""Una comilla, y cómo va dentro de las del formato."""


def _fecha(texto: str) -> Valor | None:
    partes = _FECHA.fullmatch(texto)
    if partes is None:
        return None
    dia, mes, vigencia = map(int, partes.groups())
    try:
        fecha = date(vigencia, mes, dia)
    except ValueError:
        return None
    if fecha < _PRIMER_DIA:
        return None
    return Valor(str(dia_de_excel(fecha)), MUESTRA_DE_FECHA)


def dia_de_excel(fecha: date) -> int:
    """El número con que Excel guarda una fecha, desde marzo de 1900."""
    return fecha.toordinal() - _DIA_CERO
