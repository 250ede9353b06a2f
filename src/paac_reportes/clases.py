"""Clases de attrs que se terminan al usarse, y métodos que recuerdan lo que respondieron.

attrs escribe y compila los métodos de una clase (construir, comparar, mostrar) al declararla, y un
reporte usa la mitad de las que carga, y casi ninguna se compara o se muestra. Aquí se declaran
igual, con ``frozen``, y attrs hace cada grupo de métodos la primera vez que alguien lo mira; el
constructor, que es de casi todas, se compila aquí.

Un primer Word toma con ello, de lo que toma con ``attrs.frozen``, 0,71, y un primer Excel, 0,80
(procesador, el menor de varios procesos por turnos).

Dos hilos que miren a la vez lo hacen dos veces, y da lo mismo.

``propiedad_recordada`` es una propiedad que se calcula una vez; ``recordado`` es para un método lo
que ``functools.cache`` para una función; ``recordado_de_este``, para lo que cuesta comparar;
``recordada``, para una función de un objeto que dura más que quien pregunta, como un formato.
"""

import functools
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import getcontext
from operator import itemgetter
from types import CellType, FunctionType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    ParamSpec,
    TypeVar,
    cast,
    get_args,
    get_origin,
)

import attrs

from paac_reportes.decimales import Propio, en_contexto_propio

__all__ = [
    "es_de_attrs",
    "frozen",
    "propiedad_recordada",
    "recordada",
    "recordado",
    "recordado_de_este",
]

Yo = TypeVar("Yo")
P = ParamSpec("P")
R = TypeVar("R")

_GRUPOS: tuple[tuple[tuple[str, ...], str | None], ...] = (
    (("__attrs_attrs__", "__match_args__", "__replace__"), None),
    (("__init__",), "init"),
    (("__eq__", "__ne__", "__hash__"), "eq"),
    (("__repr__",), "repr"),
    (("__getstate__", "__setstate__"), "slots"),
)
"""Los métodos que se hacen juntos, y la opción de attrs con la que se piden."""
_CON_ALGO_MAS = type(attrs.field())
"""Tipo del campo que dice, además, cómo se comprueba o se convierte."""
_FABRICA: Any = attrs.Factory
_PUESTOS_POR_PYTHON = ("__dict__", "__weakref__")
"""Atributos que Python pone a toda clase, y pone otra vez a la que se hace con sus partes."""


def es_de_attrs(tipo: object) -> bool:
    """Si el tipo es una clase de attrs; a diferencia de ``attrs.has``, sin terminarla."""
    return any("__attrs_attrs__" in vars(antecesora) for antecesora in getattr(tipo, "__mro__", ()))


if TYPE_CHECKING:
    from functools import cached_property as propiedad_recordada

    from attrs import frozen
else:

    class propiedad_recordada(functools.cached_property):  # noqa: N801 - se usa como ``property``
        """``functools.cached_property`` sin su cerrojo, y con las cuentas en el contexto propio.

        En Python 3.11 el cerrojo es uno para todos los objetos de la clase: los hilos se turnan, y
        quien se bifurca mientras otro hilo lo tiene deja a su hijo esperándolo para siempre. Dos
        hilos que la miren a la vez la calculan los dos, y queda lo del primero.
        """

        def __init__(self, funcion: Callable[[Any], Any]) -> None:
            super().__init__(funcion)
            self._en_contexto_propio = en_contexto_propio(funcion)

        def __get__(self, objeto: Any, clase: type | None = None) -> Any:
            """Calcula el valor en el contexto decimal propio y lo guarda en el objeto."""
            if objeto is None:
                return self
            # Casi siempre se mira desde adentro, donde ya está puesto.
            dentro = type(getcontext()) is Propio
            valor = self.func(objeto) if dentro else self._en_contexto_propio(objeto)
            return vars(objeto).setdefault(self.attrname, valor)

    def frozen(clase: type | None = None, /, **opciones: Any) -> Any:
        """Lo mismo que ``attrs.frozen``; los métodos se escriben la primera vez que se usan."""
        if clase is None:
            return lambda decorada: frozen(decorada, **opciones)
        con_espacios = opciones.setdefault("slots", True)
        recuerda = any(isinstance(v, propiedad_recordada) for v in vars(clase).values())
        if con_espacios and recuerda:
            return attrs.frozen(clase, **opciones)  # attrs le da un espacio a cada una
        if recuerda:
            clase.__getstate__ = _sin_lo_recordado
        return _por_terminar(clase, opciones)

    def _sin_lo_recordado(objeto: Any) -> dict[str, Any]:
        """Estado que viaja a otro proceso: los campos; lo recordado, allá se calcula."""
        return {campo.name: getattr(objeto, campo.name) for campo in attrs.fields(type(objeto))}


