"""Leer lo que se sube en otro proceso, que tiene un plazo y una memoria y se termina si los pasa.

Un archivo torcido, o uno enorme y sano, no detiene al que atiende los demás pedidos.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError

SEGUNDOS = 60
MEGAS_DE_MEMORIA = 2048
_ARRANQUE = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    f" from {__name__} import atender; atender()"
)


def en_otro_proceso(hacer: Callable[..., Any], *dados: Any, **opciones: Any) -> Any:
    """Lo que da esa función de la biblioteca; lo que lance, lo lanza aquí.

    Lanza ``ValidationError`` si no termina en su plazo, o si muere.
    """
    pedido = pickle.dumps(sys.path) + pickle.dumps((hacer, dados, opciones))
    try:
        hecho = subprocess.run(  # noqa: S603 - el Python que atiende
            [sys.executable, "-c", _ARRANQUE],
            input=pedido,
            capture_output=True,
            check=False,
            timeout=SEGUNDOS,
        )
        resultado, error = pickle.loads(hecho.stdout)  # noqa: S301 - lo escribió ``atender``
    except subprocess.TimeoutExpired:
        raise ValidationError(
            f"Leerlo pasó de {SEGUNDOS} segundos, y se dejó: es muy grande para subirlo aquí."
            " Pártalo, o pida a quien administra el sitio que lo cargue con su orden."
        ) from None
    except (EOFError, pickle.UnpicklingError):
        raise ValidationError(
            f"No se pudo leer: necesita más de {MEGAS_DE_MEMORIA} MB de memoria, o el programa que"
            " lo leía murió. Guárdelo otra vez con Excel o con Word, sin lo que no sea el plan."
        ) from None
    if error is not None:
        raise error
    return resultado


def atender() -> None:
    """Lo del otro proceso: hace lo que se le pide y dice cómo le fue."""
    with suppress(ImportError):  # en Windows no hay con qué ponerle un tope
        import resource  # noqa: PLC0415 - donde lo hay

        tope = MEGAS_DE_MEMORIA * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (tope, tope))
    hacer, dados, opciones = pickle.load(sys.stdin.buffer)  # noqa: S301 - lo mandó el sitio
    try:
        dicho = (hacer(*dados, **opciones), None)
    except (MemoryError, ImportError):  # sin memoria tampoco se carga un módulo
        return
    except Exception as error:  # noqa: BLE001 - lo lanza quien lo pidió
        dicho = (None, error)
    pickle.dump(dicho, sys.stdout.buffer)
