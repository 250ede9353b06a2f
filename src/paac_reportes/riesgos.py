"""El mapa de riesgos: de qué está hecho, cómo se lee y se une, y lo que de él se calcula.

Lo que es igual de un plan está en ``datos``, ``cifras`` y ``comprobar``, y recibe también un mapa.
"""

from paac_reportes.analisis.cambios import CambioDeElemento, CambiosDeLista
from paac_reportes.analisis.riesgos.acciones import AccionAnalizada, PlazosDeLasAcciones
from paac_reportes.analisis.riesgos.cifras import (
    AccionesDelMapa,
    CifrasDelMapa,
    Materializaciones,
    MovimientoDeZonas,
    RespuestasDeControles,
    RiesgoAnalizado,
    RiesgosPorZona,
    VerificacionesDelMapa,
)
from paac_reportes.analisis.riesgos.comparacion import (
    ComparacionDeMapas,
    MovimientoEntreMapas,
    ParejaDeRiesgos,
)
from paac_reportes.analisis.riesgos.fuerza import ControlAnalizado, FuerzaDeLosControles
from paac_reportes.analisis.riesgos.historia import AccionDebida
from paac_reportes.api import (
    DatosDelMapa,
    analizar_mapa,
    guardar_mapa,
    leer_mapa,
    mapa_desde_datos,
    mapa_desde_filas,
    mapa_en_blanco,
    revisar_mapa,
    unir_mapas,
)
from paac_reportes.modelo.riesgos import (
    Accion,
    Causa,
    Control,
    ControlSeguido,
    DefinicionDeCorrupcion,
    Materializacion,
    Proceso,
    Riesgo,
    SeguimientoDelMapa,
    SeguimientoDeRiesgo,
    Valoracion,
)

__all__ = [
    "Accion",
    "AccionAnalizada",
    "AccionDebida",
    "AccionesDelMapa",
    "CambioDeElemento",
    "CambiosDeLista",
    "Causa",
    "CifrasDelMapa",
    "ComparacionDeMapas",
    "Control",
    "ControlAnalizado",
    "ControlSeguido",
    "DatosDelMapa",
    "DefinicionDeCorrupcion",
    "FuerzaDeLosControles",
    "Materializacion",
    "Materializaciones",
    "MovimientoDeZonas",
    "MovimientoEntreMapas",
    "ParejaDeRiesgos",
    "PlazosDeLasAcciones",
    "Proceso",
    "RespuestasDeControles",
    "Riesgo",
    "RiesgoAnalizado",
    "RiesgosPorZona",
    "SeguimientoDeRiesgo",
    "SeguimientoDelMapa",
    "Valoracion",
    "VerificacionesDelMapa",
    "analizar_mapa",
    "guardar_mapa",
    "leer_mapa",
    "mapa_desde_datos",
    "mapa_desde_filas",
    "mapa_en_blanco",
    "revisar_mapa",
    "unir_mapas",
]
