"""Qué dice una fecha programada, al lado de su texto: nunca lo rechaza y nunca lo cambia.

Los planes escriben días, meses, rangos, varias fechas, frecuencias, condiciones y descuidos. Lo que
se entiende queda en ``dias``; lo que conviene revisar, en ``avisos``.
"""

import calendar
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

import attrs

MESES = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


class ClaseDeFecha(StrEnum):
    """Cómo está dicha la fecha."""

    DIA = "día"
    MES = "mes"
    RANGO = "rango"
    VARIAS = "varias"
    FRECUENCIA = "frecuencia"
    PARTE_DE_LA_VIGENCIA = "parte de la vigencia"
    CONTINUA = "continua"
    CONDICIONAL = "condicional"
    REFERENCIA = "referencia"
    VACIA = "vacía"
    ILEGIBLE = "ilegible"


@attrs.frozen
class FechaProgramada:
    """Una fecha programada y lo que se entiende de ella."""

    literal: str
    clase: ClaseDeFecha
    dias: tuple[date, ...] = ()
    """Los días en que algo vence, en orden: el último de un mes, de un rango o de cada período."""
    desde: date | None = None
    """El primer día de un rango."""
    avisos: tuple[str, ...] = ()

    def exigible(self, corte: date) -> bool | None:
        """Si en el corte ya debía haber algo que mostrar; ``None`` si el texto no deja saberlo.

        Lo continuo se exige en todo corte. Lo demás, desde el primero de sus días.
        """
        if self.clase is ClaseDeFecha.CONTINUA:
            return True
        return self.dias[0] <= corte if self.dias else None

    def vencida(self, corte: date) -> bool | None:
        """Si en el corte ya pasó el último de sus días; ``None`` si no se sabe o nunca termina."""
        return self.dias[-1] <= corte if self.dias else None


_NUMERO_DE_MES = {nombre: numero for numero, nombre in enumerate(MESES, 1)} | {"setiembre": 9}
_NUMERO_DE_MES |= {nombre[:3]: numero for nombre, numero in list(_NUMERO_DE_MES.items())}
_NUMERO_DE_MES["sept"] = 9
_MES = "|".join(sorted(_NUMERO_DE_MES, key=len, reverse=True))

_FECHA = re.compile(
    r"(?P<d1>\d{1,2})/(?P<m1>\d{1,2})/(?P<a1>\d{4}|\d{2})(?!\d)"
    r"|(?P<m2>\d{1,2})/(?P<a2>\d{4})(?!\d)"
    rf"|(?P<d3>\d{{1,2}})(?:\.?[º°])?\s*(?:de\s+|-)?(?P<m3>{_MES})\b\.?"
    r"(?:\s*(?:del?\s+|-)?(?P<a3>\d{4}|\d{2}(?!\d)))?"
    # Un mes abreviado y solo podría ser otra palabra: se pide que traiga año.
    rf"|\b(?P<m4>{_MES})\b\.?\s*(?:del?\s+|-)?(?P<a4>\d{{4}})"
    rf"|\b(?P<m5>{'|'.join(MESES)}|setiembre)\b"
)

_FRECUENCIAS = (
    (r"\bdiari[oa]|\bdiariamente", 365),
    (r"\bsemanal", 52),
    (r"\bquincenal", 24),
    (r"\bmensual", 12),
    (r"\bbimestral|\bbimensual", 6),
    (r"\bcuatrime?stral", 3),
    (r"\btrimestral|\bcada trimestre", 4),
    (r"\bsemestral|\bdos (?:veces )?al a[nñ]o|\bcada semestre", 2),
    (r"\banual|\buna vez al a[nñ]o", 1),
)
"""Cuántas veces al año; las que no dividen el año en meses enteros se exigen como las mensuales."""