class recordado(Generic[Yo, P, R]):  # noqa: N801 - se usa como ``cached_property``
    """El método, que a unos mismos argumentos responde una vez mientras viva su objeto.

    ``functools.cache(self.metodo)`` y su objeto se tienen el uno al otro: lo recordado, que pueden
    ser tablas enteras, no se iría con él sino cuando pasara el recolector de basura.
    """

    def __init__(self, metodo: Callable[Concatenate[Yo, P], R]) -> None:
        self._metodo = metodo
        self.__doc__ = metodo.__doc__

    def __get__(self, objeto: Yo, clase: type[Yo]) -> Callable[P, R]:
        recordar: Any = functools.cache(functools.partial(self._metodo, weakref.proxy(objeto)))
        metodo: Callable[P, R] = recordar
        vars(objeto)[self._metodo.__name__] = metodo
        return metodo


class recordado_de_este(recordado[Yo, P, R]):  # noqa: N801 - como ``recordado``
    """Recuerdo de una función que reconoce su primer argumento por cuál es y no por cómo es.

    Para lo que es enorme de comparar y casi siempre es el mismo objeto; mientras recuerde lo tiene,
    y así nadie más toma su identidad.
    """

    def __get__(self, objeto: Yo, clase: type[Yo]) -> Callable[P, R]:
        metodo: Any = functools.partial(self._metodo, weakref.proxy(objeto))
        recordados: dict[tuple[object, ...], tuple[object, R]] = {}

        def recordar(enorme: object, *demas: Any) -> R:
            """Respuesta recordada del método, por la identidad del primer argumento y los demás."""
            clave = id(enorme), *demas
            if clave not in recordados:
                recordados[clave] = enorme, metodo(enorme, *demas)
            return recordados[clave][1]

        vars(objeto)[self._metodo.__name__] = recordar
        return cast("Callable[P, R]", recordar)


def recordada(funcion: Callable[Concatenate[Yo, P], R]) -> Callable[Concatenate[Yo, P], R]:
    """Función que a unos mismos argumentos responde una vez mientras viva el primero de ellos.

    Lo reconoce por su identidad. La respuesta no ha de llevarlo dentro: ninguno de los dos se iría.
    """
    por_objeto: dict[int, tuple[object, dict[object, R]]] = {}

    @functools.wraps(funcion)
    def recordar(objeto: Yo, /, *demas: P.args, **nombrados: P.kwargs) -> R:
        """La respuesta de ``funcion`` a unos argumentos, que se calcula una vez por objeto."""
        identidad, llamada = id(objeto), (demas, *nombrados.items())
        if identidad not in por_objeto:
            # Sin código de Python: un Ctrl-C que cayera en él se perdería.
            olvidar = functools.partial(por_objeto.pop, identidad)
            por_objeto[identidad] = weakref.ref(objeto, olvidar), {}
        _, respuestas = por_objeto[identidad]
        if llamada not in respuestas:
            respuestas[llamada] = funcion(objeto, *demas, **nombrados)
        return respuestas[llamada]

    return recordar


