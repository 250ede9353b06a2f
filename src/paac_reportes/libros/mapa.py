"""Propuestas de la metodología de un mapa de riesgos en su libro.

Los niveles, las zonas y el tratamiento son textos a la letra: su lista propone los de la
metodología del mapa y deja escribir otros.
"""

from collections.abc import Mapping

from paac_reportes.libros.oficios import Oficio
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.normativa.riesgos import metodologias

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


def _propuestas(mapa: MapaDeRiesgos) -> dict[str, tuple[str, ...]]:
    """Por su dato, o por el de la valoración."""
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


def _preguntas(mapa: MapaDeRiesgos) -> dict[str, str]:
    """Preguntas del cuestionario de su metodología, al señalar una respuesta."""
    metodologia = metodologias().get(mapa.metodologia or "")
    cuestionario = metodologia.cuestionario if metodologia else None
    textos = cuestionario.preguntas if cuestionario else ()
    return {f"cuestionario.{n}": f"¿Afecta esto?: {texto}" for n, texto in enumerate(textos, 1)}


OFICIO = Oficio(propuestas=_propuestas, ayudas=_preguntas)
