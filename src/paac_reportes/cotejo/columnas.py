"""Las columnas de unas filas emitidas, con las de las que volvieron: por lo que dicen.

Su rótulo es un texto más: la que alguien insertó corre a las demás, y a nadie se le toma su rótulo
por su contenido.
"""

from collections.abc import Sequence

from paac_reportes import clases
from paac_reportes.cotejo.visto import Linea

_EN_BLANCO = 0.1
"""Valor de que dos columnas callen en las mismas filas: menos que un texto."""


@clases.frozen(eq=False)
class ColumnasAlineadas:
    """De las columnas de un tramo emitido, cuál es cada una en el que volvió."""

    recibida: tuple[int | None, ...]
    """Por columna emitida, el número de la que volvió; ``None`` si no está."""
    agregadas: tuple[int, ...]
    """Los números de las columnas que volvieron, no se emitieron y dicen algo."""


def alinear(pares: Sequence[tuple[Linea, Linea]]) -> ColumnasAlineadas:
    """Las columnas de dos tramos, alineadas por las líneas suyas que son pares."""
    emitidas, recibidas = (len(linea.tramo.columnas) for linea in pares[0])
    en_su_sitio = tuple(range(emitidas))
    if emitidas == recibidas and all(_es_la_misma(pares, columna) for columna in en_su_sitio):
        return ColumnasAlineadas(en_su_sitio, ())
    votos = _votos(pares, emitidas, recibidas)
    if emitidas == recibidas and not any(_se_movio(votos[n], n) for n in en_su_sitio):
        return ColumnasAlineadas(en_su_sitio, ())
    asignadas = _en_orden(votos)
    _asignar_movidas(votos, asignadas)
    if emitidas == recibidas:
        asignadas = _por_descarte(asignadas)
    sueltas = set(range(recibidas)) - {c for c in asignadas if c is not None}
    con_algo = {n for _, linea in pares for n in sueltas if linea.textos[n].strip()}
    return ColumnasAlineadas(tuple(asignadas), tuple(sorted(con_algo)))


def _es_la_misma(pares: Sequence[tuple[Linea, Linea]], columna: int) -> bool:
    """Si la mitad de lo que una columna decía se lee en la de su mismo lugar."""
    textos = [(emitida.textos[columna], recibida.textos[columna]) for emitida, recibida in pares]
    distintos = [antes for antes, ahora in textos if antes != ahora and antes.strip()]
    iguales = [antes for antes, ahora in textos if antes == ahora and distintos and antes.strip()]
    return len(iguales) >= len(distintos)


_VARIAS = 2
"""Las líneas en que ha de leerse en otra columna lo de una: en una sola, alguien la escribió."""


def _se_movio(votos: Sequence[float], columna: int) -> bool:
    """Si lo que una columna decía se lee más en otra que en la de su mismo lugar."""
    return max(votos) >= max(_VARIAS, votos[columna] + 1)


def _votos(
    pares: Sequence[tuple[Linea, Linea]], emitidas: int, recibidas: int
) -> list[list[float]]:
    """Por columna emitida y columna que volvió, en cuántas líneas dicen lo mismo."""
    votos = [[0.0] * recibidas for _ in range(emitidas)]
    for emitida, recibida in pares:
        for columna, antes in enumerate(emitida.textos):
            for otra, ahora in enumerate(recibida.textos):
                if antes == ahora:
                    votos[columna][otra] += 1.0 if antes.strip() else _EN_BLANCO / len(pares)
    return votos


def _en_orden(votos: Sequence[Sequence[float]]) -> list[int | None]:
    """La asignación de más votos que no cruza columnas: por emitida, la que volvió o ``None``."""
    filas, columnas = len(votos), len(votos[0])
    mejor = [[0.0] * (columnas + 1) for _ in range(filas + 1)]
    for fila in range(filas - 1, -1, -1):
        for columna in range(columnas - 1, -1, -1):
            juntas = votos[fila][columna] and votos[fila][columna] + mejor[fila + 1][columna + 1]
            mejor[fila][columna] = max(juntas, mejor[fila + 1][columna], mejor[fila][columna + 1])
    asignadas: list[int | None] = [None] * filas
    fila = columna = 0
    while fila < filas and columna < columnas:
        voto = votos[fila][columna]
        if voto and mejor[fila][columna] == voto + mejor[fila + 1][columna + 1]:
            asignadas[fila] = columna
            fila, columna = fila + 1, columna + 1
        elif mejor[fila][columna] == mejor[fila][columna + 1]:
            columna += 1
        else:
            fila += 1
    return asignadas


def _asignar_movidas(votos: Sequence[Sequence[float]], asignadas: list[int | None]) -> None:
    """Asigna la columna que se movió a la libre donde se lee lo que decía."""
    libres = set(range(len(votos[0]))) - {c for c in asignadas if c is not None}
    for columna, asignada in enumerate(asignadas):
        if asignada is None and libres:
            otra = max(sorted(libres), key=lambda libre: votos[columna][libre])
            if votos[columna][otra] >= 1:
                asignadas[columna] = otra
                libres.remove(otra)


def _por_descarte(asignadas: Sequence[int | None]) -> list[int | None]:
    """Las asignadas; si son tantas como se emitieron, las libres van en su orden."""
    libres = iter(sorted(set(range(len(asignadas))) - {*asignadas}))
    return [next(libres) if c is None else c for c in asignadas]
