"""Copia de un objeto con otros valores."""

import typing
from collections.abc import Callable, Mapping

import attrs

from paac_reportes.errores import unir_ruta
from paac_reportes.estructura.valores import Extras

T = typing.TypeVar("T")
Cambio = Callable[[typing.Any, str, Mapping[typing.Any, typing.Any]], typing.Any]
"""De un valor, su ruta y lo que su campo declara (``metadata``), lo que va en su lugar."""
Nombrar = Callable[[str, str], str]
"""Del nombre de un extra y su ruta, el que lleva en su lugar; dos no pueden quedar en uno."""


def con_valores(objeto: T, cambiar: Cambio, ruta: str = "", nombrar: Nombrar | None = None) -> T:
    """Copia del objeto con los valores que cambian; el mismo de verdad si ninguno cambia.

    Un extra que cambia por ``None`` deja de estar, que es como se escribe una celda en blanco. Con
    ``nombrar`` cambian también los nombres de los extras.
    """
    cambiado: T = _con_valores(objeto, cambiar, ruta, {}, nombrar)
    return cambiado


def _con_valores(
    valor: typing.Any,
    cambiar: Cambio,
    ruta: str,
    marcas: Mapping[typing.Any, typing.Any],
    nombrar: Nombrar | None,
) -> typing.Any:
    if attrs.has(type(valor)):
        cambios = {}
        for campo in attrs.fields(type(valor)):
            antes = getattr(valor, campo.name)
            if antes is None:
                continue
            ahora = _con_valores(
                antes, cambiar, unir_ruta(ruta, campo.name), campo.metadata, nombrar
            )
            if ahora is not antes:
                cambios[campo.name] = ahora
        return attrs.evolve(valor, **cambios) if cambios else valor
    if isinstance(valor, tuple | list):
        partes = [
            _con_valores(v, cambiar, f"{ruta}[{i}]", marcas, nombrar) for i, v in enumerate(valor)
        ]
        iguales = all(a is b for a, b in zip(valor, partes, strict=True))
        return valor if iguales else type(valor)(partes)
    if isinstance(valor, Extras):
        return _con_extras(valor, cambiar, ruta, marcas, nombrar)
    if isinstance(valor, Mapping):
        tabla = {
            c: _con_valores(v, cambiar, unir_ruta(ruta, str(c)), marcas, nombrar)
            for c, v in valor.items()
        }
        return valor if all(tabla[c] is v for c, v in valor.items()) else tabla
    return cambiar(valor, ruta, marcas)


def _con_extras(
    extras: Extras,
    cambiar: Cambio,
    ruta: str,
    marcas: Mapping[typing.Any, typing.Any],
    nombrar: Nombrar | None,
) -> Extras:
    cambiados, iguales = {}, True
    for nombre, valor in extras.items():
        su_ruta = unir_ruta(ruta, nombre)
        nuevo = nombrar(nombre, su_ruta) if nombrar else nombre
        cambiado = cambiar(valor, su_ruta, marcas)
        iguales = iguales and nuevo == nombre and cambiado is valor
        if cambiado is not None:
            cambiados[nuevo] = cambiado
    return extras if iguales else Extras(cambiados)
