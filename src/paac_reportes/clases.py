"""Clases de attrs que se terminan al usarse, y métodos que recuerdan lo que respondieron.

attrs escribe y compila los métodos de una clase (construir, comparar, mostrar) al declararla, y un
reporte usa la mitad de las que carga, y casi ninguna se compara o se muestra. Aquí se declaran
igual, con ``frozen``, y attrs hace cada grupo de métodos la primera vez que alguien lo mira.

Dos hilos que miren a la vez lo hacen dos veces, y da lo mismo.

``recordado`` es para un método lo que ``functools.cache`` para una función.
"""

import functools
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from types import CellType, FunctionType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, cast

import attrs

__all__ = ["es_de_attrs", "frozen", "recordado"]

Yo = TypeVar("Yo")
P = ParamSpec("P")
R = TypeVar("R")

_AL_CONSTRUIR = (
    *("__init__", "__attrs_attrs__", "__match_args__", "__replace__"),
    *("__setattr__", "__delattr__", "__getstate__", "__setstate__"),
)
_AL_COMPARAR = ("__eq__", "__ne__", "__hash__")
_AL_MOSTRAR = ("__repr__",)
_DE_SIEMPRE = ("__dict__", "__weakref__")
"""Lo que Python le pone a toda clase, y le pone otra vez a la que se hace con sus partes."""


def es_de_attrs(tipo: object) -> bool:
    """Si es una clase de attrs; a diferencia de ``attrs.has``, sin terminarla."""
    return any("__attrs_attrs__" in vars(una) for una in getattr(tipo, "__mro__", ()))


if TYPE_CHECKING:
    from attrs import frozen
else:

    def frozen(clase: type | None = None, /, **opciones: Any) -> Any:
        """``attrs.frozen``, con los métodos por hacer."""
        if clase is None:
            return lambda una: frozen(una, **opciones)
        con_espacios = opciones.setdefault("slots", True)
        recuerda = any(isinstance(v, functools.cached_property) for v in vars(clase).values())
        if con_espacios and recuerda:
            return attrs.frozen(clase, **opciones)  # attrs le da un espacio a cada una
        return _por_terminar(clase, opciones)


class recordado(Generic[Yo, P, R]):  # noqa: N801 - se usa como ``cached_property``
    """El método, que a unos mismos argumentos responde una vez mientras viva su objeto.

    ``functools.cache(self.metodo)`` y su objeto se tienen el uno al otro: lo recordado, que pueden
    ser tablas enteras, no se iría con él sino cuando pasara el recolector de basura.
    """

    def __init__(self, metodo: Callable[Concatenate[Yo, P], R]) -> None:
        self._metodo = metodo
        self.__doc__ = metodo.__doc__

    def __get__(self, objeto: Yo, clase: type[Yo]) -> Callable[P, R]:
        metodo = functools.partial(self._metodo, weakref.proxy(objeto))
        recordar = cast("Callable[P, R]", functools.cache(metodo))
        vars(objeto)[self._metodo.__name__] = recordar
        return recordar


def _por_terminar(clase: type, opciones: dict[str, Any]) -> type:
    """La misma clase, con el lugar de sus campos y, por cada método, quien lo hará."""
    dicho = {c: v for c, v in vars(clase).items() if c not in _DE_SIEMPRE}
    dicho["__qualname__"] = clase.__qualname__
    campos = clase.__annotations__
    partes = {c: v for c, v in dicho.items() if c not in campos}
    if opciones["slots"]:
        de_antes = [c for una in clase.__mro__[1:-1] for c in vars(una).get("__slots__", ())]
        suyos = (*campos, "__weakref__")
        partes["__slots__"] = tuple(campo for campo in suyos if campo not in de_antes)
    grupos = [_Grupo(nombres, dicho, pedido) for nombres, pedido in _pedidos(opciones)]
    for grupo in grupos:
        for nombre in grupo.nombres:
            if nombre not in dicho:
                partes[nombre] = _PorHacer(nombre, grupo)
    terminada = type(clase)(clase.__name__, clase.__bases__, partes)
    for grupo in grupos:
        grupo.duena = terminada
    for celda in _celdas(dicho.values()):
        if celda.cell_contents is clase:
            celda.cell_contents = terminada
    return terminada


def _pedidos(opciones: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Los métodos que se hacen juntos, y lo que de attrs se pide para hacerlos."""
    yield _AL_CONSTRUIR, {**opciones, "eq": False, "repr": False}
    if opciones.get("eq", True):
        yield _AL_COMPARAR, {**opciones, "init": False, "repr": False}
    if opciones.get("repr", True):
        yield _AL_MOSTRAR, {**opciones, "init": False, "eq": False}


def _celdas(partes: Iterable[object]) -> Iterator[CellType]:
    """En cada método que llama a ``super()``, la que dice de qué clase es."""
    for parte in partes:
        metodo = parte
        if not isinstance(parte, FunctionType):
            metodo = getattr(parte, "fget", None) or getattr(parte, "__func__", None)
        if (celdas := getattr(metodo, "__closure__", None)) and isinstance(metodo, FunctionType):
            sueltas = zip(metodo.__code__.co_freevars, celdas, strict=True)
            yield from (celda for nombre, celda in sueltas if nombre == "__class__")


class _Grupo:
    """Los métodos de una clase que se hacen juntos, y cómo se le piden a attrs."""

    __slots__ = ("_dicho", "_pedido", "duena", "nombres")

    def __init__(
        self, nombres: tuple[str, ...], dicho: dict[str, Any], pedido: dict[str, Any]
    ) -> None:
        self.nombres, self._dicho, self._pedido = nombres, dicho, pedido
        self.duena: type = object
        """La clase, que se hace después."""

    def hacer(self) -> None:
        """Los pone en la clase, en lugar de quien los pide."""
        duena = self.duena
        muestra = type(duena)(duena.__name__, duena.__bases__, dict(self._dicho))
        hecho = vars(attrs.frozen(muestra, **self._pedido))
        for nombre in self.nombres:
            if nombre in hecho and nombre not in self._dicho:
                setattr(duena, nombre, hecho[nombre])
            elif isinstance(vars(duena).get(nombre), _PorHacer):
                with suppress(AttributeError):  # otro hilo se adelantó
                    delattr(duena, nombre)


class _PorHacer:
    """Un método que attrs todavía no ha hecho; al mirarlo se hacen los de su grupo."""

    __slots__ = ("_grupo", "_nombre")

    def __init__(self, nombre: str, grupo: _Grupo) -> None:
        self._nombre, self._grupo = nombre, grupo

    def __get__(self, objeto: object, clase: type) -> Any:
        self._grupo.hacer()
        nombre, duena = self._nombre, self._grupo.duena
        if nombre not in vars(duena):  # attrs no lo hace: el que heredó
            return getattr(super(duena, clase if objeto is None else objeto), nombre)
        hecho = vars(duena)[nombre]
        return hecho.__get__(objeto, clase) if hasattr(hecho, "__get__") else hecho
