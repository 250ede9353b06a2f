"""Qué listas de un plan son filas de otro modelo: las dicen los campos de los modelos."""

import functools
from typing import NamedTuple

import attrs
from trytond.model import fields
from trytond.pool import Pool

from trytond_paac.puente.campos import CLASES, MODELOS


class Lista(NamedTuple):
    """Las filas de una lista: su modelo, el campo que nombra a quien las tiene y su clase."""

    modelo: str
    campo: str
    clase: type | None
    """``None``, si cada una es un texto."""


CUAL = {"paac.tramite": "clase"}
"""El campo en que una fila dice de cuál de las listas de quien la tiene es."""
_JUNTAS = {"intercambios": "tramites"}
"""La que se muestra con otra."""


@functools.cache
def listas_de(clase):
    """``{"actividades": Lista("paac.actividad", "subcomponente", Actividad)}``."""
    campos = Pool().get(MODELOS[clase])._fields
    por_dato = {dato: campos.get(_JUNTAS.get(dato, dato)) for dato in attrs.fields_dict(clase)}
    return {
        dato: Lista(campo.model_name, campo.field, CLASES.get(campo.model_name))
        for dato, campo in por_dato.items()
        if isinstance(campo, fields.One2Many)
    }


@functools.cache
def duenos(modelo):
    """Los campos con que una fila nombra a quien la tiene: primero, el más cercano."""
    listas = (lista for clase in MODELOS for lista in listas_de(clase).values())
    return tuple(dict.fromkeys(lista.campo for lista in listas if lista.modelo == modelo))[::-1]


def con_corte(clase):
    """Si es algo que se dice en un corte."""
    return clase is not None and "corte" in attrs.fields_dict(clase)
