"""Las tablas."""

from planes.models.acta import Acta
from planes.models.entidad import Entidad
from planes.models.formato import Formato
from planes.models.instantanea import Instantanea
from planes.models.matriz import Actividad, Componente, Dependencia, Subcomponente, Tramite
from planes.models.plan import CambioDocumento, Corte, Firma, Plan
from planes.models.seguimiento import Evidencia, Seguimiento

__all__ = [
    "Acta",
    "Actividad",
    "CambioDocumento",
    "Componente",
    "Corte",
    "Dependencia",
    "Entidad",
    "Evidencia",
    "Firma",
    "Formato",
    "Instantanea",
    "Plan",
    "Seguimiento",
    "Subcomponente",
    "Tramite",
]
