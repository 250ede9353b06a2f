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
        """El último de sus días; ``None`` si no se sabe."""
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
    """Las acciones que no constan finalizadas, cada una en una clase."""
    faltan = [una for una in acciones if una.accion.estado != "finalizado"]
    con_dia = [(una, dia) for una in faltan if (dia := una.ultimo_dia) is not None]
    ya_llego = [una for una, dia in con_dia if dia <= corte]
    sin_dia = [una for una in faltan if una.ultimo_dia is None]
    return PlazosDeLasAcciones(
        vencidas=_las(ya_llego, [una.accion.estado == "en_curso" for una in ya_llego]),
        pasadas_sin_estado=_las(ya_llego, [una.accion.estado is None for una in ya_llego]),
        por_vencer=tuple(una for una, dia in con_dia if dia > corte),
        sin_dia=_las(sin_dia, [una.fecha.clase is not ClaseDeFecha.VACIA for una in sin_dia]),
        sin_fecha=_las(sin_dia, [una.fecha.clase is ClaseDeFecha.VACIA for una in sin_dia]),
        con_duda=tuple(una for una, _ in con_dia if una.fecha.avisos),
    )


def _las(
    acciones: Sequence[AccionAnalizada], marcas: Sequence[bool]
) -> tuple[AccionAnalizada, ...]:
    return tuple(una for una, es in zip(acciones, marcas, strict=True) if es)


def fecha_de_accion(accion: Accion, vigencia: int | None) -> FechaProgramada:
    """La final; sin ella, el período, donde muchos formatos la escriben, o la de inicio."""
    if accion.fecha_fin:
        return leer_rango(accion.fecha_inicio, accion.fecha_fin, vigencia)
    if accion.periodo:
        return leer_fecha_programada(accion.periodo, vigencia)
    return leer_rango(accion.fecha_inicio, None, vigencia)
