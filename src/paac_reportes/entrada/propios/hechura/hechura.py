"""Un formato como se ve: qué tablas y qué textos deja en un documento."""

import functools
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from paac_reportes.analisis.plano import en_plano
from paac_reportes.entrada.propios.hechura.tablas import TablaEsperada, tabla_esperada
from paac_reportes.formatos.definicion.bloques import (
    BloqueDeFormato,
    BloqueResultados,
    BloqueTabla,
)
from paac_reportes.formatos.definicion.formato import Formato

Medio = Literal["documento", "libro"]


@attrs.frozen(eq=False)
class BloqueConTablas:
    """Un bloque del cuerpo que escribe tablas, y su lugar entre los demás."""

    lugar: int
    cada: str
    tablas: tuple[TablaEsperada, ...]


@attrs.frozen(eq=False, slots=False)
class Hechura:
    """Lo que un formato escribe en un medio."""

    formato: Formato
    medio: Medio

    @functools.cached_property
    def cuerpo(self) -> list[BloqueDeFormato]:
        """Los bloques que van en el medio."""
        return [bloque for bloque in self.formato.cuerpo if self.medio in bloque.en]

    @functools.cached_property
    def tablas(self) -> dict[str, TablaEsperada]:
        """Las que algún bloque escribe."""
        return {
            nombre: tabla_esperada(nombre, self.formato.tablas[nombre])
            for bloque in self.cuerpo
            if isinstance(bloque, BloqueTabla | BloqueResultados)
            for nombre in bloque.tablas
        }

    @functools.cached_property
    def bloques(self) -> list[BloqueConTablas]:
        """Los que escriben tablas, en su orden."""
        return [
            BloqueConTablas(n, bloque.cada, tuple(self.tablas[t] for t in bloque.tablas))
            for n, bloque in enumerate(self.cuerpo)
            if isinstance(bloque, BloqueTabla | BloqueResultados)
        ]

    @functools.cached_property
    def por_rotulo(self) -> dict[str, list[TablaEsperada]]:
        """Por cada rótulo de arriba que no cambia, las tablas que lo llevan."""
        salida: dict[str, list[TablaEsperada]] = {}
        for tabla in self.tablas.values():
            for texto in dict.fromkeys(_primeros(tabla)):
                salida.setdefault(texto, []).append(tabla)
        return salida

    def pueden_ser(self, textos: Iterable[str]) -> list[TablaEsperada]:
        """Las tablas que tienen alguno de esos rótulos arriba."""
        halladas = (t for texto in textos for t in self.por_rotulo.get(en_plano(texto), ()))
        sin_fijos = (t for t in self.tablas.values() if not any(_primeros(t)))
        return list(dict.fromkeys((*halladas, *sin_fijos)))


def _primeros(tabla: TablaEsperada) -> Iterator[str]:
    for columna in tabla.columnas:
        fijo = columna.camino[0].fijo
        if fijo:
            yield en_plano(fijo)
