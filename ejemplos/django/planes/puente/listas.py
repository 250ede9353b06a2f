"""Qué listas de un plan son filas de otra tabla: una vez, para leerlas y para escribirlas."""

from collections.abc import Mapping

from planes import models
from planes.models.campos import ConDatos

Tabla = type[ConDatos]
LISTAS: Mapping[Tabla, Mapping[str, tuple[Tabla, str]]] = {
    models.Plan: {
        "control_cambios": (models.CambioDocumento, "plan"),
        "firmas": (models.Firma, "plan"),
        "dependencias": (models.Dependencia, "plan"),
        "componentes": (models.Componente, "plan"),
    },
    models.Dependencia: {"componentes": (models.Componente, "dependencia")},
    models.Componente: {
        "subcomponentes": (models.Subcomponente, "componente"),
        "tramites": (models.Tramite, "componente"),
        "intercambios": (models.Tramite, "componente"),
    },
    models.Subcomponente: {"actividades": (models.Actividad, "subcomponente")},
    models.Actividad: {"seguimientos": (models.Seguimiento, "actividad")},
    models.Tramite: {"seguimientos": (models.Seguimiento, "tramite")},
    models.Mapa: {
        "control_cambios": (models.CambioDelMapa, "mapa"),
        "firmas": (models.FirmaDelMapa, "mapa"),
        "seguimientos": (models.SeguimientoDelMapa, "mapa"),
        "procesos": (models.Proceso, "mapa"),
    },
    models.Proceso: {"riesgos": (models.Riesgo, "proceso")},
    models.Riesgo: {
        "causas": (models.Causa, "riesgo"),
        "controles": (models.Control, "riesgo"),
        "acciones": (models.Accion, "riesgo"),
        "seguimientos": (models.SeguimientoDeRiesgo, "riesgo"),
    },
    models.SeguimientoDeRiesgo: {"controles": (models.ControlSeguido, "seguimiento")},
}
"""La clave de los datos, la tabla y el campo con que cada fila suya nombra a su dueña."""


def debajo_de(tabla: Tabla) -> tuple[Tabla, ...]:
    """Las tablas de lo que cuelga de una, cada una después de sus dueñas."""
    suyas = [hija for hija, _ in LISTAS.get(tabla, {}).values()]
    todas = [una for suya in suyas for una in (suya, *debajo_de(suya))]
    return tuple(reversed(dict.fromkeys(reversed(todas))))
