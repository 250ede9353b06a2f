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
    propias: Mapping[str, MetodologiaDeRiesgos] | None = None,
) -> CifrasDelMapa:
    """Las de un mapa; ``serie`` son los cortes de su vigencia, y ``propias``, sus metodologías."""
    entonces = hasta_el_corte(mapa, corte)
    avisos = avisos_del_mapa(entonces, serie=serie, propias=propias)
    return cifras_del_mapa(mapa, corte, metodologia_de(mapa, propias or {}), avisos)


def cifras_del_plan(
    plan: Plan, corte: date | None, serie: Sequence[date] | None
) -> CifrasDelMapa | None:
    """Las del mapa que un plan lleva, que es de su vigencia si no dice otra; ``None`` sin él."""
    suyo = plan.mapa_de_riesgos
    if suyo is None:
        return None
    mapa = attrs.evolve(
        suyo, vigencia=suyo.vigencia or plan.vigencia, regimen=suyo.regimen or plan.regimen
    )
    return cifras_en(mapa, corte, serie=serie)
