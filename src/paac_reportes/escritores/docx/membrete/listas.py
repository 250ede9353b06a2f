"""Las listas del cuerpo, detrás de las que el membrete ya define."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.story import StoryPart

_DEFINICION, _LISTA, _AL_FINAL = qn("w:abstractNum"), qn("w:num"), qn("w:numIdMacAtCleanup")
_DE_DEFINICION, _DE_LISTA = qn("w:abstractNumId"), qn("w:numId")
"""Las clases de elementos, en el orden en que Word los exige, y el número de cada uno."""


def juntar_listas(suya: StoryPart, nuestra: StoryPart) -> dict[str, str]:
    """Pasa al membrete las listas del cuerpo; de cada número de antes, el de ahora."""
    propia, ajena = _numeracion(nuestra), _numeracion(suya)
    if propia is None:
        return {}
    origen = parse_xml(propia.blob)
    if ajena is None:
        suya.relate_to(propia, RELATIONSHIP_TYPE.NUMBERING)
        return {lista.get(_DE_LISTA): lista.get(_DE_LISTA) for lista in origen.findall(_LISTA)}
    destino = ajena.element
    definiciones = _nuevos_numeros(origen, destino, _DEFINICION, _DE_DEFINICION)
    listas = _nuevos_numeros(origen, destino, _LISTA, _DE_LISTA)
    for lista in origen.findall(_LISTA):
        suya_es = lista.find(_DE_DEFINICION)
        suya_es.set(qn("w:val"), definiciones[suya_es.get(qn("w:val"))])
    _agregar(destino, origen.findall(_DEFINICION), antes_de=(_LISTA, _AL_FINAL))
    _agregar(destino, origen.findall(_LISTA), antes_de=(_AL_FINAL,))
    return listas


def _numeracion(parte: StoryPart) -> Any:
    relaciones = parte.rels.values()
    hay = (uno for uno in relaciones if uno.reltype == RELATIONSHIP_TYPE.NUMBERING)
    return next((uno.target_part for uno in hay), None)


def _nuevos_numeros(origen: Any, destino: Any, clase: str, numero: str) -> dict[str, str]:
    """Renumera los de una clase desde el último que hay en el destino."""
    puestos = (uno.get(numero) for uno in destino.findall(clase))
    ultimo = max((int(puesto) for puesto in puestos if puesto and puesto.isdecimal()), default=0)
    nuevos = {}
    for orden, uno in enumerate(origen.findall(clase), ultimo + 1):
        nuevos[uno.get(numero)] = str(orden)
        uno.set(numero, str(orden))
    return nuevos


def _agregar(destino: Any, nuevos: list[Any], *, antes_de: tuple[str, ...]) -> None:
    posicion = next((n for n, uno in enumerate(destino) if uno.tag in antes_de), len(destino))
    destino[posicion:posicion] = nuevos
