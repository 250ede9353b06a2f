"""Cómo se llaman los datos del plan en las pantallas: como los llama la biblioteca."""

import functools
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal, get_args, get_origin

import attrs
from trytond.model import fields

import paac_reportes as paac

_CON_TILDE = {
    "si": "sí",
    "corrupcion": "corrupción",
    "gestion": "gestión",
    "raiz": "raíz",
    "automatico": "automático",
    "debil": "débil",
    "estrategico": "estratégico",
    "evaluacion": "evaluación",
    "oci": "control interno",
    "lider": "líder del proceso",
    "planeacion": "planeación",
}


@functools.cache
def _clases():
    return paac.esquema()["$defs"]


def rotulo(clase, dato):
    """``Fecha final``, de la ``fecha_fin`` de una ``Actividad``."""
    return _clases()[clase]["properties"][dato]["title"]


def columna(clase, dato, nombre=None, de_que=""):
    """La de un texto, una opción o un porcentaje de la biblioteca, con su rótulo."""
    dicho = f"{de_que}{rotulo(clase.__name__, dato)}"
    partes = _partes(clase, dato)
    if Decimal in partes:
        suya = nombre or dato
        dominio = ["OR", (suya, "=", None), [(suya, ">=", 0), (suya, "<=", 100)]]
        ayuda = "De 0 a 100; en blanco, si se desconoce, que no es 0."
        return fields.Numeric(dicho, domain=dominio, help=ayuda)
    if opciones := _opciones(partes):
        sin_decir = [(None, "")] if type(None) in partes or nombre else []
        return fields.Selection(
            sin_decir + opciones, dicho, required=not sin_decir, sort=False, translate=False
        )
    return fields.Text(dicho)


def columnas(clase):
    """Un mixin con la columna de cada dato de una clase; los demás son otra tabla, o JSON."""
    dichas = {
        campo.name: _columna_de(clase, campo.name)
        for campo in attrs.fields(clase)
        if campo.name != "corte"  # es la fila de un corte
    }
    return _mixin({dato: suya for dato, suya in dichas.items() if suya is not None})


def _columna_de(clase, dato):
    partes = _partes(clase, dato)
    if get_origin(partes[0]) in {dict, tuple}:
        return None
    if dato == "extras":
        return fields.Dict("paac.extra", "Datos propios")
    for tipo, campo in _SENCILLAS.items():
        if tipo in partes:
            return campo(rotulo(clase.__name__, dato))
    es_columna = str in partes or Decimal in partes or _opciones(partes)
    return columna(clase, dato) if es_columna else None


_SENCILLAS = {int: fields.Integer, date: fields.Date, bytes: fields.Binary}


def con_partes(clase, *datos):
    """Un mixin con las columnas de unos datos que tienen partes: ``inherente_zona``.

    Uno del que nada se sabe no es lo mismo que uno que no está: queda en ``inherente_en_blanco``.
    """
    hechas = {}
    for dato in datos:
        parte = parte_de(clase, dato)
        de_que = f"{rotulo(clase.__name__, dato)}: "
        hechas[f"{dato}_en_blanco"] = fields.Boolean(f"{de_que}en blanco")
        for campo in attrs.fields(parte):
            nombre = f"{dato}_{campo.name}"
            hechas[nombre] = columna(parte, campo.name, nombre, de_que)
    return _mixin(hechas)


def parte_de(clase, dato):
    """La clase de un dato que tiene partes: ``Valoracion``, del ``inherente`` de un ``Riesgo``."""
    return next(parte for parte in _partes(clase, dato) if attrs.has(parte))


def _mixin(campos):
    return type("ConColumnas", (), {"__slots__": (), **campos})


def _partes(clase, dato):
    """``str | None`` es de dos partes."""
    dicho = attrs.fields_dict(clase)[dato].type
    return (dicho, *get_args(dicho))


def _opciones(partes):
    for parte in partes:
        if get_origin(parte) is Literal:
            return [(valor, _leido(valor)) for valor in get_args(parte)]
        if isinstance(parte, type) and issubclass(parte, Enum):
            return [(uno.value, _leido(uno.value)) for uno in parte]
    return []


def _leido(valor):
    dicho = _CON_TILDE.get(valor, valor.replace("_", " "))
    return dicho[0].upper() + dicho[1:]
