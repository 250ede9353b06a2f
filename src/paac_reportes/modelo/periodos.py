"""Los cortes de una vigencia y el lugar que cada informe ocupa en ella.

Cortes cuatrimestrales: *Estrategias para la construcción del PAAC*, versión 2, capítulo V (Decreto
124 de 2016). Los semestrales son los de varias entidades en el PTEP.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import attrs

Periodicidad = Literal["trimestral", "cuatrimestral", "semestral", "anual"]

_CORTES: dict[Periodicidad, tuple[tuple[int, int], ...]] = {
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


@attrs.frozen
class Informe:
    """Un informe de la vigencia; sin corte, el primero, por llenar."""

    numero: int
    corte: date | None

    @property
    def ordinal(self) -> str:
        """``Primer``, ``Segundo``… como se antepone a «informe»; del 13 en adelante, ``13.º``."""
        return _ORDINALES[self.numero - 1] if self.numero <= len(_ORDINALES) else f"{self.numero}.º"


def cortes_de(vigencia: int, periodicidad: Periodicidad) -> tuple[date, ...]:
    """Los cortes de una vigencia, en orden."""
    return tuple(date(vigencia, mes, dia) for mes, dia in _CORTES[periodicidad])


def informes_hasta(
    corte: date | None,
    reportados: Iterable[date],
    vigencia: int | None,
    periodicidad: Periodicidad,
) -> tuple[Informe, ...]:
    """Los informes de la vigencia hasta ``corte``, que es el último.

    Son los del calendario, aunque de alguno no haya reportes; si la entidad reportó a otras fechas,
    son las suyas.
    """
    if corte is None:
        return (Informe(1, None),)
    vigente = vigencia or corte.year
    desde = date(vigente, 1, 1)
    propios = sorted({corte, *(uno for uno in reportados if desde <= uno <= corte)})
    oficiales = [uno for uno in cortes_de(vigente, periodicidad) if uno <= corte]
    elegidos = oficiales if set(propios) <= set(oficiales) else propios
    return tuple(Informe(numero, uno) for numero, uno in enumerate(elegidos, 1))
