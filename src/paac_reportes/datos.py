"""Los datos: lo que se lee y se guarda, de qué está hecho un plan y cómo se pasa a filas.

``desde_datos``, ``desde_filas``, ``guardar`` y ``en_blanco`` son de cualquier contenido; las que
dicen cuál (``leer_plan``, ``plan_desde_filas``…) hacen lo mismo y dan su tipo.
"""

from paac_reportes.api.datos import DatosDelPlan as DatosDelPlan
from paac_reportes.estructura import Extras as Extras
from paac_reportes.lectura.cuenta import CosaLeida as CosaLeida
from paac_reportes.lectura.cuenta import CuentaDeLectura as CuentaDeLectura
from paac_reportes.lectura.cuenta import DestinoDeLectura as DestinoDeLectura
from paac_reportes.lectura.leido import ColumnaLeida as ColumnaLeida
from paac_reportes.modelo import EstadoDeRecomendacion as EstadoDeRecomendacion
from paac_reportes.modelo import FilaRecomendada as FilaRecomendada
from paac_reportes.modelo import OrigenDeRecomendacion as OrigenDeRecomendacion
from paac_reportes.modelo.lugares import Lugar as Lugar