def _por_terminar(clase: type, opciones: dict[str, Any]) -> Any:
    """La clase congelada, cuyos métodos de attrs se escriben la primera vez que se usan.

    ``opciones``: las de attrs.
    """
    declarado = {c: valor for c, valor in vars(clase).items() if c not in _PUESTOS_POR_PYTHON}
    declarado["__qualname__"] = clase.__qualname__
    campos = clase.__annotations__
    partes = {c: valor for c, valor in declarado.items() if c not in campos} | _QUE_NO_CAMBIA
    if opciones["slots"]:
        heredados = [
            c for antecesora in clase.__mro__[1:-1] for c in vars(antecesora).get("__slots__", ())
        ]
        espacios = (*campos, "__weakref__")
        partes["__slots__"] = tuple(campo for campo in espacios if campo not in heredados)
    partes["__molde__"] = molde = _Molde(declarado, opciones)
    for nombres, opcion in _GRUPOS:
        if opcion is None or opciones.get(opcion, True):
            por_hacer = (nombre for nombre in nombres if nombre not in declarado)
            partes |= {nombre: _PorHacer(nombre, nombres, opcion, molde) for nombre in por_hacer}
    molde.duena = type(clase)(clase.__name__, clase.__bases__, partes)
    for celda in _celdas(declarado.values()):
        if celda.cell_contents is clase:
            celda.cell_contents = molde.duena
    return molde.duena


@attrs.frozen(init=False, eq=False, repr=False)
class _Congelada:
    """De aquí salen los dos métodos que attrs le pone igual a toda clase que no cambia."""


_QUE_NO_CAMBIA = {nombre: vars(_Congelada)[nombre] for nombre in ("__setattr__", "__delattr__")}


def _celdas(partes: Iterable[object]) -> Iterator[CellType]:
    """Celdas de los métodos que llaman a ``super()`` con la clase de que son."""
    for parte in partes:
        metodo = parte
        if not isinstance(parte, FunctionType):
            metodo = getattr(parte, "fget", None) or getattr(parte, "__func__", None)
        if (celdas := getattr(metodo, "__closure__", None)) and isinstance(metodo, FunctionType):
            sueltas = zip(metodo.__code__.co_freevars, celdas, strict=True)
            yield from (celda for nombre, celda in sueltas if nombre == "__class__")