_PARTES = re.compile(
    r"\b(?P<orden>primer|segundo|tercer|cuarto|ultimo)o?\s+"
    r"(?P<parte>trimestre|cuatrimestre|semestre|bimestre)"
)
_ORDEN = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}
_MESES_POR_PARTE = {"bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6}
_TODO_EL_ANO = re.compile(
    r"\btodo (?:el|al) a[nñ]o|\bdurante (?:el|todo el) a[nñ]o|\btoda la vigencia"
)
_CONTINUA = re.compile(r"\bpermanente|\bcontinu|\bcon(?:s)?tantemente|\bperiodica|\bsiempre")
_CONDICIONAL = re.compile(
    r"\bcuando\b|\bcada (?:vez )?que\b|\bsi (?:se|aplica)"
    r"|\bsegun (?:la )?(?:necesidad|demanda|requerimiento)"
)
_REFERENCIA = re.compile(
    r"\b(?:agenda|cronograma|programa|programacion|plan)\b|\bprogramadas? (?:por|en|del)"
    r"|\bacordad|\bestablecid|\bconforme\b|\bde acuerdo\b|\bsegun\b"
)
_MESES_DEL_ANO = 12


@functools.lru_cache(maxsize=4096)
def leer_fecha_programada(texto: str | None, vigencia: int | None = None) -> FechaProgramada:
    """Lo que dice ``texto``; la vigencia completa lo que no trae año y delata lo que no es de ella.

    De ``02/07/2020`` se entiende día/mes, con aviso; de ``04/30/2020``, que así no existe, mes/día,
    también con aviso. Un día imposible no se corrige: se avisa.
    """
    literal = texto or ""
    plano = _plano(literal)
    if plano in {"", "-", "fecha programada", "n/a", "na"}:
        avisos = ("no dice cuándo",) if plano == "fecha programada" else ()
        return FechaProgramada(literal, ClaseDeFecha.VACIA, avisos=avisos)
    lectura = _Lectura(vigencia)
    puntos = lectura.puntos(plano)
    clase, desde, dias = lectura.clasificar(plano, puntos)
    return FechaProgramada(literal, clase, dias, desde, tuple(dict.fromkeys(lectura.avisos)))


def _plano(texto: str) -> str:
    """En minúsculas, sin tildes ni espacios de sobra."""
    sin_tildes = "".join(
        letra for letra in unicodedata.normalize("NFD", texto) if not unicodedata.combining(letra)
    )
    return " ".join(sin_tildes.casefold().split())


@attrs.frozen
class _Punto:
    """Una fecha hallada en el texto: de qué día a qué día, y dónde está."""

    desde: date | None
    hasta: date | None
    es_mes: bool
    inicio: int
    fin: int


@attrs.define
class _Lectura:
    """Las fechas que se van hallando en un texto, y lo que hay que avisar de ellas."""

    vigencia: int | None
    avisos: list[str] = attrs.Factory(list)

    def puntos(self, plano: str) -> list[_Punto]:
        """Cada fecha del texto, también las imposibles."""
        halladas = list(_FECHA.finditer(plano))
        # «Mayo – Diciembre 2020» dice el año una vez: vale para los meses que lo preceden.
        anos = [self._ano_de(una) for una in halladas]
        for lugar in range(len(anos) - 2, -1, -1):
            anos[lugar] = anos[lugar] or anos[lugar + 1]
        return [
            self._punto(una, ano or self.vigencia) for una, ano in zip(halladas, anos, strict=True)
        ]

    def _ano_de(self, hallada: re.Match[str]) -> int | None:
        escrito = next((v for k, v in hallada.groupdict().items() if k[0] == "a" and v), None)
        if escrito is None:
            return None
        return int(escrito) if len(escrito) > 2 else 2000 + int(escrito)  # noqa: PLR2004

    def _punto(self, hallada: re.Match[str], ano: int | None) -> _Punto:
        grupos = hallada.groupdict()
        literal = hallada[0].strip()
        escrito = grupos["m1"] or grupos["m2"] or grupos["m3"] or grupos["m4"] or grupos["m5"]
        mes = int(escrito) if escrito.isdecimal() else _NUMERO_DE_MES[escrito]
        dia = grupos["d1"] or grupos["d3"]
        desde = hasta = None
        if ano is None:
            self.avisos.append(f"{literal!r} no dice el año")
        elif dia is None:
            desde, hasta = self._mes(ano, mes, literal)
        else:
            desde = hasta = self._dia(ano, mes, int(dia), literal, invertible=bool(grupos["d1"]))
        if hasta is not None and self.vigencia is not None and hasta.year != self.vigencia:
            cual = "posterior a" if hasta.year > self.vigencia else "anterior a"
            self.avisos.append(f"{literal!r} es {cual} la vigencia {self.vigencia}")
        return _Punto(desde, hasta, dia is None, *hallada.span())

    def _mes(self, ano: int, mes: int, literal: str) -> tuple[date, date] | tuple[None, None]:
        if not 1 <= mes <= _MESES_DEL_ANO:
            self.avisos.append(f"{literal!r} es imposible")
            return None, None
        return date(ano, mes, 1), _fin_de_mes(ano, mes)

    def _dia(self, ano: int, mes: int, dia: int, literal: str, *, invertible: bool) -> date | None:
        fecha = _fecha(ano, mes, dia)
        if fecha is not None:
            if invertible and dia <= _MESES_DEL_ANO and dia != mes:
                self.avisos.append(f"{literal!r} es ambigua: se lee día/mes")
            return fecha
        al_reves = _fecha(ano, dia, mes) if invertible else None
        if al_reves is not None:
            self.avisos.append(f"{literal!r} es imposible en día/mes: se lee mes/día")
        else:
            self.avisos.append(f"{literal!r} es imposible")
        return al_reves

    def clasificar(
        self, plano: str, puntos: Sequence[_Punto]
    ) -> tuple[ClaseDeFecha, date | None, tuple[date, ...]]:
        """La clase de la fecha, desde cuándo va y los días en que vence."""
        dias = tuple(sorted({p.hasta for p in puntos if p.hasta is not None}))
        veces = _frecuencia(plano)
        if veces:
            return ClaseDeFecha.FRECUENCIA, None, dias or tuple(self._cada(veces))
        if puntos:
            return self._de_puntos(plano, puntos, dias)
        if parte := _PARTES.search(plano):
            return ClaseDeFecha.PARTE_DE_LA_VIGENCIA, *self._parte(parte)
        if _TODO_EL_ANO.search(plano):
            inicio = date(self.vigencia, 1, 1) if self.vigencia else None
            return ClaseDeFecha.PARTE_DE_LA_VIGENCIA, inicio, tuple(self._cada(1))
        for patron, clase in (
            (_CONTINUA, ClaseDeFecha.CONTINUA),
            (_CONDICIONAL, ClaseDeFecha.CONDICIONAL),
            (_REFERENCIA, ClaseDeFecha.REFERENCIA),
        ):
            if patron.search(plano):
                return clase, None, ()
        self.avisos.append("no se entiende cuándo")
        return ClaseDeFecha.ILEGIBLE, None, ()

    def _de_puntos(
        self, plano: str, puntos: Sequence[_Punto], dias: tuple[date, ...]
    ) -> tuple[ClaseDeFecha, date | None, tuple[date, ...]]:
        if len(puntos) == 1:
            clase = ClaseDeFecha.MES if puntos[0].es_mes else ClaseDeFecha.DIA
            imposible = not dias and "es imposible" in "".join(self.avisos)
            return (ClaseDeFecha.ILEGIBLE if imposible else clase), None, dias
        primero, ultimo = puntos[0], puntos[-1]
        entre = plano[primero.fin : ultimo.inicio].strip()
        if len(puntos) == 2 and re.fullmatch(r"[-–—]|al?|hasta(?: el)?", entre):  # noqa: PLR2004
            return ClaseDeFecha.RANGO, primero.desde, dias[-1:]
        return ClaseDeFecha.VARIAS, None, dias

    def _parte(self, parte: re.Match[str]) -> tuple[date | None, tuple[date, ...]]:
        if self.vigencia is None:
            return None, ()
        meses = _MESES_POR_PARTE[parte["parte"]]
        orden = _ORDEN.get(parte["orden"], _MESES_DEL_ANO // meses)
        fin = orden * meses
        if fin > _MESES_DEL_ANO:
            self.avisos.append(f"{parte[0]!r} es imposible")
            return None, ()
        return date(self.vigencia, fin - meses + 1, 1), (_fin_de_mes(self.vigencia, fin),)

    def _cada(self, veces: int) -> Iterator[date]:
        """El último día de cada período de la vigencia."""
        if self.vigencia is not None:
            meses = max(_MESES_DEL_ANO // veces, 1)
            for mes in range(meses, _MESES_DEL_ANO + 1, meses):
                yield _fin_de_mes(self.vigencia, mes)


def _frecuencia(plano: str) -> int:
    return next((veces for patron, veces in _FRECUENCIAS if re.search(patron, plano)), 0)


def _fecha(ano: int, mes: int, dia: int) -> date | None:
    try:
        return date(ano, mes, dia)
    except ValueError:
        return None


def _fin_de_mes(ano: int, mes: int) -> date:
    return date(ano, mes, calendar.monthrange(ano, mes)[1])


def leer_rango(inicio: str | None, fin: str | None, vigencia: int | None = None) -> FechaProgramada:
    uno, otro = leer_fecha_programada(inicio, vigencia), leer_fecha_programada(fin, vigencia)
    if not inicio:
        return otro
    literal = " – ".join(filter(None, (inicio, fin)))
    if not otro.dias:
        return FechaProgramada(literal, uno.clase, avisos=(*uno.avisos, "no dice hasta cuándo"))
    desde = uno.desde or (uno.dias[0] if uno.dias else None)
    return FechaProgramada(
        literal, ClaseDeFecha.RANGO, otro.dias[-1:], desde, (*uno.avisos, *otro.avisos)
    )
