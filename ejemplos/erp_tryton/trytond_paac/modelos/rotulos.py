"""Cómo se llaman los datos del plan en las pantallas: como los llama la biblioteca."""

import functools
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal, get_args, get_origin

from trytond.model import fields

import paac_reportes as paac
from paac_reportes import anfitrion
from trytond_paac.puente import campos


@functools.cache
def _clases():
    esquema = paac.esquema()
    return {"Plan": esquema, **esquema["$defs"]}


def rotulo(clase, dato):
    """``Fecha final``, de la ``fecha_fin`` de una ``Actividad``."""
    return _clases()[clase]["properties"][dato]["title"]


def columna(clase, dato, nombre=None, de_que=""):
    """La de un texto, una opción o un porcentaje de la biblioteca, con su rótulo."""
    rotulo_entero = f"{de_que}{rotulo(clase.__name__, dato)}"
    tipos = campos.tipos_de(clase, dato)
    if Decimal in tipos:
        nombre_propio = nombre or dato
        dominio = [
            "OR",
            (nombre_propio, "=", None),
            [(nombre_propio, ">=", 0), (nombre_propio, "<=", 100)],
        ]
        ayuda = "De 0 a 100; en blanco, si se desconoce, que no es 0."
        return fields.Numeric(rotulo_entero, domain=dominio, help=ayuda)
    if opciones := _opciones(tipos):
        sin_decir = [(None, "")] if type(None) in tipos or nombre else []
        return fields.Selection(
            sin_decir + opciones, rotulo_entero, required=not sin_decir, sort=False, translate=False
        )
    return fields.Text(rotulo_entero)


def columnas(clase):
    """Un mixin con la columna de cada dato de una clase, y las de la verificación."""
    suyas = {dato: _columna_de(clase, dato) for dato in campos.columnas(clase)}
    if clase is paac.modelo.Seguimiento:
        de_que = f"{rotulo('Seguimiento', 'verificacion')}: "
        for dato, nombre in campos.VERIFICACION.items():
            suyas[nombre] = columna(paac.modelo.Verificacion, dato, nombre, de_que)
    return type("ConColumnas", (), {"__slots__": (), **suyas})


def _columna_de(clase, dato):
    rotulo_entero = rotulo(clase.__name__, dato)
    if dato in campos.en_json(clase):
        return fields.Text(rotulo_entero, help="En JSON, con las claves del contrato de datos.")
    for tipo, campo in _SENCILLAS.items():
        if tipo in campos.tipos_de(clase, dato):
            return campo(rotulo_entero)
    return columna(clase, dato)


_SENCILLAS = {int: fields.Integer, date: fields.Date, bytes: fields.Binary}


def _opciones(tipos):
    for tipo in tipos:
        if get_origin(tipo) is Literal:
            return [(valor, anfitrion.en_palabras(valor)) for valor in get_args(tipo)]
        if isinstance(tipo, type) and issubclass(tipo, Enum):
            return [(opcion.value, anfitrion.en_palabras(opcion.value)) for opcion in tipo]
    return []
