"""Las recomendaciones que se proponen de un plan."""

from datetime import date

import attrs

from paac_reportes.api.cifras import analizar
from paac_reportes.api.comprobaciones import comprobar_clase, comprobar_tipos, dia_del_corte
from paac_reportes.errores import avisar
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.zonas import BOGOTA, Reloj
from paac_reportes.modelo import Metodologia, Plan, Recomendacion


@puerta
def recomendar(
    plan: Plan,
    *,
    corte: date | None = None,
    metodologia: Metodologia | None = None,
    zona: str = BOGOTA,
) -> Plan:
    """Plan con las recomendaciones que sus cifras llevan a proponer en un corte.

    Cada una sale de una causa y una oficina, nombra sus filas y tiene un ``id`` que no cambia: la
    que el plan ya trae, editada o no, se conserva como está, y sólo se agregan las que falten. Las
    que se hayan borrado vuelven a proponerse. ``corte`` y ``metodologia`` son los de ``analizar``,
    y un corte sin reportes es un ``ErrorDeEntrada``.
    """
    from paac_reportes.analisis.revision import comprobar_que_hay_seguimientos
    from paac_reportes.informe.propuestas import proponer

    analisis = analizar(plan, corte=corte, metodologia=metodologia, zona=zona)
    comprobar_que_hay_seguimientos(analisis)
    hay = {recomendacion.id for recomendacion in plan.recomendaciones}
    nuevas = [recomendacion for recomendacion in proponer(analisis) if recomendacion.id not in hay]
    return attrs.evolve(plan, recomendaciones=(*plan.recomendaciones, *nuevas)) if nuevas else plan


@puerta
def recomendaciones_por_oficina(
    plan: Plan, corte: date, *, zona: str = BOGOTA
) -> tuple[tuple[Recomendacion, ...], ...]:
    """Las hechas hasta un corte, cumplidas o no, de cada dependencia y en el orden del plan.

    Son las que cada una responde, en su libro o en una página: las que la nombran de responsable o,
    si no nombran a ninguna, las de sus filas. Una puede ser de varias, y la que no se sabe de quién
    es no está. De un plan sin dependencias es una sola lista, con todas.
    """
    from paac_reportes.libros.captura.recomendaciones import por_oficina
    from paac_reportes.libros.captura.reparto import Reparto

    reloj = Reloj(zona)
    corte = dia_del_corte(corte, reloj)
    comprobar_tipos(plan, corte)
    avisar(reloj.avisos)
    comprobar_clase(date, corte=corte)
    oficinas: list[int | None] = [*range(len(plan.dependencias))] or [None]
    por_dependencia = por_oficina(plan, corte, Reparto(plan), oficinas).values()
    return tuple(tuple(fila.actual for fila in filas) for filas in por_dependencia)
