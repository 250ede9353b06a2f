"""``verificar``: si un archivo entregado dice a la letra lo que sus datos piden."""

import argparse
from argparse import Namespace
from collections.abc import Generator

from paac_reportes import api
from paac_reportes.cli.codigos import BIEN, DATOS_MAL
from paac_reportes.cli.consola import decir, decir_falla, va
from paac_reportes.cli.flujos import Salidas, abierto, abierto_si_se_dio, leer, nombre_de
from paac_reportes.cli.ordenes import comunes
from paac_reportes.cli.ordenes.comunes import (
    ARCHIVO_DEL_PLAN,
    con_anterior,
    con_carpeta,
    con_corte,
    con_formato,
    con_metodologia,
    con_plantillas,
    con_publico,
    en_json,
    metodologia_de,
    una_de,
)

_DICHAS = 100
"""Las diferencias que se dicen por stderr; las demás están en el certificado."""


def pedir(orden: argparse.ArgumentParser) -> None:
    """Los argumentos de ``verificar``."""
    orden.add_argument("archivo", metavar="ARCHIVO", help="el entregado; - es la entrada")
    tipos = ("docx", "xlsx", "json", "csv", "tablas.csv", "zip")
    una_de(orden, "--tipo", tipos, "de qué tipo es lo que entra por -")
    orden.add_argument(
        "--contra",
        required=True,
        metavar="DATOS",
        help=ARCHIVO_DEL_PLAN,
    )
    con_formato(orden)
    con_corte(orden)
    con_anterior(orden)
    con_plantillas(orden)
    con_carpeta(orden)
    con_publico(orden, "si el archivo se hizo con --publico")
    con_metodologia(orden)
    orden.add_argument(
        "--fecha",
        type=comunes.fecha,
        metavar="AAAA-MM-DD",
        help="la que dice el certificado; si falta, ninguna",
    )
    orden.add_argument(
        "--salida",
        type=comunes.salida_en_json,
        metavar="ARCHIVO",
        help="certificado .json; si falta, o es -, va a la salida",
    )


def cumplir(pedido: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """El certificado, o el archivo donde queda; termina con 1 si algo difiere."""
    plan = leer(pedido.contra, pedido.carpeta)
    va(f"comprobando {nombre_de(pedido.archivo)}")
    certificado = api.verificar(
        abierto(pedido.archivo, pedido.tipo),
        plan,
        pedido.formato,
        corte=pedido.corte,
        plantillas=pedido.plantillas,
        metodologia=metodologia_de(pedido),
        publico=pedido.publico,
        con_cedulas=pedido.con_cedulas,
        anterior=abierto_si_se_dio(pedido.anterior),
        fecha=pedido.fecha,
    )
    yield from en_json(certificado.datos(), pedido, salidas)
    for diferencia in certificado.diferencias[:_DICHAS]:
        decir_falla(f"{nombre_de(pedido.archivo)}: {diferencia}")
    otras = len(certificado.diferencias) - _DICHAS
    if otras > 0:
        decir(f"y {otras} más")
    return BIEN if certificado.pasa else DATOS_MAL
