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
    """Copia del valor con lo que cambia adentro; ``marcas``: la ``metadata`` de su campo."""
    if attrs.has(type(valor)):
        cambios = {}
        for campo in attrs.fields(type(valor)):
            actual = getattr(valor, campo.name)
            if actual is None:
                continue
            nuevo = _con_valores(
                actual, cambiar, unir_ruta(ruta, campo.name), campo.metadata, nombrar
            )
            if nuevo is not actual:
                cambios[campo.name] = nuevo
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
    """Copia de los extras con lo que cambia; ``marcas``: la ``metadata`` del campo que son."""
    cambiados, iguales = {}, True
    for nombre, valor in extras.items():
        ruta_del_extra = unir_ruta(ruta, nombre)
        nombre_nuevo = nombrar(nombre, ruta_del_extra) if nombrar else nombre
        valor_nuevo = cambiar(valor, ruta_del_extra, marcas)
        iguales = iguales and nombre_nuevo == nombre and valor_nuevo is valor
        if valor_nuevo is not None:
            cambiados[nombre_nuevo] = valor_nuevo
    return extras if iguales else Extras(cambiados)
