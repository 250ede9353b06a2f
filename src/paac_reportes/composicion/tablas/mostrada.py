"""Las tablas de un documento, como se muestran al final de una celda de cuaderno."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

import attrs

from paac_reportes.cuadros import FILAS, CeldaMostrada, CuadroDeTabla, CuadroDeTablas, Lado
from paac_reportes.maqueta.aspecto import NEGRO
from paac_reportes.maqueta.contenido import MIL, Contenido, barra_de, solo_texto
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.nodos import Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

_LADOS: Mapping[str, Lado] = {"derecha": "right", "centro": "center"}


def mostrada(
    titulo: str, documento: Documento, notas: Iterable[str]
) -> CuadroDeTabla | CuadroDeTablas | None:
    """La tabla de un documento, o las que trae, con sus notas; nada si no trae ninguna."""
    tablas = list(_tablas(titulo, documento))
    if not tablas:
        return None
    if len(tablas) == 1:
        (tabla,) = tablas
        return attrs.evolve(tabla, titulo=titulo, notas=(*tabla.notas, *notas))
    return CuadroDeTablas(titulo=titulo, tablas=tuple(tablas), notas=tuple(notas))


def _tablas(titulo: str, documento: Documento) -> Iterator[CuadroDeTabla]:
    """Cada tabla de un documento, con el título que la antecede y los párrafos que la siguen.

    ``titulo``: el de las que van antes de cualquier otro.
    """
    bloques = [bloque for parte in documento.partes for bloque in parte.bloques]
    for lugar, bloque in enumerate(bloques):
        if isinstance(bloque, Titulo):
            titulo = bloque.con_numero
        if not isinstance(bloque, Tabla):
            continue
        # Lo que las llamadas y los colores quieren decir va en ellas.
        seguidos = takewhile(lambda siguiente: isinstance(siguiente, Parrafo), bloques[lugar + 1 :])
        notas = (solo_texto(nota.contenido) for nota in seguidos if isinstance(nota, Parrafo))
        columnas = len(bloque.anchos)
        yield CuadroDeTabla(
            titulo=titulo,
            rotulos=list(_filas(bloque.rotulos, columnas, documento.estilos)),
            filas=list(_filas(islice(bloque.filas, FILAS), columnas, documento.estilos)),
            cuantas=len(bloque.filas),
            total=_total(bloque, columnas, documento.estilos),
            notas=tuple(notas),
        )


def _total(tabla: Tabla, columnas: int, estilos: Mapping[str, Estilo]) -> Sequence[CeldaMostrada]:
    """Las celdas de la última fila, si es un total y ninguna le viene de arriba; si no, nada."""
    ultima = len(tabla.filas) - 1
    if (
        ultima not in tabla.resumenes
        or sum(c.columnas for c in tabla.filas[ultima].celdas) < columnas
    ):
        return ()
    return next(_filas([tabla.filas[ultima]], columnas, estilos))


_DE_BARRA = 10
"""Los cuadros de la barra de una cifra de cien."""


def _con_barra(contenido: Contenido) -> str:
    """Lo que dice una celda, y su barra en letras, ``60,00 % ██████``: un cuaderno no deja más."""
    cuadros = round(_DE_BARRA * barra_de(contenido) / MIL)
    return " ".join(filter(None, (solo_texto(contenido), "█" * cuadros)))


def _filas(
    filas: Iterable[Fila], columnas: int, estilos: Mapping[str, Estilo]
) -> Iterator[list[CeldaMostrada]]:
    """Las celdas de cada fila, cada una con la columna donde empieza."""
    ocupada = [0] * columnas  # hasta qué fila baja la celda que cubre cada columna
    for numero, fila in enumerate(filas):
        celdas: list[CeldaMostrada] = []
        columna = 0
        for celda in fila.celdas:
            while ocupada[columna] > numero:
                columna += 1
            celdas.append(_mostrada(celda, columna, estilos[celda.estilo]))
            for cubierta in range(columna, columna + celda.columnas):
                ocupada[cubierta] = numero + celda.filas
            columna += celda.columnas
        yield celdas


def _mostrada(celda: Celda, columna: int, estilo: Estilo) -> CeldaMostrada:
    """Una celda de una tabla, como la muestra un cuaderno; ``columna``: en cuál empieza."""
    es_celda = celda.estilo.partition("-")[0] == "celda"  # y no de un rótulo ni de un total
    pintada = es_celda and estilo.relleno is not None
    return CeldaMostrada(
        texto=_con_barra(celda.contenido),
        columna=columna,
        cuantas_columnas=celda.columnas,
        cuantas_filas=celda.filas,
        lado=_LADOS.get(estilo.horizontal, "left"),
        fuerte=not es_celda,
        colores=(str(estilo.relleno), estilo.color or NEGRO) if pintada else None,
    )
