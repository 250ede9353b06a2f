"""Los bloques del cuerpo en su orden: lo del plan, y por cada dependencia y componente lo suyo."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

import attrs

from paac_reportes.composicion.filas import Contexto, FilasLibres, contexto_de, tiene_algo
from paac_reportes.composicion.firmas import elegir, firmas_de
from paac_reportes.composicion.reparto import repartir, son_del_plan
from paac_reportes.composicion.tablas import Cortes, tabla_de, tabla_vacia
from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.definicion import (
    BloqueDeFormato,
    BloqueFirmas,
    BloqueParrafo,
    BloqueTabla,
    BloqueTitulo,
    Formato,
)
from paac_reportes.maqueta.nodos import Bloque, Medio, Parrafo, Tabla, Titulo
from paac_reportes.modelo import Componente, Dependencia, Plan
from paac_reportes.modelo.periodos import informes_hasta

_DEL_PLAN = ("plan", "firma")
"""Lo que se escribe una vez, y no por cada dependencia o componente."""


@attrs.frozen
class Tramo:
    """Unos componentes de una dependencia, o del plan si no tiene dependencias."""

    dependencia: Dependencia | None
    componentes: tuple[Componente, ...]


@attrs.frozen
class Encargo:
    """Lo que se pide componer."""

    plan: Plan
    formato: Formato
    corte: date | None
    filas: FilasLibres = ()


class Cuerpo:
    """Arma los bloques de un formato para unas tablas del plan."""

    def __init__(
        self, encargo: Encargo, redaccion: Redaccion, acomodar: Callable[[Tabla], Tabla]
    ) -> None:
        plan, formato, corte = encargo.plan, encargo.formato, encargo.corte
        self._plan = plan
        self._formato = formato
        self._filas = encargo.filas
        self._redaccion = redaccion
        self._acomodar = acomodar
        informes = informes_hasta(corte, plan.cortes(), plan.vigencia, formato.periodicidad)
        self._cortes = Cortes(corte, informes)

    def bloques(self, tramos: Sequence[Tramo], medio: Medio) -> tuple[Bloque, ...]:
        """Los bloques de esos tramos; los del plan se escriben una vez."""
        visibles = [bloque for bloque in self._formato.cuerpo if medio in bloque.en]
        return tuple(self._recorrer(visibles, tramos))

    def _recorrer(
        self, visibles: list[BloqueDeFormato], tramos: Sequence[Tramo]
    ) -> Iterator[Bloque]:
        for es_del_plan, grupo in groupby(visibles, key=lambda b: b.cada in _DEL_PLAN):
            seguidos = list(grupo)
            if es_del_plan:
                for bloque in seguidos:
                    yield from self._del_plan(bloque, tramos)
                continue
            for numero, tramo in enumerate(tramos):
                yield from self._de_un_tramo(seguidos, tramo, primera=numero == 0)

    def _del_plan(self, bloque: BloqueDeFormato, tramos: Sequence[Tramo]) -> Iterator[Bloque]:
        if isinstance(bloque, BloqueTabla):
            yield from self._tablas(bloque, self._contextos(tramos), self._redaccion)
        elif isinstance(bloque, BloqueFirmas):
            yield from firmas_de(self._plan.firmas, bloque, self._redaccion)
        elif isinstance(bloque, BloqueParrafo) and bloque.cada == "firma":
            for firma in elegir(self._plan.firmas, bloque.roles):
                yield Parrafo(self._redaccion.con(firma=firma)(bloque.texto))
        else:
            yield from self._uno(bloque, None, None, primera=True)

    def _de_un_tramo(
        self, seguidos: list[BloqueDeFormato], tramo: Tramo, *, primera: bool
    ) -> Iterator[Bloque]:
        dependencia = tramo.dependencia
        for cada, grupo in groupby(seguidos, key=lambda b: b.cada):
            bloques = list(grupo)
            if cada == "dependencia":
                for bloque in bloques:
                    yield from self._de_la_dependencia(bloque, tramo, primera=primera)
                continue
            for numero, componente in enumerate(tramo.componentes):
                for bloque in bloques:
                    yield from self._uno(
                        bloque, dependencia, componente, primera=primera and numero == 0
                    )

    def _de_la_dependencia(
        self, bloque: BloqueDeFormato, tramo: Tramo, *, primera: bool
    ) -> Iterator[Bloque]:
        if isinstance(bloque, BloqueTabla):
            redaccion = self._redaccion.con(dependencia=tramo.dependencia)
            yield from self._tablas(bloque, self._contextos([tramo]), redaccion)
        elif tramo.dependencia is not None:
            yield from self._uno(bloque, tramo.dependencia, None, primera=primera)

    def _contextos(self, tramos: Sequence[Tramo]) -> list[Contexto]:
        return [
            contexto_de(self._plan, tramo.dependencia, componente)
            for tramo in tramos
            for componente in tramo.componentes
        ]

    def _uno(
        self,
        bloque: BloqueDeFormato,
        dependencia: Dependencia | None,
        componente: Componente | None,
        *,
        primera: bool,
    ) -> Iterator[Bloque]:
        redaccion = self._redaccion.con(dependencia=dependencia, componente=componente)
        if isinstance(bloque, BloqueTitulo):
            nueva = bloque.pagina_nueva == "siempre" or (
                bloque.pagina_nueva == "entre" and not primera
            )
            texto = redaccion(bloque.texto)
            if texto.strip():
                yield Titulo(texto=texto, nivel=bloque.nivel, en_pagina_nueva=nueva)
        elif isinstance(bloque, BloqueParrafo):
            yield Parrafo(redaccion(bloque.texto))
        elif isinstance(bloque, BloqueTabla) and componente is not None:
            contexto = contexto_de(self._plan, dependencia, componente)
            yield from self._tablas(bloque, [contexto], redaccion)

    def _tablas(
        self, bloque: BloqueTabla, contextos: Sequence[Contexto], redaccion: Redaccion
    ) -> Iterator[Bloque]:
        clases = self._formato.tablas_de(bloque)
        del_plan = son_del_plan(clases)
        suyos = [contexto_de(self._plan, filas=self._filas)] if del_plan else contextos
        for reparto in repartir(clases, suyos, self._cortes.pedido):
            tabla = tabla_de(reparto, suyos, self._cortes, redaccion)
            # Con columnas repetidas, los anchos del formato ya no son los que pensó quien lo hizo.
            repite = len(tabla.anchos) > len(reparto.tabla.columnas)
            yield self._acomodar(tabla) if repite or reparto.tabla.acomoda else tabla
        if not del_plan and not any(map(tiene_algo, contextos)):
            yield tabla_vacia(clases[0], self._cortes, redaccion)
