"""El color de las celdas de una matriz: el que una lleva aparte de su fila, y lo que dice."""

import re
from collections.abc import Iterator

from paac_reportes.lectura.ajenos.celdas import escritas
from paac_reportes.opc.visto import DocumentoVisto, TablaVista
from paac_reportes.textos.plano import en_plano

_DE_LO_PROGRAMADO = re.compile(r"\b(?:programa|planea|planifica|previst|proyecta)")
_LETRAS = 60
"""Las de una leyenda, a lo más."""
_JUNTAS = 4
"""Las celdas escritas de una fila con leyendas: «Programado», «Ejecutado»."""


def color_propio(tabla: TablaVista, fila: int, columna: int) -> str | None:
    """Color de una celda, si la mitad de su fila no lo lleva: ``#FFFF00``."""
    celda = tabla.filas[fila][columna]
    lugar = (fila, columna) if celda is None else (celda.fila, celda.columna)
    color = tabla.colores.get(lugar)
    if color is None:
        return None
    de_la_fila = escritas(tabla, fila)
    iguales = sum(tabla.colores.get((otra.fila, otra.columna)) == color for otra in de_la_fila)
    return color if 2 * iguales <= len(de_la_fila) else None


def leyendas_de(documento: DocumentoVisto) -> dict[TablaVista, frozenset[str]]:
    """Colores de cada tabla que una celda suya dice que son de lo programado.

    Lo dice la celda pintada, o la de su derecha: ``▇ Programado``.
    """
    return {tabla: frozenset(_colores_en(tabla)) for tabla in documento.tablas() if tabla.colores}


def _colores_en(tabla: TablaVista) -> Iterator[str]:
    """Colores de las celdas de una tabla que son una leyenda de lo programado."""
    for (fila, columna), color in tabla.colores.items():
        con_la_derecha = tabla.filas[fila][columna : columna + 2] if fila < len(tabla.filas) else ()
        texto = next((celda.texto for celda in con_la_derecha if celda and celda.texto.strip()), "")
        lo_dice = len(texto) <= _LETRAS and _DE_LO_PROGRAMADO.search(en_plano(texto))
        # Una leyenda va suelta; el rótulo de una columna, con los demás.
        if lo_dice and len(escritas(tabla, fila)) <= _JUNTAS:
            yield color
