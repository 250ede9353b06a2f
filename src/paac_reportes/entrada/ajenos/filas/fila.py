"""Las celdas de una fila, cada una en la columna en que se lee."""

from bisect import bisect_right
from collections.abc import Mapping

from paac_reportes.entrada.ajenos.columnas.contenido import es_codigo
from paac_reportes.entrada.ajenos.columnas.vocabulario import ClaseDeTabla
from paac_reportes.entrada.ajenos.encabezados import celdas_de
from paac_reportes.entrada.ajenos.filas.tramos import Tramo
from paac_reportes.entrada.ajenos.lugares.frases import sin_continua
from paac_reportes.entrada.documentos.visto import CeldaVista

Celdas = Mapping[int, CeldaVista]

CODIGO: dict[ClaseDeTabla, str] = {"actividades": "actividad.codigo", "tramites": "tramite.numero"}
TEXTO: dict[ClaseDeTabla, str] = {
    "actividades": "actividad.descripcion",
    "tramites": "tramite.nombre",
}
_VARIAS = 2
"""Las celdas con que una fila sin código ni actividad es, con todo, una fila."""


def celda_de(tramo: Tramo, dato: str, celdas: Celdas) -> CeldaVista | None:
    """La de un dato en una fila, si dice algo."""
    una = tramo.de(dato)
    celda = celdas.get(una.columna.indice) if una is not None else None
    return celda if celda is not None and celda.texto.strip() else None


def lugar_de(tramo: Tramo, celda: CeldaVista) -> str:
    """El lugar de una celda."""
    return tramo.tabla.lugar_de(celda.fila, celda.columna)


def sin_repetidas(tramo: Tramo, fila: int) -> tuple[dict[int, CeldaVista], bool]:
    """Las de una fila sin las que repiten la de arriba con «(continúa)», y si la actividad lo hace.

    Un libro que se imprime en varias páginas las repite donde la página corta una celda.
    """
    celdas = _propias(tramo, fila)
    repetidas = {n for n, celda in celdas.items() if sin_continua(celda.texto) is not None}
    texto = tramo.de(TEXTO[tramo.clase])
    quedan = {n: celda for n, celda in celdas.items() if n not in repetidas}
    return quedan, texto is not None and texto.columna.indice in repetidas


def es_combinada(tramo: Tramo, fila: int) -> bool:
    """Si la celda de la actividad empezó más arriba: la fila es otra línea de lo mismo."""
    una = tramo.de(TEXTO[tramo.clase])
    celda = tramo.tabla.filas[fila][una.columna.fisica] if una is not None else None
    return celda is not None and celda.fila < fila and bool(celda.texto.strip())


def dice_varias(tramo: Tramo, celdas: Celdas) -> bool:
    """Si trae varios datos, cada uno bajo su rótulo."""
    con_dato = {una.columna.indice for una in tramo.columnas if una.dato}
    return sum(1 for n, c in celdas.items() if n in con_dato and c.texto.strip()) >= _VARIAS


def _propias(tramo: Tramo, fila: int) -> dict[int, CeldaVista]:
    """Las celdas que empiezan en una fila, por la columna en que se leen."""
    codigo, texto = (
        una.columna.indice if (una := tramo.de(suyo[tramo.clase])) else None
        for suyo in (CODIGO, TEXTO)
    )
    fisicas = [una.columna.fisica for una in tramo.columnas]
    suyas: dict[int, CeldaVista] = {}
    for celda in celdas_de(tramo.tabla, fila):
        if celda.fila != fila:
            continue
        columna = bisect_right(fisicas, celda.columna) - 1
        hasta = bisect_right(fisicas, celda.columna + celda.columnas - 1) - 1
        if codigo == columna and texto == columna + 1 and hasta >= texto:
            columna = codigo if es_codigo(celda.texto) else texto
        suyas.setdefault(columna, celda)
    return suyas
