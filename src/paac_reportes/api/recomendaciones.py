"""Las recomendaciones que se proponen de un plan."""

from datetime import date

import attrs

from paac_reportes.api.cifras import analizar
from paac_reportes.modelo import Metodologia, Plan


def recomendar(
    plan: Plan, *, corte: date | None = None, metodologia: Metodologia | None = None
) -> Plan:
    """El mismo plan con las recomendaciones que sus cifras llevan a proponer en un corte.

    Cada una sale de una causa y una oficina, nombra sus filas y tiene un ``id`` que no cambia: la
    que el plan ya trae, editada o no, se conserva como está, y sólo se agregan las que falten. Las
    que se hayan borrado vuelven a proponerse. ``corte`` y ``metodologia`` son los de ``analizar``,
    y un corte sin reportes es un ``ErrorDeEntrada``.
    """
    from paac_reportes.analisis.revision import comprobar_que_hay_seguimientos
    from paac_reportes.informe.recomendaciones import proponer

    analisis = analizar(plan, corte=corte, metodologia=metodologia)
    comprobar_que_hay_seguimientos(analisis)
    hay = {una.id for una in plan.recomendaciones}
    nuevas = [una for una in proponer(analisis) if una.id not in hay]
    return attrs.evolve(plan, recomendaciones=(*plan.recomendaciones, *nuevas)) if nuevas else plan
