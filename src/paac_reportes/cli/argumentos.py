"""Los argumentos de la orden, con la ayuda y los errores en español."""

import argparse
import re
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

from paac_reportes import api

_DESCRIPCION = "Reportes oficiales del Plan Anticorrupción y de Atención al Ciudadano (PAAC)."
_TRADUCCIONES = (
    ("the following arguments are required: ", "falta: "),
    ("unrecognized arguments: ", "no se esperaba: "),
    ("expected one argument", "falta su valor"),
    ("invalid choice: ", "no existe la orden "),
    ("(choose from ", "(están: "),
    ("ignored explicit argument", "no lleva el valor"),
    ("usage: ", "uso: "),
    ("positional arguments:", "argumentos:"),
    ("options:", "opciones:"),
)


def leer_argumentos(argumentos: Sequence[str] | None) -> argparse.Namespace:
    """Los argumentos leídos; si están mal, dice qué y termina con código 2."""
    orden = _armar()
    leidos = orden.parse_args(argumentos)
    if leidos.orden == "generar":
        for salida in leidos.salida:
            if _son_el_mismo(salida, Path(leidos.datos)):
                orden.error(f"--salida: {salida} es el archivo de los datos")
    return leidos


class _Orden(argparse.ArgumentParser):
    """argparse que habla español y no adivina opciones a medio escribir."""

    def __init__(self, **opciones: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **opciones)
        self.add_argument(
            "-h", "--help", "--ayuda", action="help", help="muestra esta ayuda y termina"
        )

    def error(self, message: str) -> NoReturn:
        """El uso, la falla y código 2."""
        self.exit(
            2, f"{self.format_usage()}{self.prog}: {_traducir(message.removeprefix('argument '))}\n"
        )

    def format_usage(self) -> str:
        """El uso en español."""
        return _traducir(super().format_usage())

    def format_help(self) -> str:
        """La ayuda en español."""
        return _traducir(super().format_help())


def _armar() -> argparse.ArgumentParser:
    orden = _Orden(prog="paac-reportes", description=_DESCRIPCION)
    orden.add_argument(
        "--version",
        action="version",
        version=f"paac-reportes {version('paac-reportes')}",
        help="muestra la versión y termina",
    )
    ordenes = orden.add_subparsers(
        dest="orden", metavar="ORDEN", required=True, parser_class=_Orden
    )

    generar = ordenes.add_parser("generar", help="escribe el reporte en uno o varios archivos")
    generar.add_argument("datos", metavar="DATOS", help="archivo JSON o YAML del plan")
    generar.add_argument("--formato", required=True, metavar="CODIGO", help="código del formato")
    _con_plantillas(generar)
    generar.add_argument(
        "--corte", type=_fecha, metavar="AAAA-MM-DD", help="corte; si falta, el último con reportes"
    )
    generar.add_argument(
        "--salida",
        required=True,
        action="append",
        type=_salida,
        metavar="ARCHIVO",
        help=f"se puede repetir; la extensión decide: {' '.join(api.tipos())}",
    )

    _con_metodologia(generar)

    validar = ordenes.add_parser("validar", help="revisa los datos y dice todas las fallas")
    validar.add_argument("datos", metavar="DATOS", help="archivo JSON o YAML del plan")

    nuevo = ordenes.add_parser("nuevo", help="escribe un plan por llenar, con sus componentes")
    nuevo.add_argument("--entidad", required=True, metavar="NOMBRE", help="nombre de la entidad")
    nuevo.add_argument("--vigencia", required=True, type=_vigencia, metavar="AAAA", help="su año")
    nuevo.add_argument(
        "--regimen", metavar="CODIGO", help="paac-v1, paac-v2 o ptep; si falta, el que rige"
    )
    _con_orden(nuevo)
    nuevo.add_argument(
        "--salida", required=True, type=_salida_de_datos, metavar="ARCHIVO", help="archivo .json"
    )

    formatos = ordenes.add_parser("formatos", help="muestra el catálogo, o un formato")
    formatos.add_argument("codigo", nargs="?", metavar="CODIGO", help="un formato, en detalle")
    _con_plantillas(formatos)

    analizar = ordenes.add_parser("analizar", help="las cifras del plan en un corte")
    analizar.add_argument("datos", metavar="DATOS", help="archivo JSON o YAML del plan")
    analizar.add_argument(
        "--corte", type=_fecha, metavar="AAAA-MM-DD", help="corte; si falta, el último con reportes"
    )
    _con_metodologia(analizar)
    analizar.add_argument(
        "--json", action="store_true", help="en JSON, con las filas de cada cifra"
    )

    comparar = ordenes.add_parser(
        "comparar", help="qué cambió entre dos archivos, o entre dos cortes de uno"
    )
    comparar.add_argument("antes", metavar="A", help="archivo JSON o YAML del plan")
    comparar.add_argument(
        "despues", nargs="?", metavar="B", help="el otro archivo; si falta, el mismo"
    )
    for opcion, cual in (("--corte-a", "primero"), ("--corte-b", "segundo")):
        comparar.add_argument(
            opcion,
            type=_fecha,
            metavar="AAAA-MM-DD",
            help=f"el corte del {cual}; si faltan, los últimos con reportes",
        )
    comparar.add_argument("--json", action="store_true", help="en JSON")
    _con_metodologia(comparar)

    calendario = ordenes.add_parser(
        "calendario", help="los deberes del año: cortes y plazos en días hábiles"
    )
    calendario.add_argument("--vigencia", required=True, type=_vigencia, metavar="AAAA")
    calendario.add_argument(
        "--periodicidad",
        default="cuatrimestral",
        metavar="CUAL",
        help="trimestral, cuatrimestral, semestral o anual; si falta, cuatrimestral",
    )
    calendario.add_argument(
        "--cierre",
        default=[],
        action="append",
        type=_fecha,
        metavar="AAAA-MM-DD",
        help="un día que la entidad no trabaja; se puede repetir",
    )
    calendario.add_argument(
        "--regimen", metavar="CODIGO", help="paac-v1, paac-v2 o ptep; si falta, el de la vigencia"
    )
    _con_orden(calendario)
    calendario.add_argument(
        "--plazo-habiles",
        type=_dias,
        metavar="N",
        help="días hábiles que la entidad se da para publicar; el PTEP no los fija",
    )
    calendario.add_argument(
        "--salida", type=_salida_de_calendario, metavar="ARCHIVO", help="archivo .ics"
    )

    revisar = ordenes.add_parser(
        "revisar", help="dice las fallas de un formato propio y dibuja una muestra"
    )
    revisar.add_argument(
        "carpeta", metavar="CARPETA", help="la de un formato, o una con varios en sus carpetas"
    )
    revisar.add_argument(
        "--salida", default=".", metavar="CARPETA", help="dónde dejar las muestras; si falta, aquí"
    )
    return orden


