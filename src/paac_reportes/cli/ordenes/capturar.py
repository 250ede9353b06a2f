"""``capturar``: un libro por oficina, para que reporte."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from functools import partial

import paac_reportes as paac
from paac_reportes.cli.consola import decir_avisos, va
from paac_reportes.cli.flujos import Salidas, leer_plan_o_mapa
from paac_reportes.cli.ordenes import comunes


def pedir(orden: ArgumentParser) -> None:
    """Argumentos de la orden ``capturar``."""
    comunes.con_datos(orden)
    comunes.con_fecha(orden, "--corte", "el corte del que se va a reportar", required=True)
    comunes.con_carpeta_de_salida(orden, "dónde dejar los libros; se crea si no existe")
    orden.add_argument(
        "--reemplazar",
        action="store_true",
        help="escribe de nuevo los libros que ya estén, aunque alguien los haya llenado",
    )
    comunes.con_reparto(orden, "un libro")
    orden.add_argument(
        "--quien",
        metavar="NOMBRE",
        help="sólo el libro de quien se llame así; de un mapa de riesgos, también quién los llena:"
        " lider (si falta), oci o planeacion",
    )


def cumplir(argumentos: Namespace, _salidas: Salidas) -> Iterator[str]:
    """La orden ``capturar``: escribe los libros, todos o ninguno, y dice sus rutas."""
    plan = leer_plan_o_mapa(argumentos.datos, argumentos.carpeta)
    va("escribiendo los libros")
    guardado = paac.capturar(
        plan,
        argumentos.corte,
        argumentos.salida,
        por=argumentos.por,
        quien=argumentos.quien,
        reemplazar=argumentos.reemplazar,
    )
    decir_avisos(guardado.avisos, partial(paac.donde, plan))
    yield from map(str, guardado.archivos)
