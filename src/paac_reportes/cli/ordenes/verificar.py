"""``verificar``: si un archivo es el que sale de unos datos, o el que un acta nombra."""

import argparse
from argparse import Namespace
from collections.abc import Generator

from paac_reportes import api
from paac_reportes.cli.codigos import BIEN, DATOS_MAL
from paac_reportes.cli.consola import decir, decir_falla, va
from paac_reportes.cli.flujos import (
    Salidas,
    abierto,
    abierto_si_se_dio,
    leer_plan_o_mapa,
    nombre_de,
)
from paac_reportes.cli.ordenes import comunes
from paac_reportes.cli.ordenes.comunes import (
    ARCHIVO_DEL_PLAN,
    con_anterior,
    con_carpeta,
    con_corte,
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
    tipos = tuple(tipo.removeprefix(".") for tipo in api.tipos())
    una_de(orden, "--tipo", tipos, "de qué tipo es lo que entra por -")
    orden.add_argument(
        "--acta",
        metavar="ACTA",
        help="el acta con que se emitió, o el diario de un lote: basta con ella",
    )
    orden.add_argument(
        "--clave-publica",
        metavar="ARCHIVO",
        help="la llave pública (PEM) de quien firmó el acta",
    )
    orden.add_argument("--contra", metavar="DATOS", help=f"{ARCHIVO_DEL_PLAN}: se hace otra vez")
    orden.add_argument("--formato", metavar="CODIGO", help="con --contra, el del archivo")
    con_corte(orden)
    con_anterior(orden)
    con_plantillas(orden)
    con_carpeta(orden)
    con_publico(orden, "si el archivo se hizo con --publico")
    orden.add_argument("--con-datos", action="store_true", help="si el PDF se hizo con --con-datos")
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
    """El certificado, o el archivo donde queda; termina con 1 si no pasa."""
    va(f"verificando {nombre_de(pedido.archivo)}")
    del_acta = {"acta": pedido.acta, "clave_publica": pedido.clave_publica, "fecha": pedido.fecha}
    if pedido.contra is None:
        certificado = api.verificar(abierto(pedido.archivo, pedido.tipo), **del_acta)
    else:
        certificado = api.verificar(
            abierto(pedido.archivo, pedido.tipo),
            leer_plan_o_mapa(pedido.contra, pedido.carpeta),
            pedido.formato,
            **del_acta,
            corte=pedido.corte,
            plantillas=pedido.plantillas,
            metodologia=metodologia_de(pedido),
            publico=pedido.publico,
            con_cedulas=pedido.con_cedulas,
            con_datos=pedido.con_datos,
            contar_paginas=api.hay_libreoffice(),
            anterior=abierto_si_se_dio(pedido.anterior),
        )
    yield from en_json(certificado.datos(), pedido, salidas)
    if certificado.pasa:
        return BIEN
    dichas = [*certificado.diferencias, *certificado.reparos]
    for una in dichas[:_DICHAS]:
        decir_falla(f"{nombre_de(pedido.archivo)}: {una}")
    if (otras := len(dichas) - _DICHAS) > 0:
        decir(f"y {otras} más")
    return DATOS_MAL
