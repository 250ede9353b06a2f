"""``verificar``: si un archivo entregado dice a la letra lo que sus datos piden."""

import argparse
import json
from argparse import Namespace
from collections.abc import Generator
from pathlib import Path

from paac_reportes import api
from paac_reportes.cli import valores
from paac_reportes.cli.consola import decir
from paac_reportes.cli.datos import leer
from paac_reportes.cli.ordenes.comunes import (
    con_carpeta,
    con_corte,
    con_metodologia,
    con_plantillas,
    metodologia_de,
)
from paac_reportes.cli.salidas import Salidas

_DICHAS = 100
"""Las diferencias que se dicen por stderr; las demás están en el certificado."""
_DIFIERE = 1


def pedir(orden: argparse.ArgumentParser) -> None:
    """Los argumentos de ``verificar``."""
    orden.add_argument("archivo", metavar="ARCHIVO", help="el .docx, .xlsx, .json o .csv entregado")
    orden.add_argument(
        "--contra",
        required=True,
        metavar="DATOS",
        help="archivo del plan: .xlsx, .yaml o .json",
    )
    orden.add_argument("--formato", required=True, metavar="CODIGO", help="código del formato")
    con_corte(orden)
    con_plantillas(orden)
    con_carpeta(orden)
    con_metodologia(orden)
    orden.add_argument(
        "--fecha",
        type=valores.fecha,
        metavar="AAAA-MM-DD",
        help="la que dice el certificado; si falta, ninguna",
    )
    orden.add_argument(
        "--salida",
        type=valores.salida_de_datos,
        metavar="ARCHIVO",
        help="certificado .json; si falta, sale por pantalla",
    )


def cumplir(pedido: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """El certificado, o el archivo donde queda; termina con 1 si algo difiere."""
    plan = leer(pedido.contra, pedido.carpeta)
    certificado = api.verificar(
        pedido.archivo,
        plan,
        pedido.formato,
        corte=pedido.corte,
        plantillas=pedido.plantillas,
        metodologia=metodologia_de(pedido),
        fecha=pedido.fecha,
    )
    if pedido.salida is None:
        yield json.dumps(certificado.datos(), ensure_ascii=False, indent=1)
    else:
        salidas.van_a_ser([pedido.salida])
        yield str(api.guardar_certificado(certificado, pedido.salida))
    for diferencia in certificado.diferencias[:_DICHAS]:
        decir(f"{Path(pedido.archivo)}: {diferencia}")
    otras = len(certificado.diferencias) - _DICHAS
    if otras > 0:
        decir(f"y {otras} más")
    return 0 if certificado.pasa else _DIFIERE
