"""Qué dato trae cada columna de una tabla: el que más se le parece, uno por dato y corte."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import attrs

from paac_reportes.entrada.ajenos.columnas.columna import (
    DE_SEGUIMIENTO,
    Asignada,
    Candidata,
    ColumnaVista,
)
from paac_reportes.entrada.ajenos.columnas.contenido import apoya, es_codigo, parte_de
from paac_reportes.entrada.ajenos.columnas.cortes import CorteDicho, corte_dicho
from paac_reportes.entrada.ajenos.columnas.parecido import DUDA, UMBRAL, mayor_parecido
from paac_reportes.entrada.ajenos.columnas.pedidas import Pedidas
from paac_reportes.entrada.ajenos.columnas.vecinas import Cortes, clases_de, de_cada_una
from paac_reportes.entrada.ajenos.columnas.vocabulario import ClaseDeTabla, Papel, papeles_de

_POR_EL_DE_ARRIBA, _POR_EL_DE_AL_LADO, _POR_LO_QUE_TRAE = 0.1, 0.03, 0.04
"""Lo que inclina entre dos datos que se llaman igual; ninguno cambia el parecido."""

_PAREJAS = {"actividad.descripcion": "actividad.codigo", "tramite.nombre": "tramite.numero"}
"""Un rótulo sobre dos columnas: la primera trae el código; la otra, el texto."""

_UN_ANO = 2000
"""El que distingue dos cortes nombrados cuando falta la vigencia."""
_CORTE = "seguimiento.corte"


def asignar(
    columnas: Sequence[ColumnaVista],
    clase: ClaseDeTabla,
    tabla: str,
    pedido: Pedidas,
    vigencia: int | None,
) -> list[Asignada]:
    """Lo que se entiende de cada columna si la tabla es de esa clase."""
    cortes = [corte_dicho(columna.rotulo, vigencia) for columna in columnas]
    puestas: dict[int, Asignada] = {}
    for columna, corte in zip(columnas, cortes, strict=True):
        dicho = pedido.de(tabla, columna.nombres)
        if dicho is not None:
            suyo = CorteDicho(dicho.corte, supuesto=False, resto="") if dicho.corte else corte
            puestas[columna.indice] = Asignada(
                columna=columna,
                dato=dicho.dato,
                corte=suyo,
                dicho=suyo is not None,
                parecido=1.0,
                por="columnas",
            )
    candidatas = list(_candidatas(columnas, papeles_de(clase), cortes, set(puestas)))
    candidatas += list(_al_lado(candidatas))
    _parejas(columnas, candidatas, puestas)
    clases = clases_de(columnas, candidatas, puestas)
    suyos = de_cada_una(columnas, clases, puestas, vigencia)
    llaves = suyos if vigencia else de_cada_una(columnas, clases, puestas, _UN_ANO)
    for indice, una in puestas.items():
        puestas[indice] = _con_el_suyo(una, suyos[indice])
    _repartir(columnas, sorted(candidatas, key=_primero), (suyos, llaves), puestas)
    return [
        puestas.get(columna.indice) or _sin_dato(columna, suyos[columna.indice], candidatas)
        for columna in columnas
    ]


def _con_el_suyo(una: Asignada, corte: CorteDicho | None) -> Asignada:
    return attrs.evolve(una, corte=corte) if una.es_de_seguimiento else una


def _primero(una: Candidata) -> tuple[float, int, int]:
    return (-round(una.total, 4), una.columna, una.orden)


def _candidatas(
    columnas: Sequence[ColumnaVista],
    papeles: Sequence[Papel],
    cortes: Sequence[CorteDicho | None],
    ya: set[int],
) -> Iterator[Candidata]:
    for columna, corte in zip(columnas, cortes, strict=True):
        if columna.indice in ya or not columna.camino:
            continue
        for orden, papel in enumerate(papeles):
            if corte is not None and papel.dato == (_CORTE,):
                continue  # lo dice su rótulo: no es una columna de fechas de corte
            suyo = _parecido(columna, papel, corte)
            if suyo >= DUDA:
                total = suyo + _arriba(columna, papel) + _contenido(columna, papel)
                yield Candidata(columna.indice, papel, suyo, total, orden)


def _parecido(columna: ColumnaVista, papel: Papel, corte: CorteDicho | None) -> float:
    """El mejor de sus modos de leerse: el último rótulo, con los de arriba y sin el corte."""
    modos = {columna.camino[-1], " ".join(columna.camino[-2:]), columna.rotulo}
    if corte is not None and papel.dato[0].startswith(DE_SEGUIMIENTO):
        for modo in (*modos, *columna.camino[:-1]):
            dicho = corte_dicho(modo, 2000)
            modos.add(dicho.resto if dicho else modo)
    return max(mayor_parecido(modo, papel.comparables) for modo in modos if modo.strip())


def _arriba(columna: ColumnaVista, papel: Papel) -> float:
    mejor = max((mayor_parecido(u, papel.de_arriba) for u in columna.camino[:-1]), default=0.0)
    return _POR_EL_DE_ARRIBA * mejor if mejor >= DUDA else 0.0


def _contenido(columna: ColumnaVista, papel: Papel) -> float:
    parte = parte_de(papel.contenido, columna.celdas) if papel.contenido else None
    return 0.0 if parte is None else _POR_LO_QUE_TRAE * (2 * parte - 1)


def _al_lado(candidatas: list[Candidata]) -> Iterator[Candidata]:
    """Las que ganan por el dato que trae la columna vecina."""
    ciertas = {
        (una.columna, dato)
        for una in candidatas
        if una.parecido >= UMBRAL
        for dato in una.papel.dato
    }
    for una in candidatas:
        vecinas = ((una.columna + paso, dato) for paso in (-1, 1) for dato in una.papel.junto)
        if any(vecina in ciertas for vecina in vecinas):
            yield attrs.evolve(una, total=una.total + _POR_EL_DE_AL_LADO)


def _parejas(
    columnas: Sequence[ColumnaVista], candidatas: list[Candidata], puestas: dict[int, Asignada]
) -> None:
    """Dos columnas seguidas bajo el mismo rótulo, combinado o no: el código y el texto."""
    mejores = {una.columna: una for una in sorted(candidatas, key=_primero, reverse=True)}
    for una, otra in pairwise(columnas):
        mejor = mejores.get(una.indice)
        if otra.camino and otra.camino != una.camino:
            continue
        if mejor is None or {una.indice, otra.indice} & set(puestas):
            continue
        codigo = _PAREJAS.get(mejor.papel.dato[0])
        if codigo is None or not _son_codigos(una, otra):
            continue
        puestas[una.indice] = Asignada(columna=una, dato=(codigo,), parecido=mejor.parecido)
        puestas[otra.indice] = Asignada(
            columna=otra, dato=mejor.papel.dato, parecido=mejor.parecido
        )


def _son_codigos(una: ColumnaVista, otra: ColumnaVista) -> bool:
    """Si la primera trae algún código, o está en blanco, y la segunda algún texto."""
    de_una = [es_codigo(celda.texto) for celda in una.escritas]
    return (not de_una or any(de_una)) and not all(
        es_codigo(celda.texto) for celda in otra.escritas
    )


def _repartir(
    columnas: Sequence[ColumnaVista],
    candidatas: list[Candidata],
    cortes: tuple[Cortes, Cortes],
    puestas: dict[int, Asignada],
) -> None:
    """Cada columna, su mejor dato, si otra no lo trae; los cortes, con lo que los distingue."""
    suyos, llaves = cortes
    tomados = {
        (dato, _dia(llaves[indice]) if una.es_de_seguimiento else None)
        for indice, una in puestas.items()
        for dato in una.dato
    }
    for una in candidatas:
        columna, corte = columnas[una.columna], suyos[una.columna]
        es_reporte = una.papel.dato[0].startswith(DE_SEGUIMIENTO)
        dia = _dia(llaves[una.columna]) if es_reporte else None
        claves = {(dato, dia) for dato in una.papel.dato}
        duda = una.parecido < UMBRAL
        if una.columna in puestas or claves & tomados or (duda and not _lo_apoya(una, columna)):
            continue
        tomados |= claves
        puestas[una.columna] = Asignada(
            columna=columna,
            dato=una.papel.dato,
            corte=corte if es_reporte else None,
            dicho=corte is not None and not corte.de_otra,
            parecido=una.parecido,
            por="contenido" if duda or _empatada(una, candidatas) else "",
        )


def _dia(corte: CorteDicho | None) -> date | None:
    return corte.corte if corte is not None else None


def _lo_apoya(una: Candidata, columna: ColumnaVista) -> bool:
    contenido = una.papel.contenido
    return contenido is not None and apoya(contenido, columna.celdas)


def _empatada(una: Candidata, candidatas: list[Candidata]) -> bool:
    """Si otro dato se le parece lo mismo, y sólo lo que trae la columna lo decidió."""
    return any(
        otra.columna == una.columna
        and otra.papel is not una.papel
        and otra.parecido == una.parecido
        and (una.papel.contenido is None) != (otra.papel.contenido is None)
        and abs(una.total - otra.total) <= 2 * _POR_LO_QUE_TRAE
        for otra in candidatas
    )


def _sin_dato(
    columna: ColumnaVista, corte: CorteDicho | None, candidatas: list[Candidata]
) -> Asignada:
    suyas = [una for una in candidatas if una.columna == columna.indice]
    mejor = max(suyas, key=lambda una: una.parecido, default=None)
    return Asignada(
        columna=columna,
        corte=corte,
        parecido=mejor.parecido if mejor else 0.0,
        cercano=" y ".join(mejor.papel.dato) if mejor else "",
        repetida=mejor is not None and mejor.parecido >= UMBRAL,
    )
