"""Qué se reconoce en un texto y dónde: fechas, frecuencias, años y lo que no tiene días.

Primero, lo que una fecha puede ser: un día, un mes, una parte del año o el año entero. Cada regla
es una expresión regular sobre las clases de las palabras (``vocabulario``), no sobre sus letras, y
ninguna mira más de unas pocas: el tiempo es proporcional al largo del texto.
"""

import calendar
import functools
import re
from collections.abc import Iterator
from datetime import date
from enum import Enum, auto

from paac_reportes import clases
from paac_reportes.modelo.fechas.vocabulario import en_letras

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


@clases.frozen
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
        dia = self._dia_en(ano, self.mes, self.dia)
        if dia is None and self.numerico:
            dia = self._dia_en(ano, self.dia, self.mes)
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
    def _dia_en(ano: int, mes: int, dia: int) -> date | None:
        if dia < 0:
            return fin_de_mes(ano, mes)
        try:
            return date(ano, mes, dia)
        except ValueError:
            return None


@clases.frozen
class Mes:
    """Un mes entero."""

    mes: int
    abreviado: bool = False

    def tramo(self, ano: int) -> Tramo | None:
        """Del primero al último de sus días."""
        if not 1 <= self.mes <= MESES_DEL_ANO:
            return None
        return date(ano, self.mes, 1), fin_de_mes(ano, self.mes)


@clases.frozen
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


@clases.frozen
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


@clases.frozen
class Ano:
    """Un año entero."""

    def tramo(self, ano: int) -> Tramo | None:
        """Del 1 de enero al 31 de diciembre."""
        return date(ano, 1, 1), date(ano, MESES_DEL_ANO, 31)


@clases.frozen
class Suelto:
    """Un número o un ordinal que, si no lo completa una vecina, no dice nada."""

    numero: int
    ordinal: bool

    def tramo(self, _ano: int) -> Tramo | None:
        """Ninguno: falta saber de qué."""
        return None


Cosa = Dia | Mes | Parte | Quincena | Ano | Suelto


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


# Cada regla se escribe con los nombres de las clases: ``{dos_digitos}{de}{mes}{de}{ano}`` es «30 de
# abril de 2026». En mayúsculas van los trozos que varias comparten.

_TROZOS = {
    "ANO": r"(?:[-/.,(]{0,2}{de}?{el}?{acompana}?{vigencia}?[{de}:]?{el}?{ano}(?![-/.]{cifras}[-/.]{cifras}))",
    "NO_ES_ANO": r"\)?(?:º|[-/.]?[{digito}{dos_digitos}{ano}]|{de}?{nombre_de_mes}|{veces})",
    "ANO_CORTO": r"(?:[-/']?{de}?(?P<ano>{dos_digitos})(?!{NO_ES_ANO}))",
    "MES": r"(?P<mes>{nombre_de_mes})\.?",
    "DE_MES": r"(?:{palabra_mes}[{de}:]?)?{MES}",
    "ORDEN": r"(?P<orden>{digito}(?!\.?º?{partes})|{digito}\.?º|{ordinal}|{romano})",
    "CADA_UNO": r"(?P<unidad>[{palabra_mes}{parte}{partes}{quincena}{semana}{palabra_dia}{vigencia}])",
    "CUANTAS": r"(?P<cantidad>{cantidad}|{cifras})(?:\((?P<cifra>{cifras})\))?",
}

_DIA_DE_MES = (
    r"(?:{cantidad}(?:{y}{cantidad})?\()?(?P<dia>{cifras})(?:\.?º\.?{palabra_dia}?|\))?"
    r"(?:{palabra_dia}{de}{palabra_mes}{de}|{de}{palabra_mes}{de}|[-/]?{de}?)"
    r"{MES}(?:{ANO}|{ANO_CORTO})?"
)
_MES_Y_DIA = (
    r"{DE_MES}(?P<dia>{cifras})(?:\.?º)?(?![-/.]{cifras}[-/.]|{de}{nombre_de_mes}"
    r"|[{veces}{palabra_dia}{palabra_mes}{parte}{partes}{semana}{quincena}{numero}])"
    r"(?:{ANO}|/(?P<ano>{dos_digitos}))?"
)

