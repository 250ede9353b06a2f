"""Un contenido de la maqueta con las palabras de lo que se ve."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import assert_never

from paac_reportes.maqueta.contenido import (
    Cambiado,
    Campo,
    Cifra,
    Contenido,
    Dia,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
    solo_texto,
)
from paac_reportes.prueba.visible import Valor, literal, marca

_FECHA = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})(?:\xa0[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
"""Con hora, su día: la hora se compara en lo que la celda muestra."""
_NUMERO = re.compile(r"[0-9]{1,15}(?:,[0-9]{1,10})?")
_CAMPOS = {Campo.PAGINA: "página", Campo.PAGINAS: "páginas"}


def en_papel(contenido: Contenido) -> str:
    """Lo que dice en una página: cada salto de línea es uno, lo traiga como lo traiga."""
    return _SALTO.sub("\n", "".join(map(_tramo, _tramos(contenido))))


_SALTO = re.compile(r"\r\n|\r")


def en_celda(contenido: Contenido) -> str:
    """Las letras que guarda una celda de una hoja."""
    return literal(solo_texto(contenido))


def impreso(contenido: Contenido) -> str:
    """Lo que se imprime alrededor de una hoja, donde no hay enlaces ni imágenes."""
    return "".join(
        _tramo(tramo) if isinstance(tramo, Campo) else en_celda((tramo,))
        for tramo in _tramos(contenido)
    )


def imagenes_de(contenido: Contenido) -> Iterator[str]:
    """Las que van sobre la celda."""
    for tramo in _tramos(contenido):
        if isinstance(tramo, Imagen):
            yield _tramo(tramo)


def valor_de(contenido: Contenido) -> Valor:
    """El número o la fecha que la celda puede guardar en lugar de su texto."""
    if isinstance(contenido, Cifra):
        return contenido.valor
    if isinstance(contenido, Dia):
        return contenido.valor
    texto = solo_texto(contenido)
    if fecha := _FECHA.fullmatch(texto):
        dia, mes, vigencia = map(int, fecha.groups())
        try:
            return date(vigencia, mes, dia)
        except ValueError:
            return None
    return Decimal(texto.replace(",", ".")) if _NUMERO.fullmatch(texto) else None


def _tramos(contenido: Contenido) -> tuple[Tramo, ...]:
    return (contenido,) if isinstance(contenido, str) else contenido


def _tramo(tramo: Tramo) -> str:
    match tramo:
        case str():
            return literal(tramo)
        case Enfasis() | NumeroDeLeyenda() | Remision():
            return literal(tramo.texto)
        case Enlace():
            return f"{literal(tramo.texto)}{marca('enlace', tramo.direccion)}"
        case Campo():
            return marca(_CAMPOS[tramo])
        case Cambiado():
            return _tramo(tramo.tramo)
        case Imagen():
            return marca("imagen", tramo.texto_alternativo)
        case _:
            assert_never(tramo)
