"""Para el programa que lleva la biblioteca adentro: un ERP, un sitio web, una cola de trabajos.

>>> from paac_reportes import anfitrion
>>> [salida.tipo for salida in anfitrion.salidas("informe-seguimiento") if salida.se_puede]

Qué puede dar esta instalación, qué falta antes de cerrar un corte y cómo se conserva lo que se
cerró, cómo se responde por HTTP y cómo se hace un reporte que se puede dejar a la mitad.
"""

from paac_reportes.anfitrion.cierre import (
    AntesDeCerrar,
    FilaPorReportar,
    OficinaPorReportar,
    antes_de_cerrar,
    hoy_en_colombia,
)
from paac_reportes.anfitrion.disponibles import Salida, salidas
from paac_reportes.anfitrion.guardado import Instantanea, instantanea, plan_de
from paac_reportes.anfitrion.procesos import Procesos
from paac_reportes.anfitrion.respuesta import cabeceras, disposicion, etag, ya_lo_tiene

__all__ = [
    "AntesDeCerrar",
    "FilaPorReportar",
    "Instantanea",
    "OficinaPorReportar",
    "Procesos",
    "Salida",
    "antes_de_cerrar",
    "cabeceras",
    "disposicion",
    "etag",
    "hoy_en_colombia",
    "instantanea",
    "plan_de",
    "salidas",
    "ya_lo_tiene",
]
