"""Los extras que un formato pide, inventados para su muestra."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.estructura import Extra
from paac_reportes.formatos.definicion.columnas import Columna, datos_de
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import extra_de
from paac_reportes.formatos.revision.textos import textos_del_formato
from paac_reportes.modelo import Actividad, Componente, Entidad, Plan, Seguimiento, Tramite

_RAICES: dict[type, str] = {
    Entidad: "entidad",
    Componente: "componente",
    Actividad: "actividad",
    Tramite: "tramite",
    Seguimiento: "seguimiento",
}
_EN_TEXTOS = re.compile(r"\b(entidad|componente)\.extras\.([a-z][a-z0-9_]*)")
_CANTIDAD = Decimal("12.5")


def con_extras_de(formato: Formato, plan: Plan) -> Plan:
    """El plan con algo en cada extra que las columnas y los textos del formato nombran."""
    por_raiz: defaultdict[str, dict[str, Extra]] = defaultdict(dict)
    for _, texto in textos_del_formato(formato):
        for raiz, nombre in _EN_TEXTOS.findall(texto):
            por_raiz[raiz][nombre] = _inventado(nombre)
    for raices, nombre, columna in _de_columnas(formato):
        for raiz in raices:
            por_raiz[raiz][nombre] = _de_columna(columna, nombre)
    con_ellos: Plan = _con(plan, por_raiz) if por_raiz else plan
    return con_ellos


def _de_columnas(formato: Formato) -> Iterator[tuple[tuple[str, ...], str, Columna]]:
    for tabla in formato.tablas.values():
        recorren = [seccion.recorre for seccion in tabla.secciones]
        for columna in tabla.columnas:
            for dato in datos_de(columna):
                if extra := extra_de(dato, recorren):
                    yield *extra, columna


def _de_columna(columna: Columna, nombre: str) -> Extra:
    if columna.marca is not None:
        return columna.cuando[0]
    es_numero = columna.total is not None or columna.guarda == "numero"
    return _CANTIDAD if es_numero else _inventado(nombre)


def _inventado(nombre: str) -> str:
    return nombre.replace("_", " ").capitalize()


def _con(objeto: Any, por_raiz: Mapping[str, Mapping[str, Extra]]) -> Any:
    """El objeto, y los que contiene, con sus extras."""
    if isinstance(objeto, tuple):
        return tuple(_con(uno, por_raiz) for uno in objeto)
    if not attrs.has(type(objeto)):
        return objeto
    cambios = {
        campo.name: _con(getattr(objeto, campo.name), por_raiz)
        for campo in attrs.fields(type(objeto))
    }
    if suyos := por_raiz.get(_RAICES.get(type(objeto), "")):
        cambios["extras"] = suyos
    return attrs.evolve(objeto, **cambios)
