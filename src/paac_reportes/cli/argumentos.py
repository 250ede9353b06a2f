"""Los argumentos de cada orden, leídos como dice su fila de la tabla."""

import argparse
import shutil
import sys
import textwrap
from argparse import ArgumentTypeError, Namespace
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from paac_reportes import __version__
from paac_reportes.api.reportes import es_texto
from paac_reportes.cli import completar
from paac_reportes.cli.consola import Orden, no_existe
from paac_reportes.cli.flujos import GUION, con_guiones
from paac_reportes.cli.ordenes import comunes
from paac_reportes.cli.ordenes.comunes import es_lista, son_varios
from paac_reportes.cli.tabla import ORDENES, SALIDA_DEL_REPORTE, Dato, Tarea
from paac_reportes.sistema import hay_carpeta_de_trabajo

_DESCRIPCION = "Reportes oficiales del Plan Anticorrupción y de Atención al Ciudadano (PAAC)."


def leer_argumentos(palabras: Sequence[str] | None) -> Namespace:
    """Argumentos de la orden, leídos; si están mal, dice qué y termina con código 2."""
    palabras = con_guiones(sys.argv[1:] if palabras is None else palabras)
    if completar.lo_piden():
        completar.completar(_armar(ORDENES))
    argumentos = _armar(palabras).parse_args(palabras)
    tarea = ORDENES[argumentos.pedida]
    fallas = (_falla_de_con, _falla_de_los_destinos, _falla_de_guiones, _se_pisan)
    if falla := next(filter(None, (falla_de(argumentos, tarea) for falla_de in fallas)), None):
        argumentos.de.error(falla)
    return argumentos


# ------------------------------------------------------------------ armar


def _armar(ordenes_pedidas: Collection[str]) -> argparse.ArgumentParser:
    """Lector de las órdenes, con los argumentos de las pedidas: los demás cargan los formatos."""
    raiz = Orden(
        prog="paac-reportes", description=_DESCRIPCION, epilog=completar.primeros_ejemplos()
    )
    version = f"paac-reportes {__version__}"
    raiz.add_argument(
        "--version", action="version", version=version, help="muestra la versión y termina"
    )
    raiz.add_argument(
        "--completar",
        action=completar.Guion,
        metavar="CONSOLA",
        help="bash o zsh: lo que la consola necesita para completar con el tabulador",
    )
    ordenes = raiz.add_subparsers(dest="pedida", metavar="ORDEN", required=True, parser_class=Orden)
    for nombre, tarea in ORDENES.items():
        orden = ordenes.add_parser(
            nombre,
            help=tarea.ayuda,
            description=f"{tarea.ayuda[0].upper()}{tarea.ayuda[1:]}.",
            epilog=completar.ejemplos_de(nombre),
        )
        orden.set_defaults(de=orden)
        if nombre in ordenes_pedidas:
            _pedir(orden, tarea)
        orden.add_argument(
            "--silencio",
            action="store_true",
            help="no dice avisos ni por dónde va; las fallas, siempre",
        )
    return raiz


def _pedir(orden: Orden, tarea: Tarea) -> None:
    """Agrega a una orden sus argumentos, sus opciones y ``--con``."""
    for clave, dato in tarea.argumentos.items():
        demas: Any = {"nargs": dato.veces} if dato.veces else {}
        orden.add_argument(clave, metavar=dato.valor, help=como_ayuda(dato), **demas)
    for clave, dato in tarea.opciones.items():
        orden.add_argument(_opcion(clave), help=como_ayuda(dato), **_de_argparse(dato))
    if tarea.con:
        orden.claves_de_con = [*map(_con_guion, tarea.con)]
        orden.add_argument(
            "--con",
            action="append",
            default=[],
            metavar="CLAVE=VALOR",
            help="lo que casi nadie pide, por su nombre; se puede repetir",
        )
        orden.add_argument_group("claves de --con", "\n".join(map(_clave, tarea.con.items())))
    orden.set_defaults(**{clave: _si_falta(dato) for clave, dato in tarea.con.items()})


