"""El plan y su seguimiento como objetos inmutables; sin archivos, sin formatos y sin reloj."""

from paac_reportes.modelo.metodologia import Escala, Metodologia, Zona
from paac_reportes.modelo.plan import (
    Actividad,
    CambioDocumento,
    CodigoDeRegimen,
    Componente,
    Dependencia,
    Entidad,
    Estado,
    FilaDeMatriz,
    Firma,
    Orden,
    Plan,
    Resultado,
    Seguimiento,
    Subcomponente,
    Tramite,
    Verificacion,
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
