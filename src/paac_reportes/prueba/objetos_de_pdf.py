"""Los objetos de un PDF, comparados por lo que dicen y no por cómo están escritos."""

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

Forma = tuple[Any, ...]
"""Un objeto como tuplas, que se comparan."""

_HONDO = 60
_DE_COMO_SE_GUARDA = frozenset({"/Length"})


def forma(objeto: Any, niveles: int = _HONDO, *, por_dentro: bool = False) -> Forma:
    """La de un objeto; ``por_dentro``, con lo que sus referencias nombran en lugar de ellas.

    ``ValueError`` si tiene demasiados niveles, o da vueltas.
    """
    if not niveles:
        raise ValueError
    if isinstance(objeto, IndirectObject):
        if por_dentro:
            return forma(objeto.get_object(), niveles - 1, por_dentro=True)
        return ("referencia", objeto.idnum, objeto.generation)
    if isinstance(objeto, DictionaryObject):
        claves = _de_diccionario(objeto, niveles - 1, por_dentro=por_dentro)
        if isinstance(objeto, StreamObject):
            return ("flujo", claves, bytes(objeto.encoded_data))
        return ("diccionario", claves)
    if isinstance(objeto, ArrayObject):
        elementos = (forma(uno, niveles - 1, por_dentro=por_dentro) for uno in objeto)
        return ("lista", *elementos)
    return _sencilla(objeto)


def _de_diccionario(objeto: DictionaryObject, niveles: int, *, por_dentro: bool) -> Forma:
    sobran = _DE_COMO_SE_GUARDA if isinstance(objeto, StreamObject) else frozenset[str]()
    return tuple(
        (str(clave), forma(valor, niveles, por_dentro=por_dentro))
        for clave, valor in sorted(objeto.items())
        if clave not in sobran
    )


def _sencilla(objeto: Any) -> Forma:
    if isinstance(objeto, NameObject):
        return ("nombre", str(objeto))
    if isinstance(objeto, TextStringObject | ByteStringObject):
        return ("texto", bytes(objeto.original_bytes))
    if isinstance(objeto, BooleanObject | NullObject):
        return ("otro", repr(objeto))
    return ("numero", float(objeto))


def dado(objeto: DictionaryObject, clave: str, si_no: Any = None) -> Any:
    """El valor de una clave, también si es de otro objeto, que ``get`` no sigue."""
    return objeto[clave] if clave in objeto else si_no  # noqa: SIM401


def nombrados(objeto: Any) -> Iterator[IndirectObject]:
    """Las referencias que trae, sin seguirlas."""
    if isinstance(objeto, IndirectObject):
        yield objeto
    elif isinstance(objeto, DictionaryObject):
        for valor in objeto.values():
            yield from nombrados(valor)
    elif isinstance(objeto, ArrayObject):
        for valor in objeto:
            yield from nombrados(valor)


def alcanzados(objeto: Any) -> set[tuple[int, int]]:
    """El número y la generación de cada objeto al que se llega desde uno."""
    claves: set[tuple[int, int]] = set()
    quedan = list(nombrados(objeto))
    while quedan:
        referencia = quedan.pop()
        if (clave := (referencia.idnum, referencia.generation)) not in claves:
            claves.add(clave)
            quedan += nombrados(referencia.get_object())
    return claves
