"""Qué guarda una celda: el texto, o el número o la fecha que el texto es exactamente."""

import re
from datetime import date

from paac_reportes.maqueta.estilos import Dato

_FECHA = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_NUMERO = re.compile(r"(?:0|[1-9]\d{0,14})(?:,\d{1,9})?")
_PRIMER_DIA = date(1900, 3, 1)
"""Antes de este día Excel cuenta mal: cree bisiesto el año 1900."""
_DIA_CERO = date(1899, 12, 30).toordinal()


def numero_de(texto: str, dato: Dato) -> str | None:
    """Lo que va en ``<v>`` si ``texto`` se muestra igual como número o fecha; si no, ``None``."""
    if dato == "fecha":
        return _serie(texto)
    if dato == "numero" and _NUMERO.fullmatch(texto):
        return texto.replace(",", ".")
    return None


def _serie(texto: str) -> str | None:
    partes = _FECHA.fullmatch(texto)
    if partes is None:
        return None
    dia, mes, vigencia = map(int, partes.groups())
    try:
        fecha = date(vigencia, mes, dia)
    except ValueError:
        return None
    return str(fecha.toordinal() - _DIA_CERO) if fecha >= _PRIMER_DIA else None
