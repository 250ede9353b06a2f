"""Los programas que se lanzan aparte: cómo se termina uno con todo lo que lanzó, y nuestro Python.

Es uno limpio, igual en Linux, en Windows y en Mac: no se bifurca el del anfitrión, que puede tener
hilos y conexiones, ni se vuelve a importar su programa. Se lanza en un solo caso: el PDF de un
proceso bifurcado.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from typing import IO, Any, NoReturn

from paac_reportes.errores import ErrorDeEntorno, ErrorDeMaqueta, ErrorPaac, Falla


def terminar(proceso: "subprocess.Popen[bytes]") -> None:
    """Termina un proceso y lo que lanzó; se lanzó con ``start_new_session``."""
    if sys.platform == "win32":
        _terminar_en_windows(proceso)
    elif proceso.poll() is None:  # si ya se recogió, su número puede ser de otro
        with suppress(ProcessLookupError):
            os.killpg(proceso.pid, signal.SIGKILL)
    proceso.wait()


def _terminar_en_windows(proceso: "subprocess.Popen[bytes]") -> None:
    """Termina un proceso y lo que lanzó con ``taskkill``: en Windows no hay grupos."""
    orden = ["taskkill", "/T", "/F", "/PID", str(proceso.pid)]
    with suppress(OSError):
        subprocess.run(  # noqa: S603 - es del sistema
            orden, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
        )
    proceso.kill()


_SALUDO = b"paac_reportes\n"
"""Lo primero que dice: quien no lo dice no es un Python con esta biblioteca."""
_ARRANQUE = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    " from paac_reportes.programas import responder; responder()"
)


def hacer_aparte(funcion: Callable[..., Any], *argumentos: Any, si_no: str) -> Any:
    """Resultado, o error, de una función que un Python aparte hace, y se va.

    ``ErrorDeEntorno`` si no hay Python que lanzar (con ``si_no``, lo que se puede hacer entonces),
    o si murió antes de responder.
    """
    ejecutable = _el_de_este_programa(si_no)
    proceso = _lanzado(ejecutable)
    try:
        # El camino de importar va antes: lo pedido puede ser de un módulo que sólo así se halla.
        pedido = pickle.dumps(list(sys.path)) + pickle.dumps((funcion, argumentos))
        recibido, _ = proceso.communicate(pedido)
    except BaseException:
        proceso.kill()
        proceso.wait()
        raise
    if not recibido.startswith(_SALUDO):
        raise ErrorDeEntorno(_por_que_no_saluda(proceso, ejecutable))
    try:
        salio_bien, respuesta = pickle.loads(recibido[len(_SALUDO) :])  # noqa: S301 - lo lanzó éste
    except (EOFError, pickle.UnpicklingError):
        raise ErrorDeEntorno(_PERDIDO) from None
    if not salio_bien:
        raise respuesta
    return respuesta


_PERDIDO = Falla(
    "encargo_perdido", "", "el proceso que lo hacía murió: quizá no le alcanzó la memoria"
)


def _el_de_este_programa(si_no: str) -> str:
    """Ruta del Python que corre; ``ErrorDeEntorno``, con ``si_no``, si es otro programa.

    En un servidor que lleva a Python adentro (uWSGI) o en un programa congelado, es él mismo, y
    lanzarlo lo abriría otra vez: no se prueba, se mira si se llama como un Python.
    """
    dicho: Any = sys.executable  # quien lleva a Python adentro pone ahí lo que quiera
    ejecutable = os.fspath(dicho) if isinstance(dicho, str | os.PathLike) else None
    nombres = ("python", sys.implementation.name)
    if not ejecutable or not isinstance(ejecutable, str):
        _sin_python("este programa no dice cuál es su Python (sys.executable)", si_no)
    es_python = PurePath(ejecutable).name.lower().startswith(nombres)
    if getattr(sys, "frozen", False) or not es_python:
        motivo = f"lo que corre no es un Python sino un programa que lo lleva adentro, {ejecutable}"
        _sin_python(motivo, si_no)
    return ejecutable


def _sin_python(motivo: str, si_no: str) -> NoReturn:
    raise ErrorDeEntorno(Falla("sin_python", "ejecutable", f"{motivo}; {si_no}"))


def _lanzado(ejecutable: str) -> "subprocess.Popen[bytes]":
    """Un Python recién lanzado, que espera lo que se le pida; ``ErrorDeEntorno`` si no se pudo."""
    try:
        return subprocess.Popen(  # noqa: S603 - el Python de quien lo lanza
            [ejecutable, "-c", _ARRANQUE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, ValueError) as error:
        motivo_del_sistema = getattr(error, "strerror", None) or error
        motivo = f"no se pudo lanzar {ejecutable!r} ({motivo_del_sistema})"
        raise ErrorDeEntorno(Falla("programa_fallo", "ejecutable", motivo)) from error


def _por_que_no_saluda(proceso: "subprocess.Popen[bytes]", ejecutable: str) -> Falla:
    """La falla de un Python que terminó antes de responder que es de los nuestros."""
    if proceso.returncode < 0:  # una señal
        return _PERDIDO
    motivo = (
        f"{ejecutable!r} no arrancó como un Python que tenga esta biblioteca; mire qué dijo en su"
        " salida de errores"
    )
    return Falla("sin_python", "ejecutable", motivo)


# ------------------------------------------------------------------ en el proceso lanzado


def responder() -> None:
    """Hace, en el proceso lanzado, la función que le piden, y responde."""
    salida = _salida_propia()
    funcion, argumentos = pickle.load(sys.stdin.buffer)  # noqa: S301 - lo manda quien lo lanzó
    try:
        respuesta: tuple[bool, Any] = True, funcion(*argumentos)
    except ErrorPaac as error:
        respuesta = False, error
    except Exception as error:  # noqa: BLE001 - lo que no se esperaba se dice, no se calla
        es_de_aqui = type(error).__module__.startswith("paac_reportes")
        motivo = f"no se esperaba, y es un defecto: {type(error).__name__} ({error})"
        respuesta = False, error if es_de_aqui else ErrorDeMaqueta(motivo)
    pickle.dump(respuesta, salida)
    salida.flush()


def _salida_propia() -> IO[bytes]:
    """Salida del proceso lanzado, que ya saludó; lo que otro escriba no se mezcla con ella."""
    salida = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nada:  # noqa: PTH123 - no es una ruta
        os.dup2(nada.fileno(), 1)
    with suppress(OSError):  # si quien lo lanzó ya se fue, lo nota quien oye su entrada
        salida.write(_SALUDO)
        salida.flush()
    return salida
