"""Los títulos de la página: su nivel sin saltos, su ancla y la navegación que arman."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import attrs

from paac_reportes.escritores.html.orden.anclas import Anclas
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.indice import repetidos, titulos_de
from paac_reportes.maqueta.nodos import Titulo

_NIVEL_MAXIMO = 6


@attrs.frozen
class TituloPuesto:
    """Un título en su lugar; ``nivel`` es el de su marca, de 1 a 6."""

    titulo: Titulo
    nivel: int
    ancla: str


@attrs.frozen
class Entrada:
    """Un renglón de la navegación y los que van dentro."""

    puesto: TituloPuesto
    dentro: "tuple[Entrada, ...]" = ()


def poner_titulos(titulos: Iterable[Titulo], anclas: Anclas) -> Iterator[TituloPuesto]:
    """Cada título con su nivel: ninguno baja más de uno, como pide quien navega por ellos."""
    abiertos: list[int] = []
    for titulo in titulos:
        abiertos = [nivel for nivel in abiertos if nivel < titulo.nivel]
        abiertos.append(titulo.nivel)
        # El del documento es el único de nivel 1, lo haya escrito el formato o no.
        hondura = sum(1 for nivel in abiertos if nivel) + 1
        yield TituloPuesto(titulo, min(hondura, _NIVEL_MAXIMO), anclas.nueva(titulo.texto))


def navegacion_de(documento: Documento, puestos: Sequence[TituloPuesto]) -> list[TituloPuesto]:
    """Los que van en la navegación: sin el del documento ni los que sólo repiten a otro."""
    suyos = [puesto for puesto in puestos if puesto.titulo.nivel]
    sobran = repetidos(titulos_de(documento))
    return [puesto for numero, puesto in enumerate(suyos) if numero not in sobran]


def anidar(puestos: Sequence[TituloPuesto]) -> tuple[Entrada, ...]:
    """Los renglones, cada uno con los más hondos que le siguen."""
    if not puestos:
        return ()
    menor = min(puesto.nivel for puesto in puestos)
    entradas: list[Entrada] = []
    for es_cabeza, grupo in groupby(puestos, lambda puesto: puesto.nivel == menor):
        seguidos = list(grupo)
        if es_cabeza:
            entradas += map(Entrada, seguidos)
        elif entradas:
            entradas[-1] = attrs.evolve(entradas[-1], dentro=anidar(seguidos))
        else:
            entradas += anidar(seguidos)
    return tuple(entradas)
