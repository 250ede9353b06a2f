"""Los argumentos de cada orden."""

import argparse
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from paac_reportes import __version__
from paac_reportes.api.tipos_de_archivo import es_texto
from paac_reportes.cli import completar
from paac_reportes.cli.consola import Orden
from paac_reportes.cli.flujos import GUION, con_guiones
from paac_reportes.cli.ordenes import comunes, reunir
from paac_reportes.cli.tabla import ORDENES
from paac_reportes.sistema import hay_carpeta_de_trabajo

_DESCRIPCION = "Reportes oficiales del Plan Anticorrupción y de Atención al Ciudadano (PAAC)."
_ENTRADAS = (
    *("datos", "contra", "base", "antes", "despues"),
    *("archivo", "documento", "pdf", "encargos", "libros", "columnas", "respuestas", "anterior"),
    *("llave", "revisado", "cuerpo", "impreso"),
)
_SALIDAS = {
    "salida": "--salida",
    "informe": "--informe",
    "deja_acta": "--acta",
    "por_revisar": "--por-revisar",
}


def leer_argumentos(palabras: Sequence[str] | None) -> argparse.Namespace:
    """Argumentos de la orden, leídos; si están mal, dice qué y termina con código 2."""
    palabras = con_guiones(sys.argv[1:] if palabras is None else palabras)
    if completar.lo_piden():
        completar.completar(_armar(ORDENES))
    argumentos = _armar(palabras).parse_args(palabras)
    fallas = (_falla_de_guiones, _falla_de_generar, _falla_de_publico, _se_pisan)
    if falla := next(filter(None, (falla_de(argumentos) for falla_de in fallas)), None):
        argumentos.de.error(falla)
    return argumentos


def _falla_de_guiones(argumentos: argparse.Namespace) -> str | None:
    """Falla de pedir ``-`` varias veces, o donde no va; anota si se escribe en la salida."""
    entradas = [v for clave in _ENTRADAS for v in _valores_de(argumentos, clave) if v == GUION]
    salidas = [v for clave in _SALIDAS for v in _valores_de(argumentos, clave) if str(v) == GUION]
    argumentos.por_la_salida = bool(salidas)
    if argumentos.orden == "lote" and entradas:
        return "ENCARGOS: se esperaba un archivo .csv, llegó '-'"
    if len(entradas) > 1:
        return "la entrada se lee una sola vez, y se pidió - en varios lugares"
    if len(salidas) > 1:
        return "por la salida va un solo documento, y se pidió - en varios lugares"
    return _falla_de_la_salida(argumentos) if salidas else None


def _falla_de_la_salida(argumentos: argparse.Namespace) -> str | None:
    """Falla de mandar un documento a la salida, que es ``-``; nada si se puede."""
    if argumentos.orden == "generar" and len(argumentos.tipo or ()) != 1:
        return "--salida: con - hay que decir un --tipo, como --tipo docx"
    tipos = list(_valores_de(argumentos, "tipo"))
    va_el_informe = GUION in map(str, _valores_de(argumentos, "informe"))
    si_falta = reunir.INFORME_SI_FALTA if va_el_informe else "json"
    tipo = tipos[0] if tipos else si_falta
    if argumentos.orden == "reunir" and (falla := reunir.falla_del_tipo(argumentos, tipo)):
        return falla
    if not es_texto(tipo) and sys.stdout is not None and sys.stdout.isatty():
        return f"--salida: un .{tipo} no se puede mirar en una terminal; mándelo a un archivo"
    return None


def _valores_de(argumentos: argparse.Namespace, clave: str) -> Iterator[Any]:
    """Valores que se dieron de un argumento: ninguno, uno o varios."""
    valor = getattr(argumentos, clave, None)
    if isinstance(valor, list):
        yield from valor
    elif valor is not None:
        yield valor


