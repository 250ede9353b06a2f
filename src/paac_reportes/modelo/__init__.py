"""El plan y su seguimiento como objetos inmutables; sin archivos, sin formatos y sin reloj."""

from paac_reportes.modelo.entidad import Entidad, Orden
from paac_reportes.modelo.plan import (
    Actividad,
    CambioDocumento,
    CodigoDeRegimen,
    Componente,
    Dependencia,
    Firma,
    Plan,
    Subcomponente,
)
from paac_reportes.modelo.seguimiento import Estado, Seguimiento
from paac_reportes.modelo.tramites import Tramite

__all__ = [
    "Actividad",
    "CambioDocumento",
    "CodigoDeRegimen",
    "Componente",
    "Dependencia",
    "Entidad",
    "Estado",
    "Firma",
    "Orden",
    "Plan",
    "Seguimiento",
    "Subcomponente",
    "Tramite",
]
