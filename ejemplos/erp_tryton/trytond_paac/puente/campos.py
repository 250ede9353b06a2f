"""Los datos que una clase de la biblioteca y su modelo de Tryton comparten, por su nombre."""

import functools
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, get_args, get_origin

import attrs
from trytond.model import fields
from trytond.pool import Pool

import paac_reportes as paac
from paac_reportes import anfitrion

MODELOS = {
    paac.Entidad: "paac.entidad",
    paac.Plan: "paac.plan",
    paac.modelo.Dependencia: "paac.dependencia",
    paac.modelo.Componente: "paac.componente",
    paac.modelo.Subcomponente: "paac.subcomponente",
    paac.modelo.Actividad: "paac.actividad",
    paac.modelo.Tramite: "paac.tramite",
    paac.modelo.Seguimiento: "paac.seguimiento",
}
"""Las clases que son una tabla; las demás van en una columna de quien las tiene, en JSON."""
CLASES = {modelo: clase for clase, modelo in MODELOS.items()}
VERIFICACION = {
    campo.name: f"verificacion_{campo.name}" for campo in attrs.fields(paac.modelo.Verificacion)
}
"""La de un seguimiento, que va en una columna por parte."""
CUAL = {"paac.tramite": "clase"}
"""El campo en que una fila dice de cuál de las listas de quien la tiene es."""
_JUNTAS = {"intercambios": "tramites"}
"""La que se muestra con otra."""


class Lista(NamedTuple):
    """Las filas de una lista: su modelo, el campo que nombra a quien las tiene y su clase."""

    modelo: str
    campo: str
    clase: type | None
    """``None``, si cada una es un texto."""


@functools.cache
def listas_de(clase):
    """``{"actividades": Lista("paac.actividad", "subcomponente", Actividad)}``."""
    suyos = Pool().get(MODELOS[clase])._fields
    por_dato = {dato: suyos.get(_JUNTAS.get(dato, dato)) for dato in attrs.fields_dict(clase)}
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


def tipos_de(clase, dato):
    """``str | None`` es de dos."""
    tipo = attrs.fields_dict(clase)[dato].type
    return (tipo, *get_args(tipo))


@functools.cache
def columnas(clase):
    """Los nombres de los datos que son una columna de su modelo."""
    return tuple(
        campo.name
        for campo in attrs.fields(clase)
        if campo.name not in {"corte", "evidencias", "verificacion"}
        and not MODELOS.keys() & set(tipos_de(clase, campo.name))
    )


@functools.cache
def en_json(clase):
    """De ellas, las que van en un texto, con las claves del contrato."""
    return tuple(dato for dato in columnas(clase) if any(map(_son_varios, tipos_de(clase, dato))))


def _son_varios(tipo):
    """Si un valor de ese tipo es una lista, un objeto o unos nombres con sus valores."""
    if isinstance(tipo, str):  # el del mapa de riesgos, que su clase se define después
        return True
    clase = get_origin(tipo) or tipo
    return isinstance(clase, type) and (attrs.has(clase) or issubclass(clase, (Mapping, tuple)))


def todas(clase):
    """Las columnas de su modelo, con las de la verificación."""
    return columnas(clase) + (tuple(VERIFICACION.values()) if _se_verifica(clase) else ())


def _se_verifica(clase):
    return clase is paac.modelo.Seguimiento


def de_las_filas(clase, fila):
    """Los datos que están en una fila, como van en el contrato: ``None`` es una celda en blanco."""
    datos = {dato: fila[dato] for dato in columnas(clase)}
    for dato in en_json(clase):
        datos[dato] = _de_json(dato, datos[dato])
    for campo in attrs.fields(clase):
        if campo.type is str and datos.get(campo.name, "") is None:
            datos[campo.name] = ""  # el que en la biblioteca es siempre un texto
    if _se_verifica(clase):
        dicho = {campo: fila[nombre] for campo, nombre in VERIFICACION.items()}
        # Al borrar un texto, Tryton lo deja vacío.
        datos["verificacion"] = dicho if any(dicho.values()) else None
    return datos


def a_las_filas(objeto):
    """Lo que va en las columnas de un objeto."""
    clase = type(objeto)
    valores = {campo: getattr(objeto, campo) for campo in columnas(clase)}
    if en_json(clase):
        datos = anfitrion.datos_de_uno(objeto)
        valores |= {dato: _a_json(datos.get(dato)) for dato in en_json(clase)}
    if _se_verifica(clase):
        dicha = objeto.verificacion
        valores |= {nombre: getattr(dicha, campo, None) for campo, nombre in VERIFICACION.items()}
    return {campo: getattr(valor, "value", valor) for campo, valor in valores.items()}


def _a_json(datos):
    return None if datos is None else json.dumps(datos, ensure_ascii=False, indent=2)


def _de_json(dato, texto):
    """Lo que dice su columna; ``ErrorDeEntrada`` si no se entiende."""
    if not (texto or "").strip():
        return None
    try:
        return json.loads(texto, parse_float=Decimal)
    except ValueError as error:
        motivo = f"se esperaba JSON, y no se pudo leer ({error})"
        raise paac.ErrorDeEntrada(paac.Falla("dato_invalido", dato, motivo)) from None
