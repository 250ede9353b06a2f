"""Con qué reglas se sacan las cifras de un plan: lo pedido, lo del plan, lo del formato."""

from paac_reportes.analisis.metodologia import Reglas, reglas_de
from paac_reportes.formatos.escalas import buscar_escala
from paac_reportes.modelo import Metodologia, Plan


def reglas_para(
    plan: Plan, pedida: Metodologia | None = None, del_formato: Metodologia | None = None
) -> Reglas:
    """Lo que se pide manda sobre lo que trae el plan, y esto sobre lo que propone el formato.

    ``ErrorDeEntrada`` si la escala no existe o si hay pesos y el método no pondera.
    """
    elegida = (pedida or Metodologia()).sobre(plan.metodologia).sobre(del_formato)
    return reglas_de(elegida, buscar_escala(elegida.escala))
