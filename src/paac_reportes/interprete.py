"""El Python que se lanza aparte: cuál es, cómo arranca y por qué no se pudo.

Es uno limpio, igual en Linux, en Windows y en Mac: no se bifurca el del anfitrión, que puede tener
hilos y conexiones, ni se vuelve a importar su programa. Se lanza si alguien lo pide
(``anfitrion.Procesos``), y en un solo caso sin pedirlo: el PDF de un proceso bifurcado.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from typing import IO, Any, NoReturn

from paac_reportes.errores import ErrorDeEntorno, ErrorDeMaqueta, ErrorPaac, Falla

_SALUDO = b"paac_reportes\n"
"""Lo primero que dice: quien no lo dice no es un Python con esta biblioteca."""


def el_de_este_programa(si_no: str) -> str:
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


def por_que_no_saluda(proceso: "subprocess.Popen[bytes]", ejecutable: str) -> Falla:
    """Falla de un intérprete que no saludó como un Python nuestro, o al que mataron antes."""
    with suppress(subprocess.TimeoutExpired):
        if proceso.wait(_MIENTRAS_SE_VA) < 0:  # una señal
            return PERDIDO
    motivo = (
        f"{ejecutable!r} no arrancó como un Python que tenga esta biblioteca; dé el suyo,"
        " y mire qué dijo en su salida de errores"
    )
    return Falla("sin_python", "ejecutable", motivo)


_MIENTRAS_SE_VA = 1.0
"""Segundos que se espera a que el proceso acabe de irse, para saber si lo mataron."""


def lanzar(
    ejecutable: str, funcion: Callable[[], None], **opciones: Any
) -> "subprocess.Popen[bytes]":
    """Proceso que corre una función con este ``sys.path``; lo que lance se termina con él."""
    arranque = (
        "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
        f" from {funcion.__module__} import {funcion.__name__} as f; f()"
    )
    try:
        proceso = subprocess.Popen(  # noqa: S603 - el Python de quien lo lanza
            [ejecutable, "-c", arranque],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            **opciones,
        )
    except (OSError, ValueError) as error:
        motivo_del_sistema = getattr(error, "strerror", None) or error
        motivo = f"no se pudo lanzar {ejecutable!r} ({motivo_del_sistema})"
        raise ErrorDeEntorno(Falla("programa_fallo", "ejecutable", motivo)) from error
    assert proceso.stdin is not None  # noqa: S101 - se pidió así
    with suppress(OSError):  # si murió, lo dice quien lo oye
        pickle.dump(list(sys.path), proceso.stdin)
        proceso.stdin.flush()
    return proceso


def saluda(salida: IO[bytes]) -> bool:
    """Si lo primero que un proceso escribe es el saludo de uno nuestro."""
    return salida.read(len(_SALUDO)) == _SALUDO


def salida_propia() -> IO[bytes]:
    """Salida del proceso lanzado, que ya saludó; lo que otro escriba no se mezcla con ella."""
    salida = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nada:  # noqa: PTH123 - no es una ruta
        os.dup2(nada.fileno(), 1)
    with suppress(OSError):  # si quien lo lanzó ya se fue, lo nota quien oye su entrada
        salida.write(_SALUDO)
        salida.flush()
    return salida


def hacer_aparte(funcion: Callable[..., Any], *argumentos: Any, si_no: str) -> Any:
    """Resultado, o error, de una función que un Python aparte hace, y se va.

    ``ErrorDeEntorno`` si no hay Python que lanzar (con ``si_no``, lo que se puede hacer entonces),
    o si murió antes de responder.
    """
    ejecutable = el_de_este_programa(si_no)
    proceso = lanzar(ejecutable, responder)
    try:
        recibido, _ = proceso.communicate(pickle.dumps((funcion, argumentos)))
    except BaseException:
        proceso.kill()
        proceso.wait()
        raise
    if not recibido.startswith(_SALUDO):
        raise ErrorDeEntorno(por_que_no_saluda(proceso, ejecutable))
    try:
        salio_bien, respuesta = pickle.loads(recibido[len(_SALUDO) :])  # noqa: S301 - lo lanzó éste
    except (EOFError, pickle.UnpicklingError):
        raise ErrorDeEntorno(PERDIDO) from None
    if not salio_bien:
        raise respuesta
    return respuesta


PERDIDO = Falla(
    "encargo_perdido", "", "el proceso que lo hacía murió: quizá no le alcanzó la memoria"
)


def responder() -> None:
    """Hace, en el proceso lanzado, la función que le piden, y responde."""
    salida = salida_propia()
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
