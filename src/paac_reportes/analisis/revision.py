"""Revisión de los datos antes de sacar cifras; ningún dato cambia."""

from collections.abc import Iterator
from datetime import date

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.filas import fecha_de_fila
from paac_reportes.analisis.metodologia import (
    Reglas,
    cortes_fuera_de_la_serie,
    fallas_del_corte_pedido,
)
from paac_reportes.analisis.remanentes import remanentes_de
from paac_reportes.analisis.situacion import Historia
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura.mensajes import llego
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import Plan, Seguimiento
from paac_reportes.modelo.fechas import avisos_de_ambiguedad
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import objetos_de, recorrer
from paac_reportes.textos.frases import Palabras
from paac_reportes.textos.valores import parecen_fracciones

_SIN_ANO = "no dice el año"


def comprobar_que_hay_seguimientos(analisis: Analisis) -> None:
    """``ErrorDeEntrada``, con los cortes que hay, si el pedido no existe o nadie reportó en él."""
    plan, reglas, corte = analisis.plan, analisis.reglas, analisis.corte
    if corte and (fallas := list(fallas_del_corte_pedido(plan, reglas, corte))):
        raise ErrorDeEntrada(fallas)
    if any(fila.del_periodo for fila in analisis.todo.filas):
        return
    hay = ", ".join(dia.isoformat() for dia in analisis.plan.cortes())
    los_que_hay = f"los hay con corte {hay}" if hay else "el plan no trae ninguno"
    motivo = (
        f"no hay seguimientos con corte {analisis.corte} que un informe pueda narrar; {los_que_hay}"
        if analisis.corte
        else f"no hay seguimientos que un informe pueda narrar: {los_que_hay}"
    )
    raise ErrorDeEntrada(Falla("sin_datos", "corte", motivo))


def avisos_del_plan(plan: Plan, reglas: Reglas) -> Iterator[Aviso]:
    """Avisos de un plan, con la ruta del dato; sin los de su mapa de riesgos."""
    yield from cortes_fuera_de_la_serie(plan, reglas)
    yield from _dudas_de_los_datos(plan)
    yield from remanentes_de(plan)


def _dudas_de_los_datos(plan: Plan) -> Iterator[Aviso]:
    """Avisos de contradicciones, de fracciones y de fechas."""
    yield from _fracciones(plan)
    yield from _de_todas_las_fechas(plan)
    elegida = plan.metodologia.cumplida_sin_numero if plan.metodologia else None
    for lugar in recorrer(plan, *FILAS):
        fila, fecha = lugar.objeto, fecha_de_fila(lugar.objeto, plan.vigencia)
        rutas = {s.corte: f"seguimientos[{n}]" for n, s in enumerate(fila.seguimientos)}
        situacion = Historia(fila.seguimientos, fecha, elegida or "cien").al_cierre(date.max)
        for duda in situacion.contradicciones:
            yield Aviso("contradiccion", f"{lugar.ruta}.{rutas[duda.corte]}", duda.mensaje)
        for aviso in fecha.avisos:
            if plan.vigencia is not None or not aviso.endswith(_SIN_ANO):
                anotado = llego(fecha.literal)
                yield Aviso("fecha", lugar.ruta, f"fecha: {aviso}", datos=anotado)


_FECHAS, _AVANCES = Palabras("fecha", "fechas", "a"), Palabras("avance", "avances", "o")


def _de_todas_las_fechas(plan: Plan) -> Iterator[Aviso]:
    """Avisos que van una vez por plan: el orden de día y mes, y el año que falta en todas."""
    fechas = [fecha_de_fila(fila, plan.vigencia) for fila in objetos_de(plan, *FILAS)]
    yield from (Aviso("fechas_ambiguas", "", aviso) for aviso in avisos_de_ambiguedad(fechas))
    sin_ano = sum(any(aviso.endswith(_SIN_ANO) for aviso in fecha.avisos) for fecha in fechas)
    if plan.vigencia is None and sin_ano:
        motivo = _FECHAS.di(
            "falta, y hay {cuenta} que no dice[n] el año: no se sabe cuándo vence[n]", sin_ano
        )
        yield Aviso("sin_vigencia", "vigencia", motivo)


def _fracciones(plan: Plan) -> Iterator[Aviso]:
    """Avisos de los cortes cuyos avances parecen fracciones (0,5) y se leyeron como porcentajes."""
    for corte, cuantos in cortes_con_fracciones(plan).items():
        frase = (
            "{las} {filas} del corte {dia}"
            " [es de menos de 1: se lee|son de 1 o menos y alguno no es entero: se leen] como"
            " porcentaje[s] de 0 a 100; si"
            " [es una fracción, multiplíquelo|son fracciones, multiplíquelos] por 100"
        )
        yield Aviso("fracciones", "", _AVANCES.di(frase, cuantos, dia=str(corte)))


def cortes_con_fracciones(plan: Plan) -> dict[date, int]:
    """Número de avances de cada corte en que todos parecen partes de uno (0,5 por 50 %)."""
    por_corte = agrupadas(
        (seguimiento.corte, seguimiento.avance)
        for seguimiento in objetos_de(plan, Seguimiento)
        if seguimiento.avance is not None
    )
    return {
        corte: len(avances)
        for corte, avances in sorted(por_corte.items())
        if parecen_fracciones(avances)
    }
