"""Qué se reconoce en un texto y dónde: fechas, frecuencias, años y lo que no tiene días.

Cada regla es una expresión regular sobre las clases de las palabras (``vocabulario``), no sobre sus
letras, y ninguna mira más de unas pocas: el tiempo es proporcional al largo del texto.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto

import attrs


class Que(Enum):
    """Lo que una regla reconoce."""

    CITA = auto()
    DIA = auto()
    DIA_ORDINAL = auto()
    MES = auto()
    MES_Y_NUMERO = auto()
    PARTE = auto()
    QUINCENA = auto()
    ANO = auto()
    FIN_DE_ANO = auto()
    SUELTO = auto()
    ADJETIVO = auto()
    CADA = auto()
    VECES = auto()
    CONTINUA = auto()
    CONDICION = auto()
    REFERENCIA = auto()
    NOMBRE = auto()


_ANO = r"(?:[-/.,(]{0,2}d?l?w?v?[d:]?l?A(?![-/.][89][-/.][89]))"
_NO_ES_ANO = r"\)?(?:º|[-/.]?[89A]|d?[mb]|z)"
_ANO_CORTO = rf"(?:[-/']?d?(?P<ano>9)(?!{_NO_ES_ANO}))"
_MES = r"(?P<mes>[mb])\.?"
_DE_MES = rf"(?:M[d:]?)?{_MES}"
_ORDEN = r"(?P<orden>8(?!\.?º?W)|8\.?º|O|r)"
_CADA_UNO = r"(?P<unidad>[MqWQSDv])"
_CUANTAS = r"(?P<cantidad>n|[89])(?:\((?P<cifra>[89])\))?"

_DIA_DE_MES = (
    r"(?:n(?:yn)?\()?(?P<dia>[89])(?:\.?º\.?D?|\))?(?:DdMd|dMd|[-/]?d?)"
    rf"{_MES}(?:{_ANO}|{_ANO_CORTO})?"
)
_MES_Y_DIA = (
    rf"{_DE_MES}(?P<dia>[89])(?:\.?º)?(?![-/.][89][-/.]|d[mb]|[zDMqWSQ%])"
    rf"(?:{_ANO}|/(?P<ano>9))?"
)

_REGLAS = (
    # Una norma no es una fecha, aunque traiga una.
    (Que.CITA, r"[LG](?:%?[.º]{0,2}|\?)[89A#](?:/A|d(?:A|[89]d?[mb]d?A))?"),
    # 31/01/2026 · 15-09/26 · 15 09 2026 · 2026-09-15
    (Que.DIA, r"(?P<dia>[89])(?P<signo>[-/.])(?P<mes>[89])(?:[-/.]A|(?P=signo)(?P<ano>9))"),
    (Que.DIA, r"(?P<dia>[89])(?P<mes>[89])A"),
    (Que.DIA, r"A(?P<iso>[-/.])(?P<mes>[89])[-/.](?P<dia>[89])"),
    # 06/2026 · 2026-06
    (Que.MES, r"(?P<mes>[89])[-/.]A"),
    (Que.MES, r"A[-/](?P<mes>9)(?![-/.º]|d?[mb]|[ay]?[89])"),
    # 15/09 · 15-09, si ahí termina o sigue el año
    (Que.DIA, rf"(?<!/)(?P<dia>[89])/(?P<mes>[89])(?!/|d?[mbqW]){_ANO}?"),
    (Que.DIA, rf"(?P<dia>9)-(?P<mes>9)(?=[)., ]*$|d?A|[ah]l?[89]-){_ANO}?"),
    # 30 de abril de 2026 · 1.º de mayo · 31-ene-26 · a los treinta (30) días del mes de junio
    (Que.DIA, _DIA_DE_MES),
    (Que.DIA_ORDINAL, rf"(?P<orden>O)D?d(?:Md)?{_MES}{_ANO}?"),
    (Que.QUINCENA, rf"(?P<orden>O|8\.?º)Qd?(?:Md)?{_MES}{_ANO}?"),
    # primer trimestre · II semestre de 2026 · semestre 2
    (Que.PARTE, rf"{_ORDEN}[.-]?(?P<parte>[qW])\.?{_ANO}?"),
    (Que.PARTE, rf"(?P<parte>[qW])\.?%?[.º]{{0,2}}(?P<orden>r|O|8)(?!/|[-.][89]){_ANO}?"),
    # trimestral · una semestral · cada dos meses · dos veces al año · mes a mes
    (Que.ADJETIVO, r"[n8]?(?P<unidad>f)"),
    (Que.CADA, rf"p?c(?:{_CUANTAS})?{_CADA_UNO}"),
    (Que.CADA, rf"(?:p|tl){_CADA_UNO}"),
    (Que.CADA, r"(?P<unidad>[MqW])(?:V|(?<=M)aM)"),
    (Que.VECES, rf"{_CUANTAS}z(?:(?:a|p?c|p|[eu])o?l?w?{_CADA_UNO}|[eu]?l?(?=v?A))"),
    (Que.VECES, rf"{_CUANTAS}(?:a|p?c|p)l?(?P<unidad>[MqWv])(?!d?[mb89])"),
    # junio 3 de 2026 · marzo 1 · junio del 10 al 14 · sep-26
    (Que.DIA, _MES_Y_DIA),
    (Que.DIA, rf"{_MES}[:(]?(?:d?l?D?)(?P<dia>[89])(?=\.?º?[ay,-]l?[89])"),
    (Que.MES_Y_NUMERO, rf"{_MES}[-/'](?P<dia>9)(?!º|[-/.][89]|d?[mb]){_ANO}?"),
    # junio de 2026 · junio
    (Que.MES, rf"{_DE_MES}(?:{_ANO}|d(?P<ano>9)(?!{_NO_ES_ANO}|[ay,-]))"),
    (Que.MES, _DE_MES),
    # fin de año · la vigencia 2026 · 2026 · todo el año
    (Que.FIN_DE_ANO, r"\$d?l?w?(?:v(?:d?A)?|A)"),
    (Que.ANO, r"[eu]?o?l?w?(?:v[d:]?)?A"),
    (Que.ANO, r"[eu]?(?:o[la]?|l)?w?v"),
    # lo que no tiene días
    (Que.CONDICION, r"jy?[kC]|C|cz?k|s(?=[a-zA-Z?])|eX|[hi]k|[ae]l?T[dke]|nz(?=[?kw])"),
    (Que.CONDICION, r"g[aw]?l?N|dG[aw]?l?N|[ap]l?N|B"),
    (Que.CONTINUA, r"K|j|olT|e?oT"),
    (Que.REFERENCIA, r"g|dG|kR|pI|R(?=[pedkw])"),
    (Que.NOMBRE, r"P(?:[?w]?f)?"),
    # un día o un orden que completa su vecino: «10» en «10 al 14 de junio»
    (Que.SUELTO, r"(?P<dia>[89](?:\.?º)?)(?:dA)?|(?P<orden>O|r)"),
)

SE_BASTAN = re.compile("[BN]")
"""Las condiciones con una de estas no necesitan decir más: «ocasionalmente», «a demanda»."""


_COMPILADAS = [(que, re.compile(patron)) for que, patron in _REGLAS]
_GRUPO = re.compile(r"\(\?P<(?!signo)[a-z]+>")  # el signo se repite dentro de su regla
_TODAS = re.compile(
    "|".join(
        f"(?P<regla_{n}>" + _GRUPO.sub("(?:", patron) + ")" for n, (_, patron) in enumerate(_REGLAS)
    )
)


@attrs.frozen
class Hallazgo:
    """Lo que una regla reconoció, y las palabras que abarca."""

    que: Que
    inicio: int
    fin: int
    _hallada: re.Match[str]

    def lugar(self, grupo: str) -> int:
        """La primera palabra de un grupo; -1 si la regla no lo tiene o no se usó."""
        return self._hallada.start(grupo) if grupo in self._hallada.re.groupindex else -1


def hallar(clases: str) -> Iterator[Hallazgo]:
    """Todo lo que se reconoce, de izquierda a derecha y sin solaparse."""
    for hallada in _TODAS.finditer(clases):
        que, regla = _COMPILADAS[int((hallada.lastgroup or "").removeprefix("regla_"))]
        if con_grupos := regla.match(clases, hallada.start()):
            yield Hallazgo(que, *hallada.span(), con_grupos)
