"""Cuánto hay que aprender de la biblioteca: sus nombres, parámetros, órdenes, opciones y códigos."""

import argparse
import inspect
from collections.abc import Iterator
from types import ModuleType

import paac_reportes as paac
from paac_reportes.cli.orden import _armar
from paac_reportes.cli.tabla import ORDENES
from paac_reportes.errores import CODIGOS, FALLAS

DE_TODAS = {"help", "silencio"}
"""Las opciones que cada orden lleva."""


def tamano_de_la_cara() -> dict[str, int]:
    """Cuántos hay de cada cosa, por su nombre."""
    valores = [getattr(paac, nombre) for nombre in dir(paac) if not nombre.startswith("_")]
    verbos = [valor for valor in valores if inspect.isfunction(valor)]
    parametros = [inspect.signature(verbo).parameters.values() for verbo in verbos]
    opciones = opciones_por_orden()
    return {
        "nombres": len(valores),
        "verbos": len(verbos),
        "módulos": sum(isinstance(valor, ModuleType) for valor in valores),
        "parámetros": sum(map(len, parametros)),
        "órdenes": len(opciones),
        "opciones": sum(map(len, opciones.values())),
        "opciones de la que más tiene": max(map(len, opciones.values())),
        "códigos de aviso": len(CODIGOS),
        "códigos de falla": len(FALLAS),
    }


def opciones_por_orden() -> dict[str, list[str]]:
    """Las opciones de cada orden, sin las de todas."""
    return {
        nombre: [
            opcion.dest
            for opcion in orden._actions
            if opcion.option_strings and opcion.dest not in DE_TODAS
        ]
        for nombre, orden in _ordenes()
    }


def _ordenes() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for accion in _armar(ORDENES)._actions:
        if isinstance(accion, argparse._SubParsersAction):
            yield from accion.choices.items()
