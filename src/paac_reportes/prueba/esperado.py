"""Un contenido de la maqueta con las palabras de lo que se ve."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import assert_never

from paac_reportes.maqueta.contenido import (
    Campo,
    Cifra,
    Contenido,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
    solo_texto,
)
from paac_reportes.prueba.visible import Valor, literal, marca

# ------------------------------------------------------------------ nombres
# Los nombres que pueden llevar las hojas de un libro.

_LARGO = 31
"""Unidades UTF-16."""
_HOLGURA = 6
"""Las que un recorte puede dejar sin usar."""
_PROHIBIDOS = re.compile(r"[\[\]:*?/\\]")
_NUMERO_DE_HOJA = re.compile(r" \([0-9]+\)$")
_CORTE = "…"


def nombres_que_valen(deseados: Sequence[str], hallados: Sequence[str]) -> list[str]:
    """Por cada deseado, el hallado en su lugar si es suyo; si no lo es, el deseado.

    Excel no admite ``[]:*?/`` ni la otra barra, ni más de 31 letras, ni dos iguales: entonces vale
    el comienzo del deseado, con ``…`` y otra parte suya, o con un número.
    """
    limpios = [
        " ".join(_PROHIBIDOS.sub(" ", uno).split()).strip("' ") or "Hoja" for uno in deseados
    ]
    veces = Counter(limpio.casefold() for limpio in limpios)
    usados = Counter(hallado.casefold() for hallado in hallados)
    return [
        hallado
        if hallado is not None
        and usados[hallado.casefold()] == 1
        and _es_suyo(hallado, limpio, repetido=veces[limpio.casefold()] > 1)
        else limpio
        for limpio, hallado in zip_longest(limpios, hallados[: len(limpios)])
    ]


def _es_suyo(hallado: str, limpio: str, *, repetido: bool) -> bool:
    if hallado == limpio:
        return True
    es_largo = _unidades(limpio) > _LARGO
    if _unidades(hallado) > _LARGO or not (es_largo or repetido or limpio.casefold() == "history"):
        return False
    base = _NUMERO_DE_HOJA.sub("", hallado)
    comienzo, corte, resto = base.partition(_CORTE)
    es_su_parte = limpio.startswith(comienzo) and (not corte or resto in limpio)
    return es_su_parte and (not es_largo or _unidades(hallado) > _LARGO - _HOLGURA)


def _unidades(nombre: str) -> int:
    return len(nombre.encode("utf-16-le")) // 2


# ------------------------------------------------------------------ contenidos

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


def direcciones_de(contenido: Contenido) -> set[str]:
    """Las de sus enlaces."""
    return {tramo.direccion for tramo in _tramos(contenido) if isinstance(tramo, Enlace)}


def valor_de(contenido: Contenido) -> Valor:
    """El número o la fecha que la celda puede guardar en lugar de su texto."""
    if isinstance(contenido, Cifra):
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
        case Imagen():
            return marca("imagen", tramo.texto_alternativo)
        case _:
            assert_never(tramo)
