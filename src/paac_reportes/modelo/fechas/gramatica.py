"""Qué se reconoce en un texto y dónde: fechas, frecuencias, años y lo que no tiene días.

Cada regla es una expresión regular sobre las clases de las palabras (``vocabulario``), no sobre sus
letras, y ninguna mira más de unas pocas: el tiempo es proporcional al largo del texto.
"""

import calendar
import functools
import re
from collections.abc import Iterator
from datetime import date
from enum import Enum, auto

import attrs

# ------------------------------------------------------------------ unidades
# Lo que una fecha puede ser: un día, un mes, una parte del año o el año entero.

Tramo = tuple[date, date]
"""Del primer día al último, incluidos."""

MESES_DEL_ANO = 12
SIGLO = 2000
"""El de los años que se escriben con dos cifras."""

_QUINCENA = 15


@functools.lru_cache(maxsize=1024)
def fin_de_mes(ano: int, mes: int) -> date:
    """El último día de un mes."""
    return date(ano, mes, calendar.monthrange(ano, mes)[1])


@attrs.frozen
class Dia:
    """Un día del calendario."""

    dia: int
    """El -1 es el último del mes."""
    mes: int
    numerico: bool = False
    """Escrito como ``02/07``: podría ser mes/día."""
    tras_el_mes: bool = False
    """Escrito como ``julio 2``."""

    def tramo(self, ano: int) -> Tramo | None:
        """Ese día; si sólo existe como mes/día, ése."""
        dia = self._en(ano, self.mes, self.dia)
        if dia is None and self.numerico:
            dia = self._en(ano, self.dia, self.mes)
        return (dia, dia) if dia else None

    @property
    def invertido(self) -> bool:
        """Si sólo existe como mes/día."""
        return self.numerico and self.dia <= MESES_DEL_ANO < self.mes

    @property
    def ambiguo(self) -> bool:
        """Si existe como día/mes y como mes/día, y no es lo mismo."""
        return self.numerico and self.dia != self.mes and max(self.dia, self.mes) <= MESES_DEL_ANO

    @staticmethod
    def _en(ano: int, mes: int, dia: int) -> date | None:
        if dia < 0:
            return fin_de_mes(ano, mes)
        try:
            return date(ano, mes, dia)
        except ValueError:
            return None


@attrs.frozen
class Mes:
    """Un mes entero."""

    mes: int
    abreviado: bool = False

    def tramo(self, ano: int) -> Tramo | None:
        """Del primero al último de sus días."""
        if not 1 <= self.mes <= MESES_DEL_ANO:
            return None
        return date(ano, self.mes, 1), fin_de_mes(ano, self.mes)


@attrs.frozen
class Parte:
    """Un bimestre, un trimestre, un cuatrimestre o un semestre."""

    orden: int
    """Empieza en 1; el -1 es el último."""
    meses: int
    tras_el_nombre: bool = False
    """Escrita como ``semestre 2``."""

    def tramo(self, ano: int) -> Tramo | None:
        """De su primer día al último."""
        partes = MESES_DEL_ANO // self.meses
        orden = partes if self.orden < 0 else self.orden
        if not 1 <= orden <= partes:
            return None
        fin = orden * self.meses
        return date(ano, fin - self.meses + 1, 1), fin_de_mes(ano, fin)


@attrs.frozen
class Quincena:
    """La primera o la segunda quincena de un mes."""

    orden: int
    mes: int

    def tramo(self, ano: int) -> Tramo | None:
        """Del 1 al 15, o del 16 al último."""
        if self.orden == 1:
            return date(ano, self.mes, 1), date(ano, self.mes, _QUINCENA)
        if self.orden in {2, -1}:
            return date(ano, self.mes, _QUINCENA + 1), fin_de_mes(ano, self.mes)
        return None


@attrs.frozen
class Ano:
    """Un año entero."""

    def tramo(self, ano: int) -> Tramo | None:
        """Del 1 de enero al 31 de diciembre."""
        return date(ano, 1, 1), date(ano, MESES_DEL_ANO, 31)


@attrs.frozen
class Suelto:
    """Un número o un ordinal que, si no lo completa una vecina, no dice nada."""

    numero: int
    ordinal: bool

    def tramo(self, _ano: int) -> Tramo | None:
        """Ninguno: falta saber de qué."""
        return None


Cosa = Dia | Mes | Parte | Quincena | Ano | Suelto


# ------------------------------------------------------------------ gramatica


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
