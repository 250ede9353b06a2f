"""El JSON Schema (2020-12) de un contenido, hecho de sus clases y de sus validadores.

Dice lo que se admite de cada dato. Lo que un esquema no sabe decir (un seguimiento por corte, un
año posible, los pesos de otro método) lo revisa quien lee los datos.
"""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.estructura import ConForma, Entre, Extras
from paac_reportes.estructura.formas import Forma, forma_de, validadores
from paac_reportes.estructura.valores import DECIMAL, ENTERO, FECHA, NOMBRE_DE_EXTRA
from paac_reportes.lectura.archivos import (
    CLAVE,
    VERSION_DEL_CONTRATO,
    PlanEnArchivo,
    clase_en_archivo,
)
from paac_reportes.modelo import Plan
from paac_reportes.modelo.campos import Campo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import LISTAS_DE_LA_MATRIZ
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import PLAN, Tema
from paac_reportes.textos.frases import con_mayuscula

Esquema = dict[str, Any]

_DIALECTO = "https://json-schema.org/draft/2020-12/schema"
_ENTERO, _NUMERO, _FECHA = (f"^(?:{forma.pattern})$" for forma in (ENTERO, DECIMAL, FECHA))


def esquema_de_tema(tema: Tema = PLAN) -> Esquema:
    """JSON Schema de un archivo de datos, con una definición por clase."""
    clases: dict[str, Esquema] = {}
    raiz = _de_la_raiz(clases) if tema is PLAN else _bajo_su_clave(tema, clases)
    return {
        "$schema": _DIALECTO,
        "$comment": f"version_contrato: {VERSION_DEL_CONTRATO}",
        **raiz,
        "$defs": dict(sorted(clases.items())),
    }


def _de_la_raiz(clases: dict[str, Esquema]) -> Esquema:
    """Esquema de un plan, que va en la raíz de su archivo."""
    raiz = _de_clase(PlanEnArchivo, clases)
    clases.pop(PlanEnArchivo.__name__)
    listas = itertools.permutations(_POR_DONDE_SE_EMPIEZA)
    return {**raiz, "oneOf": [_con_una_de(*en_orden) for en_orden in listas]}


def _bajo_su_clave(tema: Tema, clases: dict[str, Esquema]) -> Esquema:
    """El JSON Schema de un contenido que va bajo su clave: ``{version_contrato, mapa}``.

    ``clases``: los de las clases que nombra, que se agregan.
    """
    titulo = CATALOGO.objeto(tema.clase).titulo
    dice = f"{con_mayuscula(tema.un)} en su archivo: va bajo «{tema.clave}»."
    campos = attrs.fields_dict(clase_en_archivo(tema))
    return {
        "title": f"Archivo de {titulo.lower()}",
        "description": dice,
        "type": "object",
        "properties": {
            CLAVE: _de_campo(campos[CLAVE], CATALOGO.de_clase(PlanEnArchivo, CLAVE), clases),
            tema.clave: _de_campo(campos[tema.clave], Campo(titulo, dice), clases),
        },
        "required": [tema.clave],
        "additionalProperties": False,
    }


_POR_DONDE_SE_EMPIEZA = [
    lista.nombre for lista in contenidos_de(Plan) if lista.nombre in LISTAS_DE_LA_MATRIZ
]


def _con_una_de(llena: str, vacia: str) -> Esquema:
    """Esquema que pide la lista ``llena`` con algo, y la ``vacia`` sin nada."""
    return {
        "required": [llena],
        "properties": {llena: {"type": "array", "minItems": 1}, vacia: {"maxItems": 0}},
    }


def _de_clase(clase: type, clases: dict[str, Esquema]) -> Esquema:
    """Esquema de una clase; en ``clases`` queda el suyo y los de los objetos que contiene."""
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
    """Título y descripción de un campo; el que nadie ha descrito sólo tiene título."""
    unidad = f" Unidad: {campo.unidad}." if campo.unidad else ""
    return {"title": campo.largo, **({"description": campo.dice + unidad} if campo.dice else {})}


def _de_campo(campo: Any, descripcion: Campo, clases: dict[str, Esquema]) -> Esquema:
    """El JSON Schema de un campo, con sus límites, y ``null`` si puede faltar.

    ``clases``: los de las clases que nombra, que se agregan.
    """
    opciones = _opciones(forma_de(campo.type), clases)
    for validador in validadores(campo):
        opciones = [_con_limite(opcion, validador) for opcion in opciones]
    if campo.default is not attrs.NOTHING:
        opciones.append({"type": "null"})
    rotulo = _dicho(descripcion)
    return {**rotulo, **opciones[0]} if len(opciones) == 1 else {**rotulo, "anyOf": opciones}


def _con_limite(opcion: Esquema, validador: object) -> Esquema:
    """El esquema con el límite o la forma que un validador pide."""
    if isinstance(validador, Entre) and opcion.get("type") in {"number", "integer"}:
        return {**opcion, "minimum": validador.minimo, "maximum": validador.maximo}
    if isinstance(validador, ConForma):
        return {**opcion, "pattern": f"^(?:{validador.patron})$"}
    return opcion


def _opciones(forma: Forma, clases: dict[str, Esquema]) -> list[Esquema]:
    """Los JSON Schema que una forma admite: uno, dos si es un número, o los de cada variante.

    ``clases``: los de las clases que nombra, que se agregan.
    """
    match forma.clase:
        case "valor":
            return [dict(opcion) for opcion in _SIMPLES[forma.tipo]]
        case "objeto":
            _de_clase(forma.tipo, clases)
            return [{"$ref": f"#/$defs/{forma.tipo.__name__}"}]
        case "opciones":
            return [{"enum": list(forma.opciones)}]
        case "lista":
            return [{"type": "array", "items": _una_de(_opciones(forma.partes[0], clases))}]
        case "tabla":
            clave, valor = forma.partes
            claves = {"propertyNames": {"pattern": _ENTERO}} if clave.tipo is int else {}
            valores = _una_de(_opciones(valor, clases))
            return [{"type": "object", **claves, "additionalProperties": valores}]
        case "variantes" | "alguna":
            return [opcion for parte in forma.partes for opcion in _opciones(parte, clases)]


def _una_de(opciones: list[Esquema]) -> Esquema:
    return opciones[0] if len(opciones) == 1 else {"anyOf": opciones}


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
