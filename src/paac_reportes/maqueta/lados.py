"""Lo que va a la derecha de un gráfico, donde cabe a su lado: una tabla que sólo acomoda.

En el árbol va tras él (``Parrafo.al_lado``), que es como se lee; lo junta quien pone en páginas. En
un teléfono y en una hoja de cálculo sigue debajo. En Word es una tabla sin rayas: dos columnas son
otra sección, con su encabezado y su pie, y a un marco flotante lo rodea lo que no le toca.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import Cambio, solo_texto
from paac_reportes.maqueta.estilos import ESTILO_DE_APARTADO
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, ClaseDeTabla, Grafico, Parrafo, Tabla
from paac_reportes.maqueta.rejilla import FilasDeTabla

PARTES_DE_LADOS = (0.58, 0.38)
"""Lo que cada uno toma del ancho; lo que queda los separa."""


@clases.frozen(kw_only=True)
class EnLados(Tabla):
    """Un gráfico con su leyenda y, a su derecha, unos párrafos."""

    anchos: tuple[float, ...] = PARTES_DE_LADOS
    clase: ClaseDeTabla = "lados"
    filas: FilasDeTabla = FilasDeTabla(())
    leyenda: Parrafo | None
    grafico: Grafico
    derecha: tuple[Bloque, ...]

    @property
    def lados(self) -> tuple[Sequence[Bloque], Sequence[Bloque]]:
        """Lo de la izquierda y lo de la derecha."""
        return (self.leyenda, self.grafico) if self.leyenda else (self.grafico,), self.derecha


def anchos_de_lados(ancho: Mm) -> tuple[Mm, Mm]:
    """El de cada lado."""
    izquierda, derecha = PARTES_DE_LADOS
    return Mm(ancho * izquierda), Mm(ancho * derecha)


def en_lados(bloques: Sequence[Bloque], cambios: Sequence[Cambio | None] = ()) -> Sequence[Bloque]:
    """Los bloques, con cada gráfico y lo que va a su lado hechos uno.

    Con cambios por aceptar en alguno, como están: cada uno dice los suyos.
    """
    if any(cambios) or not any(map(_va_al_lado, bloques)):
        return bloques
    nodos: list[Bloque] = []
    for al_lado, grupo in groupby(bloques, _va_al_lado):
        if not (al_lado and nodos and isinstance(grafico := nodos[-1], Grafico)):
            nodos += grupo
            continue
        encima = nodos[-2] if len(nodos) > 1 else None
        leyenda = encima if isinstance(encima, Parrafo) and encima.es_leyenda else None
        del nodos[-2 if leyenda else -1 :]
        nodos.append(EnLados(leyenda=leyenda, grafico=grafico, derecha=tuple(grupo)))
    return nodos


def _va_al_lado(bloque: Bloque) -> bool:
    return isinstance(bloque, Parrafo) and bloque.al_lado


def con_su_lista_al_lado(parrafos: Sequence[Parrafo]) -> Iterator[Parrafo]:
    """Unos párrafos; si empiezan con una lista, ella y lo que la encabeza van al lado."""
    desde = 0 if parrafos and parrafos[0].lista else 1
    lista = takewhile(lambda parrafo: parrafo.lista, parrafos[desde:])
    cuantos = sum(1 for _ in lista)
    hasta = desde + cuantos if cuantos else 0
    for lugar, parrafo in enumerate(parrafos):
        if lugar >= hasta:
            yield parrafo
        elif parrafo.lista:
            yield attrs.evolve(parrafo, al_lado=True)
        else:
            encabeza = solo_texto(parrafo.contenido)  # ya va todo en negrita
            yield Parrafo(encabeza, ESTILO_DE_APARTADO, al_lado=True)
