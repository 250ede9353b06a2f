"""Los números de un texto, cada grupo de cifras aparte, y lo que tienen pegado."""

import re
import unicodedata
from collections.abc import Collection, Sequence

import attrs

from paac_reportes.textos.publicacion.nombres import INVISIBLES, sin_invisibles

_CIFRAS = re.compile(rf"\d++(?:[{INVISIBLES}]++\d++)*+")
_ENTRE_GRUPOS = 3
"""Letras que puede haber entre dos grupos de un mismo número, como «) -»."""
_SEPARAN = frozenset("+ \t\u00a0\u2007\u2009\u202f.-\u2010\u2011–()")
_RENGLONES = frozenset("\n\r")
_LARGO = 20
"""Cifras; con más ya no es un teléfono ni una cédula, y convertirlas cuesta."""
_CODIGO = re.compile(r"(?:[\d.]\w{0,20}[A-Z]\.|(?<![^\W_])[A-Z]{1,4}-)\Z", re.ASCII)
"""``CO1.PCCNTR.1234567``, ``CPS-3102023001``."""
_LETRAS_DEL_CODIGO = 24
_DE_DIEZ = 10
_EXTENSION = re.compile(
    r"[\s,;.(-]{0,3}ext(?:ensi[oó]n(?:es)?)?\b\.?[\s:.#]{0,3}\d{1,5}(?:\s?[-–,y/]\s?\d{2,5}\b){0,5}\)?",
    re.IGNORECASE,
)
_ABREVIADOS = re.compile(r"(?:[-–/]\d{1,4}(?!\d)){1,6}(?![^\W_]|[.,]\d)")
"""«8795356-57»: de los otros se escribe lo que cambia."""
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
    return [
        Grupo(_en_ascii(sin_invisibles(h[0])), h.start(), h.end()) for h in _CIFRAS.finditer(texto)
    ]


def _en_ascii(cifras: str) -> str:
    if len(cifras) > _LARGO:
        return ""
    return cifras if cifras.isascii() else "".join(str(unicodedata.decimal(c)) for c in cifras)


def juntos(texto: str, uno: Grupo, otro: Grupo, *, en_renglones: bool) -> bool:
    """Si entre dos grupos sólo hay lo que separa las partes de un mismo número."""
    separan: Collection[str] = _SEPARAN | _RENGLONES if en_renglones else _SEPARAN
    entre = sin_invisibles(texto[uno.fin : min(otro.inicio, uno.fin + 2 * _ENTRE_GRUPOS)])
    cabe = otro.inicio - uno.fin <= 2 * _ENTRE_GRUPOS and len(entre) <= _ENTRE_GRUPOS
    return cabe and all(letra in separan for letra in entre)


def pegado_atras(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Si lo que hay antes es parte del mismo código: una letra, o un número y su separador."""
    inicio = grupos[indice].inicio
    if inicio and (texto[inicio - 1].isalnum() or texto[inicio - 1] == "_"):
        return True
    if _CODIGO.search(texto[max(inicio - _LETRAS_DEL_CODIGO, 0) : inicio]):
        return True
    if indice == 0:
        return False
    entre = texto[max(grupos[indice - 1].fin, inicio - 2) : inicio]
    # Una coma no parte miles de diez cifras: es la de una lista.
    return _es_un_signo(entre) and not (entre == "," and len(grupos[indice].cifras) == _DE_DIEZ)


def pegado_adelante(texto: str, grupos: Sequence[Grupo], indice: int) -> bool:
    """Lo mismo con lo que hay después."""
    fin = grupos[indice].fin
    if texto[fin : fin + 1].isalnum() or texto[fin : fin + 1] == "_":
        return True
    siguiente = grupos[indice + 1].inicio if indice + 1 < len(grupos) else None
    return siguiente is not None and _es_un_signo(texto[fin : min(siguiente, fin + 2)])


def con_su_cola(texto: str, fin: int, *, nombrado: bool) -> int:
    """Dónde termina con su extensión o, si algo lo nombra, con lo que cambia de los otros."""
    cola = _EXTENSION.match(texto, fin) or (nombrado and _ABREVIADOS.match(texto, fin))
    return cola.end() if cola else fin


def _es_un_signo(entre: str) -> bool:
    return len(entre) == 1 and entre in ".,-/–:'’"
