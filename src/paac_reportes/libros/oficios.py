"""Oficio de un contenido en su libro: lo que no se puede declarar.

Un mapa de riesgos propone los niveles de su metodología; un plan, los cortes de su vigencia.
"""

from datetime import date

from paac_reportes.modelo import Plan
from paac_reportes.modelo.metodologia import cortes_de
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import Contenido
from paac_reportes.normativa.normas import regimen_del_plan
from paac_reportes.normativa.riesgos import metodologias


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


# ------------------------------------------------------------------ el de un mapa
def propuestas_de(mapa: Contenido) -> dict[str, tuple[str, ...]]:
    """Opciones que su mapa propone a una columna, por su dato o el de la valoración.

    Los niveles y las zonas son textos a la letra: se puede escribir otro.
    """
    if not isinstance(mapa, MapaDeRiesgos):
        return {}
    propuestas = {"mapa.metodologia": tuple(metodologias())}
    metodologia = metodologias().get(mapa.metodologia or "")
    if metodologia is None:
        return propuestas
    criterios = metodologia.controles.criterios
    respuestas = dict.fromkeys(opcion for criterio in criterios for opcion in criterio.puntos)
    return propuestas | {
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
