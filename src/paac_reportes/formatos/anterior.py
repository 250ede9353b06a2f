"""Las cifras que dio el archivo anterior, con la metodología que entonces valía."""

from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.analisis.analisis import Analisis, analizar
from paac_reportes.analisis.anterior import (
    PlanAnterior,
    corte_del_anterior,
    dudas_del_anterior,
    fallas_del_anterior,
)
from paac_reportes.analisis.metodologia import Reglas
from paac_reportes.errores import Aviso, ErrorDeEntrada
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.modelo import Metodologia, Plan


def publicado_de(  # noqa: PLR0913, PLR0917 - lo que se analiza, y con qué
    plan: Plan,
    corte: date | None,
    reglas: Reglas,
    anterior: PlanAnterior,
    pedida: Metodologia | None = None,
    del_formato: Metodologia | None = None,
) -> Analisis:
    """Lo que ese archivo da en el corte anterior; ``ErrorDeEntrada`` si no es el anterior."""
    fallas = list(fallas_del_anterior(plan, corte, reglas, anterior))
    if fallas or corte is None:
        raise ErrorDeEntrada(fallas)
    suyas = _reglas_de(plan, anterior, pedida, del_formato)
    publicado = analizar(anterior.plan, corte_del_anterior(plan, corte, reglas, anterior), suyas)
    return attrs.evolve(publicado, ilegibles=anterior.ilegibles)


def _reglas_de(
    plan: Plan, anterior: PlanAnterior, pedida: Metodologia | None, del_formato: Metodologia | None
) -> Reglas:
    """Las de sus datos, bajo lo que se pide; sin los pesos de lo que no tenía ni otra serie."""
    suyo = anterior.plan
    if pedida is not None:
        if pedida.pesos:
            numeros = {componente.numero for _, componente in suyo.tablas()}
            pesos = {n: peso for n, peso in pedida.pesos.items() if n in numeros}
            pedida = attrs.evolve(pedida, pesos=pesos or None)
        if suyo.vigencia != plan.vigencia:
            pedida = attrs.evolve(pedida, cortes=None)
    try:
        return reglas_para(suyo, pedida, del_formato)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(
            falla.en(f"{anterior.nombre}: {falla.ruta}") for falla in error.fallas
        ) from None


def avisos_del_anterior(analisis: Analisis, anterior: PlanAnterior) -> Iterator[Aviso]:
    """Lo que conviene saber antes de creerle a la comparación con lo publicado."""
    publicado = analisis.publicado
    if publicado is not None and publicado.corte is not None:
        yield from dudas_del_anterior(analisis.reglas, publicado.reglas, publicado.corte, anterior)
