"""El árbol de etiquetas de un PDF, en el orden en que se lee."""

from collections.abc import Iterator
from typing import Any

from ayudas.en_pdf import Leido, en_pdf
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import resolver


def elementos_de(leido: Leido) -> list[Any]:
    """Los elementos de su estructura, cada uno antes que los que contiene."""
    raiz: Any = leido.lector.root_object["/StructTreeRoot"]
    return [*_desde(raiz["/K"])]


def _desde(hijos: Any) -> Iterator[Any]:
    for hijo in (uno.get_object() for uno in hijos):
        if isinstance(hijo, dict) and "/S" in hijo:
            yield hijo
            yield from _desde(hijo.get("/K", ()))


Combinada = tuple[int, int, int, int]
"""La fila y la columna donde empieza una celda, y cuántas filas y columnas cubre."""


def combinadas_del_pdf(leido: Leido) -> list[set[Combinada]]:
    """Las celdas de cada tabla que cubren más de una, como las dicen sus etiquetas."""
    tablas = [uno for uno in elementos_de(leido) if uno["/S"] == "/Table"]
    return [_combinadas([*_filas_de(una)]) for una in tablas]


def combinadas_del_arbol(de: Documento) -> list[set[Combinada]]:
    """Las de cada tabla de un documento."""
    tablas = [b for parte in de.partes for b in parte.bloques if isinstance(b, Tabla)]
    return [_de_la_tabla(una) for una in tablas]


def leido_con_sus_combinadas(de: Documento) -> Leido:
    """Su PDF, que combina las celdas de cada tabla como el árbol."""
    leido = en_pdf(de)

    assert combinadas_del_pdf(leido) == combinadas_del_arbol(de)
    return leido


def _de_la_tabla(tabla: Tabla) -> set[Combinada]:
    rotulos = resolver(tabla.rotulos, len(tabla.anchos))
    return {
        (antes + fila, columna, celda.filas, celda.columnas)
        for antes, rejilla in ((0, rotulos), (len(rotulos), tabla.rejilla))
        for fila, puestos in enumerate(rejilla)
        for columna, celda, origen in puestos
        if origen == fila and (celda.filas > 1 or celda.columnas > 1)
    }


def _filas_de(tabla: Any) -> Iterator[list[tuple[int, int]]]:
    """Por fila, cuántas filas y columnas cubre cada celda; sin la que dice qué sigue en otra página."""
    for fila in (uno for uno in _desde(tabla["/K"]) if uno["/S"] == "/TR"):
        en_rotulos = fila["/P"].get_object()["/S"] == "/THead"
        celdas = [uno for uno in _desde(fila.get("/K", ())) if uno["/S"] in {"/TH", "/TD"}]
        dicho = not en_rotulos or len(celdas) != 1 or celdas[0].get("/K")
        if dicho:
            yield [_lo_que_cubre(celda) for celda in celdas]


def _lo_que_cubre(celda: Any) -> tuple[int, int]:
    de_tabla = next(uno for uno in celda["/A"] if uno["/O"] == "/Table")
    return int(de_tabla.get("/RowSpan", 1)), int(de_tabla.get("/ColSpan", 1))


def _combinadas(filas: list[list[tuple[int, int]]]) -> set[Combinada]:
    ocupadas: set[tuple[int, int]] = set()
    combinadas: set[Combinada] = set()
    for numero, fila in enumerate(filas):
        columna = 0
        for alto, ancho in fila:
            while (numero, columna) in ocupadas:
                columna += 1
            ocupadas |= {(numero + f, columna + c) for f in range(alto) for c in range(ancho)}
            if alto > 1 or ancho > 1:
                combinadas.add((numero, columna, alto, ancho))
    return combinadas
