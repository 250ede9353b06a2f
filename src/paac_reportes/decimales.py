"""Contexto de ``decimal`` en que la biblioteca hace sus cuentas, y el número de coma flotante.

El del hilo es del programa que la usa, que puede tener seis cifras, redondear de otro modo o tomar
por error lo que no es exacto: con él cambiarían las cifras y los bytes. Al final, las cifras de
coma flotante que nadie escribió: ``100 * 0.07``.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    getcontext,
    setcontext,
)
from types import GeneratorType
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_OPCIONES: dict[str, Any] = {
    "prec": 28,
    "rounding": ROUND_HALF_EVEN,
    "Emin": -999_999,
    "Emax": 999_999,
    "capitals": 1,
    "clamp": 0,
    "flags": [],
    "traps": [DivisionByZero, InvalidOperation, Overflow],
}
"""Todas: la que no se diga la pondría ``decimal.DefaultContext``, que también es del anfitrión."""


def contexto(cifras: int, **opciones: Any) -> Context:
    """Contexto de esas cifras, con las opciones de la biblioteca o las que se digan."""
    return Context(**{**_OPCIONES, "prec": cifras, **opciones})


class Propio(Context):
    """Contexto de la biblioteca, que sabe cuál tenía el hilo; por su clase se conoce."""

    del_anfitrion: Context


@contextmanager
def contexto_propio() -> Iterator[None]:
    """Contexto en que las cuentas no dependen de quien llama."""
    previo = getcontext()
    propio = Propio(**_OPCIONES)
    propio.del_anfitrion = previo
    setcontext(propio)
    try:
        yield
    finally:
        setcontext(previo)


@contextmanager
def contexto_del_anfitrion() -> Iterator[None]:
    """Contexto en que lo que es de quien llama, como sus filas, hace las cuentas a su modo."""
    propio = getcontext()
    if not isinstance(propio, Propio):
        yield
        return
    setcontext(propio.del_anfitrion)
    try:
        yield
    finally:
        setcontext(propio)


def en_contexto_propio(funcion: Callable[P, R]) -> Callable[P, R]:
    """La función, que hace sus cuentas en el contexto propio; si da un generador, cada paso."""

    @functools.wraps(funcion)
    def hacer(*por_lugar: P.args, **por_nombre: P.kwargs) -> R:
        if type(getcontext()) is Propio:
            return funcion(*por_lugar, **por_nombre)
        with contexto_propio():
            resultado: Any = funcion(*por_lugar, **por_nombre)
        return cast("R", _a_pasos(resultado) if type(resultado) is GeneratorType else resultado)

    return hacer


def _a_pasos(generador: "GeneratorType[R, None, None]") -> Iterator[R]:
    """Los valores de un generador, que hace cada uno en el contexto propio."""
    try:
        while True:
            with contexto_propio():
                try:
                    valor = next(generador)
                except StopIteration:
                    return
            yield valor
    finally:
        with contexto_propio():
            generador.close()


CIFRAS = 15
"""Cifras que un número de coma flotante guarda de cualquiera que se escriba."""


class NumeroFlotante(Decimal):
    """Un número con decimales que llegó en coma flotante con quince cifras o más.

    Vale lo que llegó, 7.000000000000001, y un documento lo escribe ``7,00``. El que alguien
    escribió con tantas cifras, en un texto o en un ``Decimal``, es un ``Decimal``.
    """

    __slots__ = ()


def de_flotante(numero: float) -> Decimal:
    """Decimal del mismo número: ``0.1`` es 0.1, y ``0.1 + 0.2``, un ``NumeroFlotante``."""
    escrito = repr(numero or 0)  # el cero con signo es cero
    exacto = Decimal(escrito)
    return exacto if len(escrito) <= CIFRAS else con_su_ruido(exacto)  # casi todos son cortos


def con_su_ruido(numero: Decimal) -> Decimal:
    """El número o, si trae ruido de coma flotante, un ``NumeroFlotante``."""
    if not numero.is_finite() or numero == numero.to_integral_value():
        return numero
    cifras = len(numero.normalize(_HOLGADO).as_tuple().digits)
    return NumeroFlotante(numero) if cifras >= CIFRAS else numero


def sin_ceros(numero: Decimal) -> Decimal:
    """El mismo número, sin los ceros que una columna agrega: ``62.50`` es 62.5; ``50.0``, 50."""
    entero = numero.to_integral_value()
    if numero == entero:
        return Decimal(int(entero)) if not entero or entero.adjusted() < CIFRAS else entero
    cifras = numero.as_tuple().digits
    return numero if cifras[-1] else numero.normalize(contexto(len(cifras)))


_HOLGADO = contexto(400)
"""Contexto en que caben las cifras de cualquiera que se lea."""
