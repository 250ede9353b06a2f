"""Para el programa que lleva la biblioteca adentro: un ERP, un sitio web, una cola de trabajos.

>>> from paac_reportes import anfitrion
>>> [salida.tipo for salida in anfitrion.salidas("informe-seguimiento") if salida.se_puede]

Qué puede dar esta instalación, qué falta antes de cerrar un corte y cómo se conserva lo que se
cerró, cómo se responde por HTTP, y un objeto solo como lo guarda una fila.
"""

from paac_reportes.anfitrion.cierre import AntesDeCerrar as AntesDeCerrar
from paac_reportes.anfitrion.cierre import FilaPorReportar as FilaPorReportar
from paac_reportes.anfitrion.cierre import Instantanea as Instantanea
from paac_reportes.anfitrion.cierre import OficinaPorReportar as OficinaPorReportar
from paac_reportes.anfitrion.cierre import antes_de_cerrar as antes_de_cerrar
from paac_reportes.anfitrion.cierre import armar as armar
from paac_reportes.anfitrion.cierre import datos_de_uno as datos_de_uno
from paac_reportes.anfitrion.cierre import en_palabras as en_palabras
from paac_reportes.anfitrion.cierre import hoy_en_colombia as hoy_en_colombia
from paac_reportes.anfitrion.cierre import instantanea as instantanea
from paac_reportes.anfitrion.cierre import plan_de as plan_de
from paac_reportes.anfitrion.respuesta import Respuesta as Respuesta
from paac_reportes.anfitrion.respuesta import Salida as Salida
from paac_reportes.anfitrion.respuesta import cabeceras as cabeceras
from paac_reportes.anfitrion.respuesta import disposicion as disposicion
from paac_reportes.anfitrion.respuesta import es_tipo as es_tipo
from paac_reportes.anfitrion.respuesta import etag as etag
from paac_reportes.anfitrion.respuesta import responder as responder
from paac_reportes.anfitrion.respuesta import salidas as salidas
from paac_reportes.anfitrion.respuesta import ya_lo_tiene as ya_lo_tiene
from paac_reportes.api.recomendaciones import (
    recomendaciones_por_oficina as recomendaciones_por_oficina,
)
from paac_reportes.api.verificacion import huella as huella
