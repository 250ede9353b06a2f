"""Números en español de Colombia, con patrones propios: los de CLDR cambian con su versión."""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

_ENTERO, _UN_DECIMAL = Decimal(1), Decimal("0.1")
_DURO = "\N{NO-BREAK SPACE}"


def redondear(valor: Decimal, unidad: Decimal = _UN_DECIMAL) -> Decimal:
    """La mitad, hacia arriba."""
    return valor.quantize(unidad, ROUND_HALF_UP)


def porcentaje(
    avance: Decimal | None,
    zona_de: Callable[[Decimal], object] | None = None,
    *,
    decimales: int = 1,
) -> str:
    """``55 %``, con espacio duro; ``sin dato`` si se desconoce.

    Lleva a lo sumo esos decimales, sin ceros de sobra. Si el redondeo lo pasara de zona (59,96 % es
    baja y 60 % parecería media), lleva los que hagan falta.
    """
    if avance is None:
        return "sin dato"
    unidad = _ENTERO.scaleb(-decimales)
    while zona_de and zona_de(redondear(avance, unidad)) != zona_de(avance):
        unidad /= 10
    numero = f"{redondear(avance, unidad):f}"
    corto = numero.rstrip("0").rstrip(".") if "." in numero else numero
    return corto.replace(".", ",") + f"{_DURO}%"


def contar(cuantos: int, uno: str, varios: str) -> str:
    """``1 actividad``, ``3 actividades``; los miles, con punto."""
    return f"{cuantos:,}".replace(",", ".") + f" {uno if cuantos == 1 else varios}"


def lista(elementos: Sequence[str]) -> str:
    """``a, b y c``; «e» ante el sonido i, que no es el de «hie» ni «hia»."""
    if not elementos:
        return ""
    *primeros, ultimo = elementos
    if not primeros:
        return ultimo
    return f"{', '.join(primeros)} {_conjuncion(ultimo)} {ultimo}"


def _conjuncion(palabra: str) -> str:
    inicio = palabra.casefold().lstrip("«“\"'¿¡(")
    suena_i = inicio.startswith(("i", "í", "hi", "hí")) and not inicio.startswith(
        ("hie", "hia", "hio", "ia", "ie", "io", "iu")
    )
    return "e" if suena_i else "y"
