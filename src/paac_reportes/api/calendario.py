"""Los deberes del año."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.salida import Destino, guardar

if TYPE_CHECKING:
    from paac_reportes.analisis.calendario import Deber
    from paac_reportes.modelo.periodos import Periodicidad

_PRIMERA, _ULTIMA = 1984, 2100
"""Entre estos años se conocen los festivos: la Ley 51 de 1983 los fijó desde 1984."""


def calendario(
    vigencia: int,
    *,
    periodicidad: "Periodicidad" = "cuatrimestral",
    cierres: Collection[date] = (),
) -> "tuple[Deber, ...]":
    """Los deberes de una vigencia: publicar el plan, cada corte y cada publicación.

    Los plazos van en días hábiles de Colombia; ``cierres`` son días en que la entidad no trabaja.
    Lanza ``ErrorDeEntrada``, o ``ErrorDeEntorno`` si falta la biblioteca de festivos.
    """
    from paac_reportes.analisis.calendario import deberes_de
    from paac_reportes.modelo.periodos import CORTES

    fallas = []
    if not isinstance(vigencia, int) or not _PRIMERA <= vigencia <= _ULTIMA:
        motivo = f"se esperaba un año de {_PRIMERA} a {_ULTIMA}, llegó {mostrar(vigencia)}"
        fallas.append(Falla("vigencia", motivo))
    if periodicidad not in CORTES:
        motivo = f"se esperaba alguna de estas: {', '.join(CORTES)}, llegó {mostrar(periodicidad)}"
        fallas.append(Falla("periodicidad", motivo))
    if fallas:
        raise ErrorDeEntrada(fallas)
    return deberes_de(vigencia, periodicidad, frozenset(cierres))


def guardar_calendario(
    vigencia: int,
    destino: Destino,
    *,
    periodicidad: "Periodicidad" = "cuatrimestral",
    cierres: Collection[date] = (),
) -> Destino:
    """Los deberes como archivo ``.ics``, para el calendario de la oficina."""
    from paac_reportes.analisis.calendario import en_ics

    deberes = calendario(vigencia, periodicidad=periodicidad, cierres=cierres)
    guardar([(destino, en_ics(deberes).encode("utf-8"))])
    return destino
