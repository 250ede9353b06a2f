"""Valores de otras bibliotecas, como los corrientes de Python que dicen lo mismo.

Una opción de un ``Enum``, un ``SafeString`` de Django o un ``int64`` de numpy valen por lo que son
y se muestran como su clase quiera. Aquí, y sólo aquí, se cambian por lo que son: toda puerta
pregunta antes de mirar el tipo, y después ya no hay clases ajenas adentro.
"""

import functools
import itertools
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, Protocol, TypeVar, cast

from paac_reportes.decimales import NumeroFlotante, en_contexto_propio

_DE_PYTHON = frozenset(
    {str, int, float, bool, Decimal, date, datetime, time, bytes, NoneType, list, tuple, dict}
) | {NumeroFlotante}
"""Tipos que ya son corrientes; con ellos, el que dice cómo llegó un número."""


def _momento(valor: datetime) -> datetime:
    """El mismo momento, de la clase ``datetime`` y no de una subclase (``pandas.Timestamp``)."""
    dia, hora = (valor.year, valor.month, valor.day), (valor.hour, valor.minute, valor.second)
    return datetime(*dia, *hora, valor.microsecond, tzinfo=valor.tzinfo, fold=valor.fold)


def _hora(valor: time) -> time:
    """La misma hora, de la clase ``time`` y no de una subclase."""
    hora = valor.hour, valor.minute, valor.second, valor.microsecond
    return time(*hora, tzinfo=valor.tzinfo, fold=valor.fold)


# Los de la clase de Python, y no los del valor: una clase ajena los escribe de otro modo.
_DE_SU_CLASE: tuple[tuple[type, Callable[[Any], Any], Callable[[Any], Any]], ...] = (
    (str, str.__str__, str),
    (int, int.__int__, lambda numero: int(str(numero))),
    (float, float.__float__, lambda numero: float(str(numero))),
    (Decimal, Decimal, lambda numero: Decimal(str(numero))),
    (datetime, _momento, _momento),
    (date, lambda dia: date.fromordinal(date.toordinal(dia)), lambda dia: dia + timedelta()),
    (time, _hora, _hora),
    (bytes, lambda contenido: bytes(memoryview(contenido)), bytes),
)
"""De cada clase de Python, cómo sale el valor corriente de una de sus subclases, y el de un objeto
que hace sus veces sin serlo (``SimpleLazyObject``)."""

CON_COLUMNAS = frozenset({"pandas", "polars", "pyarrow"})
"""Las bibliotecas de tablas: sus columnas son listas."""
_EN_LISTA = ("as_py", "to_pylist", "to_list", "tolist")
_PEREZOSOS = frozenset(
    {
        ("django", "Promise"),
        ("babel", "LazyProxy"),
        ("flask_babel", "LazyString"),
        ("trytond", "LazyString"),
        ("wtforms", "LazyString"),
    }
)
"""La biblioteca y la clase de los textos que se traducen al usarse (``gettext_lazy``)."""


def biblioteca_de(valor: object) -> str:
    """Nombre del paquete que define la clase de un valor: ``numpy``, ``pandas``."""
    return type(valor).__module__.partition(".")[0]


def es_de_esta(valor: object) -> bool:
    """Si la clase del valor es de esta biblioteca, ``paac_reportes``."""
    return biblioteca_de(valor) == __name__.partition(".")[0]


def corriente(valor: Any) -> Any:
    """Valor de Python que dice lo mismo que uno de otra clase; lo que no tiene uno, como llegó.

    De un ``Enum``, su valor; de una subclase de ``str``, ``int``, ``date`` o de otra de Python, el
    de su clase, a la letra; de numpy, pandas, polars y Arrow, el número, el día o la lista; de un
    texto que se traduce al usarse, el texto.
    """
    if type(valor) in _DE_PYTHON:
        return valor
    try:
        return _corriente_de_otra_clase(valor)
    except Exception:  # noqa: BLE001 - una clase ajena falla de cualquier modo: se dirá cuál llegó
        return valor


def _corriente_de_otra_clase(valor: Any) -> Any:
    """El valor corriente de Python de uno de numpy, pandas u otra biblioteca, o de una subclase."""
    if isinstance(valor, Enum):
        return corriente(valor.value)
    for clase, de_subclase, de_representante in _DE_SU_CLASE:
        if isinstance(valor, clase):
            # Un representante dice ser de la clase de lo que representa, y no es una subclase.
            es_subclase = issubclass(type(valor), clase)
            return de_subclase(valor) if es_subclase else corriente(de_representante(valor))
    biblioteca = biblioteca_de(valor)
    if biblioteca == "numpy":
        return _valor_de_numpy(valor)
    if biblioteca in CON_COLUMNAS:
        # En la clase: a una de polars por calcular le cuesta decir cuáles son.
        if hasattr(type(valor), "schema") or hasattr(type(valor), "columns"):  # una tabla entera
            return valor
        metodo = next((nombre for nombre in _EN_LISTA if hasattr(valor, nombre)), None)
        if metodo is None:
            return valor
        de_python = getattr(valor, metodo)()
        return [*map(corriente, de_python)] if isinstance(de_python, list) else corriente(de_python)
    return str.__str__(str(valor)) if _es_perezoso(valor) else valor


