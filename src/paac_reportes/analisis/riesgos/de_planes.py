"""Los mapas de riesgos que dos planes llevan, comparados en los cortes de sus análisis."""

from typing import TYPE_CHECKING

from paac_reportes.analisis.riesgos.comparacion import ComparacionDeMapas, comparar_mapas

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis


def comparar_los_de(antes: "Analisis", despues: "Analisis") -> ComparacionDeMapas | None:
    """Lo que va del mapa de un plan al del otro; ``None`` si alguno no lo lleva."""
    if antes.riesgos is None or despues.riesgos is None:
        return None
    return comparar_mapas(antes.riesgos, despues.riesgos)