class _Molde:
    """Molde de una clase, y cómo se le piden a attrs sus métodos."""

    __slots__ = ("_declarado", "_opciones", "duena")

    def __init__(self, declarado: dict[str, Any], opciones: dict[str, Any]) -> None:
        self._declarado, self._opciones = declarado, opciones
        self.duena: Any = object
        """La clase, que se hace después."""

    def hacer(self, nombres: tuple[str, ...], opcion: str | None) -> None:
        """Pone en la clase los métodos que attrs escribe con esa opción, ``"eq"`` o ``"init"``.

        ``nombres``: cuáles; con ``opcion`` ``None``, la lista de campos.
        """
        metodos: Mapping[str, Any]
        if opcion is None:
            metodos = self._los_campos()
        elif opcion == "init" and not hasattr(self.duena, "__attrs_pre_init__"):
            metodos = {"__init__": _constructor(self)}
        else:
            campos = [*self.duena.__attrs_attrs__]
            if opcion == "eq":
                campos = [_fuera_del_hash(campo) for campo in campos]
            metodos = self._de_attrs(lambda *_: campos, **{opcion: True})
        for nombre in nombres:
            if nombre in metodos and nombre not in self._declarado:
                setattr(self.duena, nombre, metodos[nombre])
            elif isinstance(vars(self.duena).get(nombre), _PorHacer):
                with suppress(AttributeError):  # otro hilo se adelantó
                    delattr(self.duena, nombre)

    def _los_campos(self) -> Mapping[str, Any]:
        """Lista de campos de la clase; attrs no la toma, que haría con ella un constructor."""
        transformar = self._opciones.get("field_transformer") or (lambda _, campos: campos)
        campos: list[Any] = []

        def ver(clase: type, de_attrs: list[Any]) -> list[Any]:
            campos.extend(transformar(clase, de_attrs))
            return []

        de_attrs_sin_campos = self._de_attrs(ver, slots=False)
        por_nombre = {campo.name: property(itemgetter(i)) for i, campo in enumerate(campos)}
        juntos = type(f"{self.duena.__name__}Attributes", (tuple,), por_nombre)
        por_lugar = tuple(campo.name for campo in campos if campo.init and not campo.kw_only)
        return {
            **de_attrs_sin_campos,
            "__attrs_attrs__": juntos(campos),
            "__match_args__": por_lugar,
        }

    def _de_attrs(self, transformar: Callable[..., Any], **cambios: bool) -> Mapping[str, Any]:
        """Métodos que attrs escribe para una clase igual, con esas opciones cambiadas."""
        opciones = {**self._opciones, "init": False, "eq": False, "repr": False, **cambios}
        opciones["field_transformer"] = transformar
        duena = self.duena
        muestra = type(duena)(duena.__name__, duena.__bases__, dict(self._declarado))
        return cast("Mapping[str, Any]", vars(attrs.frozen(muestra, **opciones)))

    def campos(self) -> tuple[Any, ...]:
        """Campos propios y heredados, en el orden de attrs; si uno no es sencillo, los de attrs."""
        campos: dict[str, _CampoSencillo] = {}
        for clase in reversed(self.duena.__mro__[:-1]):
            molde = vars(clase).get("__molde__")
            declarados = molde.sencillos() if molde else None if es_de_attrs(clase) else ()
            if declarados is None:
                return cast("tuple[Any, ...]", self.duena.__attrs_attrs__)
            for campo in declarados:
                campos.pop(campo.name, None)
                campos[campo.name] = campo
        return tuple(campos.values())

    def sencillos(self) -> list["_CampoSencillo"] | None:
        """Campos de la que de todos dice sólo el tipo y el valor si faltan; si no, ``None``."""
        valores = [
            self._declarado.get(nombre, attrs.NOTHING) for nombre in self.duena.__annotations__
        ]
        if "field_transformer" in self._opciones or _CON_ALGO_MAS in map(type, valores):
            return None
        por_nombre = self._opciones.get("kw_only", False)
        campos = zip(self.duena.__annotations__.items(), valores, strict=True)
        return [
            _CampoSencillo(nombre, valor, tipo, por_nombre=por_nombre)
            for (nombre, tipo), valor in campos
        ]


def _fuera_del_hash(campo: Any) -> Any:
    """El campo; si es un diccionario, que no tiene ``hash``, sólo se compara.

    Dos objetos iguales siguen dando el mismo ``hash``: lo que se les quita es igual en los dos.
    """
    formas = get_args(campo.type) if isinstance(campo.type, UnionType) else (campo.type,)
    es_tabla = any(
        isinstance(clase := get_origin(forma) or forma, type)
        and issubclass(clase, Mapping)
        and clase.__hash__ is None
        for forma in formas
    )
    return campo.evolve(hash=False) if es_tabla else campo


class _CampoSencillo:
    """Un campo sencillo, con lo que de uno de attrs se mira para construir."""

    __slots__ = ("alias", "default", "kw_only", "name", "type")
    init = True
    converter = validator = None

    def __init__(self, nombre: str, si_falta: Any, tipo: Any, *, por_nombre: bool) -> None:
        self.name, self.default, self.type, self.kw_only = nombre, si_falta, tipo, por_nombre
        self.alias = nombre.lstrip("_")


