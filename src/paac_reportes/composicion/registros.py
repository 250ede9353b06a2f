"""Las recomendaciones de un informe: el texto que reemplazan, y qué dice de ellas el archivo."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.esquema import RecomendacionDelEsquema
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.modelo import Plan
from paac_reportes.modelo.plan import anteriores_a, del_corte
from paac_reportes.modelo.temas import Contenido

if TYPE_CHECKING:
    from paac_reportes.composicion.encargo import EncargoDeComposicion


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


def recomendaciones_del_esquema(
    encargo: "EncargoDeComposicion",
) -> Iterable[RecomendacionDelEsquema] | None:
    """Las que un informe hace, como las dice su archivo; ``None`` si no lo es, o al publicar."""
    es_de_un_plan = isinstance(encargo.contenido, Plan) and not encargo.publico
    if not (encargo.formato.recomienda and es_de_un_plan):
        return None
    from paac_reportes.informe.recomendaciones import en_el_esquema  # noqa: PLC0415 - pocos

    return en_el_esquema(encargo.hallazgos.analisis)


def avisos_de_cumplidas(encargo: "EncargoDeComposicion") -> Iterator[Aviso]:
    """Avisos de las recomendaciones que se declararon cumplidas y cuyas filas siguen vencidas."""
    if not (encargo.formato.recomienda and isinstance(encargo.contenido, Plan)):
        return
    for numero, recomendacion in enumerate(encargo.contenido.recomendaciones):
        if vencidas := encargo.hallazgos.cumplidas_y_vencidas.get(recomendacion.id):
            cuales = ", ".join(fila.fila.identificador or fila.ruta for fila in vencidas)
            motivo = f"se declaró cumplida, y sigue vencido lo que pidió terminar: {cuales}"
            yield Aviso("cumplida_y_vencida", f"recomendaciones[{numero}].estado", motivo)
