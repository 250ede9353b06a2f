"""Los números de un texto, cada grupo de cifras aparte, y las palabras que dicen de qué son."""

import re
import unicodedata
from collections.abc import Collection, Sequence

import attrs

_CIFRAS = re.compile(r"\d+")
_PALABRA = re.compile(r"[^\W\d_]+|[$€]")
_LETRAS_ATRAS = 60
_ENTRE_GRUPOS = 3
"""Letras que puede haber entre dos grupos de un mismo número, como «) -»."""
_SEPARAN = frozenset("+ \t\u00a0\u2007\u2009\u202f.-\u2010\u2011–()")
_LARGO = 20
"""Cifras; con más ya no es un teléfono ni una cédula, y convertirlas cuesta."""


def palabras(juntas: str) -> frozenset[str]:
    """Las de un texto, para buscar en ellas."""
    return frozenset(juntas.split())


RELLENO = palabras(
    "no nro num número numero n o de del la el los las por es al a y en con se fue expedida"
    " actual fijo nacional"
)
"""Lo que puede ir entre el número y la palabra que lo nombra."""
DE_CEDULA = palabras(
    "c cc cédula cédulas cedula cedulas ciudadanía ciudadania extranjería identidad nuip"
    " identificado identificada identificados identificación identificacion"
)
DE_OTRA_COSA = DE_CEDULA | palabras(
    "$ € cop pesos valor valores monto suma recursos presupuesto costo millones total"
    " nit contrato contratos convenio convenios cdp crp rp rubro certificado disponibilidad"
    " registro radicado radicados rad radicación resolución resolucion decreto acuerdo ordenanza"
    " ley factura comprobante egreso orden expediente proceso código codigo bpin bpim id"
    " referencia ref cuenta ahorros corriente serie acta oficio certificación matrícula"
)
"""Lo que nombra números que no son un teléfono."""
ES_DINERO = re.compile(r"\s?(?:de\s)?(?:pesos|millones|mil\b|m/?cte|cop\b|%)", re.IGNORECASE)
"""Lo que sigue a un valor."""


@attrs.frozen
class Grupo:
    """Unas cifras seguidas."""

    cifras: str
    """En cifras de ASCII; vacías si son demasiadas."""
    inicio: int
    fin: int


def grupos_de(texto: str) -> list[Grupo]:
    """Los grupos de cifras del texto, en orden."""
    return [Grupo(_en_ascii(h[0]), h.start(), h.end()) for h in _CIFRAS.finditer(texto)]


def _en_ascii(cifras: str) -> str:
    if len(cifras) > _LARGO:
        return ""
    return cifras if cifras.isascii() else "".join(str(unicodedata.decimal(c)) for c in cifras)


def juntos(texto: str, uno: Grupo, otro: Grupo, separan: Collection[str] = _SEPARAN) -> bool:
    """Si entre dos grupos sólo hay lo que separa las partes de un mismo número."""
    entre = texto[uno.fin : min(otro.inicio, uno.fin + _ENTRE_GRUPOS + 1)]
    return len(entre) <= _ENTRE_GRUPOS and all(letra in separan for letra in entre)


def pegado_atras(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Si lo que hay antes es parte del mismo código: una letra, o un número y su separador."""
    inicio = grupos[indice].inicio
    if inicio and (texto[inicio - 1].isalnum() or texto[inicio - 1] == "_"):
        return True
    if inicio > 1 and texto[inicio - 1] == "." and texto[inicio - 2].isupper():
        return True  # CO1.PCCNTR.1234567
    return indice > 0 and _es_un_signo(texto[max(grupos[indice - 1].fin, inicio - 2) : inicio])


def pegado_adelante(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Lo mismo con lo que hay después."""
    fin = grupos[indice].fin
    if texto[fin : fin + 1].isalnum() or texto[fin : fin + 1] == "_":
        return True
    siguiente = grupos[indice + 1].inicio if indice + 1 < len(grupos) else None
    return siguiente is not None and _es_un_signo(texto[fin : min(siguiente, fin + 2)])


def _es_un_signo(entre: str) -> bool:
    return len(entre) == 1 and entre in ".,-/–:'’"


def lo_nombra(texto: str, inicio: int, nombres: Collection[str], palabras: int) -> bool:
    """Si una de las últimas palabras, sin otra que nombre un número y sin cifras, está ahí."""
    atras = texto[max(inicio - _LETRAS_ATRAS, 0) : inicio].lower()
    for palabra in reversed(_PALABRA.findall(_sin_cifras(atras))):
        if palabra in nombres:
            return True
        if palabra in RELLENO:
            continue
        palabras -= 1
        if palabras < 0 or palabra in DE_OTRA_COSA:
            return False
    return False


def _sin_cifras(atras: str) -> str:
    """Lo que sigue al último número, que a él no lo nombra lo que va antes."""
    return re.split(r"\d", atras)[-1]
