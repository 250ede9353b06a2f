"""Qué tabla del formato recibe cada lista de un componente; lo que ninguna recibe no sale."""

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from paac_reportes.composicion.renglones import Contexto, hay
from paac_reportes.formatos.definicion import Seccion, TablaDeFormato
from paac_reportes.formatos.recorridos import RECORRIDOS


@attrs.frozen
class Reparto:
    """Una tabla y, de sus secciones, las que le tocan."""

    tabla: TablaDeFormato
    secciones: tuple[Seccion, ...]


def repartir(
    tablas: Sequence[TablaDeFormato], contexto: Contexto, corte: date | None
) -> Iterator[Reparto]:
    """Cada lista con filas va a la primera tabla que la recorre y le sirve."""
    servidas: set[str] = set()
    for tabla in tablas:
        propias = tuple(s for s in tabla.secciones if s.recorre not in servidas)
        if not any(getattr(contexto["componente"], RECORRIDOS[s.recorre].lista) for s in propias):
            continue
        if tabla.si_hay is not None and not any(
            hay(seccion, tabla.si_hay, contexto, corte) for seccion in propias
        ):
            continue
        servidas |= {seccion.recorre for seccion in propias}
        yield Reparto(tabla, propias)
