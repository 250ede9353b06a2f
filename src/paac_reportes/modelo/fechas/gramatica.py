"""Qué se reconoce en un texto y dónde: fechas, frecuencias, años y lo continuo.

Primero, lo que una fecha puede ser: un lapso, de un día, un mes, una parte del año o todo él. Cada
regla es una expresión regular sobre las clases de las palabras (``vocabulario``), no sobre sus
letras, y ninguna mira más de unas pocas: el tiempo es proporcional al largo del texto.
"""

import calendar
import functools
import re
from collections.abc import Iterator
from datetime import date
from enum import Enum, auto

from paac_reportes import clases
from paac_reportes.modelo.fechas.programada import ClaseDeFecha, Tramo
from paac_reportes.modelo.fechas.vocabulario import patron_en_letras

MESES_DEL_ANO = 12
SIGLO = 2000
"""Siglo de los años que se escriben con dos cifras."""

ULTIMO = -1
"""El último día de un mes, o la última parte de un año."""


@functools.lru_cache(maxsize=1024)
def fin_de_mes(ano: int, mes: int) -> date:
    """Último día de un mes."""
    return date(ano, mes, calendar.monthrange(ano, mes)[1])


class EscrituraDeFecha(Enum):
    """Cómo se escribió un lapso, donde de eso depende que haya que revisarlo."""

    CORRIENTE = auto()
    CON_CIFRAS = auto()
    """Como ``02/07``: podría ser mes/día."""
    TRAS_EL_MES = auto()
    """Como ``julio 2``."""
    ABREVIADA = auto()
    """Como ``jul``."""


@clases.frozen
class Lapso:
    """Días seguidos, sin decir de qué año: un día, un mes, una parte del año o todo él."""

    clase: ClaseDeFecha
    desde: tuple[int, int]
    """El mes y el día."""
    hasta: tuple[int, int]
    escritura: EscrituraDeFecha = EscrituraDeFecha.CORRIENTE

    def tramo(self, ano: int) -> Tramo | None:
        """Primer día y último del lapso en ese año; ``None`` si alguno no existe."""
        dias = [self.desde, self.hasta]
        if self.invertido:
            dias = [(dia, mes) for mes, dia in dias]
        try:
            desde, hasta = (
                fin_de_mes(ano, mes) if dia == ULTIMO else date(ano, mes, dia) for mes, dia in dias
            )
        except ValueError:
            return None
        return desde, hasta

    @property
    def invertido(self) -> bool:
        """Si sólo existe como mes/día."""
        mes, dia = self.desde
        return self.escritura is EscrituraDeFecha.CON_CIFRAS and dia <= MESES_DEL_ANO < mes

    @property
    def ambiguo(self) -> bool:
        """Si existe como día/mes y como mes/día, y no es lo mismo."""
        mes, dia = self.desde
        con_cifras = self.escritura is EscrituraDeFecha.CON_CIFRAS
        return con_cifras and dia != mes and max(dia, mes) <= MESES_DEL_ANO


def un_dia(mes: int, dia: int, escritura: EscrituraDeFecha = EscrituraDeFecha.CORRIENTE) -> Lapso:
    """Lapso de un día del calendario."""
    return Lapso(ClaseDeFecha.DIA, (mes, dia), (mes, dia), escritura)


def un_mes(mes: int, escritura: EscrituraDeFecha = EscrituraDeFecha.CORRIENTE) -> Lapso:
    """Lapso de un mes entero."""
    return Lapso(ClaseDeFecha.MES, (mes, 1), (mes, ULTIMO), escritura)


def una_quincena(mes: int, orden: int) -> Lapso:
    """Lapso de la primera quincena de un mes, o de la segunda; no hay tercera."""
    desde, hasta = {1: (1, 15), 2: (16, ULTIMO), ULTIMO: (16, ULTIMO)}.get(orden, (0, 0))
    return Lapso(ClaseDeFecha.RANGO, (mes, desde), (mes, hasta))


def una_parte(orden: int, meses: int) -> Lapso:
    """Lapso de una parte del año: el segundo semestre es ``una_parte(2, 6)``."""
    fin = MESES_DEL_ANO if orden == ULTIMO else orden * meses
    return Lapso(ClaseDeFecha.PARTE_DE_LA_VIGENCIA, (fin - meses + 1, 1), (fin, ULTIMO))


EL_ANO = una_parte(ULTIMO, MESES_DEL_ANO)


class Que(Enum):
    """Las clases de cosas que una regla reconoce."""

    NOMBRE = auto()
    DIA = auto()
    MES = auto()
    MES_Y_NUMERO = auto()
    QUINCENA = auto()
    PARTE = auto()
    ANO = auto()
    FRECUENCIA = auto()
    CONTINUA = auto()


