"""Cuándo un lugar de un contenido es el mismo en otro: por lo que dicen sus filas, y su nombre.

Se casan antes que las filas, de afuera adentro: las dependencias y, en cada pareja, sus
componentes; o los procesos.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs

from paac_reportes.analisis.parecido import los_mejores
from paac_reportes.analisis.senas import LUGARES
from paac_reportes.grupos import agrupadas
from paac_reportes.textos.plano import en_plano

_PAREJAS_DE_UNO = 10_000
"""Parejas de lugares desde las que un texto ya no dice cuál es cuál."""
_SIN_NOMBRE = re.compile(r"(?:componente(?: \d+)?)?")
"""Un nombre que no dice más que el número."""


class Puesto(NamedTuple):
    """Una fila y quienes la contienen; sin ``objeto``, sólo ellos."""

    valor: Any
    """Lo que se empareja: la fila analizada, el riesgo con su ruta…"""
    raiz: str
    objeto: Any
    de_afuera: Mapping[str, Any]


@attrs.define(eq=False)
class Lugar:
    """Un lugar de uno de los dos lados, con las filas que hay en él."""

    raiz: str = ""
    objeto: Any = None
    """El primero que se llama y se numera así; ``None``, de lo que no tiene uno."""
    padre: "Lugar | None" = None
    clave: tuple[Hashable, ...] = ()
    """Cómo se llaman y se numeran los de afuera y él."""
    orden: int = 0
    nombre: str = ""
    """En plano; vacío si no dice más que su número."""
    numero: Hashable = None
    """Su número, o su código."""
    filas: int = 0
    textos: Counter[Hashable] = attrs.Factory(Counter)
    hijos: "dict[Hashable, Lugar]" = attrs.Factory(dict)
    igual: "Lugar | None" = None
    """El que es en el otro lado."""

    @property
    def mismo(self) -> "Lugar":
        """De los dos que son el mismo, siempre uno."""
        return min(filter(None, (self, self.igual)), key=id)

    @property
    def cadena(self) -> "tuple[Lugar, ...]":
        """Lugares de afuera adentro, hasta él."""
        return (*self.padre.cadena, self) if self.padre else ()

    def se_llama_como(self, lugar: "Lugar") -> bool:
        """Si los dos, y los que los contienen, se llaman igual o, sin nombre, se numeran igual."""
        return [uno.nombre or uno.numero for uno in self.cadena] == [
            uno.nombre or uno.numero for uno in lugar.cadena
        ]

    def adentro(self) -> "Iterator[Lugar]":
        """Lugares que contiene, los de afuera primero."""
        yield from self.hijos.values()
        for hijo in self.hijos.values():
            yield from hijo.adentro()

    def hijo(self, raiz: str, objeto: Any) -> "Lugar":
        """El lugar de adentro que se llama y se numera como ``objeto``; lo agrega si no está."""
        nombre, dato = "", LUGARES[raiz].numero
        numero: Hashable = f"sin {raiz}"
        if objeto is not None:
            nombre, numero = en_plano(objeto.nombre), getattr(objeto, dato) if dato else None
        clave = *self.clave, nombre, numero
        if clave not in self.hijos:
            nombre = "" if _SIN_NOMBRE.fullmatch(nombre) else nombre
            self.hijos[clave] = Lugar(raiz, objeto, self, clave, len(self.hijos), nombre, numero)
        return self.hijos[clave]

    def contar(self, texto: Hashable) -> None:
        """Cuenta una fila que hay en él, y su texto o cuál es."""
        self.filas += 1
        if texto is not None:
            self.textos[texto] += 1

    def _claves(self) -> Iterator[Hashable]:
        """Claves en que se reconoce: los textos de sus filas, su nombre y su número."""
        yield from (("texto", texto) for texto in self.textos)
        if self.nombre:
            yield "nombre", self.nombre
        if self.numero is not None:
            yield "número", self.numero
        elif not self.nombre:  # de lo que no se llama ni se numera sólo puede haber uno
            yield "nada", None

    def casar(self, lugar: "Lugar") -> None:
        """Casa lo que contienen dos que son el mismo: lo más parecido, con lo más parecido.

        El que no tiene un texto, un nombre o un número como los de otro se queda solo.
        """
        viejos, nuevos = list(self.hijos.values()), list(lugar.hijos.values())
        puntajes = (
            (*_puntaje(viejos[i], nuevos[j]), i, j) for i, j in _pares_posibles(viejos, nuevos)
        )
        for i, j in los_mejores(puntajes):
            viejos[i].igual, nuevos[j].igual = nuevos[j], viejos[i]
            viejos[i].casar(nuevos[j])


def _puntaje(viejo: Lugar, nuevo: Lugar) -> tuple[float, ...]:
    """Puntaje de dos lugares, menor cuanto más se parecen; a igual parecido, el del número."""
    textos, otros = sorted((viejo.textos, nuevo.textos), key=len)
    iguales = sum(min(veces, otros[texto]) for texto, veces in textos.items())
    mismo_nombre = bool(viejo.nombre) and viejo.nombre == nuevo.nombre
    mismo_numero = viejo.numero == nuevo.numero
    senas = LUGARES[viejo.raiz]
    parecido = 2 * iguales / ((viejo.filas + nuevo.filas) or 1)
    parecido += senas.del_nombre * mismo_nombre
    parecido += senas.del_numero * (mismo_numero and bool(viejo.numero))
    return -parecido, not mismo_numero, abs(viejo.orden - nuevo.orden)


def _pares_posibles(viejos: Sequence[Lugar], nuevos: Sequence[Lugar]) -> set[tuple[int, int]]:
    """Pares (lugar de antes, lugar de después) con un texto, el nombre o el número en común."""
    de_antes, de_despues = (
        agrupadas((clave, lugar.orden) for lugar in lado for clave in lugar._claves())  # noqa: SLF001
        for lado in (viejos, nuevos)
    )
    pares: set[tuple[int, int]] = set()
    for clave, ordenes in de_antes.items():
        ordenes_nuevos = de_despues.get(clave, [])
        if len(ordenes) * len(ordenes_nuevos) > _PAREJAS_DE_UNO:
            pares.update(zip(ordenes, ordenes_nuevos, strict=False))  # cada uno con el de su orden
        else:
            pares.update((viejo, nuevo) for viejo in ordenes for nuevo in ordenes_nuevos)
    return pares
