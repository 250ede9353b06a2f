"""Un plan a medio armar: sus objetos, y de qué fila y columna salió cada dato."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes.errores import Falla, unir_ruta

Valores = dict[str, Any]


@attrs.define(eq=False)
class Nodo:
    """Un objeto del plan por armar: sus datos, de dónde salió cada uno y sus listas."""

    lugar: str
    datos: Valores = attrs.Factory(dict)
    origenes: dict[str, str] = attrs.Factory(dict)
    """Por dato, la fila y la columna."""
    listas: dict[str, dict[str, "Nodo"]] = attrs.Factory(dict)
    reportes: dict[str, "Nodo"] = attrs.Factory(dict)
    """Los seguimientos, por su corte."""

    def hijo(self, lista: str, clave: str, lugar: str) -> "Nodo":
        """El de esa clave en esa lista; si no está, uno nuevo."""
        return self.listas.setdefault(lista, {}).setdefault(clave, Nodo(lugar))


def datos_y_origenes(raiz: Nodo) -> tuple[Valores, dict[str, str]]:
    """Los datos del plan como diccionario y, por ruta, la fila y la columna de donde salieron."""
    origenes: dict[str, str] = {}
    return _datos(raiz, "", origenes), origenes


def _datos(nodo: Nodo, ruta: str, origenes: dict[str, str]) -> Valores:
    origenes[ruta] = nodo.lugar
    origenes |= {unir_ruta(ruta, campo): lugar for campo, lugar in nodo.origenes.items()}
    datos = _anidados(nodo.datos)
    for lista, hijos in nodo.listas.items():
        if lista == "entidad":
            datos[lista] = _datos(hijos[""], lista, origenes)
            continue
        datos[lista] = [
            _datos(hijo, f"{unir_ruta(ruta, lista)}[{numero}]", origenes)
            for numero, hijo in enumerate(hijos.values())
        ]
    if nodo.reportes:
        datos["seguimientos"] = [
            _datos(reporte, f"{unir_ruta(ruta, 'seguimientos')}[{numero}]", origenes)
            for numero, reporte in enumerate(nodo.reportes.values())
        ]
    return datos


def _anidados(planos: Valores) -> Valores:
    """``{"verificacion.nota": …}`` como ``{"verificacion": {"nota": …}}``."""
    datos: Valores = {}
    for clave, valor in planos.items():
        *antes, ultimo = clave.split(".")
        destino = datos
        for paso in antes:
            destino = destino.setdefault(paso, {})
        destino[ultimo] = valor
    return datos


def en_su_fila(fallas: Sequence[Falla], origenes: Mapping[str, str]) -> Iterator[Falla]:
    """Las mismas fallas, con la fila y la columna en lugar de la ruta dentro del plan."""
    for falla in fallas:
        ruta = falla.ruta
        while ruta and not origenes.get(ruta):
            ruta = re.sub(r"(?:\.?[^.\[\]]+|\[\d+\])\Z", "", ruta)
        resto = falla.ruta[len(ruta) :].lstrip(".")
        donde = origenes.get(ruta, "")
        yield Falla(": ".join(filter(None, (donde, resto))), falla.mensaje)
