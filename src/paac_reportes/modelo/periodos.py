"""Los cortes de una vigencia y el lugar que cada informe ocupa en ella.

Cortes cuatrimestrales: *Estrategias para la construcción del PAAC*, versión 2, capítulo V (Decreto
124 de 2016). Los semestrales son los de varias entidades en el PTEP.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Literal

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla

Periodicidad = Literal["trimestral", "cuatrimestral", "semestral", "anual"]

CORTES: dict[Periodicidad, tuple[tuple[int, int], ...]] = {
    "trimestral": ((3, 31), (6, 30), (9, 30), (12, 31)),
    "cuatrimestral": ((4, 30), (8, 31), (12, 31)),
    "semestral": ((6, 30), (12, 31)),
    "anual": ((12, 31),),
}
"""Mes y día de cada corte."""

_ORDINALES = (
    *("Primer", "Segundo", "Tercer", "Cuarto", "Quinto", "Sexto"),
    *("Séptimo", "Octavo", "Noveno", "Décimo", "Undécimo", "Duodécimo"),
)


PRIMER_ANO, ULTIMO_ANO = 1900, 2999


def de_un_ano_posible(_objeto: object, campo: Any, corte: date) -> None:
    """Validador de una fecha de un año que no sea una errata."""
    if fallas := list(fallas_del_corte(campo.name, corte)):
        raise ErrorDeEntrada(fallas)


def fallas_del_corte(ruta: str, corte: date) -> Iterator[Falla]:
    """Fallas de un corte cuyo año sólo puede ser una errata."""
    if not PRIMER_ANO <= corte.year <= ULTIMO_ANO:
        anos = f"de {PRIMER_ANO} a {ULTIMO_ANO}"
        yield Falla(
            "fuera_de_rango",
            ruta,
            f"se esperaba una fecha de un año {anos}, llegó {corte.isoformat()}",
        )


_NOMBRES: dict[Periodicidad, str] = {
    "trimestral": "trimestre",
    "cuatrimestral": "cuatrimestre",
    "semestral": "semestre",
    "anual": "año",
}


@clases.frozen
class Periodo:
    """Días que se reportan en un corte: del ``inicio`` al ``corte``, incluidos."""

    inicio: date
    corte: date
    nombre: str
    """``Primer cuatrimestre de 2026``, o el que se le dé a uno libre."""
    es_libre: bool = False
    """Si no es de un calendario conocido."""

    def __attrs_post_init__(self) -> None:
        """El inicio no pasa del corte."""
        if self.inicio > self.corte:
            motivo = f"se esperaba una fecha hasta {self.corte}, llegó {self.inicio}"
            raise ErrorDeEntrada(Falla("datos_incoherentes", "inicio", motivo))

    def __contains__(self, dia: date) -> bool:
        return self.inicio <= dia <= self.corte


def periodos_de(vigencia: int, periodicidad: Periodicidad) -> tuple[Periodo, ...]:
    """Períodos de una vigencia, en orden."""
    cortes = cortes_de(vigencia, periodicidad)
    inicios = (date(vigencia, 1, 1), *(corte + timedelta(days=1) for corte in cortes))
    nombre = _NOMBRES[periodicidad]
    return tuple(
        Periodo(
            inicio,
            corte,
            f"Año {vigencia}"
            if periodicidad == "anual"
            else f"{Informe(numero, corte).ordinal} {nombre} de {vigencia}",
        )
        for numero, (inicio, corte) in enumerate(zip(inicios, cortes, strict=False), 1)
    )


def periodo_entre(anterior: date | None, corte: date, vigencia: int | None = None) -> Periodo:
    """Período que va después del corte anterior, o desde que empieza la vigencia, hasta ``corte``.

    Si coincide con uno de un calendario conocido, lleva su nombre; si no, el de su fecha.
    """
    ano = vigencia or corte.year
    inicio = anterior + timedelta(days=1) if anterior else date(min(ano, corte.year), 1, 1)
    for periodo in _conocidos(ano):
        if (periodo.inicio, periodo.corte) == (inicio, corte):
            return periodo
    nombre = f"Corte del {corte.day:02d}/{corte.month:02d}/{corte.year}"
    return Periodo(inicio, corte, nombre, es_libre=True)


def corte_siguiente(periodo: Periodo, vigencia: int | None = None) -> date | None:
    """Corte que sigue al de un período en la vigencia, o ``None`` si es el último.

    El de su calendario; si no es de ninguno, el fin del año.
    """
    vigente = vigencia or periodo.corte.year
    posibles = {date(vigente, 12, 31)}
    for periodicidad in CORTES:
        periodos = periodos_de(vigente, periodicidad)
        if periodo in periodos:
            posibles = {p.corte for p in periodos}
            break
    return min((dia for dia in posibles if dia > periodo.corte), default=None)


def primer_corte_de_la_que_sigue(periodo: Periodo, vigencia: int | None) -> date:
    """Primer corte de la vigencia siguiente en el calendario del período; sin él, fin de año."""
    vigente = vigencia or periodo.corte.year
    posibles = (serie for serie in CORTES if periodo in periodos_de(vigente, serie))
    return cortes_de(vigente + 1, next(posibles, "anual"))[0]


def _conocidos(vigencia: int) -> Iterator[Periodo]:
    for periodicidad in CORTES:
        yield from periodos_de(vigencia, periodicidad)


@clases.frozen
class Informe:
    """Un informe de la vigencia; sin corte, el primero, por llenar."""

    numero: int
    corte: date | None

    @property
    def ordinal(self) -> str:
        """Ordinal antes de «informe»: ``Primer``, ``Segundo``; del 13 en adelante, ``13.º``."""
        return _ORDINALES[self.numero - 1] if self.numero <= len(_ORDINALES) else f"{self.numero}.º"


def cortes_de(vigencia: int, periodicidad: Periodicidad) -> tuple[date, ...]:
    """Cortes de una vigencia, en orden."""
    return tuple(date(vigencia, mes, dia) for mes, dia in CORTES[periodicidad])


def informes_hasta(
    corte: date | None,
    reportados: Iterable[date],
    vigencia: int | None,
    periodicidad: Periodicidad,
) -> tuple[Informe, ...]:
    """Informes de la vigencia hasta ``corte``, que es el último.

    Son los del calendario, aunque de alguno no haya reportes; si la entidad reportó a otras fechas,
    son las suyas.
    """
    if corte is None:
        return (Informe(1, None),)
    ano = vigencia or corte.year
    desde = date(ano, 1, 1)
    de_la_entidad = sorted({corte, *(dia for dia in reportados if desde <= dia <= corte)})
    oficiales = [dia for dia in cortes_de(ano, periodicidad) if dia <= corte]
    elegidos = oficiales if set(de_la_entidad) <= set(oficiales) else de_la_entidad
    return tuple(Informe(numero, dia) for numero, dia in enumerate(elegidos, 1))
