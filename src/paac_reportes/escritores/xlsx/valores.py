"""Qué guarda una celda: el texto, o el número o la fecha que el texto es exactamente."""

import re
from datetime import date
from typing import NamedTuple

from paac_reportes.maqueta.estilos import Dato

_FECHA = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_NUMERO = re.compile(r"(?:0|[1-9][0-9]{0,9})(?:,([0-9]{1,4}))?")
_PRIMER_DIA = date(1900, 3, 1)
"""Antes de este día Excel cuenta mal: cree bisiesto el año 1900."""
_DIA_CERO = date(1899, 12, 30).toordinal()


class Valor(NamedTuple):
    """Lo que va en ``<v>`` y el formato con que Excel lo muestra igual que el texto."""

    guardado: str
    muestra: str


def valor_de(texto: str, dato: Dato) -> Valor | None:
    """La fecha o el número que ``texto`` es exactamente; si no lo es, ``None``."""
    if dato == "fecha":
        return _fecha(texto)
    numero = _NUMERO.fullmatch(texto) if dato == "numero" else None
    if numero is None:
        return None
    decimales = len(numero[1] or "")
    return Valor(texto.replace(",", "."), f"0.{'0' * decimales}" if decimales else "0")


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
    return Valor(str(fecha.toordinal() - _DIA_CERO), "dd/mm/yyyy")
