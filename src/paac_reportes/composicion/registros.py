"""Los textos del informe que no salen, porque en su lugar mandan las recomendaciones."""

from datetime import date

from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.modelo import Plan
from paac_reportes.modelo.recomendaciones import anteriores_a, del_corte


def textos_con_registros(plan: Plan, formato: Formato, corte: date | None) -> frozenset[str]:
    """Las claves de los que el formato escribe con las recomendaciones del plan, si las trae."""
    if not plan.recomendaciones:
        return frozenset()
    recorridos = {s.recorre for tabla in formato.tablas.values() for s in tabla.secciones}
    hay = {
        "recomendaciones": bool(del_corte(plan.recomendaciones, corte)),
        "recomendaciones_anteriores": bool(anteriores_a(plan.recomendaciones, corte)),
    }
    return frozenset(clave for clave, trae in hay.items() if trae and clave in recorridos)
