"""Un mapa de riesgos en un corte, solo o dentro de un plan: sus cifras, con lo que se sabía."""

from collections.abc import Mapping, Sequence
from datetime import date

import attrs

from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, cifras_del_mapa
from paac_reportes.analisis.riesgos.contexto import hasta_el_corte, metodologia_de
from paac_reportes.analisis.riesgos.revision import avisos_del_mapa
from paac_reportes.modelo import Plan
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.normativa.riesgos import MetodologiaDeRiesgos


def cifras_en(
    mapa: MapaDeRiesgos,
    corte: date | None,
    *,
    serie: Sequence[date] | None = None,
    de_la_entidad: Mapping[str, MetodologiaDeRiesgos] | None = None,
) -> CifrasDelMapa:
    """Las de un mapa, con los cortes de su vigencia y las metodologías que son de la entidad."""
    entonces = hasta_el_corte(mapa, corte)
    avisos = avisos_del_mapa(entonces, serie=serie, de_la_entidad=de_la_entidad)
    return cifras_del_mapa(mapa, corte, metodologia_de(mapa, de_la_entidad or {}), avisos)


def cifras_del_plan(
    plan: Plan, corte: date | None, serie: Sequence[date] | None
) -> CifrasDelMapa | None:
    """Las del mapa que un plan lleva, que es de su vigencia si no dice otra; ``None`` sin él."""
    mapa_del_plan = plan.mapa_de_riesgos
    if mapa_del_plan is None:
        return None
    mapa = attrs.evolve(
        mapa_del_plan,
        vigencia=mapa_del_plan.vigencia or plan.vigencia,
        regimen=mapa_del_plan.regimen or plan.regimen,
    )
    return cifras_en(mapa, corte, serie=serie)
