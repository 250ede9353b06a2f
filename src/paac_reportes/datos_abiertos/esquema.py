"""El JSON Schema (2020-12) de los datos de un plan, hecho de sus clases y de sus validadores.

Dice lo que se admite de cada dato. Lo que un esquema no sabe decir (un seguimiento por corte, un
año posible, los pesos de otro método) lo revisa quien lee los datos.
"""

import enum
import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.estructura import ConForma, Entre, Extras
from paac_reportes.estructura.reglas import DECIMAL, ENTERO, FECHA, NOMBRE_DE_EXTRA, validadores
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO, PlanEnArchivo
from paac_reportes.modelo.campos import Campo
from paac_reportes.modelo.catalogo import CATALOGO

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
        objeto = CATALOGO.objeto(clase)
        campos = attrs.fields(clase)
        obligatorios = [campo.name for campo in campos if campo.default is attrs.NOTHING]
        clases[nombre] = {
            "title": objeto.titulo,
            "description": objeto.dice,
            "type": "object",
            "properties": {
                c.name: _de_campo(c, CATALOGO.de_clase(clase, c.name), clases) for c in campos
            },
            **({"required": obligatorios} if obligatorios else {}),
            "additionalProperties": False,
        }
    return clases[nombre]


def _dicho(campo: Campo) -> Esquema:
    """Su título y lo que es; el campo que nadie ha descrito sólo tiene título."""
    unidad = f" Unidad: {campo.unidad}." if campo.unidad else ""
    return {"title": campo.largo, **({"description": campo.dice + unidad} if campo.dice else {})}


def _de_campo(
    campo: "attrs.Attribute[Any]", descripcion: Campo, clases: dict[str, Esquema]
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
