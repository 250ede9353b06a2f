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

    De un plan son miles: guardar y armar uno de 386 filas toma 6,1 ms, y 9,0 nombrando cada campo y
    buscándolo para ponerlo; un consolidado lo hace con cada plan.
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
def _armador(clase: type) -> Callable[..., Any]:
    """Quien hace uno de sus valores, aunque la clase no deje cambiarlos: cada campo en su lugar.

    Escrito para ella: buscar en cada objeto quién pone cada campo toma el doble.
    """
    nombres = _espacios_de(clase)
    usa: dict[str, Any] = {"nuevo": object.__new__, "clase": clase}
    usa |= {f"poner{n}": getattr(clase, nombre).__set__ for n, nombre in enumerate(nombres)}
    recibe = ", ".join(f"valor{n}" for n in range(len(nombres)))
    pone = "".join(f"    poner{n}(objeto, valor{n})\n" for n in range(len(nombres)))
    codigo = f"def armar({recibe}):\n    objeto = nuevo(clase)\n{pone}    return objeto\n"
    exec(codigo, usa)  # noqa: S102 - como attrs escribe sus métodos; no lleva ni un nombre de fuera
    armar: Callable[..., Any] = usa["armar"]
    return armar


def _armado(clase: type, *valores: Any) -> Any:
    return _armador(clase)(*valores)


_COMO_SIEMPRE = methodcaller("__reduce_ex__", pickle.HIGHEST_PROTOCOL)
_POR_CLASE = _PorClase()
