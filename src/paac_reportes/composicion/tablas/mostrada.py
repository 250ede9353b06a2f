"""Una tabla de un documento, como se muestra al final de una celda de cuaderno."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import cast

from paac_reportes.cuadros import FILAS, CeldaMostrada, CuadroDeTabla, Lado
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.nodos import Parrafo, Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

_NEGRO = "000000"
_LADOS: Mapping[str, Lado] = {"derecha": "right", "centro": "center"}


def mostrada(titulo: str, documento: Documento, notas: Iterable[str]) -> CuadroDeTabla | None:
    """La primera tabla de un documento, con sus notas; nada si no trae ninguna."""
    bloques = [bloque for parte in documento.partes for bloque in parte.bloques]
    lugar = next((n for n, bloque in enumerate(bloques) if isinstance(bloque, Tabla)), None)
    if lugar is None:
        return None
    tabla = cast("Tabla", bloques[lugar])
    # Lo que las llamadas y los colores quieren decir va en ellas.
    suyas = takewhile(lambda bloque: isinstance(bloque, Parrafo), bloques[lugar + 1 :])
    dichas = (solo_texto(nota.contenido) for nota in suyas if isinstance(nota, Parrafo))
    columnas = len(tabla.anchos)
    return CuadroDeTabla(
        titulo=titulo,
        rotulos=list(_filas(tabla.rotulos, columnas, documento.estilos)),
        filas=list(_filas(islice(tabla.filas, FILAS), columnas, documento.estilos)),
        cuantas=len(tabla.filas),
        notas=(*dichas, *notas),
    )


def _filas(
    filas: Iterable[Fila], columnas: int, estilos: Mapping[str, Estilo]
) -> Iterator[list[CeldaMostrada]]:
    ocupada = [0] * columnas  # hasta qué fila baja la celda que cubre cada columna
    for numero, fila in enumerate(filas):
        suyas: list[CeldaMostrada] = []
        columna = 0
        for celda in fila.celdas:
            while ocupada[columna] > numero:
                columna += 1
            suyas.append(_mostrada(celda, columna, estilos[celda.estilo]))
            for cual in range(columna, columna + celda.columnas):
                ocupada[cual] = numero + celda.filas
            columna += celda.columnas
        yield suyas


def _mostrada(celda: Celda, columna: int, estilo: Estilo) -> CeldaMostrada:
    es_celda = celda.estilo.partition("-")[0] == "celda"
    pintada = es_celda and estilo.relleno is not None
    return CeldaMostrada(
        texto=solo_texto(celda.contenido),
        columna=columna,
        columnas=celda.columnas,
        filas=celda.filas,
        lado=_LADOS.get(estilo.horizontal, "left"),
        fuerte=not es_celda,
        colores=(str(estilo.relleno), estilo.color or _NEGRO) if pintada else None,
    )
