"""Tabla que va a la derecha de un gráfico, donde cabe a su lado.

En el árbol va tras él (``Parrafo.al_lado``), que es como se lee; lo junta quien pone en páginas. En
un teléfono y en una hoja de cálculo sigue debajo. En Word es una tabla sin rayas: dos columnas son
otra sección, con su encabezado y su pie, y a un marco flotante lo rodea lo que no le toca.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, repeat, takewhile

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import Cambio, solo_texto
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
    """El gráfico con lo suyo; encima de él, si cambió, el que se quitó con lo suyo."""
    derecha: tuple[Bloque, ...]
    cambios_de_lados: tuple[Sequence[Cambio | None], Sequence[Cambio | None]] = ((), ())
    """Cambios de los bloques de cada lado, si alguno está por aceptar."""

    @property
    def lados(self) -> tuple[tuple[Bloque, ...], tuple[Bloque, ...]]:
        """Bloques de la izquierda y de la derecha."""
        return self.izquierda, self.derecha


def anchos_de_lados(ancho: Mm) -> tuple[Mm, Mm]:
    """Ancho de cada lado de un lugar de ese ancho."""
    izquierda, derecha = PARTES_DE_LADOS
    return Mm(ancho * izquierda), Mm(ancho * derecha)


def en_lados(bloques: Sequence[Bloque], cambios: Sequence[Cambio | None] = ()) -> Sequence[Bloque]:
    """Los bloques, con cada gráfico y lo que va a su lado hechos uno (``en_lados_con_cambios``)."""
    return en_lados_con_cambios(bloques, cambios)[0]


def en_lados_con_cambios(
    bloques: Sequence[Bloque], cambios: Sequence[Cambio | None]
) -> tuple[Sequence[Bloque], Sequence[Cambio | None]]:
    """Los bloques, con cada gráfico y lo que va a su lado hechos uno, y el cambio de cada uno.

    El que se hace de varios no lleva ninguno: cada bloque dice el suyo. Quedan como están si al
    aceptar o al rechazar los cambios faltaría el gráfico o lo que va a su lado.
    """
    if not any(map(_va_al_lado, bloques)):
        return bloques, cambios
    con_cambios = any(cambios)
    nodos: list[_ConCambio] = []
    pares = zip(bloques, cambios or repeat(None), strict=False)
    for al_lado, grupo in groupby(pares, lambda par: _va_al_lado(par[0])):
        derecha = list(grupo)
        desde = _lugar_de_las_figuras(nodos) if al_lado else len(nodos)
        graficos = [par for par in nodos[desde:] if isinstance(par[0], Grafico)]
        if not (_queda_siempre(graficos) and _queda_siempre(derecha)):
            nodos += derecha
            continue
        lados = nodos[desde:], derecha
        del nodos[desde:]
        nodos.append((_lados_de(*lados, con_cambios=con_cambios), None))
    return [bloque for bloque, _ in nodos], [cambio for _, cambio in nodos] if cambios else ()


_ConCambio = tuple[Bloque, Cambio | None]


def _lugar_de_las_figuras(nodos: Sequence[_ConCambio]) -> int:
    """Lugar, desde 0, de la última figura; si ante ella está la que se quitó, el de ésta."""
    desde, _ = _figura_que_acaba(nodos, len(nodos))
    while True:
        anterior, se_quito = _figura_que_acaba(nodos, desde)
        if not se_quito:
            return desde
        desde = anterior


def _figura_que_acaba(nodos: Sequence[_ConCambio], hasta: int) -> tuple[int, bool]:
    """Lugar donde empieza la figura que acaba en ``hasta``, o él si ninguna; y si se quitó."""
    lugar = _hasta_antes_de_los(nodos, hasta, "nota") - 1
    grafico, cambio = nodos[lugar] if lugar >= 0 else (None, None)
    if not isinstance(grafico, Grafico):
        return hasta, False
    desde = _hasta_antes_de_los(nodos, lugar, ESTILO_DE_LEYENDA)
    return desde, "borrado" in (cambio, grafico.cambio)


def _hasta_antes_de_los(nodos: Sequence[_ConCambio], hasta: int, estilo: str) -> int:
    """Lugar tras los nodos de antes de ``hasta``, sin los últimos párrafos de ese estilo."""
    while hasta and isinstance(parrafo := nodos[hasta - 1][0], Parrafo):
        if parrafo.estilo != estilo:
            break
        hasta -= 1
    return hasta


def _queda_siempre(lado: Sequence[_ConCambio]) -> bool:
    """Si algo de un lado queda cuando los cambios se aceptan y cuando se rechazan."""
    return all(any(cambio != se_va for _, cambio in lado) for se_va in ("borrado", "insertado"))


def _lados_de(
    izquierda: Sequence[_ConCambio], derecha: Sequence[_ConCambio], *, con_cambios: bool
) -> EnLados:
    """Los dos lados hechos uno, con los cambios de sus bloques si alguno está por aceptar."""
    cambios = (tuple(c for _, c in izquierda), tuple(c for _, c in derecha))
    return EnLados(
        izquierda=tuple(bloque for bloque, _ in izquierda),
        derecha=tuple(bloque for bloque, _ in derecha),
        cambios_de_lados=cambios if con_cambios else ((), ()),
    )


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
