"""De un reporte, el que se publica."""

import functools
from typing import TYPE_CHECKING

import attrs

from paac_reportes.textos.publico import avisos_del_formato, para_publicar

if TYPE_CHECKING:
    from paac_reportes.api.reportes import Reporte


def publicado(pedido: "Reporte") -> "Reporte":
    """El mismo, sin lo que no se publica: antes de componer, para que ninguna salida lo tenga."""
    publico = functools.partial(para_publicar, con_cedulas=pedido.con_cedulas)
    contenido, suyos = publico(pedido.contenido, formato=pedido.formato)
    filas, de_filas = publico(pedido._filas, "filas", pedido.formato)  # noqa: SLF001
    metodologia, _ = publico(pedido.metodologia)
    # Un aviso puede repetir lo que llegó, y va en el certificado.
    previos, _ = publico(pedido._previos)  # noqa: SLF001
    propios = avisos_del_formato(pedido.formato, con_membrete=pedido.formato.membrete is not None)
    todos = (*previos, *suyos, *de_filas, *propios)
    anterior = pedido._anterior  # noqa: SLF001
    if anterior is not None:
        suyo, _ = publico(anterior.plan, formato=pedido.formato)
        anterior = attrs.evolve(anterior, plan=suyo)
    return attrs.evolve(
        pedido,
        contenido=contenido,
        filas=filas,
        metodologia=metodologia,
        previos=todos,
        anterior=anterior,
    )
