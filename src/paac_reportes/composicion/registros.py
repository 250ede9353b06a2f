"""Los textos del informe que no salen, porque en su lugar mandan las recomendaciones."""

from datetime import date

from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.modelo import Plan
from paac_reportes.modelo.recomendaciones import anteriores_a, del_corte
from paac_reportes.modelo.temas import Contenido


def textos_con_registros(
    contenido: Contenido, formato: Formato, corte: date | None
) -> frozenset[str]:
    """Las claves de los textos que el formato escribe con las recomendaciones que trae el plan."""
    recomendaciones = contenido.recomendaciones if isinstance(contenido, Plan) else ()
    if not recomendaciones:
        return frozenset()
    recorridos = {s.recorre for tabla in formato.tablas.values() for s in tabla.secciones}
    hay = {
        "recomendaciones": bool(del_corte(recomendaciones, corte)),
        "recomendaciones_anteriores": bool(anteriores_a(recomendaciones, corte)),
    }
    return frozenset(clave for clave, trae in hay.items() if trae and clave in recorridos)