_REGLAS = (
    # Una norma no es una fecha, aunque traiga una.
    (
        Que.CITA,
        r"[{norma}{acuerdo}](?:{numero}?[.º]{0,2}|\?)[{digito}{dos_digitos}{ano}{otro_numero}](?:/{ano}|{de}(?:{ano}|{cifras}{de}?{nombre_de_mes}{de}?{ano}))?",
    ),
    # 31/01/2026 · 15-09/26 · 15 09 2026 · 2026-09-15
    (
        Que.DIA,
        r"(?P<dia>{cifras})(?P<signo>[-/.])(?P<mes>{cifras})(?:[-/.]{ano}|(?P=signo)(?P<ano>{dos_digitos}))",
    ),
    (Que.DIA, r"(?P<dia>{cifras})(?P<mes>{cifras}){ano}"),
    (Que.DIA, r"{ano}(?P<iso>[-/.])(?P<mes>{cifras})[-/.](?P<dia>{cifras})"),
    # 06/2026 · 2026-06
    (Que.MES, r"(?P<mes>{cifras})[-/.]{ano}"),
    (Que.MES, r"{ano}[-/](?P<mes>{dos_digitos})(?![-/.º]|{de}?{nombre_de_mes}|[{a}{y}]?{cifras})"),
    # 15/09 · 15-09, si ahí termina o sigue el año
    (
        Que.DIA,
        r"(?<!/)(?P<dia>{cifras})/(?P<mes>{cifras})(?!/|{de}?[{mes}{mes_abreviado}{parte}{partes}]){ANO}?",
    ),
    (
        Que.DIA,
        r"(?P<dia>{dos_digitos})-(?P<mes>{dos_digitos})(?=[)., ]*$|{de}?{ano}|[{a}{hasta}]{el}?{cifras}-){ANO}?",
    ),
    # 30 de abril de 2026 · 1.º de mayo · 31-ene-26 · a los treinta (30) días del mes de junio
    (Que.DIA, _DIA_DE_MES),
    (Que.DIA_ORDINAL, r"(?P<orden>{ordinal}){palabra_dia}?{de}(?:{palabra_mes}{de})?{MES}{ANO}?"),
    (
        Que.QUINCENA,
        r"(?P<orden>{ordinal}|{digito}\.?º){quincena}{de}?(?:{palabra_mes}{de})?{MES}{ANO}?",
    ),
    # primer trimestre · II semestre de 2026 · semestre 2
    (Que.PARTE, r"{ORDEN}[.-]?(?P<parte>[{parte}{partes}])\.?{ANO}?"),
    (
        Que.PARTE,
        r"(?P<parte>[{parte}{partes}])\.?{numero}?[.º]{0,2}(?P<orden>{romano}|{ordinal}|{digito})(?!/|[-.]{cifras}){ANO}?",
    ),
    # trimestral · una semestral · cada dos meses · dos veces al año · mes a mes
    (Que.ADJETIVO, r"[{cantidad}{digito}]?(?P<unidad>{frecuencia})"),
    (Que.CADA, r"{por}?{cada}(?:{CUANTAS})?{CADA_UNO}"),
    (Que.CADA, r"(?:{por}|{todos}{el}){CADA_UNO}"),
    (
        Que.CADA,
        r"(?P<unidad>[{palabra_mes}{parte}{partes}])(?:{vencido}|(?<={palabra_mes}){a}{palabra_mes})",
    ),
    (
        Que.VECES,
        r"{CUANTAS}{veces}(?:(?:{a}|{por}?{cada}|{por}|[{en}{durante}]){todo}?{el}?{acompana}?{CADA_UNO}|[{en}{durante}]?{el}?(?={vigencia}?{ano}))",
    ),
    (
        Que.VECES,
        r"{CUANTAS}(?:{a}|{por}?{cada}|{por}){el}?(?P<unidad>[{palabra_mes}{parte}{partes}{vigencia}])(?!{de}?[{mes}{mes_abreviado}{digito}{dos_digitos}])",
    ),
    # junio 3 de 2026 · marzo 1 · junio del 10 al 14 · sep-26
    (Que.DIA, _MES_Y_DIA),
    (
        Que.DIA,
        r"{MES}[:(]?(?:{de}?{el}?{palabra_dia}?)(?P<dia>{cifras})(?=\.?º?[{a}{y},-]{el}?{cifras})",
    ),
    (
        Que.MES_Y_NUMERO,
        r"{MES}[-/'](?P<dia>{dos_digitos})(?!º|[-/.]{cifras}|{de}?{nombre_de_mes}){ANO}?",
    ),
    # junio de 2026 · junio
    (Que.MES, r"{DE_MES}(?:{ANO}|{de}(?P<ano>{dos_digitos})(?!{NO_ES_ANO}|[{a}{y},-]))"),
    (Que.MES, r"{DE_MES}"),
    # fin de año · la vigencia 2026 · 2026 · todo el año
    (Que.FIN_DE_ANO, r"{fin}{de}?{el}?{acompana}?(?:{vigencia}(?:{de}?{ano})?|{ano})"),
    (Que.ANO, r"[{en}{durante}]?{todo}?{el}?{acompana}?(?:{vigencia}[{de}:]?)?{ano}"),
    (Que.ANO, r"[{en}{durante}]?(?:{todo}[{el}{a}]?|{el})?{acompana}?{vigencia}"),
    # lo que no tiene días
    (
        Que.CONDICION,
        r"{siempre}{y}?[{que}{cuando}]|{cuando}|{cada}{veces}?{que}|{si}(?=[a-zA-Z?])|{en}{caso}|[{hasta}{desde}]{que}|[{a}{en}]{el}?{tiempo}[{de}{que}{en}]|{cantidad}{veces}(?=[?{que}{acompana}])",
    ),
    (
        Que.CONDICION,
        r"{segun}[{a}{acompana}]?{el}?{necesidad}|{de}{acuerdo}[{a}{acompana}]?{el}?{necesidad}|[{a}{por}]{el}?{necesidad}|{ocasional}",
    ),
    (Que.CONTINUA, r"{continua}|{siempre}|{todo}{el}{tiempo}|{en}?{todo}{tiempo}"),
    (
        Que.REFERENCIA,
        r"{segun}|{de}{acuerdo}|{que}{programada}|{por}{por_hacer}|{programada}(?=[{por}{en}{de}{que}{acompana}])",
    ),
    (Que.NOMBRE, r"{documento}(?:[?{acompana}]?{frecuencia})?"),
    # un día o un orden que completa su vecino: «10» en «10 al 14 de junio»
    (Que.SUELTO, r"(?P<dia>{cifras}(?:\.?º)?)(?:{de}{ano})?|(?P<orden>{ordinal}|{romano})"),
)

SE_BASTAN = re.compile(en_letras("[{ocasional}{necesidad}]"))
"""Las condiciones con una de estas no necesitan decir más: «ocasionalmente», «a demanda»."""


def _regla(patron: str) -> str:
    """Una regla, o un trozo suyo, en las letras de las clases."""
    entera = re.sub(r"\{([A-Z_]+)\}", lambda nombre: _regla(_TROZOS[nombre[1]]), patron)
    return en_letras(entera)


_EN_LETRAS = [(que, _regla(patron)) for que, patron in _REGLAS]
_COMPILADAS = [(que, re.compile(patron)) for que, patron in _EN_LETRAS]
_GRUPO = re.compile(r"\(\?P<(?!signo)[a-z]+>")  # el signo se repite dentro de su regla
_TODAS = re.compile(
    "|".join(
        f"(?P<regla_{n}>" + _GRUPO.sub("(?:", patron) + ")"
        for n, (_, patron) in enumerate(_EN_LETRAS)
    )
)


@clases.frozen
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
