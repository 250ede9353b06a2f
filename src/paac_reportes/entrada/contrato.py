"""La versión del contrato que unos datos dicen usar, antes de leer lo demás.

El número es de la forma de los datos y no de la biblioteca (``docs/decisiones/0016``): crece cuando
se publica una clave que una versión anterior no entendería. Un plan no lo lleva: es del archivo.
"""

from collections.abc import Mapping

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import Entre, estructurar, leer_entero, mostrar, validar_por_tipo
from paac_reportes.modelo import Plan

VERSION_DEL_CONTRATO = 2
"""La que se escribe, y la última que se entiende."""

CLAVE = "version_contrato"


@attrs.frozen(kw_only=True, repr=False, field_transformer=validar_por_tipo)
class PlanEnArchivo(Plan):
    """Un plan como va en un archivo: lo suyo y la versión con que se escribió."""

    version_contrato: int | None = attrs.field(
        default=None, validator=Entre(1, VERSION_DEL_CONTRATO)
    )


def comprobar_version(datos: object, cuales: str) -> None:
    """``ErrorDeEntrada``, sin mirar nada más, si los datos son de una versión posterior.

    Lo que no es un número lo dice la lectura, con las demás fallas.
    """
    version = datos.get(CLAVE) if isinstance(datos, Mapping) else None
    leida = leer_entero(version, CLAVE, [])
    if leida is not None and leida > VERSION_DEL_CONTRATO:
        motivo = (
            f"{cuales}: usa la versión {mostrar(leida)} del contrato y esta versión de la"
            f" biblioteca entiende hasta la {VERSION_DEL_CONTRATO}; actualice paac-reportes"
        )
        raise ErrorDeEntrada(Falla(CLAVE, motivo))


def plan_de(datos: object) -> Plan:
    """El plan de unos datos; ``ErrorDeEntrada`` con todas las fallas."""
    leido = estructurar(datos, PlanEnArchivo)
    return Plan(**{campo.name: getattr(leido, campo.name) for campo in attrs.fields(Plan)})
