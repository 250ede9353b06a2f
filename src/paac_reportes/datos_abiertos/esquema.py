"""El JSON Schema (2020-12) de los datos de un plan, hecho de sus clases y de sus validadores.

Dice lo que se admite de cada dato. Lo que un esquema no sabe decir (un seguimiento por corte, un
año posible, los pesos de otro método) lo revisa quien lee los datos.
"""

import enum
import functools
import tomllib
import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import attrs

from paac_reportes.estructura import ConForma, Entre, Extras, estructurar, validar_por_tipo
from paac_reportes.estructura.reglas import DECIMAL, ENTERO, FECHA, NOMBRE_DE_EXTRA, validadores
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO, PlanEnArchivo
from paac_reportes.modelo import Entidad, Verificacion
from paac_reportes.modelo.filas import CLASES

# ------------------------------------------------------------------ diccionario
# Qué es cada dato, en una frase; están en ``plantillas/_diccionario``.

DEL_PLAN = "PlanEnArchivo"
"""Con el nombre que su clase tiene en un archivo, que además trae la versión del contrato."""
_DE_LA_FILA = "fila"
_CLASES = {"entidad": Entidad, **CLASES, "seguimiento.verificacion": Verificacion}


@attrs.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Descripcion:
    """Lo que se dice de un dato."""

    titulo: str
    dice: str
    unidad: str | None = None


@functools.cache
def diccionario() -> dict[str, dict[str, Descripcion]]:
    """Por el nombre de la clase y el del campo; la clase misma, con ``""``."""
    archivo = files("paac_reportes.plantillas") / "_diccionario" / "diccionario.toml"
    leido = tomllib.loads(archivo.read_text("utf-8"))
    return {
        clase: {campo: estructurar(suya, Descripcion) for campo, suya in campos.items()}
        for clase, campos in leido.items()
    }


def descripcion_de_clave(clave: str) -> Descripcion:
    """La de una columna de ``filas_de``; la de un extra dice que es propio de la entidad."""
    raiz, _, campo = clave.rpartition(".")
    if raiz in _CLASES:
        return diccionario()[_CLASES[raiz].__name__][campo]
    if clave == "vigencia":
        return diccionario()[DEL_PLAN][clave]
    if clave in diccionario()[_DE_LA_FILA]:
        return diccionario()[_DE_LA_FILA][clave]
    quien = diccionario()[_CLASES[raiz.removesuffix(".extras")].__name__][""].titulo
    dice = f"Un dato que sólo lleva el formato de la entidad: {campo}, de {quien.lower()}."
    return Descripcion(titulo=f"{quien}: {campo.replace('_', ' ')}", dice=dice)


# ------------------------------------------------------------------ esquema

Esquema = dict[str, Any]

_DIALECTO = "https://json-schema.org/draft/2020-12/schema"
_ENTERO, _NUMERO, _FECHA = (f"^(?:{forma.pattern})$" for forma in (ENTERO, DECIMAL, FECHA))


def esquema() -> Esquema:
    """El de un archivo de datos, con una definición por clase."""
    clases: dict[str, Esquema] = {}
    raiz = _de_clase(PlanEnArchivo, clases)
    clases.pop(PlanEnArchivo.__name__)
    return {
        "$schema": _DIALECTO,
        "$comment": f"version_contrato: {VERSION_DEL_CONTRATO}",
        **raiz,
        "oneOf": [_con_una_de(*listas) for listas in _LISTAS],
        "$defs": dict(sorted(clases.items())),
    }


_LISTAS = (("dependencias", "componentes"), ("componentes", "dependencias"))


def _con_una_de(llena: str, vacia: str) -> Esquema:
    """El plan por dependencias o por componentes: una lista con algo, y la otra sin nada."""
    return {
        "required": [llena],
        "properties": {llena: {"type": "array", "minItems": 1}, vacia: {"maxItems": 0}},
    }


def _de_clase(clase: type, clases: dict[str, Esquema]) -> Esquema:
    """La definición de una clase; deja en ``clases`` la suya y las de los objetos que contiene."""
    nombre = clase.__name__
    if nombre not in clases:
        clases[nombre] = {}
        dichos = diccionario()[nombre]
        campos = attrs.fields(clase)
        obligatorios = [campo.name for campo in campos if campo.default is attrs.NOTHING]
        clases[nombre] = {
            **_dicho(dichos[""]),
            "type": "object",
            "properties": {c.name: _de_campo(c, dichos[c.name], clases) for c in campos},
            **({"required": obligatorios} if obligatorios else {}),
            "additionalProperties": False,
        }
    return clases[nombre]


