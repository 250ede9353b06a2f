"""Qué bloques no se apartan del que los sigue, en un documento con páginas."""

from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.nodos import Bloque, Grafico, Parrafo, Tabla, Titulo

_FIGURAS = (Tabla, Grafico)


def va_con(
    bloque: Bloque, siguiente: Bloque | None, otro: Bloque | None, estilos: dict[str, Estilo]
) -> bool:
    """Si un bloque no se deja al pie de una página con el siguiente en otra."""
    if isinstance(siguiente, Parrafo) and estilos[siguiente.estilo].con_el_anterior:
        return True
    if isinstance(bloque, Parrafo):
        return isinstance(siguiente, _FIGURAS)
    if not isinstance(bloque, Tabla):
        return False
    if isinstance(siguiente, Parrafo):
        # Una nota va con la tabla de arriba; lo que presenta otra tabla, con la de abajo.
        es_de_abajo = estilos[siguiente.estilo].con_el_siguiente
        return not es_de_abajo and not isinstance(otro, _FIGURAS)
    return isinstance(siguiente, Tabla) and siguiente.va_entera


def esta_en_su_franja(titulo: Titulo, siguiente: Bloque | None) -> bool:
    """Si la tabla que sigue ya dice el título, a todo lo ancho: se escribe allí y no dos veces."""
    if not isinstance(siguiente, Tabla) or titulo.en_pagina_nueva or not titulo.nivel:
        return False
    franjas = (fila.celdas[0] for fila in siguiente.rotulos if len(fila.celdas) == 1)
    return any(f.contenido == titulo.texto and f.estilo == "franja" for f in franjas)
