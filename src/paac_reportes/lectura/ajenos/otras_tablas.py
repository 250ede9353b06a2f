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
    """Si el texto es el rótulo de un mes: ``Ene.`` o ``Enero``."""
    return en_plano(texto).strip(". ") in _MESES


@functools.lru_cache(maxsize=2048)
def rotulo_de_otra(texto: str) -> tuple[OtraTabla, float, bool] | None:
    """Otra tabla de que es un rótulo, cuánto se le parece (de 0 a 1) y si sólo lo lleva ella."""
    mejor: tuple[OtraTabla, float, bool] | None = None
    for tabla in palabras().otras_tablas.values():
        for es_exclusivo, rotulos in ((True, _exclusivos(tabla)), (False, _corrientes(tabla))):
            parecido = mayor_parecido(texto, rotulos)
            if parecido >= _CASI_IGUAL and (mejor is None or parecido > mejor[1]):
                mejor = tabla, parecido, es_exclusivo
    return mejor


@functools.cache
def _exclusivos(tabla: OtraTabla) -> tuple[Rotulo, ...]:
    return tuple(map(rotulo_de, tabla.propios))


@functools.cache
def _corrientes(tabla: OtraTabla) -> tuple[Rotulo, ...]:
    return tuple(map(rotulo_de, tabla.rotulos))


@functools.lru_cache(maxsize=512)
def titulo_de_otra(titulo: str) -> OtraTabla | None:
    """Otra tabla que nombra un título; ``None`` si ninguna."""
    palabras_del_titulo = f" {rotulo_de(titulo).palabras} "
    for tabla in palabras().otras_tablas.values():
        if any(
            f" {rotulo_de(conocido).palabras} " in palabras_del_titulo for conocido in tabla.titulos
        ):
            return tabla
    return None


def rotulos_de_otra(textos: Sequence[str]) -> list[bool]:
    """Si cada texto es a la letra un rótulo de otra tabla; vacío si ninguno es sólo de ella."""
    exclusivos = [_a_la_letra().get(rotulo_de(texto).letras) for texto in textos]
    return [exclusivo is not None for exclusivo in exclusivos] if True in exclusivos else []


@functools.cache
def _a_la_letra() -> Mapping[str, bool]:
    """Letras de cada rótulo de otra tabla, y si sólo lo lleva ella."""
    tablas = palabras().otras_tablas.values()
    corrientes = {rotulo.letras: False for tabla in tablas for rotulo in _corrientes(tabla)}
    return corrientes | {rotulo.letras: True for tabla in tablas for rotulo in _exclusivos(tabla)}