def _valor_de_numpy(valor: Any) -> Any:
    """Valor de Python de un número, un día o un arreglo de numpy; el ``NaT``, ``None``."""
    if getattr(valor, "ndim", None):
        return [corriente(parte) for parte in valor]
    if valor.dtype.kind == "M":
        momento = valor.astype("datetime64[us]").item()
        return str(valor) if isinstance(momento, int) else momento  # Python no llega a ese año
    if valor.dtype.kind == "m":  # de uno de nanosegundos, Python daría cuántos
        return valor if valor == valor else None  # noqa: PLR0124 - ``NaT``
    return float(valor) if valor.dtype.kind == "f" else corriente(valor.item())


def _es_perezoso(valor: object) -> bool:
    """Si es un texto que se traduce al usarse (``gettext_lazy``)."""
    clases = type(valor).__mro__
    return any((c.__module__.partition(".")[0], c.__name__) in _PEREZOSOS for c in clases)


def con_claves_corrientes(tabla: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Tabla con claves de Python: un ``str`` de otra clase puede escribirse de otro modo."""
    if all(type(clave) is str for clave in tabla):
        return tabla
    return {corriente(clave): valor for clave, valor in tabla.items()}


def sin_hora(valor: Any) -> Any:
    """Día de un ``datetime`` de medianoche, como los de Excel, pandas y Django; lo demás, igual.

    De uno con zona, es el día donde se escribió.
    """
    # El ``NaT`` de pandas dice que es uno, y no tiene hora ni día.
    return valor.date() if type(valor) is datetime and valor.time() == time() else valor


def dia_corriente(valor: Any) -> Any:
    """Día de una fecha de cualquier clase; lo que no es fecha, o tiene hora, como llegó."""
    return sin_hora(corriente(valor))


def tabla_corriente(valor: Any) -> Any:
    """Diccionario con claves y valores de Python; lo que no es un diccionario, como llegó."""
    if not isinstance(valor, dict):
        return valor
    return {corriente(clave): corriente(contenido) for clave, contenido in valor.items()}


def tiene_zona(valor: object) -> bool:
    """Si es un momento de una zona horaria."""
    return type(valor) is datetime and valor.tzinfo is not None


def corriente_a_fondo(valor: Any, niveles: int = 12) -> Any:
    """Valor corriente y, de una lista o una tabla de Python, también el de lo que hay en ella.

    Más abajo de ``niveles``, que ningún argumento tiene, queda como llegó: quien lo recibe lo dice.
    """
    clase = next((c for c in _CON_PARTES if niveles and isinstance(valor, c)), None)
    if clase is None or es_de_esta(valor):
        return corriente(valor)
    try:
        if clase is Mapping:
            return {corriente(c): corriente_a_fondo(v, niveles - 1) for c, v in valor.items()}
        return clase(corriente_a_fondo(parte, niveles - 1) for parte in valor)
    except Exception:  # noqa: BLE001 - de una clase ajena: se dirá cuál llegó
        return valor


_CON_PARTES: tuple[Any, ...] = (Mapping, list, tuple, set, frozenset)


F = TypeVar("F", bound=Callable[..., Any])

_SIN_RECORRER = frozenset({"filas", "datos", ""})
"""Los argumentos enormes o de otra biblioteca, y los que no tienen nombre: quien los recibe mira
cada valor."""


def puerta(funcion: F) -> F:
    """La función, que recibe en cada argumento su valor de Python: de un ``Enum``, su texto.

    Hace sus cuentas en el contexto propio, y no en el de ``decimal`` que el anfitrión tenga.
    """
    codigo = funcion.__code__
    nombres = codigo.co_varnames[: codigo.co_argcount]

    @en_contexto_propio
    @functools.wraps(funcion)
    def recibir(*por_lugar: Any, **por_nombre: Any) -> Any:
        """Llama a la función con los argumentos como tipos corrientes de Python."""
        con_nombre = {nombre: _recibido(nombre, valor) for nombre, valor in por_nombre.items()}
        sin_nombre = itertools.repeat("", max(len(por_lugar) - len(nombres), 0))
        recibidos = map(_recibido, itertools.chain(nombres, sin_nombre), por_lugar)
        return funcion(*recibidos, **con_nombre)

    return cast("F", recibir)


def _recibido(nombre: str, valor: Any) -> Any:
    """Un argumento, con los tipos corrientes de Python en vez de los de numpy o pandas.

    Las filas y los datos quedan sin recorrer.
    """
    if nombre not in _SIN_RECORRER:
        recibido = corriente_a_fondo(valor)
        return recibido if tiene_zona(recibido) else sin_hora(recibido)
    valor_corriente = corriente(valor)
    # Una ruta o los bytes de un archivo, y no unas filas.
    return valor_corriente if isinstance(valor_corriente, str | bytes) else valor


class _DeArrow(Protocol):
    def to_pylist(self) -> Any: ...


class _PorCalcular(Protocol):
    """Una tabla de polars que aún no se calcula."""

    def collect_schema(self) -> Any: ...


class _Cursor(Protocol):
    def fetchall(self) -> Any: ...


Filas = Iterable[Any] | _DeArrow | _PorCalcular | _Cursor
"""Objetos que se recorren fila por fila, y las tablas y los cursores que se leen de otro modo."""

Tablas = Mapping[str, Filas]
"""Varias, cada una por el nombre con que un formato dice cuál muestra."""
