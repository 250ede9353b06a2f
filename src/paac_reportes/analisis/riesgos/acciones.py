"""Las acciones de un mapa: las finalizadas, las demás, y cómo van con su fecha en un corte.

El estado no tiene fecha: es el que el mapa trae. De la acción que no lo dice no se afirma que esté
vencida, ni de la que no trae una fecha que se entienda.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from paac_reportes import clases
from paac_reportes.modelo.fechas import (
    ClaseDeFecha,
    FechaProgramada,
    leer_fecha_programada,
    leer_rango,
)
from paac_reportes.modelo.riesgos import Accion


@clases.frozen(kw_only=True)
class AccionAnalizada:
    """Una acción del mapa y de qué riesgo es."""

    ruta: str
    riesgo: str
    """El nombre de su riesgo."""
    accion: Accion
    fecha: FechaProgramada
    """Fecha que se entiende de la suya o, si no la trae, de su período."""

    @property
    def ultimo_dia(self) -> date | None:
        """Último día de la acción; ``None`` si no se sabe."""
        return self.fecha.dias[-1] if self.fecha.dias else None


@clases.frozen(kw_only=True)
class PlazosDeLasAcciones:
    """Las acciones que no constan finalizadas, según su último día y el corte."""

    vencidas: tuple[AccionAnalizada, ...]
    """En curso, y ya llegó su último día."""
    pasadas_sin_estado: tuple[AccionAnalizada, ...]
    """Acciones cuyo último día ya llegó, y no se sabe si se hicieron."""
    por_vencer: tuple[AccionAnalizada, ...]
    """Su último día es después del corte."""
    sin_dia: tuple[AccionAnalizada, ...]
    """Trae una fecha de la que no se entiende un último día."""
    sin_fecha: tuple[AccionAnalizada, ...]
    con_duda: tuple[AccionAnalizada, ...]
    """Su fecha se leyó con duda; ya están en otra."""


def plazos_de(acciones: Iterable[AccionAnalizada], corte: date) -> PlazosDeLasAcciones:
    """Acciones que no constan finalizadas, cada una en una clase."""
    faltan = [a for a in acciones if a.accion.estado != "finalizado"]
    con_dia = [(a, dia) for a in faltan if (dia := a.ultimo_dia) is not None]
    ya_llego = [a for a, dia in con_dia if dia <= corte]
    sin_dia = [a for a in faltan if a.ultimo_dia is None]
    return PlazosDeLasAcciones(
        vencidas=_segun(ya_llego, [a.accion.estado == "en_curso" for a in ya_llego]),
        pasadas_sin_estado=_segun(ya_llego, [a.accion.estado is None for a in ya_llego]),
        por_vencer=tuple(a for a, dia in con_dia if dia > corte),
        sin_dia=_segun(sin_dia, [a.fecha.clase is not ClaseDeFecha.VACIA for a in sin_dia]),
        sin_fecha=_segun(sin_dia, [a.fecha.clase is ClaseDeFecha.VACIA for a in sin_dia]),
        con_duda=tuple(a for a, _ in con_dia if a.fecha.avisos),
    )


def _segun(
    acciones: Sequence[AccionAnalizada], marcas: Sequence[bool]
) -> tuple[AccionAnalizada, ...]:
    return tuple(accion for accion, marcada in zip(acciones, marcas, strict=True) if marcada)


def fecha_de_accion(accion: Accion, vigencia: int | None) -> FechaProgramada:
    """Fecha final de la acción; sin ella, el período, donde muchos la escriben, o la de inicio."""
    if accion.fecha_fin:
        return leer_rango(accion.fecha_inicio, accion.fecha_fin, vigencia)
    if accion.periodo:
        return leer_fecha_programada(accion.periodo, vigencia)
    return leer_rango(accion.fecha_inicio, None, vigencia)
