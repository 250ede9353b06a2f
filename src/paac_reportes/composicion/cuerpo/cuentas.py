"""Las cuentas que un cuerpo en Word hace sobre lo que repite."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from paac_reportes.textos.valores import cantidad_de


def cuenta_de(operacion: str, datos: Sequence[Any]) -> tuple[Decimal | None, int]:
    """El resultado de una cuenta y cuántos datos no son un número; sin ningún número, ``None``."""
    dados = [dato for dato in datos if dato not in (None, "")]
    if operacion == "cuenta":
        return Decimal(len(dados)), 0
    numeros = [numero for dato in dados if (numero := cantidad_de(dato)) is not None]
    resultado = _OPERACIONES[operacion](numeros) if numeros else None
    return resultado, len(dados) - len(numeros)


def _suma(numeros: Sequence[Decimal]) -> Decimal:
    return sum(numeros, Decimal(0))


_OPERACIONES: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "suma": _suma,
    "promedio": lambda numeros: _suma(numeros) / len(numeros),
    "minimo": min,
    "maximo": max,
}
