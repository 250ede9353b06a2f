"""Oficio de un contenido en su libro: lo que no se puede declarar.

Un mapa de riesgos propone los niveles de su metodología; un plan, los cortes de su vigencia.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from paac_reportes.modelo import Plan
from paac_reportes.modelo.metodologia import cortes_de
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import Contenido
from paac_reportes.normativa.normas import regimen_del_plan
from paac_reportes.normativa.riesgos import metodologias

_FORMATOS = {"paac-v1": "paac-plan", "paac-v2": "paac-plan", "ptep": "ptep-plan"}
"""Formato que las instrucciones ponen de ejemplo."""


def pasos_propios(contenido: Contenido) -> Iterator[str]:
    """Los pasos de las instrucciones que sólo lleva el libro de un plan."""
    if not isinstance(contenido, Plan):
        return
    formato = _FORMATOS[regimen_del_plan(contenido, None).codigo]
    yield (
        f"6. Saque el documento con: paac-reportes generar plan.xlsx --formato {formato} --salida"
        " plan.docx"
    )
    yield (
        "Una celda en blanco es un dato que no se tiene; un guion es un guion, y 0 es cero. Las"
        " fechas y los códigos quedan a la letra. Para una columna propia de su formato, póngale de"
        " rótulo extras.nombre_de_la_columna."
    )


def cortes_por_llenar(plan: Contenido) -> tuple[date, ...]:
    """Cortes que el plan trae y los de su vigencia; de un mapa, ninguno lleva columnas."""
    serie: tuple[date, ...] = ()
    if not isinstance(plan, Plan):
        return serie
    elegidos = plan.metodologia.cortes if plan.metodologia else None
    if isinstance(elegidos, tuple):
        serie = elegidos
    elif plan.vigencia is not None:
        del_regimen = regimen_del_plan(plan, None).cortes.periodicidad
        serie = cortes_de(plan.vigencia, elegidos or del_regimen or "cuatrimestral")
    return tuple(sorted({*plan.cortes(), *serie}))


_CLASIFICACIONES = (
    "Daños activos físicos",
    "Ejecución y administración de procesos",
    "Fallas tecnológicas",
    "Fraude externo",
    "Fraude interno",
    "Relaciones laborales",
    "Usuarios, productos y prácticas",
)
"""Clasificaciones de la herramienta de la guía versión 5."""
_AFECTACIONES = ("Económico", "Reputacional", "Económico y Reputacional")
_TRATAMIENTOS: Mapping[str, tuple[str, ...]] = {
    "guia-v7": ("Reducir", "Compartir", "Aceptar", "Evitar"),
}
_DE_LAS_DEMAS = ("Reducir (mitigar)", "Reducir (compartir)", "Aceptar", "Evitar")
"""Tratamientos de la herramienta de la guía versión 5, que las demás también usan."""


# ------------------------------------------------------------------ el de un mapa
def propuestas_de(mapa: Contenido) -> dict[str, tuple[str, ...]]:
    """Opciones que su mapa propone a una columna, por su dato o el de la valoración.

    Los niveles, las zonas y el tratamiento son textos a la letra: se puede escribir otro.
    """
    if not isinstance(mapa, MapaDeRiesgos):
        return {}
    propuestas = {
        "mapa.metodologia": tuple(metodologias()),
        "riesgo.clasificacion": _CLASIFICACIONES,
        "riesgo.afectacion": _AFECTACIONES,
    }
    metodologia = metodologias().get(mapa.metodologia or "")
    if metodologia is None:
        return propuestas
    criterios = metodologia.controles.criterios
    respuestas = dict.fromkeys(opcion for criterio in criterios for opcion in criterio.puntos)
    return propuestas | {
        "riesgo.tratamiento": _TRATAMIENTOS.get(metodologia.codigo, _DE_LAS_DEMAS),
        "criterio": tuple(criterio.codigo for criterio in criterios),
        "respuesta": tuple(respuestas),
        "probabilidad": tuple(n.nombre for n in metodologia.probabilidad.niveles),
        "impacto": tuple(n.nombre for n in metodologia.impacto.niveles),
        "zona": tuple(
            metodologia.zonas.de(zona) for zona in ("bajo", "moderado", "alto", "extremo")
        ),
    }


def preguntas_de(mapa: Contenido) -> dict[str, str]:
    """Preguntas del cuestionario de su metodología, al señalar una respuesta."""
    codigo = mapa.metodologia if isinstance(mapa, MapaDeRiesgos) else None
    metodologia = metodologias().get(codigo or "")
    cuestionario = metodologia.cuestionario if metodologia else None
    textos = cuestionario.preguntas if cuestionario else ()
    return {f"cuestionario.{n}": f"¿Afecta esto?: {texto}" for n, texto in enumerate(textos, 1)}
