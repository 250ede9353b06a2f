"""Leer lo que alguien sube, en otro proceso: el que se pasa del plazo se termina, y no antes.

Un hilo no se puede detener desde afuera: un archivo que no acaba de leerse le quitaría al servidor
un obrero. Un proceso sí, y con él lo que tenía en la memoria.
"""

import pickle
import subprocess
import sys

import paac_reportes as paac

MAXIMO = 20_000_000
"""Bytes de lo que se sube: el documento de 386 filas pesa 0,2 MB."""
PLAZO = 60
"""Segundos para leerlo."""
_OBRERO = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from paac_reportes import ErrorPaac
que, dados, opciones = pickle.load(sys.stdin.buffer)
try:
    hecho = que(*dados, **opciones)
except ErrorPaac as error:
    hecho = error
sys.stdout.buffer.write(pickle.dumps(hecho))
"""


def comprobar_peso(contenido, nombre):
    """``ErrorDeEntrada`` si pesa más de lo que se recibe."""
    if len(contenido or b"") > MAXIMO:
        pesa, cabe = (f"{n / 1_000_000:.0f} MB" for n in (len(contenido), MAXIMO))
        motivo = f"pesa {pesa}, y se reciben hasta {cabe}"
        raise paac.ErrorDeEntrada(paac.Falla("limite_excedido", nombre or "archivo", motivo))


def hacer(que, *dados, **opciones):
    """Lo que da una función de la biblioteca; ``ErrorPaac`` el suyo, o que pasó del plazo."""
    pedido = pickle.dumps(sys.path) + pickle.dumps((que, dados, opciones))
    orden = [sys.executable, "-c", _OBRERO]
    try:
        hecho = subprocess.run(  # noqa: S603 - el mismo Python, y nada de afuera en la orden
            orden, input=pedido, stdout=subprocess.PIPE, check=True, timeout=PLAZO
        )
    except subprocess.TimeoutExpired:
        motivo = (
            f"no acabó de leerse en {PLAZO} segundos: divídalo, o quítele lo que no es del plan"
        )
        raise paac.ErrorDeEntrada(paac.Falla("limite_excedido", "archivo", motivo)) from None
    except subprocess.CalledProcessError:
        motivo = (
            "leerlo terminó el proceso que lo leía: no cabe en la memoria, o está hecho para eso"
        )
        raise paac.ErrorDeEntrada(paac.Falla("limite_excedido", "archivo", motivo)) from None
    dicho = pickle.loads(hecho.stdout)  # noqa: S301 - lo escribió el proceso de arriba
    if isinstance(dicho, paac.ErrorPaac):
        raise dicho
    return dicho
