"""Las cifras que dio el archivo anterior, con la metodología que entonces valía."""

from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.analisis.analisis import Analisis, analizar_plan
from paac_reportes.analisis.anterior import (
    PlanAnterior,
    corte_del_anterior,
    dudas_del_anterior,
    fallas_del_anterior,
)
from paac_reportes.analisis.metodologia import Reglas, corte_anterior
from paac_reportes.errores import Aviso, ErrorDeEntrada
from paac_reportes.formatos.metodologia import metodologia_de, reglas_para
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.plan import del_corte
from paac_reportes.textos.valores import fecha_corta, proporcion


def corte_que_precede(plan: Plan, reglas: Reglas, corte: date | None) -> date | None:
    """El corte anterior según los datos de hoy; ``None`` si no lo hay, o no hay corte."""
    return None if corte is None else corte_anterior(plan, reglas, corte)


def publicado_de(  # noqa: PLR0913, PLR0917 - lo que se analiza, y con qué
    plan: Plan,
    corte: date | None,
    reglas: Reglas,
    anterior: PlanAnterior,
    del_pedido: Metodologia | None = None,
    del_formato: Metodologia | None = None,
) -> Analisis:
    """El análisis de un informe anterior, en su corte; ``ErrorDeEntrada`` si no es el anterior.

    ``del_pedido`` y ``del_formato``: la metodología de cada uno, si el informe no dice la suya.
    """
    fallas = list(fallas_del_anterior(plan, corte, reglas, anterior))
    if fallas or corte is None:
        raise ErrorDeEntrada(fallas)
    reglas_del_anterior = _reglas_de(plan, anterior, del_pedido, del_formato)
    publicado = analizar_plan(
        anterior.plan, corte_del_anterior(plan, corte, reglas, anterior), reglas_del_anterior
    )
    return attrs.evolve(publicado, impresas=anterior.impresas)


def _reglas_de(
    plan: Plan,
    anterior: PlanAnterior,
    del_pedido: Metodologia | None,
    del_formato: Metodologia | None,
) -> Reglas:
    """Reglas del plan anterior: las de su informe, si las dice; si no, las que se piden hoy.

    De un documento que no las dice, también las del plan de hoy: nadie sabe que fueran otras.
    """
    plan_anterior = anterior.plan
    if anterior.metodologia is not None:
        del_pedido, del_formato = anterior.metodologia, None
    elif anterior.impresas is not None:
        del_pedido = metodologia_de(plan, del_pedido)
    if del_pedido is not None:
        del_pedido = _la_que_le_cabe(del_pedido, plan, plan_anterior)
    try:
        return reglas_para(plan_anterior, del_pedido, del_formato)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(
            falla.en(f"{anterior.nombre}: {falla.ruta}") for falla in error.fallas
        ) from None


def _la_que_le_cabe(metodologia: Metodologia, plan: Plan, anterior: Plan) -> Metodologia:
    """Una metodología sin los pesos ni los cortes que el plan anterior no tiene."""
    numeros = {componente.numero for _, componente in anterior.tablas()}
    pesos = {n: peso for n, peso in (metodologia.pesos or {}).items() if n in numeros}
    cortes = metodologia.cortes if anterior.vigencia == plan.vigencia else None
    return attrs.evolve(metodologia, pesos=pesos or None, cortes=cortes)


def avisos_del_anterior(analisis: Analisis, anterior: PlanAnterior) -> Iterator[Aviso]:
    """Avisos de lo que hace dudar de la comparación con el informe anterior."""
    publicado = analisis.publicado
    if publicado is not None and publicado.corte is not None:
        yield from dudas_del_anterior(analisis.reglas, publicado.reglas, publicado.corte, anterior)
        yield from _recalculado(analisis, anterior)
        yield from _otras_recomendaciones(analisis.plan, publicado.corte, anterior)


def _recalculado(analisis: Analisis, anterior: PlanAnterior) -> Iterator[Aviso]:
    """Aviso de que el anterior no imprime el avance de todo el plan, y cuál da recalculado."""
    publicadas = analisis.todo.anterior
    if publicadas is None or not publicadas.recalculadas:
        return
    motivo = "no imprime el avance de todo el plan; "
    if publicadas.avance is None:
        motivo += "de sus filas tampoco sale, y del anterior no se dice"
    else:
        base = f"({len(publicadas.con_avance)} de {len(publicadas.aplican)})"
        motivo += f"recalculado con sus filas es {proporcion(publicadas.avance)} {base}"
    yield Aviso("anterior_recalculado", anterior.nombre, motivo)


def _otras_recomendaciones(plan: Plan, corte: date, anterior: PlanAnterior) -> Iterator[Aviso]:
    """Aviso de que el plan no trae las recomendaciones que el informe anterior imprimió."""
    impresas = del_corte(anterior.plan.recomendaciones, corte)
    del_plan = {recomendacion.id: recomendacion for recomendacion in plan.recomendaciones}
    if not impresas and anterior.informe != corte:  # no se sabe cuáles imprimió
        return
    ids = {impresa.id for impresa in impresas}
    faltan = [r.id for r in impresas if r.id not in del_plan]
    distintas = [r.id for r in impresas if r.id in del_plan and r.texto != del_plan[r.id].texto]
    sobran = [r.id for r in del_corte(plan.recomendaciones, corte) if r.id not in ids]
    casos = (("no trae", faltan), ("dice de otro modo", distintas), ("trae de más", sobran))
    if que_pasa := "; ".join(f"{caso} {', '.join(cuales)}" for caso, cuales in casos if cuales):
        motivo = (
            f"de las recomendaciones que imprimió con corte {fecha_corta(corte)}, el plan"
            f" {que_pasa}; recomendar toma las de ese informe (informe=, --informe)"
        )
        yield Aviso("recomendaciones_distintas", anterior.nombre, motivo)
