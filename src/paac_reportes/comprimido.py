"""Objetos que esperan comprimidos, en este mismo proceso: los de muchos planes no caben armados.

Lo que se desarma es siempre lo que aquí se comprimió: nada de esto viene de un archivo.
"""

import copyreg
import functools
import io
import pickle
import zlib
from collections.abc import Callable
from operator import attrgetter, methodcaller
from typing import Any

import attrs


def comprimir(objeto: object) -> bytes:
    """El objeto en la décima parte, más o menos, de lo que ocupa armado."""
    salida = io.BytesIO()
    escritor = pickle.Pickler(salida, pickle.HIGHEST_PROTOCOL)
    escritor.dispatch_table = _POR_CLASE
    escritor.dump(objeto)
    return zlib.compress(salida.getbuffer(), 1)


def descomprimir(guardado: bytes) -> Any:
    """Otro objeto igual al que se comprimió."""
    return pickle.loads(zlib.decompress(guardado))  # noqa: S301 - es de ``comprimir``


_Partir = Callable[[Any], Any]


class _PorClase(dict[type, _Partir]):
    """Cómo se guarda un objeto de una clase: uno de attrs, sus valores en orden y sin sus nombres.

    De un plan son miles, y nombrar cada campo y buscarlo para ponerlo es la cuarta parte de lo que
    toma guardarlos y armarlos.
    """

    def __missing__(self, clase: type) -> _Partir:
        if issubclass(clase, type):  # una clase se guarda por su nombre
            raise KeyError(clase)
        partir: _Partir = copyreg.dispatch_table.get(clase) or _COMO_SIEMPRE
        nombres = _espacios_de(clase)
        if len(nombres) > 1:  # de uno solo, ``attrgetter`` no da una tupla
            leer = attrgetter(*nombres)

            def partir(objeto: Any) -> Any:
                return _armado, (clase, *leer(objeto))

        self[clase] = partir
        return partir


def _espacios_de(clase: type) -> tuple[str, ...]:
    """Los campos de una clase de attrs que no guarda nada más; de otra, ninguno."""
    if not attrs.has(clase) or clase.__dictoffset__:
        return ()
    return tuple(campo.name for campo in attrs.fields(clase))


@functools.cache
def _ponen(clase: type) -> tuple[Callable[[Any, Any], None], ...]:
    """Quien pone cada campo, aunque la clase no deje cambiarlos."""
    return tuple(getattr(clase, nombre).__set__ for nombre in _espacios_de(clase))


def _armado(clase: type, *valores: Any) -> Any:
    objeto: Any = object.__new__(clase)
    for poner, valor in zip(_ponen(clase), valores, strict=True):
        poner(objeto, valor)
    return objeto


_COMO_SIEMPRE = methodcaller("__reduce_ex__", pickle.HIGHEST_PROTOCOL)
_POR_CLASE = _PorClase()
