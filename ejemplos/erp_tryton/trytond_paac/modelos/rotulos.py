"""Cómo se llaman los datos del plan en las pantallas: como los llama la biblioteca."""

import functools

import paac_reportes as paac


@functools.cache
def _clases():
    return paac.esquema()["$defs"]


def rotulo(clase, dato):
    """``Fecha final``, de la ``fecha_fin`` de una ``Actividad``."""
    return _clases()[clase]["properties"][dato]["title"]
