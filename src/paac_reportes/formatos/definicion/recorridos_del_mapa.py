"""Las filas de un mapa de riesgos y los objetos que cada una tiene a mano.

Aparte de las demás: quien no muestra un mapa no carga sus clases.
"""

from collections.abc import Mapping

from paac_reportes import clases
from paac_reportes.formatos.definicion.recorridos import FilaDeTabla
from paac_reportes.modelo.riesgos import (
    Accion,
    Causa,
    Control,
    MapaDeRiesgos,
    Proceso,
    Riesgo,
    SeguimientoDelMapa,
    SeguimientoDeRiesgo,
    Valoracion,
)


@clases.frozen
class Consecuencia:
    """Una consecuencia de un riesgo, con su lugar en la lista."""

    numero: int
    texto: str


@clases.frozen
class Aplicacion:
    """Cuántos controles de un riesgo se aplican, según control interno en el corte."""

    texto: str
    """``2 de 3 controles aplicados; 1 sin verificar``: de todos los del riesgo."""


@clases.frozen(kw_only=True)
class DeRiesgo(FilaDeTabla):
    """Una de las filas de un riesgo, que tiene tantas como la más larga de sus listas.

    De cada lista trae el elemento de su altura o, si ya no hay más, el último: los que son el mismo
    comparten celda (``grupos``), y ninguna lista depende de las otras.
    """

    mapa: MapaDeRiesgos
    proceso: Proceso
    riesgo: Riesgo | None
    """Ninguno en la fila de un proceso que aún no los tiene."""
    causa: Causa | None = None
    causa_inmediata: Causa | None = None
    """De las de esa clase; lo mismo la raíz."""
    causa_raiz: Causa | None = None
    consecuencia: Consecuencia | None = None
    inherente: Valoracion | None = None
    control: Control | None = None
    residual: Valoracion | None = None
    """La que queda después del control, si el mapa la trae en cada uno."""
    residual_final: Valoracion | None = None
    """La del control o, si ninguno la trae, la del riesgo."""
    accion: Accion | None = None
    a_cargo: Accion | None = None
    """Quien responde y con qué se mide: los de la acción o, si ninguna lo dice, los del riesgo."""
    seguimiento: SeguimientoDeRiesgo | None = None
    """El de control interno en el corte."""
    seguimiento_del_mapa: SeguimientoDelMapa | None = None
    """El del corte."""
    aplicacion: Aplicacion | None = None
    grupos: Mapping[str, object]
    """Por la raíz de sus datos, de quién es su celda: la comparten las filas del mismo."""