class _PorHacer:
    """Un método que attrs todavía no ha hecho; al mirarlo se hacen los de su grupo.

    ``nombres``: los del grupo; ``opcion``: el argumento de attrs que lo pide; ``molde``: quien los
    hace.
    """

    __slots__ = ("_molde", "_nombre", "_nombres", "_opcion")

    def __init__(
        self, nombre: str, nombres: tuple[str, ...], opcion: str | None, molde: _Molde
    ) -> None:
        self._nombre, self._nombres, self._opcion, self._molde = nombre, nombres, opcion, molde

    def __get__(self, objeto: object, clase: type) -> Any:
        self._molde.hacer(self._nombres, self._opcion)
        nombre, duena = self._nombre, self._molde.duena
        if nombre not in vars(duena):  # attrs no lo hace: el que heredó
            return getattr(super(duena, clase if objeto is None else objeto), nombre)
        metodo = vars(duena)[nombre]
        return metodo.__get__(objeto, clase) if hasattr(metodo, "__get__") else metodo


def _constructor(molde: _Molde) -> Any:
    """El ``__init__`` que haría attrs, compilado solo: con el resto de la clase tarda el triple."""
    valores: dict[str, Any] = {"_de": object.__setattr__.__get__, "_nada": attrs.NOTHING}
    valores["_sin_comprobar"] = attrs.validators.get_disabled
    campos = [
        (n, campo)
        for n, campo in enumerate(molde.campos())
        if campo.init or campo.default is not attrs.NOTHING
    ]
    se_dan = [(n, campo) for n, campo in campos if campo.init]
    por_nombre = [_argumento(n, campo) for n, campo in se_dan if campo.kw_only]
    argumentos = ["self", *(_argumento(n, campo) for n, campo in se_dan if not campo.kw_only)]
    renglones = [
        f"def __init__({', '.join([*argumentos, *(['*', *por_nombre] if por_nombre else [])])}):",
        "_poner = _de(self)",
        *(f"_poner({campo.name!r}, {_valor(n, campo, valores)})" for n, campo in campos),
    ]
    con_validador = [(n, campo) for n, campo in campos if campo.validator is not None]
    for n, campo in con_validador:
        valores |= {f"_campo{n}": campo, f"_validar{n}": campo.validator}
    if con_validador:
        se_validan = (f"_validar{n}(self, _campo{n}, self.{c.name})" for n, c in con_validador)
        renglones.append(f"if not _sin_comprobar(): {'; '.join(se_validan)}")
    if hasattr(molde.duena, "__attrs_post_init__"):
        renglones.append("self.__attrs_post_init__()")
    exec("\n    ".join(renglones), valores)  # noqa: S102 - sólo lleva los nombres de sus campos
    metodo = valores["__init__"]
    metodo.__qualname__ = f"{molde.duena.__qualname__}.__init__"
    metodo.__module__ = molde.duena.__module__
    tipos = {campo.alias: campo.type for _, campo in se_dan if campo.converter is None}
    metodo.__annotations__ = {**tipos, "return": None}
    return metodo


def _argumento(n: int, campo: Any) -> str:
    """Argumento de un campo en el constructor: ``metros`` o ``metros=_falta2``, si puede faltar."""
    if campo.default is attrs.NOTHING:
        return str(campo.alias)
    return f"{campo.alias}=" + ("_nada" if type(campo.default) is _FABRICA else f"_falta{n}")


def _valor(n: int, campo: Any, valores: dict[str, Any]) -> str:
    """Expresión del valor de un campo en el constructor; a ``valores`` va lo que ella nombra."""
    valor, falta = campo.alias if campo.init else f"_falta{n}", campo.default
    valores[f"_falta{n}"] = falta
    if type(falta) is _FABRICA:
        valores[f"_falta{n}"] = falta.factory
        hecho = f"_falta{n}({'self' if falta.takes_self else ''})"
        valor = f"{hecho} if {valor} is _nada else {valor}" if campo.init else hecho
    if campo.converter is None:
        return str(valor)
    valores[f"_acercar{n}"] = campo.converter
    return f"_acercar{n}({valor})"
