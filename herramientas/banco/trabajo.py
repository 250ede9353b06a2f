"""Un trabajo hecho varias veces, para contar lo que cuesta (``herramientas/instrucciones.py``).

    python trabajo.py emitir DATOS FORMATO TIPO
    python trabajo.py varios DATOS FORMATO TIPO
    python trabajo.py capturar DATOS
    python trabajo.py reunir DATOS CARPETA
    python trabajo.py leer DATOS ARCHIVO

De cada punto que se cuenta sale un proceso, que allí termina: sin hacer nada, hecho una vez y, el
de siempre, hecho dos. Con ``llamadas`` antes de la orden dice, en JSON, las llamadas de la segunda
vez, cuántas son de lo que se nombra, y los objetos que el recolector sigue después de tres.
"""

import cProfile
import gc
import json
import os
import pstats
import sys
from collections.abc import Callable
from pathlib import Path

DIEZ = 10
"""Los que hace ``varios``."""
SE_CUENTAN = {"_dispuesta_a": "hojas dispuestas", "poner_tabla": "tablas puestas"}
"""Por la función que lo hace, lo que además se cuenta."""


def por_hacer(orden: str, datos: str, formato: str = "", tipo: str = "") -> Callable[[], object]:
    """El trabajo; importar, y leer el plan, son de la primera vez."""
    import paac_reportes as paac  # noqa: PLC0415 - se cuenta

    pide = paac.leer_formato(formato) if formato.startswith(os.sep) and tipo else formato
    plan = paac.leer(datos).sin_dudas()
    libros = f"libros de {Path(datos).name}"

    def varios() -> None:
        en_datos = paac.datos_de(plan)
        for numero in range(DIEZ):
            en_datos["entidad"]["nombre"] = f"Alcaldía {numero}"
            paac.reporte(paac.desde_datos(en_datos).contenido, pide).emitir(tipo)

    hacer: dict[str, Callable[[], object]] = {
        "emitir": lambda: paac.reporte(plan, pide).emitir(tipo),
        "varios": varios,
        "leer": lambda: paac.leer(formato, plan=plan, como=None),
        "reunir": lambda: paac.reunir(formato, base=plan),
        "capturar": lambda: paac.capturar(plan, max(plan.cortes()), libros, reemplazar=True),
    }
    return hacer[orden]


def correr(*pedido: str) -> None:
    """Lo hace dos veces."""
    _terminar_aqui()
    hacer = por_hacer(*pedido)
    for vez in range(2):
        if vez:
            _terminar_aqui()
        hacer()


def contar_llamadas(*pedido: str) -> dict[str, int]:
    """Las llamadas que cuesta, ya tibio, y los objetos que deja."""
    hacer = por_hacer(*pedido)
    habia = len(gc.get_objects())
    hacer()
    perfil = cProfile.Profile()
    perfil.runcall(hacer)
    hacer()
    cuentas = {"llamadas": 0, "objetos": len(gc.get_objects()) - habia}
    for (_, _, funcion), (_, veces, *_) in vars(pstats.Stats(perfil))["stats"].items():
        cuentas["llamadas"] += veces
        if (que := SE_CUENTAN.get(funcion)) is not None:
            cuentas[que] = cuentas.get(que, 0) + veces
    return cuentas


def _terminar_aqui() -> None:
    if hijo := os.fork():
        os.waitpid(hijo, 0)
    else:
        os._exit(0)


if __name__ == "__main__":
    gc.disable()  # cae donde cae, y de una vez a otra no es lo mismo
    if sys.argv[1] == "llamadas":
        print(json.dumps(contar_llamadas(*sys.argv[2:])))
    else:
        correr(*sys.argv[1:])
