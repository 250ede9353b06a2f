"""Un plan por llenar, con los componentes que su régimen propone; nunca para validar."""

from paac_reportes.modelo import Actividad, Componente, Entidad, Plan, Subcomponente, Tramite
from paac_reportes.normativa.regimenes import ComponenteDeRegimen, Regimen


def plan_en_blanco(entidad: Entidad, vigencia: int, regimen: Regimen) -> Plan:
    """Un plan por llenar, con los componentes y subcomponentes de un régimen, que queda dicho."""
    return Plan(
        entidad=entidad,
        vigencia=vigencia,
        regimen=regimen.codigo,
        componentes=tuple(map(_componente, regimen.componentes)),
    )


def _componente(propuesto: ComponenteDeRegimen) -> Componente:
    if propuesto.tramites:
        por_llenar = Tramite(numero="1", nombre="", fecha_inicio="", fecha_fin="")
        return Componente(numero=propuesto.numero, nombre=propuesto.nombre, tramites=(por_llenar,))
    nombres = propuesto.subcomponentes or (None,)
    return Componente(
        numero=propuesto.numero,
        nombre=propuesto.nombre,
        subcomponentes=tuple(
            Subcomponente(
                nombre=None if nombre is None else f"{numero}. {nombre}",
                actividades=(_actividad(f"{numero}.1"),),
            )
            for numero, nombre in enumerate(nombres, 1)
        ),
    )


def _actividad(codigo: str) -> Actividad:
    """Una actividad con sus celdas por llenar."""
    return Actividad(codigo=codigo, descripcion="", meta="", responsable="", fecha_programada="")
