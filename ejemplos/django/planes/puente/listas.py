"""Qué listas de un plan son filas de otra tabla: para leerlas y para escribirlas."""

import functools
from collections.abc import Mapping
from typing import get_args, get_origin

import attrs

from planes.models.campos import ConDatos

Tabla = type[ConDatos]


@functools.cache
def listas_de(tabla: Tabla) -> Mapping[str, tuple[Tabla, str]]:
    """``{"actividades": (Actividad, "subcomponente")}``, de ``Subcomponente``.

    La clave de los datos, la tabla y el campo con que cada fila suya nombra a su dueña.
    """
    hijas = {
        relacion.related_model.objeto: (relacion.related_model, relacion.field.name)
        for relacion in tabla._meta.related_objects  # noqa: SLF001 - así lo documenta Django
        if issubclass(relacion.related_model, ConDatos)
    }
    listas = {
        campo.name: get_args(campo.type)[0]
        for campo in attrs.fields(tabla.objeto)
        if get_origin(campo.type) is tuple
    }
    return {clave: hijas[clase] for clave, clase in listas.items() if clase in hijas}


def debajo_de(tabla: Tabla) -> tuple[Tabla, ...]:
    """Las tablas de lo que cuelga de una, cada una después de sus dueñas."""
    hijas = [hija for hija, _ in listas_de(tabla).values()]
    tablas = [una for hija in hijas for una in (hija, *debajo_de(hija))]
    return tuple(reversed(dict.fromkeys(reversed(tablas))))


def duenas_de(tabla: Tabla) -> list[str]:
    """Los campos con que una fila nombra a su dueña: primero, la más cercana."""
    return [
        campo.name
        for campo in reversed(tabla._meta.concrete_fields)  # noqa: SLF001 - así lo documenta Django
        if campo.remote_field and issubclass(campo.remote_field.model, ConDatos)
    ]