def _clave(par: tuple[str, Dato]) -> str:
    """Clave de ``--con`` y qué dice, como van en la ayuda."""
    clave, dato = par
    ancho = shutil.get_terminal_size().columns - 4
    dicho = f"{_con_guion(clave)}={dato.valor or 'si'}: {como_ayuda(dato)}"
    return textwrap.fill(dicho, ancho, subsequent_indent=" " * 4, break_on_hyphens=False)


def _de_argparse(dato: Dato) -> dict[str, Any]:
    """Cómo lee argparse una opción."""
    if not dato.valor:
        return {"action": "store_true"}
    lectura: dict[str, Any] = {"metavar": dato.valor, "type": dato.lee, "default": _si_falta(dato)}
    if dato.veces == "repetible":
        return lectura | {"action": "append"}
    return lectura | {"required": dato.hace_falta}


def _si_falta(dato: Dato) -> Any:
    if dato.veces == "repetible":
        return []
    return dato.si_falta if dato.valor else False


def como_ayuda(dato: Dato) -> str:
    """Ayuda de un dato, como la lee argparse."""
    ayuda = dato.ayuda if isinstance(dato.ayuda, str) else dato.ayuda()
    return ayuda.replace("%", "%%")


def _con_guion(clave: str) -> str:
    return clave.replace("_", "-")


def _opcion(clave: str) -> str:
    return f"--{_con_guion(clave)}"


# ------------------------------------------------------------------ fallas


def _falla_de_con(argumentos: Namespace, tarea: Tarea) -> str | None:
    """Falla de lo que se dijo con ``--con``; si no la hay, queda en los argumentos."""
    argumentos.como_se_dice = lambda clave: (
        f"--con {_con_guion(clave)}" if clave in tarea.con else _opcion(clave)
    )
    vistas = set[str]()
    for pedido in getattr(argumentos, "con", ()):
        escrita, igual, texto = pedido.partition("=")
        clave = escrita.replace("-", "_")
        if clave not in tarea.con:
            hay = [*map(_con_guion, tarea.con)]
            return f"--con: {no_existe(repr(escrita), hay, escrita)} (están: {', '.join(hay)})"
        dato = tarea.con[clave]
        if not igual or not texto:
            return f"--con {escrita}: falta su valor, como {escrita}={dato.valor or 'si'}"
        try:
            valor = dato.lee(texto) if dato.valor else comunes.si_o_no(texto)
        except ArgumentTypeError as error:
            return f"--con {escrita}: {error}"
        if dato.veces == "repetible":
            valor = [*getattr(argumentos, clave), valor]
        elif clave in vistas:
            return f"--con {escrita}: está dos veces"
        vistas.add(clave)
        setattr(argumentos, clave, valor)
    return None


def _de_papel(argumentos: Namespace, tarea: Tarea, papel: str) -> Iterator[tuple[str, Any]]:
    """Clave y valor de cada archivo que se dio para leer, o para escribir."""
    for clave, dato in {**tarea.argumentos, **tarea.opciones, **tarea.con}.items():
        if dato.papel == papel and (valor := getattr(argumentos, clave)) is not None:
            yield from ((clave, cada) for cada in (valor if isinstance(valor, list) else [valor]))


def _falla_de_los_destinos(argumentos: Namespace, tarea: Tarea) -> str | None:
    """Falla de las salidas de un reporte, que se leen según sea uno solo o sean varios."""
    if tarea.opciones.get("salida") is not SALIDA_DEL_REPORTE:
        return None
    por = getattr(argumentos, "por", None)
    es_uno_solo = argumentos.pedida == "publicar" or not (por or son_varios(argumentos.datos))
    try:
        lee = comunes.salida if es_uno_solo else comunes.carpeta
        argumentos.salida = [lee(texto) for texto in argumentos.salida]
    except ArgumentTypeError as error:
        return f"--salida: {error}"
    falla = _falla_de_uno_solo(argumentos) if es_uno_solo else _falla_de_varios(argumentos)
    if falla:
        return falla
    if not (argumentos.formato or por or es_lista(argumentos.datos)):
        return (
            "hace falta --formato CODIGO, o un Word diseñado; los códigos los dice «paac-reportes"
            " formatos»"
        )
    return None


