"""La orden: sus argumentos leídos, su cumplimiento y el código con que termina.

0, bien; 1, los datos o el formato están mal; 2, la orden está mal escrita; 3, a la máquina le falta
algo; 4, se escribió y algo quedó por fuera o sin revisar; 130, interrumpida. Lo que la consola
completa al oprimir el tabulador va primero.
"""

import argparse
import contextlib
import os
import shutil
import signal
import sys
import textwrap
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Collection, Iterator, Sequence
from contextvars import copy_context
from pathlib import Path
from typing import Any

from paac_reportes import __version__
from paac_reportes.api.eventos import en_silencio as sin_registrar
from paac_reportes.api.formatos import codigos_de_formato
from paac_reportes.cli import comunes
from paac_reportes.cli.codigos import BIEN, DATOS_MAL, ENTORNO_MAL, SIN_LECTOR
from paac_reportes.cli.comunes import es_lista, son_varios
from paac_reportes.cli.consola import (
    GUION,
    Orden,
    decir,
    hablar_de,
    imprimible,
    no_existe,
)
from paac_reportes.cli.tabla import ORDENES, SALIDA_DEL_REPORTE, Dato, Tarea
from paac_reportes.errores import ErrorDeEntorno, ErrorPaac
from paac_reportes.instalacion import hace_falta
from paac_reportes.sistema import por_que_no_se_escribe, sin_permiso

# ------------------------------------------------------------------ completar


class Guion(argparse.Action):
    """La opción ``--completar``: el guion que se le da a la consola."""

    def __call__(self, parser: ArgumentParser, _n: Any, values: Any, _o: Any = None) -> None:
        """Escribe el guion y termina."""
        with hace_falta("completar"):
            from argcomplete.shell_integration import shellcode
        sys.stdout.write(f"{shellcode(['paac-reportes'], shell=values)}\n")
        parser.exit()


def completar(orden: ArgumentParser) -> None:
    """Responde al tabulador de la consola y termina; sin argcomplete, no responde nada."""
    try:
        import argcomplete  # es de un extra
    except ImportError:
        os._exit(1)
    argcomplete.autocomplete(orden, always_complete_options="long")


def _codigos(**_: Any) -> list[str]:
    """Códigos de formato que la consola ofrece."""
    return list(codigos_de_formato())


_LA_DE_CADA_UNA = "Cada orden dice lo suyo: paac-reportes generar --help"
_DESCRIPCION = "Reportes oficiales del Plan Anticorrupción y de Atención al Ciudadano (PAAC)."


def leer_argumentos(palabras: Sequence[str] | None) -> Namespace:
    """Argumentos de la orden, leídos; si están mal, dice qué y termina con código 2."""
    palabras = sys.argv[1:] if palabras is None else palabras
    if "_ARGCOMPLETE" in os.environ:  # quien llama es el tabulador
        completar(_armar(ORDENES))
    argumentos = _armar(palabras).parse_args(palabras)
    tarea = ORDENES[argumentos.pedida]
    argumentos.como_se_dicen = como_se_dicen(argumentos.pedida)
    fallas = (
        _falla_de_con,
        _falla_de_lo_que_falta,
        _falla_de_los_destinos,
        _falla_de_guiones,
        _se_pisan,
    )
    if falla := next(filter(None, (falla_de(argumentos, tarea) for falla_de in fallas)), None):
        argumentos.de.error(falla)
    return argumentos


# ------------------------------------------------------------------ armar


