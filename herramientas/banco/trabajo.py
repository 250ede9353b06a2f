"""Un trabajo hecho dos veces, para contar sus instrucciones (``herramientas/instrucciones.py``).

    python trabajo.py emitir DATOS FORMATO TIPO
    python trabajo.py capturar DATOS
    python trabajo.py leer DATOS ARCHIVO

De cada punto que se cuenta sale un proceso, que allí termina: sin hacer nada, hecho una vez y, el
de siempre, hecho dos.
"""

import gc
import os
import sys


def correr(orden: str, datos: str, formato: str = "", tipo: str = "") -> None:
    """Lo hace; importar, y leer el plan, son de la primera vez."""
    _terminar_aqui()
    import paac_reportes as paac  # noqa: PLC0415 - se cuenta

    pide = paac.leer_formato(formato) if os.sep in formato else formato
    plan = paac.leer(datos).sin_dudas()
    for vez in range(2):
        if vez:
            _terminar_aqui()
        if orden == "leer":
            paac.leer(formato, plan=plan, como=None)
        elif orden == "capturar":
            paac.capturar(plan, max(plan.cortes()), "captura", reemplazar=True)
        else:
            paac.reporte(plan, pide).emitir(tipo)


def _terminar_aqui() -> None:
    if hijo := os.fork():
        os.waitpid(hijo, 0)
    else:
        os._exit(0)


if __name__ == "__main__":
    gc.disable()  # cae donde cae, y de una vez a otra no es lo mismo
    correr(*sys.argv[1:])
