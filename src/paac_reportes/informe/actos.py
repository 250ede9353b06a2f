"""Lo que la norma del plan manda hacer en la vigencia y de lo que no hay constancia."""

from collections.abc import Iterator
from datetime import date

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.modelo.periodos import cortes_de
from paac_reportes.normativa.regimenes import regimen_de, regimen_de_las_fechas, regimen_del_plan
from paac_reportes.textos.valores import dia_y_mes, lista


def seguimientos_que_no_constan(analisis: Analisis) -> str:
    """Los seguimientos que la guía fija antes de éste y de los que nada se reportó; o vacío."""
    faltan = [f"al {dia_y_mes(corte)}" for corte in _sin_seguimiento(analisis)]
    if not faltan:
        return ""
    verbo = "consta el seguimiento" if len(faltan) == 1 else "constan los seguimientos"
    return f"No {verbo} con corte {lista(faltan)}."


def _sin_seguimiento(analisis: Analisis) -> Iterator[date]:
    plan, corte = analisis.plan, analisis.corte
    if corte is None or plan.vigencia is None:
        return
    regimen = regimen_de_las_fechas(regimen_del_plan(plan, corte), plan.vigencia)
    fijada = regimen.cortes.periodicidad
    if fijada is None:
        return
    publicados = analisis.publicado.plan.cortes() if analisis.publicado else ()
    constan = {*plan.cortes(), *publicados}
    for corte_fijado in cortes_de(plan.vigencia, fijada):
        # La norma pudo dejar de fijarlos durante la vigencia.
        sigue = regimen_de(corte_fijado).cortes.periodicidad == fijada
        if corte_fijado < corte and sigue and corte_fijado not in constan:
            yield corte_fijado