def _con_plantillas(orden: argparse.ArgumentParser) -> None:
    orden.add_argument(
        "--plantillas", metavar="CARPETA", help="formatos propios, cada uno en su carpeta"
    )


def _con_metodologia(orden: argparse.ArgumentParser) -> None:
    """Cómo se sacan las cifras; lo que no se diga lo dicen el plan, el formato o la biblioteca."""
    for opcion, ayuda in (
        ("--metodo", "cómo se promedia: actividades, subcomponentes o ponderado"),
        ("--arrastre", "ultimo_conocido o solo_del_corte"),
        ("--blancos", "aparte, propias o combinadas"),
        ("--escala", "el código de una conocida, como guia-v2"),
    ):
        orden.add_argument(opcion, metavar="CUAL", help=ayuda)
    orden.add_argument(
        "--pesos", type=_pesos, metavar="1=2,3=1", help="con ponderado, el de cada componente"
    )
    orden.add_argument(
        "--cortes",
        type=_cortes,
        metavar="CUALES",
        help="la serie de la vigencia: trimestral, cuatrimestral… o sus fechas, entre comas",
    )


def _pesos(texto: str) -> dict[str, str]:
    pares = [par.split("=") for par in texto.split(",")]
    if any(len(par) != 2 for par in pares):  # noqa: PLR2004 - número y peso
        raise argparse.ArgumentTypeError(
            f"se esperaban pesos, como 1=2,3=1.5; llegó {texto!r} (los decimales, con punto)"
        )
    pesos = {numero.strip(): peso.strip() for numero, peso in pares}
    if len(pesos) < len(pares):
        raise argparse.ArgumentTypeError(f"un componente pesa una sola vez; llegó {texto!r}")
    return pesos


def _cortes(texto: str) -> str | list[str]:
    return [uno.strip() for uno in texto.split(",")] if re.search(r"\d", texto) else texto


def _con_orden(orden: argparse.ArgumentParser) -> None:
    orden.add_argument(
        "--orden",
        dest="nivel",  # «orden» ya es cuál de las de esta línea se pidió
        type=_orden,
        metavar="CUAL",
        help="el de la entidad: nacional o territorial",
    )


def _orden(texto: str) -> str:
    if texto in {"nacional", "territorial"}:
        return texto
    raise argparse.ArgumentTypeError(f"se esperaba nacional o territorial; llegó {texto!r}")


def _dias(texto: str) -> int:
    if re.fullmatch(r"[1-9][0-9]{0,2}", texto):
        return int(texto)
    raise argparse.ArgumentTypeError(f"se esperaba un número de días, como 10; llegó {texto!r}")


def _fecha(texto: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", texto):
            return date.fromisoformat(texto)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"se esperaba una fecha AAAA-MM-DD, llegó {texto!r}")


def _son_el_mismo(uno: Path, otro: Path) -> bool:
    try:
        return uno.samefile(otro)
    except OSError:  # alguno no existe, o los enlaces dan vueltas
        return uno.absolute() == otro.absolute()


def _salida(texto: str) -> Path:
    ruta = Path(texto)
    if ruta.suffix.lower() not in api.tipos():
        raise argparse.ArgumentTypeError(
            f"se esperaba un archivo {', '.join(api.tipos())}; llegó {texto!r}"
        )
    return ruta


def _salida_de_datos(texto: str) -> Path:
    return _con_extension(texto, ".json")


def _salida_de_calendario(texto: str) -> Path:
    return _con_extension(texto, ".ics")


def _con_extension(texto: str, extension: str) -> Path:
    if Path(texto).suffix.lower() != extension:
        raise argparse.ArgumentTypeError(f"se esperaba un archivo {extension}; llegó {texto!r}")
    return Path(texto)


def _vigencia(texto: str) -> int:
    if re.fullmatch(r"(19|2\d)\d{2}", texto):
        return int(texto)
    raise argparse.ArgumentTypeError(f"se esperaba un año, como 2026; llegó {texto!r}")


def _traducir(texto: str) -> str:
    for ingles, espanol in _TRADUCCIONES:
        texto = texto.replace(ingles, espanol)
    return texto
