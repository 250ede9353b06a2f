"""Cumplimiento de cada orden, y código con que termina.

0, bien; 1, los datos o el formato están mal; 2, la orden está mal escrita; 3, a la máquina le falta
algo; 4, se escribió y algo quedó por fuera o sin revisar; 130, interrumpida.
"""

import _thread
import contextlib
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from threading import Timer

from paac_reportes.cli.argumentos import leer_argumentos
from paac_reportes.cli.codigos import BIEN, DATOS_MAL, ENTORNO_MAL, INTERRUMPIDA, SIN_LECTOR
from paac_reportes.cli.consola import atendiendo, decir, decir_falla, hablando_de
from paac_reportes.cli.flujos import se_fue_quien_leia
from paac_reportes.cli.tabla import ORDENES
from paac_reportes.cli.terminal import imprimible
from paac_reportes.errores import ErrorDeEntorno, ErrorPaac
from paac_reportes.sistema import por_que_no_se_escribe


def ejecutar(palabras: Sequence[str] | None) -> int:
    """Lee la orden, la cumple y da su código de salida; los errores van a stderr."""
    for flujo in (sys.stdout, sys.stderr):
        if hasattr(flujo, "reconfigure"):
            flujo.reconfigure(errors="backslashreplace")
    with _atentos_a_las_senales() as recibidas, _un_ctrl_c_no_se_pierde():
        try:
            argumentos = leer_argumentos(palabras)
        except ErrorPaac as error:  # a ``--completar`` le falta su biblioteca
            return _fallida(error)
        with hablando_de(vars(argumentos)):
            return _cumplida(argumentos, recibidas)


def _cumplida(argumentos: Namespace, recibidas: Sequence[int]) -> int:
    """Código de salida de una orden ya leída; ``recibidas``, las señales que la interrumpen."""
    try:
        return _responder(argumentos)
    except Exception as error:
        if recibidas:  # una biblioteca en C vuelve otro error el Ctrl-C que le llega adentro
            return _interrumpida()
        if not isinstance(error, ErrorPaac):
            raise
        return _fallida(error)
    except KeyboardInterrupt:
        return _interrumpida()


def _fallida(error: ErrorPaac) -> int:
    """Código de salida de una orden que falló; dice sus fallas."""
    if se_fue_quien_leia(error):
        _olvidar_la_salida()
        return SIN_LECTOR
    for renglon in error.renglones():
        decir_falla(renglon)
    return ENTORNO_MAL if isinstance(error, ErrorDeEntorno) else DATOS_MAL


def _interrumpida() -> int:
    """Código de salida de una orden interrumpida."""
    with contextlib.suppress(KeyboardInterrupt):  # quien insiste no cambia la respuesta
        decir("interrumpida")
    return INTERRUMPIDA


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


@contextlib.contextmanager
def _un_ctrl_c_no_se_pierde() -> Iterator[None]:
    """Contexto que repite el Ctrl-C que llega mientras Python libera un objeto."""
    anterior = sys.unraisablehook

    def repetir(caso: "sys.UnraisableHookArgs") -> None:
        """Repite el Ctrl-C que Python iba a pasar por alto; lo demás, como antes."""
        if issubclass(caso.exc_type, KeyboardInterrupt):
            # Desde otro hilo y no ya: aquí tampoco saldría.
            Timer(_EN_OTRO_MOMENTO, _thread.interrupt_main).start()
        else:
            anterior(caso)

    sys.unraisablehook = repetir
    try:
        yield
    finally:
        sys.unraisablehook = anterior


_EN_OTRO_MOMENTO = 0.01
"""Segundos: que ya se haya liberado."""


def _responder(argumentos: Namespace) -> int:
    """Cumple una orden, escribe su respuesta y da su código de salida."""
    with atendiendo(en_silencio=argumentos.silencio):
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
