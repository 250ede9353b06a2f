"""Bloques que en un libro van en su propia hoja, para ordenarlos y filtrarlos.

Un bloque que dice ``hoja`` va en ella, y en su lugar deja la leyenda, que lleva allá, y sus notas,
que se leen con el texto: en la hoja pasarían sobre las columnas. Dos que dicen la misma van juntos.
Lo que unas bandas separan se lee bajo su texto: Excel
no ordena ni filtra entre ellas.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import NumeroDeLeyenda
from paac_reportes.maqueta.estilos import ESTILO_DE_REMISION
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla
from paac_reportes.textos.remisiones import Remite


@clases.frozen
class HojaAparte:
    """Una hoja de un libro con lo que una sección no lleva entre sus textos."""

    nombre: str
    nodos: Sequence[Bloque]

    @property
    def bloques(self) -> list[Bloque]:
        """Los bloques de la hoja."""
        return [_con_ancla(nodo) for nodo in self.nodos]


def apartar(
    bloques: Iterable[Bloque], hoja: str, aparte: dict[str, list[Bloque]]
) -> Iterator[Bloque]:
    """Los nodos de un bloque, que además guarda en ``aparte``, por el nombre de su hoja."""
    apartados = aparte.setdefault(hoja, [])
    for nodo in bloques:
        entero = _sin_uniones(nodo) if isinstance(nodo, Tabla) else nodo
        if not isinstance(nodo, Parrafo) or nodo.es_leyenda:
            apartados.append(entero)
        yield entero


def hojas_de(aparte: Mapping[str, Sequence[Bloque]]) -> list[HojaAparte]:
    """Las hojas de una sección, en su orden: las que llevan una tabla que se filtra."""
    return [HojaAparte(n, nodos) for n, nodos in aparte.items() if any(map(se_filtra, nodos))]


def con_su_hoja(bloques: Iterable[Bloque], hojas: Iterable[HojaAparte]) -> Iterator[Bloque]:
    """Los nodos de una sección, sin los que van en otras hojas.

    En su lugar, ``Tabla 5. Lo vencido, en la hoja «Vencidas»``, que lleva a ella. Es un renglón más
    del texto: nada lo sigue que no se pueda apartar de él. De varios seguidos que llevan a una
    misma hoja, la nombra el primero.
    """
    hoja_de_nodo = {id(nodo): hoja.nombre for hoja in hojas for nodo in hoja.nodos}
    hoja_anterior = None
    for nodo in bloques:
        hoja = hoja_de_nodo.get(id(nodo))
        numero = _numero_de(nodo) if hoja else None
        if not hoja:
            yield nodo
        elif isinstance(nodo, Parrafo) and numero is not None:
            en_la_hoja = () if hoja == hoja_anterior else (f", en la hoja «{hoja}»",)
            remision = Remite(_ancla_de(numero)), *nodo.contenido[1:], *en_la_hoja
            yield Parrafo(remision, ESTILO_DE_REMISION)
        hoja_anterior = hoja


def _con_ancla(nodo: Bloque) -> Bloque:
    """El nodo; si es una leyenda, con el ancla a que lleva lo que la nombra."""
    numero = _numero_de(nodo)
    if not isinstance(nodo, Parrafo) or numero is None:
        return nodo
    con_ancla = attrs.evolve(numero, ancla=_ancla_de(numero))
    return attrs.evolve(nodo, contenido=(con_ancla, *nodo.contenido[1:]))


def _ancla_de(numero: NumeroDeLeyenda) -> str:
    """El ancla de una leyenda, ``tabla_5``."""
    return numero.ancla or f"{numero.clase}_{numero.numero}".casefold()


def _numero_de(nodo: Bloque) -> NumeroDeLeyenda | None:
    """El número de una leyenda; ``None`` si el nodo no es una."""
    primero = nodo.contenido[:1] if isinstance(nodo, Parrafo) and nodo.es_leyenda else ""
    return next((tramo for tramo in primero if isinstance(tramo, NumeroDeLeyenda)), None)


def se_filtra(nodo: Bloque) -> bool:
    """Si es una tabla, y ninguna banda separa sus filas."""
    if not isinstance(nodo, Tabla):
        return False
    columnas, datos = nodo.columnas, range(len(nodo.filas) - nodo.cierre)
    return not columnas[1:] or all(columnas[0].abarca(fila) < len(columnas) for fila in datos)


def _sin_uniones(tabla: Tabla) -> Tabla:
    """La tabla sin celdas de varias filas: lo compartido ya está en el contenido de cada una."""
    if all(columna.filas is None for columna in tabla.columnas):
        return tabla
    return tabla.con_columnas(
        ColumnaDeTabla(columna.contenidos, columna.estilos, None, columna.columnas)
        for columna in tabla.columnas
    )
