"""El mismo objeto con otros valores."""

import typing
from collections.abc import Callable, Mapping

import attrs

from paac_reportes.errores import unir_ruta
from paac_reportes.estructura.valores import Extras

T = typing.TypeVar("T")
Cambio = Callable[[typing.Any, str, Mapping[typing.Any, typing.Any]], typing.Any]
"""De un valor, su ruta y lo que su campo declara (``metadata``), lo que va en su lugar."""


def con_valores(objeto: T, cambiar: Cambio, ruta: str = "") -> T:
    """El mismo objeto con cada valor que tiene cambiado; el mismo de verdad si ninguno cambia.

    Un extra que cambia por ``None`` deja de estar, que es como se escribe una celda en blanco.
    """
    cambiado: T = _con_valores(objeto, cambiar, ruta, {})
    return cambiado


def _con_valores(
    valor: typing.Any, cambiar: Cambio, ruta: str, marcas: Mapping[typing.Any, typing.Any]
) -> typing.Any:
    if attrs.has(type(valor)):
        cambios = {}
        for campo in attrs.fields(type(valor)):
            antes = getattr(valor, campo.name)
            if antes is None:
                continue
            ahora = _con_valores(antes, cambiar, unir_ruta(ruta, campo.name), campo.metadata)
            if ahora is not antes:
                cambios[campo.name] = ahora
        return attrs.evolve(valor, **cambios) if cambios else valor
    if isinstance(valor, tuple | list):
        otros = [_con_valores(v, cambiar, f"{ruta}[{i}]", marcas) for i, v in enumerate(valor)]
        iguales = all(a is b for a, b in zip(valor, otros, strict=True))
        return valor if iguales else type(valor)(otros)
    if isinstance(valor, Mapping):
        otra = {
            c: _con_valores(v, cambiar, unir_ruta(ruta, str(c)), marcas) for c, v in valor.items()
        }
        if all(otra[c] is v for c, v in valor.items()):
            return valor
        es_extras = isinstance(valor, Extras)
        return Extras({c: v for c, v in otra.items() if v is not None}) if es_extras else otra
    return cambiar(valor, ruta, marcas)
