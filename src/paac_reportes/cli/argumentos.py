"""Los argumentos de cada orden."""

import argparse
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from paac_reportes import api
from paac_reportes.cli import valores
from paac_reportes.cli.espanol import Orden
from paac_reportes.cli.ordenes import capturar, leer, reunir, verificar
from paac_reportes.cli.ordenes.comunes import (
    con_carpeta,
    con_corte,
    con_datos,
    con_metodologia,
    con_orden,
    con_plantillas,
)

_DESCRIPCION = "Reportes oficiales del Plan Anticorrupción y de Atención al Ciudadano (PAAC)."


def leer_argumentos(argumentos: Sequence[str] | None) -> argparse.Namespace:
    """Los argumentos leídos; si están mal, dice qué y termina con código 2."""
    orden = _armar()
    leidos = orden.parse_args(argumentos)
    if leidos.orden == "generar":
        for salida in leidos.salida:
            if _son_el_mismo(salida, Path(leidos.datos)):
                orden.error(f"--salida: {salida} es el archivo de los datos")
    return leidos


def _son_el_mismo(uno: Path, otro: Path) -> bool:
    try:
        return uno.samefile(otro)
    except OSError:  # alguno no existe, o los enlaces dan vueltas
        return uno.absolute() == otro.absolute()


def _armar() -> argparse.ArgumentParser:
    raiz = Orden(prog="paac-reportes", description=_DESCRIPCION)
    raiz.add_argument(
        "--version",
        action="version",
        version=f"paac-reportes {version('paac-reportes')}",
        help="muestra la versión y termina",
    )
    ordenes = raiz.add_subparsers(dest="orden", metavar="ORDEN", required=True, parser_class=Orden)
    for nombre, (ayuda, pedir) in _ORDENES.items():
        pedir(ordenes.add_parser(nombre, help=ayuda))
    return raiz


def _generar(orden: argparse.ArgumentParser) -> None:
    con_datos(orden)
    orden.add_argument("--formato", required=True, metavar="CODIGO", help="código del formato")
    con_plantillas(orden)
    con_corte(orden)
    orden.add_argument(
        "--salida",
        required=True,
        action="append",
        type=valores.salida,
        metavar="ARCHIVO",
        help=f"se puede repetir; la extensión decide: {' '.join(api.tipos())}",
    )
    orden.add_argument(
        "--comprobar",
        action="store_true",
        help="lee cada archivo antes de entregarlo; si difiere en una letra, no escribe ninguno",
    )
    con_metodologia(orden)


def _nuevo(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("--entidad", required=True, metavar="NOMBRE", help="nombre de la entidad")
    orden.add_argument(
        "--vigencia", required=True, type=valores.vigencia, metavar="AAAA", help="su año"
    )
    orden.add_argument(
        "--regimen", metavar="CODIGO", help="paac-v1, paac-v2 o ptep; si falta, el que rige"
    )
    con_orden(orden)
    orden.add_argument(
        "--salida",
        required=True,
        type=valores.salida_de_datos,
        metavar="ARCHIVO",
        help="archivo .xlsx, .yaml o .json",
    )


def _formatos(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("codigo", nargs="?", metavar="CODIGO", help="un formato, en detalle")
    con_plantillas(orden)


def _analizar(orden: argparse.ArgumentParser) -> None:
    con_datos(orden)
    con_corte(orden)
    con_metodologia(orden)
    orden.add_argument("--json", action="store_true", help="en JSON, con las filas de cada cifra")


def _comparar(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("antes", metavar="A", help="archivo del plan: .xlsx, .yaml o .json")
    orden.add_argument(
        "despues", nargs="?", metavar="B", help="el otro archivo; si falta, el mismo"
    )
    for opcion, cual in (("--corte-a", "primero"), ("--corte-b", "segundo")):
        orden.add_argument(
            opcion,
            type=valores.fecha,
            metavar="AAAA-MM-DD",
            help=f"el corte del {cual}; si faltan, los últimos con reportes",
        )
    orden.add_argument("--json", action="store_true", help="en JSON")
    con_carpeta(orden)
    con_metodologia(orden)


def _calendario(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("--vigencia", required=True, type=valores.vigencia, metavar="AAAA")
    orden.add_argument(
        "--periodicidad",
        default="cuatrimestral",
        metavar="CUAL",
        help="trimestral, cuatrimestral, semestral o anual; si falta, cuatrimestral",
    )
    orden.add_argument(
        "--cierre",
        default=[],
        action="append",
        type=valores.fecha,
        metavar="AAAA-MM-DD",
        help="un día que la entidad no trabaja; se puede repetir",
    )
    orden.add_argument(
        "--regimen", metavar="CODIGO", help="paac-v1, paac-v2 o ptep; si falta, el de la vigencia"
    )
    con_orden(orden)
    orden.add_argument(
        "--plazo-habiles",
        type=valores.dias,
        metavar="N",
        help="días hábiles que la entidad se da para publicar; el PTEP no los fija",
    )
    orden.add_argument(
        "--salida", type=valores.salida_de_calendario, metavar="ARCHIVO", help="archivo .ics"
    )


def _revisar(orden: argparse.ArgumentParser) -> None:
    orden.add_argument(
        "carpeta", metavar="CARPETA", help="la de un formato, o una con varios en sus carpetas"
    )
    orden.add_argument(
        "--salida", default=".", metavar="CARPETA", help="dónde dejar las muestras; si falta, aquí"
    )


_ORDENES: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "generar": ("escribe el reporte en uno o varios archivos", _generar),
    "validar": ("revisa los datos y dice todas las fallas", con_datos),
    "nuevo": ("escribe un plan por llenar, con sus componentes", _nuevo),
    "formatos": ("muestra el catálogo, o un formato", _formatos),
    "analizar": ("las cifras del plan en un corte", _analizar),
    "comparar": ("qué cambió entre dos archivos, o entre dos cortes de uno", _comparar),
    "calendario": ("los deberes del año: cortes y plazos en días hábiles", _calendario),
    "capturar": ("escribe un libro por oficina, para que reporte", capturar.pedir),
    "reunir": ("junta en un plan los libros que volvieron", reunir.pedir),
    "verificar": ("si un archivo entregado dice a la letra lo que debe", verificar.pedir),
    "revisar": ("dice las fallas de un formato propio y dibuja una muestra", _revisar),
    "leer": ("los datos del plan que trae un documento de Word o de Excel", leer.pedir),
}
