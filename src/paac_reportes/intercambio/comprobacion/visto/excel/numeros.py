"""Cómo se ve un número en una hoja de cálculo, según el formato de su celda."""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from paac_reportes.intercambio.comprobacion.visible import marca

_DE_FABRICA = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_FECHA_DE_FABRICA = 14
"""La fecha corta, que cada programa escribe a su modo: en Colombia, ``dd/mm/aaaa``."""
_DIA_CERO = date(1899, 12, 30)
_PIEZA = re.compile(
    r'"(?P<literal>[^"]*)"|\\(?P<suelta>.)|_.|\*.|\[(?P<clave>[^\]]*)\]'
    r"|(?P<cifras>[#0?][#0?,]*(?:\.[0#?]+)?)|(?P<otra>.)",
    re.DOTALL,
)
_FECHA = re.compile(r"(?:\[\$-[0-9A-Fa-f]+\])?dd[/\\-]+mm[/\\-]+yyyy(?:;@)?", re.IGNORECASE)
_SECCIONES = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')


def formato_de_fabrica(numero: int) -> str:
    """El formato de un número que el libro no define."""
    if numero == _FECHA_DE_FABRICA:
        return "dd/mm/yyyy"
    return _DE_FABRICA.get(numero, f"⟦{numero}⟧")


def es_fecha(formato: str) -> bool:
    """Si muestra el día, el mes y el año como se escriben aquí."""
    return _FECHA.fullmatch(formato) is not None


def dia(valor: Decimal) -> date:
    """El día de un número de Excel."""
    return _DIA_CERO + timedelta(days=int(valor))


def como_se_ve(valor: Decimal, formato: str) -> str:
    """``54,83 %``, ``1.250``, ``+3``, ``31/08/2020``; lo desconocido se dice entre ``⟦⟧``."""
    if es_fecha(formato):
        return f"{dia(valor):%d/%m/%Y}"
    if formato == "General":
        return f"{valor.normalize():f}".replace(".", ",")
    secciones = _SECCIONES.split(formato)
    lugar = 0
    if len(secciones) > 1 and valor < 0:
        lugar = 1
    elif len(secciones) > 2 and valor == 0:  # noqa: PLR2004 - positivos; negativos; ceros
        lugar = 2
    negativo_sin_seccion = valor < 0 and lugar == 0
    escrito = _con_seccion(abs(valor), secciones[lugar], formato)
    return f"-{escrito}" if negativo_sin_seccion else escrito


def _con_seccion(valor: Decimal, seccion: str, formato: str) -> str:
    piezas = list(_PIEZA.finditer(seccion))
    es_porcentaje = any(pieza["otra"] == "%" for pieza in piezas)
    escrito = ""
    for pieza in piezas:
        if pieza["clave"] is not None or (pieza["otra"] or "") not in _SE_ESCRIBEN:
            return marca("formato de número", formato)
        if pieza["cifras"]:
            escrito += _cifras(valor * 100 if es_porcentaje else valor, pieza["cifras"])
        else:
            escrito += pieza["literal"] or pieza["suelta"] or pieza["otra"] or ""
    return escrito


_SE_ESCRIBEN = {"", "+", "-", "−", "%", " ", "(", ")", "$", "\N{NO-BREAK SPACE}"}


def _cifras(valor: Decimal, cifras: str) -> str:
    enteros, _, decimales = cifras.partition(".")
    redondo = valor.quantize(Decimal(1).scaleb(-len(decimales)), ROUND_HALF_UP)
    escrito = f"{redondo:,f}" if "," in enteros else f"{redondo:f}"
    return escrito.translate(_EN_ESPANOL)


_EN_ESPANOL = str.maketrans(",.", ".,")
