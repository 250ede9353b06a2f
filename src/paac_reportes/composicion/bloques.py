"""Los bloques del cuerpo en su orden: lo del plan, y por cada dependencia y componente lo suyo."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

import attrs

from paac_reportes.composicion.renglones import contexto_de
from paac_reportes.composicion.reparto import repartir
from paac_reportes.composicion.tablas import tabla_de, tabla_vacia
from paac_reportes.composicion.variables import Variables
from paac_reportes.formatos.definicion import (
    BloqueDeFormato,
    BloqueParrafo,
    BloqueTabla,
    BloqueTitulo,
    Formato,
)
from paac_reportes.maqueta.nodos import Bloque, Medio, Parrafo, Titulo
from paac_reportes.modelo import Componente, Dependencia, Plan


@attrs.frozen
class Tramo:
    """Unos componentes de una dependencia, o del plan si no tiene dependencias."""

    dependencia: Dependencia | None
    componentes: tuple[Componente, ...]


class Cuerpo:
    """Arma los bloques de un formato para unas tablas del plan."""

    def __init__(
        self, plan: Plan, formato: Formato, corte: date | None, variables: Variables
    ) -> None:
        self._plan = plan
        self._formato = formato
        self._corte = corte
        self._variables = variables

    def bloques(self, tramos: Sequence[Tramo], medio: Medio) -> tuple[Bloque, ...]:
        """Los bloques de esos tramos; los del plan se escriben una vez."""
        visibles = [bloque for bloque in self._formato.cuerpo if medio in bloque.en]
        return tuple(self._recorrer(visibles, tramos))

    def _recorrer(
        self, visibles: list[BloqueDeFormato], tramos: Sequence[Tramo]
    ) -> Iterator[Bloque]:
        for es_del_plan, grupo in groupby(visibles, key=lambda b: b.cada == "plan"):
            seguidos = list(grupo)
            if es_del_plan:
                for bloque in seguidos:
                    yield from self._uno(bloque, None, None, primera=True)
                continue
            for numero, tramo in enumerate(tramos):
                yield from self._de_un_tramo(seguidos, tramo, primera=numero == 0)

    def _de_un_tramo(
        self, seguidos: list[BloqueDeFormato], tramo: Tramo, *, primera: bool
    ) -> Iterator[Bloque]:
        dependencia = tramo.dependencia
        for cada, grupo in groupby(seguidos, key=lambda b: b.cada):
            bloques = list(grupo)
            if cada == "dependencia":
                if dependencia is not None:
                    for bloque in bloques:
                        yield from self._uno(bloque, dependencia, None, primera=primera)
                continue
            for numero, componente in enumerate(tramo.componentes):
                for bloque in bloques:
                    yield from self._uno(
                        bloque, dependencia, componente, primera=primera and numero == 0
                    )

    def _uno(
        self,
        bloque: BloqueDeFormato,
        dependencia: Dependencia | None,
        componente: Componente | None,
        *,
        primera: bool,
    ) -> Iterator[Bloque]:
        redaccion = self._variables.redaccion(dependencia, componente)
        if isinstance(bloque, BloqueTitulo):
            nueva = bloque.pagina_nueva == "siempre" or (
                bloque.pagina_nueva == "entre" and not primera
            )
            texto = redaccion(bloque.texto)
            if texto.strip():
                yield Titulo(texto=texto, nivel=bloque.nivel, en_pagina_nueva=nueva)
        elif isinstance(bloque, BloqueParrafo):
            yield Parrafo(redaccion(bloque.texto))
        elif componente is not None:
            yield from self._tablas(bloque, dependencia, componente)

    def _tablas(
        self, bloque: BloqueTabla, dependencia: Dependencia | None, componente: Componente
    ) -> Iterator[Bloque]:
        redaccion = self._variables.redaccion(dependencia, componente)
        contexto = contexto_de(self._plan, dependencia, componente)
        clases = [self._formato.tablas[nombre] for nombre in bloque.tablas]
        repartos = list(repartir(clases, contexto, self._corte))
        for reparto in repartos:
            yield tabla_de(reparto, contexto, self._corte, redaccion)
        if not any((componente.subcomponentes, componente.tramites, componente.intercambios)):
            yield tabla_vacia(clases[0], redaccion)
