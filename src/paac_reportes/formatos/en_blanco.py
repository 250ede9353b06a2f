"""Un contenido por llenar, con lo que su régimen propone: un punto de partida, y no una muestra."""

from datetime import date

import attrs

from paac_reportes.modelo import Componente, Entidad, Plan, Subcomponente, Tramite
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.normativa.normas import (
    ComponenteDeRegimen,
    buscar_regimen,
    regimen_de_vigencia,
)
from paac_reportes.normativa.riesgos import metodologias


def plan_en_blanco(entidad: Entidad, vigencia: int, codigo: str | None) -> Plan:
    """Plan sin actividades, con los componentes del régimen de ese código o del que rige."""
    plan = Plan(entidad=entidad, vigencia=vigencia, componentes=(Componente(),))  # un año posible
    regimen = regimen_de_vigencia(vigencia) if codigo is None else buscar_regimen(codigo)
    componentes = tuple(map(_componente, regimen.componentes))
    return attrs.evolve(plan, regimen=regimen.codigo, componentes=componentes)


def _componente(propuesto: ComponenteDeRegimen) -> Componente:
    """Componente en blanco, con los subcomponentes o el trámite que propone el régimen."""
    if propuesto.tramites:
        por_llenar = Tramite(numero="1", nombre="", fecha_inicio="", fecha_fin="")
        return Componente(numero=propuesto.numero, nombre=propuesto.nombre, tramites=(por_llenar,))
    nombres = propuesto.subcomponentes or (None,)
    return Componente(
        numero=propuesto.numero,
        nombre=propuesto.nombre,
        subcomponentes=tuple(
            Subcomponente(nombre=None if nombre is None else f"{numero}. {nombre}")
            for numero, nombre in enumerate(nombres, 1)
        ),
    )


def mapa_en_blanco(entidad: Entidad, vigencia: int, codigo: str | None) -> MapaDeRiesgos:
    """Mapa sin riesgos, con la última metodología que se propone y rige el 31 de enero.

    ``codigo``: el del régimen, si se pide alguno.
    """
    regimen = None if codigo is None else buscar_regimen(codigo).codigo
    mapa = MapaDeRiesgos(entidad=entidad, vigencia=vigencia, regimen=regimen)  # un año posible
    dia = date(vigencia, 1, 31)
    rigen = [m.codigo for m in metodologias().values() if m.se_propone and m.rige(dia)]
    return attrs.evolve(mapa, metodologia=rigen[-1]) if rigen else mapa