def _armar(ordenes_pedidas: Collection[str]) -> argparse.ArgumentParser:
    """El lector de argumentos, con los de las órdenes pedidas; cargar los demás tarda."""
    raiz = Orden(prog="paac-reportes", description=_DESCRIPCION, epilog=_LA_DE_CADA_UNA)
    version = f"paac-reportes {__version__}"
    raiz.add_argument(
        "--version", action="version", version=version, help="muestra la versión y termina"
    )
    raiz.add_argument(
        "--completar",
        action=Guion,
        choices=("bash", "zsh"),
        metavar="CONSOLA",
        help="bash o zsh: lo que la consola necesita para completar con el tabulador",
    )
    ordenes = raiz.add_subparsers(dest="pedida", metavar="ORDEN", required=True, parser_class=Orden)
    for nombre, tarea in ORDENES.items():
        orden = ordenes.add_parser(
            nombre,
            help=tarea.ayuda,
            description=f"{tarea.ayuda[0].upper()}{tarea.ayuda[1:]}.",
        )
        orden.set_defaults(de=orden)
        if nombre in ordenes_pedidas:
            _pedir(orden, tarea)
        orden.add_argument(
            "--silencio",
            action="store_true",
            help="no dice avisos; las fallas, siempre",
        )
    return raiz


def _pedir(orden: Orden, tarea: Tarea) -> None:
    """Agrega a una orden sus argumentos, sus opciones y ``--con``."""
    for clave, dato in (tarea.argumentos | tarea.opciones).items():
        if clave in tarea.opciones:
            nombre, demas = _opcion(clave), _de_argparse(dato)
        else:
            nombre, demas = clave, {"metavar": dato.valor, "nargs": dato.veces or None}
        accion = orden.add_argument(nombre, help=como_ayuda(dato), **demas)
        if clave in {"formato", "codigo"}:
            accion.completer = _codigos  # type: ignore[attr-defined]
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
    """Los argumentos de ``add_argument`` para una opción."""
    if not dato.valor:
        return {"action": "store_true"}
    lectura: dict[str, Any] = {"metavar": dato.valor, "type": dato.lee, "default": _si_falta(dato)}
    if dato.veces == "repetible":
        return lectura | {"action": "append"}
    return lectura | {"required": dato.hace_falta}


def _si_falta(dato: Dato) -> Any:
    """El valor de un argumento que no se dio."""
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


def como_se_dicen(pedida: str) -> dict[str, str]:
    """Cómo se dice cada opción en una orden; la que no lleva, con la primera que la lleva."""
    dichas: dict[str, str] = {}
    for orden, tarea in {c: ORDENES[c] for c in (pedida, "leer", *ORDENES)}.items():
        de_otra = "" if orden == pedida else f"{orden} "
        for clave in (*tarea.opciones, *tarea.con):
            con = "--con " if clave in tarea.con else "--"
            dichas.setdefault(clave, f"{de_otra}{con}{_con_guion(clave)}")
    return dichas


# ------------------------------------------------------------------ fallas

_PIDEN = {"contra": "formato", "por": "corte"}
"""Opción que sin otra no dice nada."""


def _falla_de_lo_que_falta(argumentos: Namespace, _: Tarea) -> str | None:
    """La falla de la opción sin la que otra no dice nada."""
    dadas = {clave for clave, valor in vars(argumentos).items() if valor}
    if argumentos.pedida == "verificar" and dadas.isdisjoint({"contra", "acta"}):
        return "hace falta --acta ACTA, o --contra DATOS con --formato FORMATO"
    for clave, otra in _PIDEN.items():
        if clave in dadas and otra not in dadas:
            return f"{_opcion(clave)}: hace falta también {_opcion(otra)}"
    return None


