"""Contenido de un archivo, por su ruta, o de un flujo ya abierto, de cualquier clase."""

import io
import os
from typing import Any

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.opc import presupuesto
from paac_reportes.sistema import (
    BYTES,
    MEGAS,
    es_ruta,
    leer_entrada,
    se_deja_leer,
)


def nombre_y_bytes(
    origen: Any,
    argumento: str,
    se_espera: str = "archivo",
    lo_que_se_lee: str = "",
) -> tuple[str, bytes]:
    """Nombre de un archivo y sus bytes; el flujo que no tiene nombre es ``argumento``.

    ``lo_que_se_lee``: ``una imagen``, en el mensaje. ``ErrorDeEntrada`` si no se deja leer, o no
    ``se_espera``.
    """
    if es_ruta(origen):
        nombre = os.fspath(origen)
        return nombre, leer_entrada(nombre, presupuesto.MEGAS)
    if not se_deja_leer(origen):
        raise error_de_argumento(argumento, se_espera, origen)
    nombre_del_flujo = getattr(origen, "name", None)
    nombre = nombre_del_flujo if isinstance(nombre_del_flujo, str) else argumento
    contenido = leer_flujo(origen, nombre, megas=presupuesto.MEGAS)
    if isinstance(contenido, str):
        motivo = f"{lo_que_se_lee} se lee de un flujo de bytes; ábralo con modo «rb»".lstrip()
        raise ErrorDeEntrada(Falla("argumento_invalido", nombre, motivo))
    return nombre, contenido


def leer_flujo(flujo: Any, nombre: str, megas: int = MEGAS) -> str | bytes:
    """Contenido de un flujo de hasta ``megas``; ``ErrorDeEntrada`` si no se deja leer."""
    try:
        contenido = bytes(flujo) if isinstance(flujo, BYTES) else flujo.read()
    except Exception as error:  # es de una clase ajena, que puede fallar de cualquier modo
        raise ErrorDeEntrada(
            Falla("archivo_ilegible", nombre, _por_que_no_se_lee(flujo, error))
        ) from error
    if not isinstance(contenido, str | bytes):
        raise ErrorDeEntrada(
            Falla(
                "archivo_ilegible", nombre, f"se esperaba texto o bytes, llegó {mostrar(contenido)}"
            )
        )
    if len(contenido) > megas * 10**6:
        raise ErrorDeEntrada(Falla("limite_excedido", nombre, f"pesa más de {megas} MB"))
    return contenido


def _por_que_no_se_lee(flujo: Any, error: Exception) -> str:
    """Motivo por el que un flujo no se dejó leer."""
    if getattr(flujo, "closed", False):
        return "el flujo no se deja leer: ya está cerrado"
    if isinstance(error, UnicodeError):
        return "el flujo no se deja leer: no es de la codificación con que se abrió"
    if isinstance(error, io.UnsupportedOperation):
        return "el flujo no se deja leer: se abrió para escribir"
    return "el flujo no se deja leer"
