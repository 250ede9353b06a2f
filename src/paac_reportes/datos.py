"""Los datos: de qué está hecha una lectura, y lo que un plan trae además de sus filas."""

from paac_reportes.estructura import Extras as Extras
from paac_reportes.lectura.leido import ColumnaLeida as ColumnaLeida
from paac_reportes.modelo import EstadoDeRecomendacion as EstadoDeRecomendacion
from paac_reportes.modelo import FilaRecomendada as FilaRecomendada
from paac_reportes.modelo import OrigenDeRecomendacion as OrigenDeRecomendacion
from paac_reportes.modelo.junto_a_las_filas import DatosDelPlan as DatosDelPlan
from paac_reportes.modelo.lugares import Lugar as Lugar
from paac_reportes.opc.visto import LugarDelArchivo as LugarDelArchivo
from paac_reportes.vuelta.cambios import CambioLeido as CambioLeido
