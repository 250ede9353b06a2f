"""Lo que conviene revisar de un plan sin que impida el reporte."""

from collections.abc import Iterable

from paac_reportes.errores import Aviso
from paac_reportes.modelo import Plan
from paac_reportes.normativa.divipola import avisos_de_la_divipola
from paac_reportes.normativa.nit import avisos_del_nit


def avisos_de(plan: Plan) -> Iterable[Aviso]:
    """Los avisos del plan, cada uno con su ruta; ningún texto cambia."""
    yield from avisos_del_nit(plan.entidad)
    yield from avisos_de_la_divipola(plan.entidad)
