"""Los argumentos que varias órdenes comparten."""

import argparse

from paac_reportes import api
from paac_reportes.cli import valores

_CORTE = "corte; si falta, el último con reportes"


def con_datos(orden: argparse.ArgumentParser) -> None:
    """El archivo del plan y dónde está su escudo."""
    orden.add_argument("datos", metavar="DATOS", help="archivo del plan: .xlsx, .yaml o .json")
    con_carpeta(orden)


def con_carpeta(orden: argparse.ArgumentParser) -> None:
    """Dónde está el escudo."""
    orden.add_argument(
        "--carpeta", help="dónde está el escudo que nombran los datos; si falta, junto a ellos"
    )


def con_corte(orden: argparse.ArgumentParser) -> None:
    """El corte."""
    orden.add_argument("--corte", type=valores.fecha, metavar="AAAA-MM-DD", help=_CORTE)


def con_plantillas(orden: argparse.ArgumentParser) -> None:
    """Los formatos propios."""
    orden.add_argument(
        "--plantillas", metavar="CARPETA", help="formatos propios, cada uno en su carpeta"
    )


def con_orden(orden: argparse.ArgumentParser) -> None:
    """El orden de la entidad."""
    orden.add_argument(
        "--orden",
        dest="nivel",  # «orden» ya es cuál de las de esta línea se pidió
        type=valores.orden,
        metavar="CUAL",
        help="el de la entidad: nacional o territorial",
    )


def con_metodologia(orden: argparse.ArgumentParser) -> None:
    """Cómo se sacan las cifras; lo que no se diga lo dicen el plan, el formato o la biblioteca."""
    for opcion, ayuda in (
        ("--metodo", "cómo se promedia: actividades, subcomponentes o ponderado"),
        ("--arrastre", "ultimo_conocido o solo_del_corte"),
        ("--blancos", "aparte, propias o combinadas"),
        ("--escala", "el código de una conocida, como guia-v2"),
    ):
        orden.add_argument(opcion, metavar="CUAL", help=ayuda)
    orden.add_argument(
        "--pesos",
        type=valores.pesos,
        metavar="1=2,3=1",
        help="con ponderado, el de cada componente",
    )
    orden.add_argument(
        "--cortes",
        type=valores.cortes,
        metavar="CUALES",
        help="la serie de la vigencia: trimestral, cuatrimestral… o sus fechas, entre comas",
    )


def metodologia_de(pedido: argparse.Namespace) -> api.Metodologia:
    """Lo que se eligió en la orden; lo demás lo dicen el plan, el formato o la biblioteca."""
    elegidas = ("metodo", "arrastre", "blancos", "escala", "pesos", "cortes")
    return api.metodologia_desde_datos({cual: getattr(pedido, cual) for cual in elegidas})