# Cada regla se escribe con los nombres de las clases: ``{dos_digitos}{de}{mes}{de}{ano}`` es «30 de
# abril de 2026». En mayúsculas van los trozos que varias comparten.

_TROZOS = {
    "ANO": r"(?:[-/.,(]{0,2}{de}?{el}?{acompana}?{vigencia}?[{de}:]?{el}?{ano}(?![-/.]{cifras}[-/.]{cifras}))",
    "NO_ES_ANO": r"\)?(?:º|[-/.]?[{digito}{dos_digitos}{ano}]|{de}?{nombre_de_mes}|{veces})",
    "ANO_CORTO": r"(?:[-/']?{de}?(?P<ano>{dos_digitos})(?!{NO_ES_ANO}))",
    "MES": r"(?P<mes>{nombre_de_mes})\.?",
    "DE_MES": r"(?:{palabra_mes}[{de}:]?)?{MES}",
    "ORDEN": r"(?P<orden>{digito}(?!\.?º?{partes})|{digito}\.?º|{ordinal}|{romano})",
    "UNIDAD": r"(?P<unidad>[{palabra_mes}{parte}{partes}{quincena}{semana}{palabra_dia}{vigencia}])",
    "CUANTAS": r"(?:{cantidad}|{cifras})",
    # «10 al» en «10 al 14 de junio», y «y II» en «semestres I y II»
    "Y_OTRO": r"[-,/{y}{de}{el}{palabra_dia}{a}]{1,4}",
    "OTROS_DIAS": r"(?P<otros>(?:{cifras}(?:\.?º)?{Y_OTRO}){0,31})",
    "NO_ES_DIA": (
        r"(?![-/.]{cifras}[-/.]|{de}{nombre_de_mes}"
        r"|[{veces}{palabra_dia}{palabra_mes}{parte}{partes}{semana}{quincena}{numero}])"
    ),
    "DIA_QUE_SIGUE": r"(?!/){Y_OTRO}{cifras}(?:\.?º)?(?![/.]{cifras}|{nombre_de_mes}){NO_ES_DIA}",
    "OTROS_ORDENES": r"(?P<otros>(?:(?:{digito}\.?º?|{ordinal}|{romano}){Y_OTRO}){0,6})",
    "ORDEN_QUE_SIGUE": r"{Y_OTRO}(?:{romano}|{ordinal}|{digito})(?!/|[-.]{cifras}|{de}?{nombre_de_mes})",
}

_DIA_DE_MES = (
    r"(?:{cantidad}(?:{y}{cantidad})?\()?{OTROS_DIAS}(?P<dia>{cifras})(?:\.?º\.?{palabra_dia}?|\))?"
    r"(?:{palabra_dia}{de}{palabra_mes}{de}|{de}{palabra_mes}{de}|[-/]?{de}?)"
    r"{MES}(?:{ANO}|{ANO_CORTO})?"
)
_MES_Y_DIA = (
    r"{DE_MES}(?P<dia>{cifras})(?:\.?º)?(?P<otros>(?:{DIA_QUE_SIGUE}){0,31}){NO_ES_DIA}"
    r"(?:{ANO}|/(?P<ano>{dos_digitos}))?"
)
_MES_Y_DIAS = (
    r"{MES}[:(]?{de}?{el}?{palabra_dia}?(?P<dia>{cifras})(?:\.?º)?"
    r"(?P<otros>(?:{DIA_QUE_SIGUE}){1,31}){ANO}?"
)
_AL_ANO = (
    r"(?P<veces>{CUANTAS})(?:\({cifras}\))?"
    r"(?:{veces}(?:{a}|{por}?{cada}|{por}|[{en}{durante}]){todo}?{el}?{acompana}?"
    r"|(?:{a}|{por}?{cada}|{por}){el}?(?=[{palabra_mes}{parte}{partes}{vigencia}]))"
    r"{UNIDAD}(?!{de}?[{mes}{mes_abreviado}{digito}{dos_digitos}])"
)

