"""El CSV de datos abiertos: el apóstrofo que protege sus textos, y cómo se leen sus celdas.

Una hoja de cálculo toma por fórmula lo que empieza por ``=``, ``+``, ``-`` o ``@``, y un CSV no
distingue el texto vacío del blanco. Ambos llevan un apóstrofo delante, y también el texto que ya
empezaba por uno: quitar siempre el primero devuelve cada texto.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from paac_reportes.formulas import PARECE_FORMULA
from paac_reportes.modelo.filas import CLAVES

CALCULADO = "calculado."
"""Con que empiezan las columnas que no son datos del plan: salen de ellos."""
EVIDENCIAS = "seguimiento.evidencias"

_GUARDA = "'"
_SOLO_UN_GUION = "-"


def con_guarda(texto: str) -> str:
    """El texto como va en su celda; un guion solo, que no es fórmula de nada, queda igual."""
    if texto == _SOLO_UN_GUION:
        return texto
    necesita = not texto or texto.startswith(_GUARDA) or PARECE_FORMULA.match(texto)
    return f"{_GUARDA}{texto}" if necesita else texto


def es_abierta(rotulos: Iterable[str]) -> bool:
    """Si una tabla trae todas las columnas de ``filas_de``: es de las que escribe la biblioteca."""
    return set(rotulos) >= {*CLAVES}


def leer_abierta(fila: Mapping[str, str]) -> dict[str, Any]:
    """Los valores de una fila, sin lo calculado; las evidencias que no son una lista, como van."""
    leida = {
        rotulo: celda.removeprefix(_GUARDA) if celda else None
        for rotulo, celda in fila.items()
        if not rotulo.startswith(CALCULADO)
    }
    return leida | {EVIDENCIAS: _evidencias(fila.get(EVIDENCIAS, ""))}


def _evidencias(celda: str) -> Any:
    try:
        leidas = json.loads(celda)
    except (ValueError, RecursionError):  # alguien las escribió a mano: una por renglón
        return celda or None
    son_textos = isinstance(leidas, list) and all(isinstance(una, str) for una in leidas)
    return leidas if son_textos else celda
