"""Lo que dicen los títulos y las tablas de un reporte, en renglones: como se ve, sin escribirlo."""

from collections.abc import Iterator

from paac_reportes import Reporte
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import resolver


def en_tablas(reporte: Reporte) -> list[list[str]]:
    """Cada renglón, con sus celdas; la de varias filas o columnas se dice donde empieza."""
    partes = reporte.arbol("documento").partes
    return [fila for parte in partes for bloque in parte.bloques for fila in _renglones(bloque)]


def texto_de_tablas(reporte: Reporte) -> str:
    """Los renglones, con sus celdas entre punto y coma."""
    return "".join(f"{';'.join(fila)}\r\n" for fila in en_tablas(reporte))


def _renglones(bloque: Bloque) -> Iterator[list[str]]:
    if isinstance(bloque, Titulo):
        yield [bloque.con_numero]
    elif isinstance(bloque, Parrafo):
        if texto := solo_texto(bloque.con_marca):
            yield [texto]
    elif isinstance(bloque, Tabla):
        yield from _filas(bloque)


def _filas(tabla: Tabla) -> Iterator[list[str]]:
    columnas = len(tabla.anchos)
    for rejilla in (resolver(tabla.rotulos, columnas), tabla.rejilla):
        for numero, lugares in enumerate(rejilla):
            renglon = [""] * columnas
            for columna, celda, origen in lugares:
                if origen == numero:
                    renglon[columna] = solo_texto(celda.contenido)
            yield renglon
