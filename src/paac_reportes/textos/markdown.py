"""Markdown liviano para los textos de un informe: párrafos, listas, **negrita** y *cursiva*.

Lo demás (encabezados, enlaces, código, HTML) es texto corriente y sale como está escrito.
"""

import re
from collections.abc import Iterator
from typing import Literal

import attrs

_VINETA = re.compile(r"\s{0,3}[-*•]\s+(?P<texto>.*)")
_NUMERADO = re.compile(r"\s{0,3}(?P<numero>\d{1,3})[.)]\s+(?P<texto>.*)")
_ENFASIS = re.compile(r"\*\*(?P<negrita>\S(?:.*?\S)?)\*\*|\*(?P<cursiva>[^\s*](?:[^*]*[^\s*])?)\*")

Clase = Literal["parrafo", "vineta", "numerado"]


@attrs.frozen
class Trozo:
    """Un pedazo de texto con su énfasis."""

    texto: str
    negrita: bool = False
    cursiva: bool = False


@attrs.frozen
class BloqueDeTexto:
    """Un párrafo o un elemento de lista."""

    clase: Clase
    trozos: tuple[Trozo, ...]
    marca: str = ""
    """``•`` o ``1.``, si es de una lista."""


def leer_markdown(texto: str) -> Iterator[BloqueDeTexto]:
    """Los bloques de un texto; una línea en blanco separa párrafos y un salto simple no."""
    parrafo: list[str] = []
    for linea in [*texto.splitlines(), ""]:
        elemento = _VINETA.fullmatch(linea) or _NUMERADO.fullmatch(linea)
        if elemento or not linea.strip():
            if parrafo:
                yield BloqueDeTexto("parrafo", tuple(_trozos(" ".join(parrafo))))
                parrafo = []
            if elemento:
                numero = elemento.groupdict().get("numero")
                clase: Clase = "numerado" if numero else "vineta"
                marca = f"{numero}." if numero else "•"
                yield BloqueDeTexto(clase, tuple(_trozos(elemento["texto"].strip())), marca)
        else:
            parrafo.append(linea.strip())


def _trozos(texto: str) -> Iterator[Trozo]:
    fin = 0
    for hallado in _ENFASIS.finditer(texto):
        if hallado.start() > fin:
            yield Trozo(texto[fin : hallado.start()])
        if hallado["negrita"]:
            yield Trozo(hallado["negrita"], negrita=True)
        else:
            yield Trozo(hallado["cursiva"], cursiva=True)
        fin = hallado.end()
    if fin < len(texto):
        yield Trozo(texto[fin:])
