"""Las tablas."""

from planes.models.acta import Acta
from planes.models.entidad import Entidad
from planes.models.formato import Formato
from planes.models.instantanea import Instantanea
from planes.models.matriz import Actividad, Componente, Dependencia, Subcomponente, Tramite
from planes.models.plan import Corte, Plan
from planes.models.riesgos import (
    Mapa,
    Proceso,
    Riesgo,
    SeguimientoDelMapa,
    SeguimientoDeRiesgo,
)
from planes.models.seguimiento import DeUnCorte, Seguimiento
