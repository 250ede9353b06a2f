"""Las filas que comparten una celda que las nombra: de quién es lo que sigue en otra página."""

from collections.abc import Iterator

from paac_reportes import clases
from paac_reportes.maqueta.contenido import CONTINUA, solo_texto
from paac_reportes.maqueta.nodos import Tabla


@clases.frozen
class Grupo:
    """Unas filas que comparten una celda que las nombra; de ``desde`` a ``hasta``, sin ésta."""

    columna: int
    """La de la celda."""
    desde: int
    hasta: int
    dicho: str
    """Lo que se dice en una página donde el grupo sigue: ``Hacienda (continúa)``."""


def grupos_de(tabla: Tabla) -> Iterator[Grupo]:
    """Los de una tabla: sus filas bajo una misma celda, de las columnas que las nombran."""
    if not tabla.titulares or tabla.va_entera:
        return
    for lugar in sorted({0, *tabla.titulares}):
        columna = tabla.columnas[lugar]
        for fila, cubre in enumerate(columna.filas or ()):
            nombre = " ".join(solo_texto(columna.contenidos[fila]).split()) if cubre > 1 else ""
            if nombre:
                corto = nombre if len(nombre) <= _DE_GRUPO else f"{nombre[:_DE_GRUPO].rstrip()}…"
                yield Grupo(lugar, fila, fila + cubre, f"{corto} {CONTINUA[0]}")


_DE_GRUPO = 45
"""Letras del nombre de un grupo donde sigue en otra página."""
