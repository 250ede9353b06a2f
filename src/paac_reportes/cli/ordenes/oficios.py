"""``oficios``: una carta a cada oficina, o a cada responsable, con lo que tiene pendiente."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from functools import partial

import paac_reportes as paac
from paac_reportes.cli.consola import decir_avisos, va
from paac_reportes.cli.flujos import Salidas, dice_de_cual, plan_de_archivo
from paac_reportes.cli.ordenes import comunes


def pedir(orden: ArgumentParser) -> None:
    """Argumentos de la orden ``oficios``."""
    comunes.con_datos(orden)
    comunes.con_fecha(orden, "--corte", "el corte hasta el que se mira", required=True)
    comunes.con_reparto(orden, "una carta")
    comunes.con_carpeta_de_salida(
        orden, "dónde dejar las cartas, en Word y en PDF; se crea si no existe"
    )
    comunes.con_plantillas(orden)
    orden.add_argument(
        "--formato", metavar="CODIGO", default="oficio-pendientes", help="otro, propio, de la carta"
    )
    comunes.con_metodologia(orden)


def cumplir(argumentos: Namespace, _salidas: Salidas) -> Iterator[str]:
    """La orden ``oficios``: escribe las cartas, todas o ninguna, a quien tiene algo pendiente."""
    plan = plan_de_archivo(argumentos.datos, argumentos.carpeta)
    va("escribiendo los oficios")
    with dice_de_cual(argumentos.datos):
        guardado = paac.oficios(
            plan,
            argumentos.corte,
            argumentos.salida,
            por=argumentos.por,
            formato=paac.leer_formato(
                argumentos.formato, plantillas=argumentos.plantillas, corte=argumentos.corte
            ),
            metodologia=comunes.metodologia_pedida(argumentos),
        )
    decir_avisos(guardado.avisos, partial(paac.donde, plan))
    yield from map(str, guardado.archivos)
    if not guardado.archivos:
        yield "nadie tiene nada vencido ni por vencer antes del próximo corte: no hay oficios"
