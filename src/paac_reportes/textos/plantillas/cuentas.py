"""El entorno de los textos de una columna: escribe cada dato como una celda y hace cuentas.

Una cuenta es de números, y no pasa de 28 cifras: ni repite un texto ni puede no terminar.
"""

from collections.abc import Callable
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

from jinja2 import Undefined

from paac_reportes.textos.cifras import numero
from paac_reportes.textos.plantillas.entorno import ENTORNO, Entorno
from paac_reportes.textos.valores import como_texto, numero_de

_CONTEXTO = Context(prec=28, Emax=40, traps=[DivisionByZero, InvalidOperation, Overflow])
_OPERACIONES: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _CONTEXTO.add,
    "-": _CONTEXTO.subtract,
    "*": _CONTEXTO.multiply,
    "/": _CONTEXTO.divide,
    "//": _CONTEXTO.divide_int,
}


class Cuenta(Decimal):
    """Un número que no está en los datos: sale de una cuenta, y se escribe redondeado."""

    __slots__ = ()


def en_celda(valor: object) -> str:
    """Un valor como lo escribe una celda; el de una cuenta, con dos decimales a lo sumo."""
    return numero(valor) if isinstance(valor, Cuenta) else como_texto(valor)


def _operar(operacion: str, *valores: object) -> Cuenta | None:
    """El resultado; ``None`` si un dato está en blanco o no es un número, o se divide por cero."""
    numeros = [Decimal(repr(v)) if isinstance(v, float) else numero_de(v) for v in valores]
    if None in numeros:
        return None
    try:
        return Cuenta(_OPERACIONES[operacion](*numeros))  # type: ignore[arg-type]
    except ArithmeticError:
        return None


class _EntornoDeFila(Entorno):
    intercepted_binops = frozenset(_OPERACIONES)
    intercepted_unops = frozenset({"-", "+"})

    def call_binop(self, _contexto: Any, operator: str, left: Any, right: Any) -> Any:
        return _operar(operator, left, right)

    def call_unop(self, _contexto: Any, operator: str, arg: Any) -> Any:
        return _operar(operator, Decimal(0), arg)


def _como_en_celda(valor: object) -> object:
    """Lo que una variable deja en el texto; un número se queda como es hasta juntarlo."""
    es_numero = isinstance(valor, int | Decimal) and not isinstance(valor, bool)
    return valor if es_numero or isinstance(valor, Undefined) else como_texto(valor)


EN_FILA = _EntornoDeFila(undefined=ENTORNO.undefined, autoescape=False, finalize=_como_en_celda)
EN_FILA.filters = ENTORNO.filters
EN_FILA.globals.clear()
