"""Lo que en un libro va en su propia hoja, para ordenarlo y filtrarlo, y no entre los textos.

Un bloque que dice ``hoja`` deja en su lugar la leyenda, que lleva a ella. Dos que dicen la misma
van juntos: la tabla y, debajo, el gráfico que la dibuja.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from paac_reportes.maqueta.contenido import Contenido, NumeroDeLeyenda
from paac_reportes.maqueta.estilos import ESTILO_DE_REMISION
from paac_reportes.maqueta.nodos import Bloque, Grafico, Parrafo, Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla
from paac_reportes.textos.remisiones import Remite

COLUMNAS_DE_PIE = 4
"""Una tabla de más va en una hoja apaisada."""


def apartar(
    bloques: Iterable[Bloque], hoja: str, aparte: dict[str, list[Bloque]]
) -> Iterator[Bloque]:
    """Pasa unos nodos a los de otra hoja, desde la primera leyenda; da lo que queda en su lugar."""
    apartados = aparte.setdefault(hoja, [])
    for nodo in bloques:
        if isinstance(nodo, Parrafo) and not (nodo.es_leyenda or apartados):
            yield nodo
            continue
        if isinstance(nodo, Parrafo) and nodo.es_leyenda:
            nodo = _con_ancla(nodo)  # noqa: PLW2901 - la misma, que se puede nombrar
            yield _que_lleva_a(nodo, hoja)
        apartados.append(nodo)


def _con_ancla(leyenda: Parrafo) -> Parrafo:
    """Una leyenda a la que se puede llegar; sin numeración, como está."""
    if isinstance(leyenda.contenido, str):
        return leyenda
    numero, *resto = leyenda.contenido
    if isinstance(numero, NumeroDeLeyenda) and not numero.ancla:
        numero = attrs.evolve(numero, ancla=f"{numero.clase}_{numero.numero}".casefold())
    return attrs.evolve(leyenda, contenido=(numero, *resto))


def _que_lleva_a(leyenda: Parrafo, hoja: str) -> Parrafo:
    """``Tabla 5. Lo vencido, en la hoja «Vencidas»``, que remite a ella si el formato numera.

    Es un renglón más del texto: nada lo sigue que no se pueda apartar de él.
    """
    en_la_hoja = f", en la hoja «{hoja}»"
    if isinstance(leyenda.contenido, str):
        contenido: Contenido = f"{leyenda.contenido}{en_la_hoja}"
    else:
        numero, *resto = leyenda.contenido
        donde = Remite(numero.ancla) if isinstance(numero, NumeroDeLeyenda) else numero
        contenido = (donde, *resto, en_la_hoja)
    return attrs.evolve(leyenda, contenido=contenido, estilo=ESTILO_DE_REMISION)


def hojas_de(aparte: Mapping[str, Sequence[Bloque]]) -> Iterator[tuple[str, list[Bloque], bool]]:
    """Por hoja: su nombre, sus nodos y si va apaisada.

    Primero las tablas, que así se filtran y conservan a la vista sus rótulos; luego, los gráficos.
    """
    for nombre, nodos in aparte.items():
        if nodos:
            sueltas = [_sin_uniones(n) if isinstance(n, Tabla) else n for n in nodos]
            columnas = max((len(n.anchos) for n in sueltas if isinstance(n, Tabla)), default=0)
            yield nombre, _con_los_graficos_al_final(sueltas), columnas > COLUMNAS_DE_PIE


def _sin_uniones(tabla: Tabla) -> Tabla:
    """La tabla con cada fila entera: lo que varias compartían, en cada una."""
    if all(columna.filas is None for columna in tabla.columnas):
        return tabla
    return tabla.con_columnas(
        ColumnaDeTabla(columna.contenidos, columna.estilos, None, columna.columnas)
        for columna in tabla.columnas
    )


def _con_los_graficos_al_final(nodos: Sequence[Bloque]) -> list[Bloque]:
    """Primero las tablas; después los gráficos, cada uno con su leyenda y su nota."""
    graficos: list[Bloque] = []
    demas: list[Bloque] = []
    anterior: Bloque | None = None
    for nodo in nodos:
        if isinstance(nodo, Grafico):
            leyenda = [demas.pop()] if demas and _es_leyenda(demas[-1]) else []
            graficos += [*leyenda, nodo]
        elif isinstance(anterior, Grafico) and _es_nota(nodo):
            graficos.append(nodo)
        else:
            demas.append(nodo)
        anterior = nodo
    return demas + graficos


def _es_leyenda(nodo: Bloque) -> bool:
    return isinstance(nodo, Parrafo) and nodo.es_leyenda


def _es_nota(nodo: Bloque) -> bool:
    return isinstance(nodo, Parrafo) and nodo.estilo == "nota"
