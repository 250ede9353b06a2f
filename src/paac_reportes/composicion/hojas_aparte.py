"""Lo que en un libro va en su propia hoja, para ordenarlo y filtrarlo, y no entre los textos.

Un bloque que dice ``hoja`` deja en su lugar la leyenda, que lleva a ella. Dos que dicen la misma
van juntos: la tabla y, debajo, el gráfico que la dibuja. Las cortas de una sección, que cada una
en la suya dejarían la página impresa casi en blanco, van una bajo otra en una sola, o en dos si
una larga va entre ellas.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import NumeroDeLeyenda
from paac_reportes.maqueta.estilos import ESTILO_DE_REMISION
from paac_reportes.maqueta.nodos import Bloque, Grafico, Parrafo, Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla
from paac_reportes.textos.remisiones import Remite

_FILAS_DE_UNA_CORTA = 15
"""Con más, una tabla se ordena y se filtra: va sola en su hoja."""


@clases.frozen
class HojaAparte:
    """Una hoja de un libro con lo que una sección no lleva entre sus textos."""

    nombre: str
    bloques: Sequence[Bloque]
    de_varias: bool = False
    """Si lleva las tablas cortas, que comparten los bordes de sus columnas."""


def apartar(
    bloques: Iterable[Bloque], hoja: str, aparte: dict[str, list[Bloque]]
) -> Iterator[Bloque]:
    """Pasa unos nodos a los de otra hoja, desde la primera leyenda; da lo que queda en su lugar."""
    apartados = aparte.setdefault(hoja, [])
    for nodo in bloques:
        if isinstance(nodo, Parrafo) and not (nodo.es_leyenda or apartados):
            yield nodo
            continue
        numero = _numero_de(nodo)
        if isinstance(nodo, Parrafo) and numero is not None:
            ancla = numero.ancla or f"{numero.clase}_{numero.numero}".casefold()
            titulo = nodo.contenido[1:]
            con_ancla = attrs.evolve(numero, ancla=ancla)
            nodo = attrs.evolve(nodo, contenido=(con_ancla, *titulo))  # noqa: PLW2901 - la misma
            yield Parrafo((Remite(ancla), *titulo), ESTILO_DE_REMISION)
        apartados.append(nodo)


def con_su_hoja(bloques: Iterable[Bloque], hojas: Iterable[HojaAparte]) -> Iterator[Bloque]:
    """Los nodos de una sección: ``Tabla 5. Lo vencido, en la hoja «Vencidas»``, que lleva a ella.

    Es un renglón más del texto: nada lo sigue que no se pueda apartar de él. De varios seguidos
    que llevan a una misma hoja, la nombra el primero.
    """
    donde = {
        numero.ancla: hoja.nombre
        for hoja in hojas
        for nodo in hoja.bloques
        if (numero := _numero_de(nodo)) is not None
    }
    nombrada = ""
    for nodo in bloques:
        hoja = ""
        if isinstance(nodo, Parrafo) and nodo.estilo == ESTILO_DE_REMISION:
            remite = nodo.contenido[0]
            hoja = donde[remite.clave] if isinstance(remite, Remite) else ""
            if hoja != nombrada:
                en_la_hoja = f", en la hoja «{hoja}»"
                nodo = attrs.evolve(nodo, contenido=(*nodo.contenido, en_la_hoja))  # noqa: PLW2901
        nombrada = hoja
        yield nodo


def _numero_de(nodo: Bloque) -> NumeroDeLeyenda | None:
    """El de una leyenda."""
    primero = nodo.contenido[:1] if isinstance(nodo, Parrafo) and nodo.es_leyenda else ""
    return next((tramo for tramo in primero if isinstance(tramo, NumeroDeLeyenda)), None)


def hojas_de(
    aparte: Mapping[str, Sequence[Bloque]], de_las_cortas: Iterator[str]
) -> list[HojaAparte]:
    """Las de una sección, en su orden: las de las tablas cortas y, cada una la suya, las demás.

    Las que siguen a una larga abren otra hoja, para que los números vayan seguidos; una sola, que
    dejaría la página impresa casi en blanco, va con las de antes. En la de una sola van primero
    las tablas, que así se filtran y conservan a la vista sus rótulos; luego, los gráficos.
    """
    enteras = {
        nombre: [_sin_uniones(n) if isinstance(n, Tabla) else n for n in nodos]
        for nombre, nodos in aparte.items()
        if nodos
    }
    cortas = {nombre for nombre, nodos in enteras.items() if all(map(_es_corta, nodos))}
    return [
        HojaAparte(
            next(de_las_cortas), [n for nombre in nombres for n in enteras[nombre]], de_varias=True
        )
        if nombres[1:]
        else HojaAparte(nombres[0], _con_los_graficos_al_final(enteras[nombres[0]]))
        for nombres in _por_hoja(list(enteras), cortas)
    ]


def _por_hoja(nombres: Sequence[str], cortas: Collection[str]) -> list[list[str]]:
    """Los de cada hoja: de las tablas cortas, varios; de otra, uno."""
    hojas: list[list[str]] = []
    de_cortas: list[str] = []
    for nombre, siguiente in zip_longest(nombres, nombres[1:]):
        if nombre not in cortas:
            hojas.append([nombre])
            continue
        sigue_a_otra = hojas[-1:] != [de_cortas] and siguiente in cortas
        if not de_cortas or (sigue_a_otra and de_cortas[1:]):
            de_cortas = []
            hojas.append(de_cortas)
        de_cortas.append(nombre)
    return hojas


def _es_corta(nodo: Bloque) -> bool:
    return not isinstance(nodo, Tabla) or len(nodo.filas) <= _FILAS_DE_UNA_CORTA


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