def _dicho(descripcion: Descripcion) -> Esquema:
    unidad = f" Unidad: {descripcion.unidad}." if descripcion.unidad else ""
    return {"title": descripcion.titulo, "description": f"{descripcion.dice}{unidad}"}


def _de_campo(
    campo: "attrs.Attribute[Any]", descripcion: Descripcion, clases: dict[str, Esquema]
) -> Esquema:
    opciones = _opciones(campo.type, clases)
    for validador in validadores(campo):
        opciones = [_con_limite(opcion, validador) for opcion in opciones]
    if campo.default is not attrs.NOTHING:
        opciones.append({"type": "null"})
    dicho = _dicho(descripcion)
    return {**dicho, **opciones[0]} if len(opciones) == 1 else {**dicho, "anyOf": opciones}


def _con_limite(opcion: Esquema, validador: object) -> Esquema:
    if isinstance(validador, Entre) and opcion.get("type") in {"number", "integer"}:
        return {**opcion, "minimum": validador.minimo, "maximum": validador.maximo}
    if isinstance(validador, ConForma):
        return {**opcion, "pattern": f"^(?:{validador.patron})$"}
    return opcion


def _opciones(tipo: Any, clases: dict[str, Esquema]) -> list[Esquema]:
    """Lo que admite una anotación: cada forma, por separado."""
    if typing.get_origin(tipo) in {typing.Union, types.UnionType}:
        partes = [parte for parte in typing.get_args(tipo) if parte is not type(None)]
        return [opcion for parte in partes for opcion in _opciones(parte, clases)]
    if attrs.has(tipo):
        _de_clase(tipo, clases)
        return [{"$ref": f"#/$defs/{tipo.__name__}"}]
    if tipo in _SIMPLES:
        return [dict(opcion) for opcion in _SIMPLES[tipo]]
    if isinstance(tipo, type) and issubclass(tipo, enum.Enum):
        return [{"enum": [miembro.value for miembro in tipo]}]
    return _COMPUESTAS[typing.get_origin(tipo)](typing.get_args(tipo), clases)


def _una_de(opciones: list[Esquema]) -> Esquema:
    return opciones[0] if len(opciones) == 1 else {"anyOf": opciones}


def _de_lista(argumentos: tuple[Any, ...], clases: dict[str, Esquema]) -> list[Esquema]:
    return [{"type": "array", "items": _una_de(_opciones(argumentos[0], clases))}]


def _de_tabla(argumentos: tuple[Any, ...], clases: dict[str, Esquema]) -> list[Esquema]:
    clave, valor = argumentos
    claves = {"propertyNames": {"pattern": _ENTERO}} if clave is int else {}
    suyos = _una_de(_opciones(valor, clases))
    return [{"type": "object", **claves, "additionalProperties": suyos}]


def _de_palabras(argumentos: tuple[Any, ...], _clases: dict[str, Esquema]) -> list[Esquema]:
    return [{"enum": list(argumentos)}]


_COMPUESTAS: dict[Any, Callable[[tuple[Any, ...], dict[str, Esquema]], list[Esquema]]] = {
    tuple: _de_lista,
    dict: _de_tabla,
    typing.Literal: _de_palabras,
}

_SIMPLES: dict[Any, list[Esquema]] = {
    str: [{"type": "string"}],
    bytes: [{"type": "string"}],
    # YAML no tiene números: allí son el texto con que se escriben.
    int: [{"type": "integer"}, {"type": "string", "pattern": _ENTERO}],
    Decimal: [{"type": "number"}, {"type": "string", "pattern": _NUMERO}],
    date: [{"type": "string", "format": "date", "pattern": _FECHA}],
    Extras: [
        {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{NOMBRE_DE_EXTRA.pattern})$"},
            "additionalProperties": {"type": ["string", "number", "null"]},
        }
    ],
}
"""Los tipos que no contienen otros; una imagen es su ruta o el texto que la trae."""
