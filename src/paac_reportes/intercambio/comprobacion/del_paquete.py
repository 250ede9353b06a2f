"""Un paquete de datos (.zip) contra lo que debe traer: sus datos, y lo que los describe."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.intercambio.comprobacion.certificado import Diferencia
from paac_reportes.intercambio.comprobacion.comprobacion import Resultado, contar
from paac_reportes.intercambio.comprobacion.de_datos import comprobar_json
from paac_reportes.intercambio.comprobacion.de_filas import comprobar_filas
from paac_reportes.intercambio.datos_abiertos.paquete import FILAS, PAGINA, PLAN, partes_de


def comprobar_paquete(contenido: bytes, debidas: Mapping[str, bytes]) -> Resultado:
    """Parte por parte: las filas y lo que es JSON, dato por dato; la página, letra por letra.

    ``ErrorDeEntrada`` si no es un paquete de los nuestros o no se deja leer.
    """
    halladas = partes_de(contenido)
    diferencias = [
        *(Diferencia(nombre, nombre, None) for nombre in debidas if nombre not in halladas),
        *(Diferencia(nombre, None, nombre) for nombre in halladas if nombre not in debidas),
    ]
    plan = json.loads(debidas[PLAN])
    for nombre in (uno for uno in debidas if uno in halladas):
        suyas = _de_parte(nombre, halladas[nombre], debidas[nombre], plan)
        diferencias += (attrs.evolve(una, lugar=f"{nombre}: {una.lugar}") for una in suyas)
    return Resultado(tuple(diferencias), contar(()))


def _de_parte(nombre: str, hallada: bytes, debida: bytes, plan: Any) -> Iterator[Diferencia]:
    if nombre == FILAS:
        yield from comprobar_filas(hallada, plan).diferencias
    elif nombre == PAGINA:
        if hallada != debida:
            yield Diferencia("página", "la que describe estas filas", "otra")
    else:
        yield from comprobar_json(hallada, json.loads(debida)).diferencias
