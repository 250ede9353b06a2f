"""Las cifras: de qué está hecho lo que dan ``analizar``, ``comparar`` y ``calendario``."""

from paac_reportes.analisis.analisis import Analisis as Analisis
from paac_reportes.analisis.anterior import Impresa as Impresa
from paac_reportes.analisis.anterior import Impresas as Impresas
from paac_reportes.analisis.calendario import Deber as Deber
from paac_reportes.analisis.cambios import CambioDeTexto as CambioDeTexto
from paac_reportes.analisis.cifras import CambioDeAvance as CambioDeAvance
from paac_reportes.analisis.cifras import Cifras as Cifras
from paac_reportes.analisis.cifras import Cumplimiento as Cumplimiento
from paac_reportes.analisis.comparacion import Comparacion as Comparacion
from paac_reportes.analisis.comparacion import OtrosDatos as OtrosDatos
from paac_reportes.analisis.comparacion import Pareja as Pareja
from paac_reportes.analisis.filas import FilaAnalizada as FilaAnalizada
from paac_reportes.analisis.filas import Vencimiento as Vencimiento
from paac_reportes.analisis.historia import FilaDebida as FilaDebida
from paac_reportes.analisis.historia import HistoriaDelPlan as HistoriaDelPlan
from paac_reportes.analisis.historia import ReporteCambiado as ReporteCambiado
from paac_reportes.analisis.lugares import Renombrado as Renombrado
from paac_reportes.analisis.metodologia import Reglas as Reglas
from paac_reportes.analisis.situacion import Contradiccion as Contradiccion
from paac_reportes.analisis.situacion import Situacion as Situacion
from paac_reportes.api.cifras import datos_de_analisis as datos_de_analisis
from paac_reportes.api.cifras import guardar_calendario as guardar_calendario
from paac_reportes.api.comparaciones import datos_de_comparacion as datos_de_comparacion
from paac_reportes.modelo.fechas.programada import ClaseDeFecha as ClaseDeFecha
from paac_reportes.modelo.fechas.programada import FechaProgramada as FechaProgramada
from paac_reportes.modelo.periodos import Periodo as Periodo
