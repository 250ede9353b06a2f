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
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.textos.valores import proporcion


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
    """Corte anterior que da ese archivo; ``ErrorDeEntrada`` si no es el anterior."""
    fallas = list(fallas_del_anterior(plan, corte, reglas, anterior))
    if fallas or corte is None:
        raise ErrorDeEntrada(fallas)
    reglas_del_anterior = _reglas_de(plan, anterior, del_pedido, del_formato)
    publicado = analizar_plan(
        anterior.plan, corte_del_anterior(plan, corte, reglas, anterior), reglas_del_anterior
    )
    return attrs.evolve(publicado, ilegibles=anterior.ilegibles, impresas=anterior.impresas)


def _reglas_de(
    plan: Plan,
    anterior: PlanAnterior,
    del_pedido: Metodologia | None,
    del_formato: Metodologia | None,
) -> Reglas:
    """Las reglas del anterior, bajo lo que se pide: sin pesos de lo que no tenía ni otra serie."""
    plan_anterior = anterior.plan
    if del_pedido is not None:
        if del_pedido.pesos:
            numeros = {componente.numero for _, componente in plan_anterior.tablas()}
            pesos = {n: peso for n, peso in del_pedido.pesos.items() if n in numeros}
            del_pedido = attrs.evolve(del_pedido, pesos=pesos or None)
        if plan_anterior.vigencia != plan.vigencia:
            del_pedido = attrs.evolve(del_pedido, cortes=None)
    try:
        return reglas_para(plan_anterior, del_pedido, del_formato)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(
            falla.en(f"{anterior.nombre}: {falla.ruta}") for falla in error.fallas
        ) from None


def avisos_del_anterior(analisis: Analisis, anterior: PlanAnterior) -> Iterator[Aviso]:
    """Avisos de lo que conviene saber antes de creerle a la comparación con lo publicado."""
    publicado = analisis.publicado
    if publicado is not None and publicado.corte is not None:
        yield from dudas_del_anterior(analisis.reglas, publicado.reglas, publicado.corte, anterior)
        yield from _recalculado(analisis, anterior)
        yield from _distintas(analisis, anterior)


def _recalculado(analisis: Analisis, anterior: PlanAnterior) -> Iterator[Aviso]:
    """Que el documento no imprime el avance de todo el plan, y cuál sale de sus filas."""
    antes = analisis.todo.anterior
    if antes is None or not antes.de_documento or antes.impresa is not None:
        return
    motivo = "no imprime el avance de todo el plan; "
    if antes.avance is None:
        motivo += "de sus filas tampoco sale, y del anterior no se dice"
    else:
        base = _base((len(antes.con_avance), len(antes.aplican)))
        motivo += f"recalculado con sus filas es {proporcion(antes.avance)}{base}"
    yield Aviso("anterior_recalculado", anterior.nombre, motivo)


def _distintas(analisis: Analisis, anterior: PlanAnterior) -> Iterator[Aviso]:
    """Avisos de las cifras impresas que no son las que salen de sus filas: valen las dos."""
    componentes = ((f"«{cifras.nombre}»", cifras) for cifras in analisis.componentes)
    for titulo, cifras in (("todo el plan", analisis.todo), *componentes):
        antes = cifras.anterior
        if antes is None or antes.impresa is None or antes.imprime_lo_mismo:
            continue
        motivo = (
            f"imprime {antes.impresa.en_texto}{_base(antes.impresa.base)} de {titulo}, y"
            f" con sus filas es {proporcion(antes.avance)}"
            f"{_base((len(antes.con_avance), len(antes.aplican)))}"
        )
        yield Aviso("anterior_distinto", f"{anterior.nombre}: {antes.impresa.lugar}", motivo)


def _base(base: tuple[int, int] | None) -> str:
    return f" ({base[0]} de {base[1]})" if base else ""
