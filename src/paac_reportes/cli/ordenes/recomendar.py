"""``recomendar``: el plan con las recomendaciones que se proponen, en un archivo que se edita."""

from argparse import ArgumentParser, Namespace
from collections.abc import Generator
from functools import partial
from pathlib import Path

import attrs

import paac_reportes as paac
from paac_reportes.cli.consola import codigo_de, decir_avisos
from paac_reportes.cli.flujos import (
    Salidas,
    abierto_si_se_dio,
    dice_de_cual,
    nombre_en_mensajes,
    plan_de_archivo,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, Falla


def pedir(orden: ArgumentParser) -> None:
    """Argumentos de la orden ``recomendar``."""
    comunes.con_datos(orden)
    comunes.con_corte(orden)
    orden.add_argument(
        "--informe",
        dest="impreso",
        metavar="ARCHIVO",
        help="el informe que se imprimió, su .json, su Word o su Excel: en lugar de proponer, se"
        " toman las suyas, y su corte; - es la entrada",
    )
    comunes.con_salida(
        orden,
        "archivo .yaml, .xlsx o .json, con el plan y sus recomendaciones; si ya existe, lo que"
        " se editó en ellas se conserva; - es la salida",
        *comunes.DE_DATOS,
    )
    comunes.con_tipo(orden, "yaml", ("xlsx", "yaml", "json"))
    comunes.con_metodologia(orden)


def cumplir(argumentos: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """La orden ``recomendar``: el plan con sus recomendaciones, editadas, y las que faltan.

    Termina con 4 si de un informe quedó por fuera algo que alguien le agregó.
    """
    plan = plan_de_archivo(argumentos.datos, argumentos.carpeta)
    if not argumentos.por_la_salida and argumentos.salida.exists():
        plan = _con_las_editadas(plan, argumentos.salida)
    impreso = argumentos.impreso
    otros = () if impreso is None else (nombre_en_mensajes(impreso),)
    with dice_de_cual(argumentos.datos, *otros):
        recomendado = paac.recomendar(
            plan,
            corte=argumentos.corte,
            informe=abierto_si_se_dio(impreso),
            metodologia=comunes.metodologia_pedida(argumentos),
        )
    nuevo, avisos = recomendado.contenido, recomendado.avisos
    decir_avisos(avisos)
    guardar = partial(paac.guardar_datos, nuevo)
    yield from comunes.escrito(argumentos, salidas, guardar, argumentos.tipo)
    habia, hay = ({r.id for r in uno.recomendaciones} for uno in (plan, nuevo))
    que_son = "propuestas" if impreso is None else "tomadas del informe"
    se_quitan = f"; que se quitan: {len(habia - hay)}" if habia - hay else ""
    yield (
        f"recomendaciones {que_son}: {len(hay - habia)}; que ya estaban y se conservan:"
        f" {len(habia & hay)}{se_quitan}"
    )
    return codigo_de(avisos)


def _con_las_editadas(plan: paac.Plan, salida: Path) -> paac.Plan:
    """El plan con las recomendaciones de un archivo ya escrito, que mandan sobre las suyas.

    ``ErrorDeEntrada`` si en él se cambió algo más: escribirlo otra vez lo perdería.
    """
    with dice_de_cual(str(salida)):
        plan_escrito = paac.leer(str(salida)).sin_dudas()
    if attrs.evolve(plan_escrito, recomendaciones=()) != attrs.evolve(plan, recomendaciones=()):
        motivo = (
            "ya existe, y trae otro plan o cambios fuera de sus recomendaciones, que se perderían;"
            " dé ese archivo como datos, u otro nombre en --salida"
        )
        raise ErrorDeEntrada(Falla("destino_ocupado", str(salida), motivo))
    editadas = {r.id: r for r in plan_escrito.recomendaciones}
    recomendaciones = [editadas.pop(r.id, r) for r in plan.recomendaciones]
    return attrs.evolve(plan, recomendaciones=(*recomendaciones, *editadas.values()))