_REGLAS = (
    # Ni una norma es una fecha ni «el plan anual de auditoría» una frecuencia.
    (
        Que.NOMBRE,
        r"[{norma}{acuerdo}](?:{numero}?[.º]{0,2}|\?)[{digito}{dos_digitos}{ano}{otro_numero}](?:/{ano}|{de}(?:{ano}|{cifras}{de}?{nombre_de_mes}{de}?{ano}))?",
    ),
    (
        Que.NOMBRE,
        r"[{segun}{acuerdo}{cuando}{agenda}{plan}][^-/.,;:() {mes}{mes_abreviado}{digito}{dos_digitos}]{0,11}?[{frecuencia}{continua}]",
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
    (Que.DIA, r"(?P<dia>{ordinal}){palabra_dia}?{de}(?:{palabra_mes}{de})?{MES}{ANO}?"),
    (
        Que.QUINCENA,
        r"(?P<orden>{ordinal}|{digito}\.?º){quincena}{de}?(?:{palabra_mes}{de})?{MES}{ANO}?",
    ),
    # primer trimestre · II semestre de 2026 · I y II semestre · semestres 1 y 2
    (Que.PARTE, r"{OTROS_ORDENES}{ORDEN}[.-]?(?P<parte>[{parte}{partes}])\.?{ANO}?"),
    (
        Que.PARTE,
        r"(?P<parte>[{parte}{partes}])\.?{numero}?[.º]{0,2}(?P<orden>{romano}|{ordinal}|{digito})(?!/|[-.]{cifras})(?P<otros>(?:{ORDEN_QUE_SIGUE}){0,6}){ANO}?",
    ),
    # trimestral · una semestral · cada dos meses · dos veces al año · mes a mes
    (Que.FRECUENCIA, r"[{cantidad}{digito}]?(?P<adjetivo>{frecuencia})"),
    (Que.FRECUENCIA, r"{por}?{cada}(?:(?P<cada>{CUANTAS})(?:\({cifras}\))?)?{UNIDAD}"),
    (Que.FRECUENCIA, r"(?:{por}|{todos}{el}){UNIDAD}"),
    (Que.FRECUENCIA, r"(?P<unidad>{palabra_mes})(?:{vencido}|{a}{palabra_mes})"),
    (Que.FRECUENCIA, _AL_ANO),
    # junio 3 de 2026 · marzo 1 · junio del 10 al 14 · sep-26
    (Que.DIA, _MES_Y_DIA),
    (Que.DIA, _MES_Y_DIAS),
    (
        Que.MES_Y_NUMERO,
        r"{MES}[-/'](?P<dia>{dos_digitos})(?!º|[-/.]{cifras}|{de}?{nombre_de_mes}){ANO}?",
    ),
    # junio de 2026 · junio
    (Que.MES, r"{DE_MES}(?:{ANO}|{de}(?P<ano>{dos_digitos})(?!{NO_ES_ANO}|[{a}{y},-]))"),
    (Que.MES, r"{DE_MES}"),
    # la vigencia 2026 · 2026 · todo el año
    (Que.ANO, r"[{en}{durante}]?{todo}?{el}?{acompana}?(?:{vigencia}[{de}:]?)?{ano}"),
    (Que.ANO, r"[{en}{durante}]?(?:{todo}[{el}{a}]?|{el})?{acompana}?{vigencia}"),
    # permanente · todo el tiempo; «siempre que aplique» es otra cosa
    (
        Que.CONTINUA,
        r"{continua}|{siempre}(?!{y}?[{que}{cuando}])|{todo}{el}{tiempo}|{en}?{todo}{tiempo}",
    ),
)


DEPENDE = re.compile(
    patron_en_letras(
        r"[{el}{palabra_fecha}]*(?:{segun}|{de}{acuerdo}|{cuando}|{cada}{veces}?{que}|{agenda}"
        r"|{programada}[{por}{en}{de}{que}{acompana}])"
    )
)
"""Cómo empieza lo que no dice un día porque depende de algo, o de otro documento."""


def _regla(patron: str) -> str:
    """Expresión regular de una regla, o de un trozo suyo, en las letras de las clases."""
    entera = re.sub(r"\{([A-Z_]+)\}", lambda nombre: _regla(_TROZOS[nombre[1]]), patron)
    return patron_en_letras(entera)


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
    """Mención que una regla reconoció, y las palabras que abarca."""

    que: Que
    inicio: int
    fin: int
    _coincidencia: re.Match[str]

    def lugar(self, grupo: str) -> int:
        """Índice de la primera palabra de un grupo; -1 si la regla no lo tiene o no se usó."""
        return self._coincidencia.start(grupo) if grupo in self._coincidencia.re.groupindex else -1

    def lugares(self, grupo: str) -> range:
        """Índices de las palabras de un grupo."""
        tiene_el_grupo = grupo in self._coincidencia.re.groupindex
        return range(*self._coincidencia.span(grupo)) if tiene_el_grupo else range(0)


def hallar_menciones(clases: str) -> Iterator[Hallazgo]:
    """Menciones, de izquierda a derecha y sin solaparse; ``clases``, ``9dmdA``, una por palabra."""
    for coincidencia in _TODAS.finditer(clases):
        que_es, regla = _COMPILADAS[int((coincidencia.lastgroup or "").removeprefix("regla_"))]
        if con_grupos := regla.match(clases, coincidencia.start()):
            yield Hallazgo(que_es, *coincidencia.span(), con_grupos)