def _falla_de_con(argumentos: Namespace, tarea: Tarea) -> str | None:
    """Falla de lo que se dijo con ``--con``; si no la hay, queda en los argumentos."""
    vistas = set[str]()
    for pedido in getattr(argumentos, "con", ()):
        escrita, igual, texto = pedido.partition("=")
        clave = escrita.replace("-", "_")
        if clave not in tarea.con:
            return f"--con: {no_existe(escrita, [*map(_con_guion, tarea.con)])}"
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
    """La falla de ``--salida``, que cambia a rutas, del tipo o del formato que no se dio.

    ``None`` si nada falla, o si la tarea no escribe reportes.
    """
    if tarea.opciones.get("salida") is not SALIDA_DEL_REPORTE:
        return None
    por = getattr(argumentos, "por", None)
    es_uno_solo = argumentos.pedida == "publicar" or not (por or son_varios(argumentos.datos))
    try:
        lee = comunes.salida if es_uno_solo else comunes.carpeta
        argumentos.salida = [lee(texto) for texto in argumentos.salida]
    except ArgumentTypeError as error:
        return f"--salida: {error}"
    if not es_uno_solo and len(argumentos.salida) != 1:
        return "--salida: son varios archivos; se esperaba una carpeta"
    en_archivos = all(isinstance(s, Path) and str(s) != GUION for s in argumentos.salida)
    if es_uno_solo and argumentos.tipo and argumentos.salida and en_archivos:
        return "--con tipo: sólo cuenta con una carpeta o con -; un archivo lo dice su extensión"
    if not (argumentos.formato or por or es_lista(argumentos.datos)):
        return (
            "hace falta --formato CODIGO, o un Word diseñado; los códigos los dice «paac-reportes"
            " formatos»"
        )
    return None


def _falla_de_guiones(argumentos: Namespace, tarea: Tarea) -> str | None:
    """La falla de pedir ``-`` varias veces o donde no va; anota si se escribe por la salida.

    ``None`` si no falla.
    """
    entradas = [v for _, v in _de_papel(argumentos, tarea, "entrada") if v == GUION]
    salidas = [v for _, v in _de_papel(argumentos, tarea, "salida") if str(v) == GUION]
    argumentos.por_la_salida = bool(salidas)
    if len(entradas) > 1:
        return "la entrada se lee una sola vez, y se pidió - en varios lugares"
    if len(salidas) > 1:
        return "por la salida va un solo documento, y se pidió - en varios lugares"
    tipo = getattr(argumentos, "tipo", None)
    if salidas and isinstance(tipo, list) and argumentos.pedida != "verificar" and len(tipo) != 1:
        return "--salida: con - hay que decir un tipo, como --con tipo=docx"
    return None


def _se_pisan(argumentos: Namespace, tarea: Tarea) -> str | None:
    """Falla de una salida que es un archivo que se lee, que se perdería; ``None`` si ninguna lo es.

    Lo respondido queda en la ``--salida`` de la misma hoja: puede ir sobre sus ``--respuestas``.
    """
    leidos = [
        (clave, Path(valor))
        for clave, valor in _de_papel(argumentos, tarea, "entrada")
        if clave != "respuestas"
    ]
    for clave_de_salida, salida in _de_papel(argumentos, tarea, "salida"):
        for clave, archivo in leidos:
            que_es = "el archivo de los datos" if clave == "datos" else "un archivo que se lee"
            if isinstance(salida, Path) and _son_el_mismo(salida, archivo):
                return f"{_opcion(clave_de_salida)}: {salida} es {que_es}"
            # Un libro de la carpeta que se reúne; en ella, uno nuevo no pisa a ninguno.
            if clave == "libros" and salida.is_file() and _son_el_mismo(salida.parent, archivo):
                return f"{_opcion(clave_de_salida)}: {salida} está entre los libros que se reúnen"
    return None


def _son_el_mismo(salida: Path, archivo: Path) -> bool:
    """Si las dos rutas son el mismo archivo; ``-`` no es ninguno."""
    if GUION in {str(salida), str(archivo)}:
        return False
    try:
        return salida.samefile(archivo)
    except OSError:  # alguno no existe, y no hay qué pisar
        return False


def ejecutar(palabras: Sequence[str] | None) -> int:
    """Lee la orden, la cumple y da su código de salida; los errores van a stderr."""
    for flujo in (sys.stdout, sys.stderr):
        if hasattr(flujo, "reconfigure"):
            flujo.reconfigure(errors="backslashreplace")
    with _atentos_a_las_senales() as recibidas:
        # En una copia: cómo habla una orden no queda para la siguiente del mismo proceso.
        return copy_context().run(_cumplida, palabras, recibidas)


