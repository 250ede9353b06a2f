"""Con qué reglas se sacan las cifras de un plan: lo pedido, lo del plan, lo del formato."""

import attrs

from paac_reportes import clases
from paac_reportes.analisis.metodologia import Reglas, fallas_de_los_pesos, reglas_elegidas
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.temas import Contenido
from paac_reportes.normativa.normas import ESCALA_DE_LA_GUIA, buscar_escala


def metodologia_de(
    contenido: Contenido,
    del_pedido: Metodologia | None = None,
    del_formato: Metodologia | None = None,
) -> Metodologia:
    """La metodología que rige: la del pedido; en lo que calla, la del plan, y la del formato."""
    del_plan = contenido.metodologia if isinstance(contenido, Plan) else None
    return (del_pedido or Metodologia()).sobre(del_plan).sobre(del_formato)


def metodologia_entera(
    contenido: Contenido,
    del_pedido: Metodologia | None = None,
    del_formato: Metodologia | None = None,
) -> Metodologia:
    """La metodología que rige, con lo que la biblioteca supone en lo que nadie eligió."""
    elegida = metodologia_de(contenido, del_pedido, del_formato)
    reglas = reglas_para(contenido, del_pedido, del_formato)
    return attrs.evolve(
        elegida,
        metodo=reglas.metodo,
        escala=elegida.escala or ESCALA_DE_LA_GUIA,
        arrastre=reglas.arrastre,
        blancos=reglas.blancos,
        cumplida_sin_numero=reglas.cumplida_sin_numero,
    )


@clases.recordada  # un reporte las pide al avisar, al contar y al decir con qué contó
def reglas_para(
    contenido: Contenido,
    del_pedido: Metodologia | None = None,
    del_formato: Metodologia | None = None,
) -> Reglas:
    """Las reglas de la metodología que rige.

    ``ErrorDeEntrada`` si un peso no sirve.
    """
    elegida = metodologia_de(contenido, del_pedido, del_formato)
    if isinstance(contenido, Plan) and (fallas := [*fallas_de_los_pesos(elegida, contenido)]):
        raise ErrorDeEntrada(fallas)
    return reglas_elegidas(elegida, buscar_escala(elegida.escala))
