"""Los nombres que pueden llevar las hojas de un libro."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

_LARGO = 31
"""Unidades UTF-16."""
_HOLGURA = 6
"""Las que un recorte puede dejar sin usar."""
_PROHIBIDOS = re.compile(r"[\[\]:*?/\\]")
_NUMERO = re.compile(r" \([0-9]+\)$")
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
    base = _NUMERO.sub("", hallado)
    comienzo, corte, resto = base.partition(_CORTE)
    es_su_parte = limpio.startswith(comienzo) and (not corte or resto in limpio)
    return es_su_parte and (not es_largo or _unidades(hallado) > _LARGO - _HOLGURA)


def _unidades(nombre: str) -> int:
    return len(nombre.encode("utf-16-le")) // 2
