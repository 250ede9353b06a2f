"""Un mapa de riesgos en un corte, solo o dentro de un plan: sus cifras, con lo que se sabía."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from paac_reportes.analisis.metodologia import Reglas, serie_de
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, cifras_del_mapa
from paac_reportes.analisis.riesgos.contexto import hasta_el_corte, metodologia_del_mapa
from paac_reportes.analisis.riesgos.revision import avisos_del_mapa, serie_del_mapa
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
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
    """Cifras de un mapa, con los cortes de su vigencia y las metodologías de la entidad."""
    mapa_de_entonces = hasta_el_corte(mapa, corte)
    avisos = avisos_del_mapa(mapa_de_entonces, serie=serie, de_la_entidad=de_la_entidad)
    return cifras_del_mapa(mapa, corte, metodologia_del_mapa(mapa, de_la_entidad or {}), avisos)


def cifras_de_un_mapa(
    mapa: MapaDeRiesgos, corte: date | None, de_la_entidad: Mapping[str, MetodologiaDeRiesgos]
) -> CifrasDelMapa:
    """Cifras de un mapa solo en ese corte o, sin él, en el último que tenga.

    ``ErrorDeEntrada`` si no es de los datos ni de los que la guía fija en su vigencia.
    """
    cortes, serie = mapa.cortes(), serie_del_mapa(mapa)
    if corte is not None and corte not in {*cortes, *(serie or ())}:
        los_hay = f"los hay del {', '.join(map(str, cortes))}" if cortes else "no hay ninguno"
        motivo = f"el mapa no tiene el del {corte}; {los_hay}"
        anotado = {"llego": corte, "opciones": tuple(cortes)}
        raise ErrorDeEntrada(Falla("corte_desconocido", "corte", motivo, datos=anotado))
    elegido = corte or max(cortes, default=None)
    return cifras_en(mapa, elegido, serie=serie, de_la_entidad=de_la_entidad)


def avisos_del_mapa_del_plan(
    plan: Plan,
    mapa: MapaDeRiesgos,
    reglas: Reglas,
    de_la_entidad: Mapping[str, MetodologiaDeRiesgos],
) -> Iterator[Aviso]:
    """Avisos del mapa que un plan lleva, con la ruta desde el plan."""
    cortes = plan.cortes()
    serie = serie_de(plan, reglas, cortes[-1]) if reglas.cortes and cortes else None
    for aviso in avisos_del_mapa(mapa, serie=serie, de_la_entidad=de_la_entidad):
        yield attrs.evolve(aviso, ruta=unir_ruta("mapa_de_riesgos", aviso.ruta))


def cifras_del_plan(
    plan: Plan, mapa: MapaDeRiesgos, corte: date | None, serie: Sequence[date] | None
) -> CifrasDelMapa:
    """Cifras del mapa que un plan lleva, que es de su vigencia si no dice otra."""
    vigencia, regimen = mapa.vigencia or plan.vigencia, mapa.regimen or plan.regimen
    return cifras_en(attrs.evolve(mapa, vigencia=vigencia, regimen=regimen), corte, serie=serie)
