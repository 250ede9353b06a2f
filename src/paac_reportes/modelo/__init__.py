"""El plan y su seguimiento como objetos inmutables; sin archivos, sin formatos y sin reloj."""

from paac_reportes.modelo.comun import (
    CambioDocumento,
    CodigoDeRegimen,
    Entidad,
    Firma,
    Orden,
    Resultado,
    Verificacion,
)
from paac_reportes.modelo.metodologia import Escala, Metodologia, Zona
from paac_reportes.modelo.plan import (
    Actividad,
    Componente,
    Dependencia,
    Estado,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Subcomponente,
    Tramite,
)
from paac_reportes.modelo.recomendaciones import (
    EstadoDeRecomendacion,
    FilaRecomendada,
    OrigenDeRecomendacion,
    Recomendacion,
)

__all__ = [
    "Actividad",
    "CambioDocumento",
    "CodigoDeRegimen",
    "Componente",
    "Dependencia",
    "Entidad",
    "Escala",
    "Estado",
    "EstadoDeRecomendacion",
    "FilaDeMatriz",
    "FilaRecomendada",
    "Firma",
    "Metodologia",
    "Orden",
    "OrigenDeRecomendacion",
    "Plan",
    "Recomendacion",
    "Resultado",
    "Seguimiento",
    "Subcomponente",
    "Tramite",
    "Verificacion",
    "Zona",
]
