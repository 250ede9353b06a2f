"""Un corte cerrado: el plan como estaba, para reportar siempre de él."""

import json

from paac_reportes import clases
from paac_reportes.api.comprobaciones import comprobar_clase
from paac_reportes.api.tipos import UnPlan
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.formatos.huellas import sha256_de
from paac_reportes.lectura import archivos
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import abierto


@clases.frozen(kw_only=True)
class Instantanea:
    """El plan entero en un momento: lo que se guarda al cerrar un corte."""

    datos: str
    """El JSON del plan, con sus imágenes. Se guarda como texto: una columna que lo reordene, como
    ``jsonb``, le cambia la huella."""
    huella: str
    """El sha256 de ``datos`` en UTF-8."""


@puerta
def instantanea(plan: "UnPlan") -> Instantanea:
    """Instantánea de un plan; ``plan_de`` da el mismo, y sus reportes son los mismos bytes."""
    contenido, _ = abierto(plan)
    comprobar_clase(Plan, plan=contenido)
    datos = json.dumps(archivos.en_archivo(contenido), ensure_ascii=True, default=imagen_como_texto)
    return Instantanea(datos=datos, huella=sha256_de(datos.encode()))


@puerta
def plan_de(guardada: Instantanea) -> Plan:
    """El plan que se guardó; ``ErrorDeEntrada`` si ya no es el mismo que se cerró."""
    comprobar_clase(Instantanea, guardada=guardada)
    contenido = guardada.datos.encode("utf-8", "backslashreplace")
    if sha256_de(contenido) != guardada.huella:
        motivo = (
            "lo guardado al cerrar cambió: su huella no es la que se guardó con él; recupérelo de"
            " una copia de la base"
        )
        raise ErrorDeEntrada(Falla("instantanea_cambiada", "datos", motivo))
    datos = json.loads(guardada.datos)
    archivos.comprobar_version(datos, "lo guardado es más nuevo")
    return archivos.plan_de_datos(datos)
