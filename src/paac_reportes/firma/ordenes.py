"""Las órdenes con que una página dibuja, una por una (ISO 32000-1, 7.8.2).

De un texto se da sólo cuántos bytes trae; lo que va en un diccionario no se da.
"""

import re
from collections.abc import Iterator

from paac_reportes import clases


@clases.frozen
class Texto:
    """Uno que se escribe: cuántos bytes tiene."""

    bytes: int


Dato = float | str | Texto | list[float | Texto]
"""Un número, el nombre de un recurso, un texto o lo que ``TJ`` escribe."""

_PIEZA = re.compile(
    rb"(?P<aire>[\x00\t\n\f\r ]+|%[^\r\n]*)"
    rb"|(?P<numero>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|/(?P<nombre>[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<abre><<)|(?P<cierra>>>)"
    rb"|<(?P<hexadecimal>[0-9A-Fa-f\x00\t\n\f\r ]*)>"
    rb"|(?P<lista>\[)|(?P<fin>\])"
    rb"|(?P<texto>\()"
    rb"|(?P<orden>[A-Za-z'\"][A-Za-z0-9]*\*?)"
)
_EN_UN_TEXTO = re.compile(rb"\\(?:[0-7]{1,3}|\r\n|.)|[()]|[^\\()]+", re.DOTALL)
_ESPACIOS = re.compile(rb"[\x00\t\n\f\r ]")
_IMAGEN_SUELTA = "BI"


def ordenes(contenido: bytes) -> Iterator[tuple[str, list[Dato]]]:
    """Cada orden y lo que lleva delante; ``ValueError`` si no se entiende."""
    datos: list[Dato] = []
    lista: list[float | Texto] | None = None
    for clase, dato in _sin_diccionarios(contenido):
        if clase == "orden":
            yield str(dato), datos
            datos = []
        elif clase == "lista":
            lista = []
        elif clase == "fin":
            datos.append(lista or [])
            lista = None
        elif lista is None:
            datos.append(dato)
        elif not isinstance(dato, str):
            lista.append(dato)


_Pieza = tuple[str, float | str | Texto]


def _sin_diccionarios(contenido: bytes) -> Iterator[_Pieza]:
    """Las que no van dentro de uno; ``ValueError`` en una imagen suelta, que no se recorre."""
    niveles = 0
    for clase, dato in _piezas(contenido):
        if clase == "abre":
            niveles += 1
        elif clase == "cierra":
            niveles -= 1
        elif clase == "orden" and dato == _IMAGEN_SUELTA:
            raise ValueError
        elif not niveles:
            yield clase, dato


def _piezas(contenido: bytes) -> Iterator[_Pieza]:
    """Cada una, y de qué clase es."""
    lugar = 0
    while lugar < len(contenido):
        pieza = _PIEZA.match(contenido, lugar)
        if pieza is None:
            raise ValueError
        clase, lugar = str(pieza.lastgroup), pieza.end()
        dicho = pieza[clase]
        if clase == "texto":
            texto, lugar = _literal(contenido, lugar)
            yield clase, texto
        elif clase == "hexadecimal":
            yield clase, Texto((len(_ESPACIOS.sub(b"", dicho)) + 1) // 2)
        elif clase == "numero":
            yield clase, float(dicho)
        elif clase != "aire":
            yield clase, f"/{dicho.decode('latin-1')}" if clase == "nombre" else dicho.decode()


def _literal(contenido: bytes, lugar: int) -> tuple[Texto, int]:
    """El que empieza ahí, ya pasado su paréntesis, y dónde termina."""
    niveles, cuantos = 1, 0
    while niveles:
        trozo = _EN_UN_TEXTO.match(contenido, lugar)
        if trozo is None:
            raise ValueError
        lugar = trozo.end()
        dicho = trozo[0]
        niveles += (dicho == b"(") - (dicho == b")")
        cuantos += 1 if dicho.startswith(b"\\") else len(dicho)
    return Texto(cuantos - 1), lugar
