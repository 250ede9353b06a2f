"""Un texto partido en palabras, números y signos, con la clase de cada uno."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

import attrs

from paac_reportes.modelo.fechas.lenguaje.vocabulario import (
    DOS_DIGITOS,
    LARGA,
    SIGNO,
    SUFIJOS_DE_ORDINAL,
    UN_DIGITO,
    VACIAS,
    clase_de,
)

_INVISIBLES = "\u00ad\u200b-\u200f\u2060\ufeff"
_TROZO = re.compile(
    r"(?P<medianoche>[Tt]?0?0:00(?::00(?:[.,]0+)?)?(?![0-9:]))"  # la que agrega Excel
    r"|(?P<todo_el_dia>(?:24/7|7/24)(?![/0-9]))"
    r"|(?P<con_punto_de_mil>[12]\.[0-9]{3}(?![.0-9]))"  # 2.026
    r"|[0-9]+|[ºª°]"
    rf"|(?:[^\W\d_]|[\u0300-\u036f{_INVISIBLES}])+"
    r"|\S"
)
_MAXIMO = 60
"""Hasta aquí se cita un trozo de un texto en un aviso."""


@attrs.frozen
class Texto:
    """Un texto y lo que es cada uno de sus trozos."""

    literal: str
    palabras: tuple[str, ...]
    """Sin tildes y en minúsculas."""
    lugares: tuple[tuple[int, int], ...]
    """Dónde empieza y dónde termina cada una en el literal."""
    clases: str
    """Una letra por cada una: las de ``vocabulario``."""

    def citar(self, inicio: int, fin: int) -> str:
        """De una palabra a la anterior a ``fin``, entre comillas y como están escritas."""
        return entre_comillas(self.literal[self.lugares[inicio][0] : self.lugares[fin - 1][1]])

    def dice_algo(self, lugar: int) -> bool:
        """Si la palabra de ese lugar no es un signo ni una que sola no dice nada."""
        return self.clases[lugar] not in VACIAS


def entre_comillas(texto: str) -> str:
    """Un trozo de un texto como se cita en un aviso: en un renglón, y corto."""
    largo = len(texto) > _MAXIMO
    return f"«{' '.join(texto[:_MAXIMO].split())}{'…' if largo else ''}»"


def partir(literal: str) -> Texto:
    """Las palabras de un texto cualquiera, en un tiempo proporcional a su largo."""
    trozos = list(_TROZO.finditer(literal))
    palabras = tuple(map(_palabra, trozos))
    lugares = tuple(trozo.span() for trozo in trozos)
    return Texto(literal, palabras, lugares, "".join(_clases(palabras)))


def _palabra(trozo: re.Match[str]) -> str:
    if trozo.lastgroup == "medianoche":
        return ""
    return trozo[0].replace(".", "") if trozo.lastgroup == "con_punto_de_mil" else _plana(trozo[0])


def _clases(palabras: Iterable[str]) -> Iterator[str]:
    """La clase de cada una; las letras de «1er» y de «2.do» son como el signo de «1.º»."""
    previa, anterior = SIGNO, SIGNO
    for palabra in palabras:
        numero = previa if anterior == "." else anterior
        if palabra in SUFIJOS_DE_ORDINAL and numero in {UN_DIGITO, DOS_DIGITOS}:
            clase = "º"
        else:
            clase = clase_de(palabra) if palabra else SIGNO
        previa, anterior = anterior, clase
        yield clase


def _plana(palabra: str) -> str:
    return (_corta if len(palabra) <= LARGA else _corta.__wrapped__)(palabra)


@functools.lru_cache(maxsize=4096)
def _corta(palabra: str) -> str:
    if palabra.isascii() or not (len(palabra) > 1 or palabra.isalnum()):
        return palabra.lower()
    return "".join(map(_letra_plana, palabra)) or palabra


@functools.lru_cache(maxsize=2048)
def _letra_plana(letra: str) -> str:
    # Letra por letra: normalizar de una vez miles de tildes seguidas no es lineal.
    if letra in "ºª°":
        return letra
    partes = unicodedata.normalize("NFKD", letra.casefold())
    return "".join(p for p in partes if not unicodedata.combining(p) and p.isprintable())