def _falla_de_generar(argumentos: argparse.Namespace) -> str | None:
    """Falla de una orden que escribe un reporte: sin formato, o con salidas que no sirven."""
    if argumentos.orden != "generar":
        return None
    if argumentos.orden == "generar" and not (argumentos.formato or argumentos.cuerpo):
        return (
            "hace falta --formato CODIGO, o --cuerpo con un Word diseñado;"
            " los códigos los dice «paac-reportes formatos»"
        )
    salidas = argumentos.salida or ()
    for numero, salida in enumerate(salidas):
        if salida in salidas[:numero]:
            return f"--salida: {_ruta_de(salida)} está dos veces"
    if (
        argumentos.tipo
        and salidas
        and not any(
            isinstance(salida, comunes.Carpeta) or str(salida) == GUION for salida in salidas
        )
    ):
        return "--tipo: sólo cuenta con una carpeta o con -; un archivo lo dice su extensión"
    return None


def _falla_de_publico(argumentos: argparse.Namespace) -> str | None:
    """Falla de una opción que sólo cuenta con ``--publico``."""
    if getattr(argumentos, "con_cedulas", False) and not argumentos.publico:
        return "--con-cedulas: sólo cuenta con --publico; sin él no se quita ninguna"
    for opcion in ("por_revisar", "revisado"):
        if getattr(argumentos, opcion, None) and not argumentos.publico:
            return f"--{opcion.replace('_', '-')}: sólo cuenta con --publico"
    if getattr(argumentos, "por_revisar", None) and argumentos.revisado:
        return "--por-revisar: saca la lista que con --revisado ya llega respondida; deje una"
    return None


def _se_pisan(argumentos: argparse.Namespace) -> str | None:
    """Falla de una salida que es un archivo que se lee, que se perdería.

    Lo respondido queda en la ``--salida`` de la misma hoja: puede ir sobre sus ``--respuestas``. La
    base la mira ``reunir``.
    """
    if argumentos.orden in {"capturar", "lote", "oficios"}:  # escriben en una carpeta, y lo dicen
        return None
    archivos_leidos = [
        (clave, Path(valor))
        for clave in _ENTRADAS
        if clave != "base"
        for valor in _valores_de(argumentos, clave)
    ]
    for clave_de_salida, opcion in _SALIDAS.items():
        for salida in _valores_de(argumentos, clave_de_salida):
            for clave, archivo in archivos_leidos:
                if (clave, clave_de_salida) == ("respuestas", "salida"):
                    continue
                if isinstance(salida, Path) and _son_el_mismo(salida, archivo):
                    descripcion = (
                        "el archivo de los datos" if clave == "datos" else "un archivo que se lee"
                    )
                    return f"{opcion}: {salida} es {descripcion}"
    return None


def _ruta_de(salida: "Path | comunes.Carpeta") -> Path:
    return salida.ruta if isinstance(salida, comunes.Carpeta) else salida


def _son_el_mismo(salida: Path, archivo: Path) -> bool:
    """Si las dos rutas son el mismo archivo, aunque aún no exista; ``-`` no es ninguno."""
    if GUION in {str(salida), str(archivo)}:
        return False
    try:
        return salida.samefile(archivo)
    except OSError:  # alguno no existe, o los enlaces dan vueltas
        if not hay_carpeta_de_trabajo():
            return salida == archivo
        return salida.absolute() == archivo.absolute()


def _armar(ordenes_pedidas: Collection[str]) -> argparse.ArgumentParser:
    """Lector de las órdenes, con los argumentos de las pedidas: los demás cargan los formatos."""
    raiz = Orden(
        prog="paac-reportes", description=_DESCRIPCION, epilog=completar.primeros_ejemplos()
    )
    raiz.add_argument(
        "--version",
        action="version",
        version=f"paac-reportes {__version__}",
        help="muestra la versión y termina",
    )
    ordenes = raiz.add_subparsers(dest="orden", metavar="ORDEN", required=True, parser_class=Orden)
    for nombre, tarea in ORDENES.items():
        orden = ordenes.add_parser(
            nombre,
            help=tarea.ayuda,
            description=f"{tarea.ayuda[0].upper()}{tarea.ayuda[1:]}.",
            epilog=completar.ejemplos_de(nombre),
        )
        orden.set_defaults(de=orden)
        if nombre in ordenes_pedidas:
            tarea.pedir(orden)
        orden.add_argument(
            "--silencio",
            action="store_true",
            help="no dice avisos ni por dónde va; las fallas, siempre",
        )
    return raiz
