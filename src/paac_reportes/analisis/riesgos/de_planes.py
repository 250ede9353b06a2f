"""Los mapas de riesgos que dos planes llevan, comparados en los cortes de sus análisis."""

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.metodologia import serie_de
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, cifras_del_mapa
from paac_reportes.analisis.riesgos.comparacion import ComparacionDeMapas, comparar_mapas
from paac_reportes.analisis.riesgos.contexto import metodologia_de
from paac_reportes.analisis.riesgos.revision import avisos_del_mapa


def comparar_los_de(antes: Analisis, despues: Analisis) -> ComparacionDeMapas | None:
    """Lo que va del mapa de un plan al del otro; ``None`` si alguno no lo lleva."""
    de_antes, de_despues = (_cifras_de(analisis) for analisis in (antes, despues))
    if de_antes is None or de_despues is None:
        return None
    return comparar_mapas(de_antes, de_despues)


def _cifras_de(analisis: Analisis) -> CifrasDelMapa | None:
    mapa = analisis.plan.mapa_de_riesgos
    if mapa is None:
        return None
    serie = None
    if analisis.corte is not None and analisis.reglas.cortes is not None:
        serie = serie_de(analisis.plan, analisis.reglas, analisis.corte)
    avisos = avisos_del_mapa(mapa, serie=serie)
    return cifras_del_mapa(mapa, analisis.corte, metodologia_de(mapa, {}), avisos)
