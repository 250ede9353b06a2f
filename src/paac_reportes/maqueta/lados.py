"""Tabla que va a la derecha de un gráfico, donde cabe a su lado.

En el árbol va tras él (``Parrafo.al_lado``), que es como se lee; lo junta quien pone en páginas. En
un teléfono y en una hoja de cálculo sigue debajo. En Word es una tabla sin rayas: dos columnas son
otra sección, con su encabezado y su pie, y a un marco flotante lo rodea lo que no le toca.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.estilos import ESTILO_DE_APARTADO, ESTILO_DE_LEYENDA
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, ClaseDeTabla, Grafico, Parrafo, Tabla
from paac_reportes.maqueta.rejilla import FilasDeTabla

PARTES_DE_LADOS = (0.58, 0.38)
"""Partes del ancho que toma cada lado; el resto los separa."""


@clases.frozen(kw_only=True)
class EnLados(Tabla):
    """Un gráfico con su leyenda y su nota y, a su derecha, unos párrafos."""

    anchos: tuple[float, ...] = PARTES_DE_LADOS
    clase: ClaseDeTabla = "lados"
    filas: FilasDeTabla = FilasDeTabla(())
    izquierda: tuple[Bloque, ...]
    """El gráfico con lo suyo."""
    derecha: tuple[Bloque, ...]

    @property
    def lados(self) -> tuple[tuple[Bloque, ...], tuple[Bloque, ...]]:
        """Bloques de la izquierda y de la derecha."""
        return self.izquierda, self.derecha


def anchos_de_lados(ancho: Mm) -> tuple[Mm, Mm]:
    """Ancho de cada lado de un lugar de ese ancho."""
    izquierda, derecha = PARTES_DE_LADOS
    return Mm(ancho * izquierda), Mm(ancho * derecha)


def en_lados(bloques: Sequence[Bloque]) -> Sequence[Bloque]:
    """Los bloques, con cada gráfico y lo que va a su lado hechos uno.

    Quedan como están los que no tienen un gráfico ante ellos.
    """
    if not any(map(_va_al_lado, bloques)):
        return bloques
    nodos: list[Bloque] = []
    for al_lado, grupo in groupby(bloques, _va_al_lado):
        derecha = tuple(grupo)
        desde = _lugar_de_la_figura(nodos) if al_lado else len(nodos)
        if desde == len(nodos):
            nodos += derecha
        else:
            nodos[desde:] = [EnLados(izquierda=tuple(nodos[desde:]), derecha=derecha)]
    return nodos


def _lugar_de_la_figura(nodos: Sequence[Bloque]) -> int:
    """Lugar, desde 0, donde empieza la figura en que acaban los nodos; tras ellos, si ninguna."""
    lugar = _hasta_antes_de_los(nodos, len(nodos), "nota") - 1
    if lugar < 0 or not isinstance(nodos[lugar], Grafico):
        return len(nodos)
    return _hasta_antes_de_los(nodos, lugar, ESTILO_DE_LEYENDA)


def _hasta_antes_de_los(nodos: Sequence[Bloque], hasta: int, estilo: str) -> int:
    """Lugar tras los nodos de antes de ``hasta``, sin los últimos párrafos de ese estilo."""
    while hasta and isinstance(parrafo := nodos[hasta - 1], Parrafo):
        if parrafo.estilo != estilo:
            break
        hasta -= 1
    return hasta


def _va_al_lado(bloque: Bloque) -> bool:
    return isinstance(bloque, Parrafo) and bloque.al_lado


def con_su_lista_al_lado(parrafos: Sequence[Parrafo]) -> Iterator[Parrafo]:
    """Los párrafos; si empiezan con una lista, ella y lo que la encabeza, con ``al_lado``."""
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
