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
from paac_reportes.maqueta.estilos import ESTILO_DE_APARTADO, ESTILO_DE_LEYENDA
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, ClaseDeTabla, Grafico, Parrafo, Tabla
from paac_reportes.maqueta.rejilla import FilasDeTabla

PARTES_DE_LADOS = (0.58, 0.38)
"""Lo que cada uno toma del ancho; lo que queda los separa."""


@clases.frozen(kw_only=True)
class EnLados(Tabla):
    """Un gráfico con su leyenda y su nota y, a su derecha, unos párrafos."""

    anchos: tuple[float, ...] = PARTES_DE_LADOS
    clase: ClaseDeTabla = "lados"
    filas: FilasDeTabla = FilasDeTabla(())
    leyenda: Parrafo | None
    grafico: Grafico
    nota: Parrafo | None = None
    derecha: tuple[Bloque, ...]

    @property
    def lados(self) -> tuple[Sequence[Bloque], Sequence[Bloque]]:
        """Lo de la izquierda y lo de la derecha."""
        izquierda = (self.leyenda, self.grafico, self.nota)
        return [bloque for bloque in izquierda if bloque is not None], self.derecha


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
        nota = _ultimo(nodos, "nota") if al_lado else None
        grafico = nodos[-1] if al_lado and nodos else None
        if not isinstance(grafico, Grafico):
            nodos += filter(None, (nota, *grupo))
            continue
        nodos.pop()
        leyenda = _ultimo(nodos, ESTILO_DE_LEYENDA)
        nodos.append(EnLados(leyenda=leyenda, grafico=grafico, nota=nota, derecha=tuple(grupo)))
    return nodos


def _ultimo(nodos: list[Bloque], estilo: str) -> Parrafo | None:
    """El último, que deja de estar, si es un párrafo de ese estilo."""
    ultimo = nodos[-1] if nodos else None
    if not isinstance(ultimo, Parrafo) or ultimo.estilo != estilo:
        return None
    nodos.pop()
    return ultimo


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
