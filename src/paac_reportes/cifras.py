"""Las cifras: lo que dan ``analizar`` y ``comparar``, el calendario y lo que se recomienda."""

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.anterior import Impresa, Impresas
from paac_reportes.analisis.avance import Avance, CambioDeAvance
from paac_reportes.analisis.calendario import Deber
from paac_reportes.analisis.cambios import CambioDeTexto
from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.analisis.comparacion import Comparacion, OtrosDatos, Pareja
from paac_reportes.analisis.filas import FilaAnalizada, Vencimiento
from paac_reportes.analisis.historia import FilaDebida, HistoriaDelPlan, ReporteCambiado
from paac_reportes.analisis.lugares import Renombrado
from paac_reportes.analisis.metodologia import Reglas
from paac_reportes.analisis.situacion import Contradiccion, Situacion
from paac_reportes.api import (
    calendario,
    datos_de_analisis,
    datos_de_comparacion,
    guardar_calendario,
    recomendar,
)
from paac_reportes.modelo.fechas.menciones import ClaseDeFecha, FechaProgramada
from paac_reportes.modelo.periodos import Periodo

__all__ = [
    "Analisis",
    "Avance",
    "CambioDeAvance",
    "CambioDeTexto",
    "Cifras",
    "ClaseDeFecha",
    "Comparacion",
    "Contradiccion",
    "Cumplimiento",
    "Deber",
    "FechaProgramada",
    "FilaAnalizada",
    "FilaDebida",
    "HistoriaDelPlan",
    "Impresa",
    "Impresas",
    "OtrosDatos",
    "Pareja",
    "Periodo",
    "Reglas",
    "Renombrado",
    "ReporteCambiado",
    "Situacion",
    "Vencimiento",
    "calendario",
    "datos_de_analisis",
    "datos_de_comparacion",
    "guardar_calendario",
    "recomendar",
]
