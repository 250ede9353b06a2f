"""Los datos que una clase de la biblioteca y su modelo de Tryton comparten, por su nombre."""

import functools
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import get_args, get_origin

import attrs

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
    paac.MapaDeRiesgos: "paac.mapa",
    paac.modelo.Proceso: "paac.proceso",
    paac.modelo.Riesgo: "paac.riesgo",
    paac.modelo.SeguimientoDelMapa: "paac.mapa.seguimiento",
    paac.modelo.SeguimientoDeRiesgo: "paac.riesgo.seguimiento",
    paac.modelo.ControlSeguido: "paac.control.seguido",
}
"""Las clases que son una tabla; las demás van en una columna de quien las tiene, en JSON."""
CLASES = {modelo: clase for clase, modelo in MODELOS.items()}
PARTES = {
    paac.modelo.Seguimiento: ("verificacion",),
    paac.modelo.Riesgo: ("definicion", "inherente", "residual"),
    paac.modelo.SeguimientoDeRiesgo: ("verificacion", "materializacion", "valoracion"),
}
"""Los datos que son una columna por parte: ``inherente_zona``."""


def tipos_de(clase, dato):
    """``str | None`` es de dos."""
    tipo = attrs.fields_dict(clase)[dato].type
    return (tipo, *get_args(tipo))


@functools.cache
def columnas(clase):
    """Los nombres de los datos que son una columna de su modelo."""
    aparte = {"corte", "evidencias", "mapa_de_riesgos", *PARTES.get(clase, ())}
    return tuple(
        campo.name
        for campo in attrs.fields(clase)
        if campo.name not in aparte and not MODELOS.keys() & set(tipos_de(clase, campo.name))
    )


@functools.cache
def en_json(clase):
    """De ellas, las que van en un texto, con las claves del contrato."""
    return tuple(dato for dato in columnas(clase) if any(map(_son_varios, tipos_de(clase, dato))))


def _son_varios(tipo):
    """Si un valor de ese tipo es una lista, un objeto o unos nombres con sus valores."""
    clase = get_origin(tipo) or tipo
    return isinstance(clase, type) and (attrs.has(clase) or issubclass(clase, (Mapping, tuple)))


@functools.cache
def columnas_de_partes(clase):
    """Por cada dato que tiene partes, su clase y la columna de cada una."""
    return {
        dato: (parte, {c.name: f"{dato}_{c.name}" for c in attrs.fields(parte)})
        for dato in PARTES.get(clase, ())
        for parte in tipos_de(clase, dato)
        if attrs.has(parte)
    }


@functools.cache
def en_blanco(clase):
    """Las columnas que dicen si un dato llegó sin ninguna de sus partes, que no es no estar."""
    return {
        dato: f"{dato}_en_blanco"
        for dato, (parte, _) in columnas_de_partes(clase).items()
        if all(campo.default is not attrs.NOTHING for campo in attrs.fields(parte))
    }


@functools.cache
def todas(clase):
    """Las columnas de su modelo, con las de sus partes."""
    de_partes = [
        nombre for _, suyas in columnas_de_partes(clase).values() for nombre in suyas.values()
    ]
    return (*columnas(clase), *de_partes, *en_blanco(clase).values())


def de_las_filas(clase, fila):
    """Los datos que están en una fila, como van en el contrato: ``None`` es una celda en blanco."""
    datos = {dato: fila[dato] for dato in columnas(clase)}
    for dato in en_json(clase):
        datos[dato] = _de_json(dato, datos[dato])
    for campo in attrs.fields(clase):
        if campo.type is str and datos.get(campo.name, "") is None:
            datos[campo.name] = ""  # el que en la biblioteca es siempre un texto
    for dato, (_, nombres) in columnas_de_partes(clase).items():
        de_la_parte = {campo: fila[nombre] for campo, nombre in nombres.items()}
        # Al borrar un texto, Tryton lo deja vacío: si otro dato es obligado, no es decir nada.
        nada = {None} if dato in en_blanco(clase) else {None, ""}
        se_dijo = not nada.issuperset(de_la_parte.values())
        datos[dato] = de_la_parte if se_dijo or fila.get(en_blanco(clase).get(dato)) else None
    return datos


def a_las_filas(objeto):
    """Lo que va en las columnas de un objeto."""
    clase = type(objeto)
    valores = {campo: getattr(objeto, campo) for campo in columnas(clase)}
    if en_json(clase):
        datos = anfitrion.datos_de_uno(objeto)
        valores |= {dato: _a_json(datos.get(dato)) for dato in en_json(clase)}
    for dato, (_, nombres) in columnas_de_partes(clase).items():
        parte = getattr(objeto, dato)
        de_la_parte = {nombre: getattr(parte, campo, None) for campo, nombre in nombres.items()}
        valores |= de_la_parte
        if nombre := en_blanco(clase).get(dato):
            sin_partes = all(dicho is None for dicho in de_la_parte.values())
            valores[nombre] = parte is not None and sin_partes
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
