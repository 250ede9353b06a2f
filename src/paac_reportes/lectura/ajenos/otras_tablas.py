"""Las tablas que se parecen a la de un plan y son de otra cosa, por sus rótulos y sus títulos."""

import functools
from collections.abc import Mapping, Sequence

from paac_reportes.lectura.ajenos.vocabulario import (
    OtraTabla,
    Rotulo,
    mayor_parecido,
    palabras,
    rotulo_de,
)
from paac_reportes.modelo.fechas import MESES
from paac_reportes.textos.plano import en_plano

_CASI_IGUAL = 0.9
"""«Objetivo» no es «Objeto»: lo que resta tiene que ser cierto."""
_MESES = frozenset((*MESES, *(mes[:3] for mes in MESES), "setiembre", "sept"))


def es_mes(texto: str) -> bool:
    """Si es el rótulo de un mes: ``Ene.``, ``Enero``."""
    return en_plano(texto).strip(". ") in _MESES


@functools.lru_cache(maxsize=2048)
def rotulo_de_otra(texto: str) -> tuple[OtraTabla, float, bool] | None:
    """De qué otra tabla es un rótulo, cuánto se le parece y si sólo lo lleva ella."""
    mejor: tuple[OtraTabla, float, bool] | None = None
    for tabla in palabras().otras_tablas.values():
        for decide, rotulos in ((True, _exclusivos(tabla)), (False, _corrientes(tabla))):
            cuanto = mayor_parecido(texto, rotulos)
            if cuanto >= _CASI_IGUAL and (mejor is None or cuanto > mejor[1]):
                mejor = tabla, cuanto, decide
    return mejor


@functools.cache
def _exclusivos(tabla: OtraTabla) -> tuple[Rotulo, ...]:
    return tuple(map(rotulo_de, tabla.propios))


@functools.cache
def _corrientes(tabla: OtraTabla) -> tuple[Rotulo, ...]:
    return tuple(map(rotulo_de, tabla.rotulos))


@functools.lru_cache(maxsize=512)
def titulo_de_otra(titulo: str) -> OtraTabla | None:
    """De qué otra tabla es un título."""
    palabras_del_titulo = f" {rotulo_de(titulo).palabras} "
    for tabla in palabras().otras_tablas.values():
        if any(
            f" {rotulo_de(titulo_suyo).palabras} " in palabras_del_titulo
            for titulo_suyo in tabla.titulos
        ):
            return tabla
    return None


def rotulos_de_otra(textos: Sequence[str]) -> list[bool]:
    """De unas celdas, cuáles son a la letra rótulos de otra tabla; ninguna si todas son de un plan.

    Hace falta uno que sólo ella lleve.
    """
    decisivos = [_a_la_letra().get(rotulo_de(texto).letras) for texto in textos]
    return [decide is not None for decide in decisivos] if True in decisivos else []


@functools.cache
def _a_la_letra() -> Mapping[str, bool]:
    """Cada rótulo de otra tabla, y si sólo lo lleva ella."""
    tablas = palabras().otras_tablas.values()
    corrientes = {rotulo.letras: False for tabla in tablas for rotulo in _corrientes(tabla)}
    return corrientes | {rotulo.letras: True for tabla in tablas for rotulo in _exclusivos(tabla)}
