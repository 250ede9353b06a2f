"""Qué tabla del formato recibe cada lista de un componente; lo que ninguna recibe no sale."""

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from paac_reportes.composicion.tablas.filas.alcances import Alcance, UnComponente
from paac_reportes.composicion.tablas.filas.recorridos import filas_de
from paac_reportes.composicion.tablas.renglones import hay
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS
from paac_reportes.formatos.definicion.tablas import Seccion, TablaDeFormato


@attrs.frozen
class Reparto:
    """Una tabla y, de sus secciones, las que le tocan."""

    tabla: TablaDeFormato
    secciones: tuple[Seccion, ...]


def repartir(
    tablas: Sequence[TablaDeFormato], alcances: Sequence[Alcance], corte: date | None
) -> Iterator[Reparto]:
    """Cada lista con filas va a la primera tabla que la recorre y le sirve.

    Los alcances son los componentes que comparten tabla: casi siempre, uno.
    """
    servidas: set[str] = set()
    for tabla in tablas:
        propias = tuple(s for s in tabla.secciones if s.recorre not in servidas)
        if not any(_tiene_filas(seccion, alcances, corte) for seccion in propias):
            continue
        if tabla.si_hay is not None and not any(
            hay(seccion, tabla.si_hay, alcance, corte)
            for seccion in propias
            for alcance in alcances
        ):
            continue
        servidas |= {seccion.recorre for seccion in propias}
        yield Reparto(tabla, propias)


def _tiene_filas(seccion: Seccion, alcances: Sequence[Alcance], corte: date | None) -> bool:
    lista = RECORRIDOS[seccion.recorre].lista
    if lista is not None:
        return any(
            getattr(alcance.componente, lista)
            for alcance in alcances
            if isinstance(alcance, UnComponente)
        )
    return any(True for alcance in alcances for _ in filas_de(seccion.recorre, alcance, corte))


def son_del_plan(tablas: Sequence[TablaDeFormato]) -> bool:
    """Si lo que recorren es del plan y no de sus componentes."""
    return all(RECORRIDOS[s.recorre].dueno == "plan" for tabla in tablas for s in tabla.secciones)