def _cumplida(palabras: Sequence[str] | None, recibidas: Sequence[int]) -> int:
    """Código de salida de una orden; ``recibidas``, las señales que la interrumpen."""
    try:
        argumentos = leer_argumentos(palabras)
        hablar_de(argumentos.como_se_dicen, en_silencio=argumentos.silencio)
        return _responder(argumentos)
    except Exception as error:
        if recibidas:  # una biblioteca en C vuelve otro error el Ctrl-C que le llega adentro
            raise KeyboardInterrupt from error
        if isinstance(error, ErrorPaac):
            return _fallida(error)
        if isinstance(error, PermissionError):  # de una carpeta que se miró de paso
            return _fallida(sin_permiso(error))
        raise


def _fallida(error: ErrorPaac) -> int:
    """El código de salida de una orden que falló; antes dice sus fallas."""
    if isinstance(error.__cause__, BrokenPipeError):  # quien leía se fue
        _olvidar_la_salida()
        return SIN_LECTOR
    for renglon in error.renglones():
        decir(renglon)
    sin_permiso_de_leer = all(falla.codigo == "sin_permiso" for falla in error.fallas)
    de_la_maquina = isinstance(error, ErrorDeEntorno) or sin_permiso_de_leer
    return ENTORNO_MAL if de_la_maquina else DATOS_MAL


@contextlib.contextmanager
def _atentos_a_las_senales() -> Iterator[list[int]]:
    """Contexto en que las señales de terminar interrumpen la orden; da las recibidas."""
    recibidas: list[int] = []

    def terminar(senal: int, _: object) -> None:
        recibidas.append(senal)
        raise KeyboardInterrupt

    anteriores = {}
    try:  # SIGTERM también deja cerrar archivos temporales y LibreOffice
        anteriores[signal.SIGTERM] = signal.signal(signal.SIGTERM, terminar)
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # al fondo no se oye
            anteriores[signal.SIGINT] = signal.signal(signal.SIGINT, terminar)
    except ValueError:  # no es el hilo principal: la señal no es suya
        yield recibidas
        return
    try:
        yield recibidas
    finally:
        for senal, anterior in anteriores.items():
            signal.signal(senal, anterior)


def _responder(argumentos: Namespace) -> int:
    """Cumple una orden, escribe su respuesta y da su código de salida."""
    with sin_registrar():  # la orden dice los avisos
        lineas, codigo = _cumplir(ORDENES[argumentos.pedida].cumplir(argumentos))
    if argumentos.por_la_salida:  # por ahí va el documento, y nada más
        for linea in () if argumentos.silencio else lineas:
            decir(linea)
        return codigo
    try:
        for linea in lineas:
            print(imprimible(linea))  # noqa: T201 - es la orden, no la biblioteca
        if sys.stdout is not None:  # puede estar cerrada
            sys.stdout.flush()
    except BrokenPipeError:
        _olvidar_la_salida()  # quien la leía se fue (``| head``): no es una falla
    except OSError as error:
        _olvidar_la_salida()
        decir(f"no se pudo escribir la respuesta: {por_que_no_se_escribe(error)}")
        return ENTORNO_MAL
    return codigo


def _cumplir(orden: Iterator[str]) -> tuple[list[str], int]:
    """Renglones que responde una orden, y el código con que termina, si dice uno."""
    lineas: list[str] = []
    while True:
        try:
            lineas.append(next(orden))
        except StopIteration as fin:  # lo que devuelve un generador
            return lineas, fin.value or BIEN


def _olvidar_la_salida() -> None:
    """Manda la salida a ninguna parte, para que Python no falle al escribir en ella al terminar."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
