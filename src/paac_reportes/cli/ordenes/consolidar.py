"""``consolidar``: las cifras de muchas entidades en un solo reporte."""

from argparse import ArgumentParser, Namespace
from collections.abc import Generator

import paac_reportes as paac
from paac_reportes.cli import recolector
from paac_reportes.cli.codigos import ALGO_POR_FUERA, BIEN
from paac_reportes.cli.consola import decir_avisos, va
from paac_reportes.cli.flujos import Salidas, abierto
from paac_reportes.cli.ordenes import comunes
from paac_reportes.cli.ordenes.generar import (
    con_acta,
    con_salidas,
    escribir_reporte,
)


def pedir(orden: ArgumentParser) -> None:
    """Argumentos de la orden ``consolidar``."""
    from paac_reportes.api.consolidado import FORMATO_DE_ENTIDADES

    orden.add_argument(
        "datos",
        nargs="+",
        metavar="DATOS",
        help="archivos de planes (.xlsx, .yaml o .json), sus carpetas; - es la entrada",
    )
    de_todas = "el de todas las entidades; si falta, el último que traiga alguna"
    comunes.con_fecha(orden, "--corte", de_todas)
    orden.add_argument(
        "--anteriores",
        action="append",
        default=[],
        metavar="DATOS",
        help="los de los informes anteriores, o su carpeta: de cada entidad se dice qué se corrió,"
        " se retiró o se reescribió de lo que ya debía estar terminado; se puede repetir",
    )
    con_salidas(orden)
    consolida = "la que consolida, para el encabezado; si falta, dice cuántas son"
    comunes.con_entidad(orden, consolida, type=comunes.nombre)
    orden.add_argument(
        "--formato",
        metavar="CODIGO",
        default=FORMATO_DE_ENTIDADES,
        help=f"si falta, {FORMATO_DE_ENTIDADES}; otro de --plantillas, hecho de entidades",
    )
    comunes.con_plantillas(orden)
    comunes.con_publico(
        orden, "para la página web: sin correos, teléfonos, cédulas ni notas de verificación"
    )
    con_acta(orden)
    comunes.con_metodologia(orden)


def cumplir(argumentos: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """La orden ``consolidar``; termina con 4 si algún plan quedó por fuera, o algo sin revisar."""
    recolector.estrechar()
    va("leyendo los planes")
    reporte = paac.consolidar(
        [abierto(dado) for dado in argumentos.datos],
        corte=argumentos.corte,
        formato=argumentos.formato,
        plantillas=argumentos.plantillas,
        entidad=argumentos.entidad and paac.Entidad(nombre=argumentos.entidad),
        metodologia=comunes.metodologia_pedida(argumentos),
        anteriores=[abierto(dado) for dado in argumentos.anteriores],
        publico=argumentos.publico,
        con_cedulas=argumentos.con_cedulas,
        al_leer=lambda nombre: va(f"leyendo {nombre}"),
    )
    archivos, avisos = escribir_reporte(reporte, argumentos, salidas)
    decir_avisos(avisos)
    yield from map(str, archivos)
    fuera = any(aviso.codigo in {"plan_no_incluido", "sin_revisar"} for aviso in avisos)
    return ALGO_POR_FUERA if fuera else BIEN