def _falla_de_uno_solo(argumentos: Namespace) -> str | None:
    """Falla de pedir dos veces un archivo, o un tipo que ningún archivo espera."""
    salidas = argumentos.salida
    for numero, salida in enumerate(salidas):
        if salida in salidas[:numero]:
            ruta = salida.ruta if isinstance(salida, comunes.Carpeta) else salida
            return f"--salida: {ruta} está dos veces"
    espera_tipo = any(isinstance(s, comunes.Carpeta) or str(s) == GUION for s in salidas)
    if argumentos.tipo and salidas and not espera_tipo:
        return "--con tipo: sólo cuenta con una carpeta o con -; un archivo lo dice su extensión"
    return None


def _falla_de_varios(argumentos: Namespace) -> str | None:
    """Falla de no decir en qué carpeta van varios reportes."""
    if len(argumentos.salida) == 1:
        return None
    return "--salida: son varios archivos; se esperaba una carpeta"


def _falla_de_guiones(argumentos: Namespace, tarea: Tarea) -> str | None:
    """Falla de pedir ``-`` varias veces, o donde no va; anota si se escribe en la salida."""
    entradas = [v for _, v in _de_papel(argumentos, tarea, "entrada") if v == GUION]
    salidas = [v for _, v in _de_papel(argumentos, tarea, "salida") if str(v) == GUION]
    argumentos.por_la_salida = bool(salidas)
    if len(entradas) > 1:
        return "la entrada se lee una sola vez, y se pidió - en varios lugares"
    if len(salidas) > 1:
        return "por la salida va un solo documento, y se pidió - en varios lugares"
    if not salidas:
        return None
    tipo = getattr(argumentos, "tipo", _TIPO_QUE_SALE.get(argumentos.pedida))
    if isinstance(tipo, list):
        if argumentos.pedida != "verificar" and len(tipo) != 1:
            return "--salida: con - hay que decir un tipo, como --con tipo=docx"
        tipo = tipo[0] if tipo and argumentos.pedida != "verificar" else None
    if tipo and not es_texto(tipo) and sys.stdout is not None and sys.stdout.isatty():
        return f"--salida: un .{tipo} no se puede mirar en una terminal; mándelo a un archivo"
    return None


_TIPO_QUE_SALE = {"analizar": "xlsx", "formatos": "docx"}
"""De las órdenes que por la salida escriben algo que no es un texto, y no dicen de qué tipo."""


def _se_pisan(argumentos: Namespace, tarea: Tarea) -> str | None:
    """Falla de una salida que es un archivo que se lee, que se perdería.

    Lo respondido queda en la ``--salida`` de la misma hoja: puede ir sobre sus ``--respuestas``. La
    base la mira ``reunir``.
    """
    leidos = [
        (clave, Path(valor))
        for clave, valor in _de_papel(argumentos, tarea, "entrada")
        if argumentos.pedida != "reunir" or clave not in {"base", "respuestas"}
    ]
    for clave_de_salida, salida in _de_papel(argumentos, tarea, "salida"):
        for clave, archivo in leidos:
            if isinstance(salida, Path) and _son_el_mismo(salida, archivo):
                es_el_de_los_datos = clave == "datos"
                que_es = (
                    "el archivo de los datos" if es_el_de_los_datos else "un archivo que se lee"
                )
                return f"{_opcion(clave_de_salida)}: {salida} es {que_es}"
    return None


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
