"""Cómo se escriben los números: un solo redondeo para todo, en español de Colombia.

La coma y el punto los pone babel, con patrones propios: los de CLDR cambian con su versión.
"""

import functools
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, localcontext

DECIMALES = 2
"""Los que lleva, a lo sumo, un número que no contradice nada."""

_DECIMALES_MAXIMOS = 8
_ENORME = Decimal(10) ** 20
"""Desde aquí no hay decimal que mostrar."""
_CONTEXTO = Context(prec=60)
"""Propio: el mismo número se escribe igual en el programa de cualquiera."""
_DURO = "\N{NO-BREAK SPACE}"
_IDIOMA = "es_CO"
_NUMERO = "0.########;−0.########"
"""Sin miles y con los decimales que traiga; el menos es el signo, y no un guion."""
_CON_MILES = "#,##0"
_CERO, _CIEN = Decimal(0), Decimal(100)

ClaseDe = Callable[[Decimal], object]
"""De qué clase es un número: la zona que le toca."""


def redondear(
    valor: Decimal, clase_de: ClaseDe | None = None, decimales: int = DECIMALES
) -> Decimal:
    """La mitad se aleja del cero; con más decimales si así no cambia de clase.

    59,996 es baja y 60 parecería media; 99,999 no es 100, ni 0,001 es 0. Si los decimales no
    bastan, se corta.
    """
    if abs(valor) >= _ENORME:
        return valor.to_integral_value()
    with localcontext(_CONTEXTO):
        for cuantos in range(decimales, _DECIMALES_MAXIMOS + 1):
            redondo = _sin_ceros(valor.quantize(_CERO.scaleb(-cuantos), ROUND_HALF_UP))
            if _dice_lo_mismo(redondo, valor, clase_de):
                return redondo
        return _sin_ceros(valor.quantize(_CERO.scaleb(-_DECIMALES_MAXIMOS), ROUND_DOWN))


def _dice_lo_mismo(redondo: Decimal, valor: Decimal, clase_de: ClaseDe | None) -> bool:
    extremos = all((redondo == uno) == (valor == uno) for uno in (_CERO, _CIEN))
    return extremos and (clase_de is None or clase_de(redondo) == clase_de(valor))


def _sin_ceros(numero: Decimal) -> Decimal:
    entero = numero.to_integral_value()
    return entero if numero == entero else numero.normalize(_CONTEXTO)


def numero(valor: Decimal, clase_de: ClaseDe | None = None, decimales: int = DECIMALES) -> str:
    """``54,83``; los negativos, con su signo: ``−3``."""
    return _con_patron(redondear(valor, clase_de, decimales) or _CERO, _NUMERO)


def con_formato(
    valor: Decimal,
    clase_de: ClaseDe | None = None,
    *,
    miles: bool = False,
    decimales: int | None = None,
    porcentaje: bool = False,
) -> str:
    """``1.234.567,50`` o ``45,5 %``: con esos decimales o, sin pedirlos, los que traiga.

    Lleva más de los pedidos donde hacen falta para no confundirse con 0 ni con 100 (``redondear``).
    """
    exacto = valor if decimales is None else redondear(valor, clase_de, decimales)
    traidos = max(-int(exacto.as_tuple().exponent), 0)
    ceros = "0" * max(traidos, decimales or 0)
    patron = f"{_CON_MILES if miles else '0'}{'.' if ceros else ''}{ceros}"
    return f"{_con_patron(exacto, f'{patron};−{patron}')}{f'{_DURO}%' if porcentaje else ''}"


def con_formato_de_cuenta(
    valor: Decimal,
    clase_de: ClaseDe | None = None,
    *,
    miles: bool = False,
    decimales: int | None = None,
    porcentaje: bool = False,
) -> str:
    """Lo mismo de un número que sale de una cuenta: sin pedirlos, dos decimales a lo sumo."""
    justo = redondear(valor, clase_de) if decimales is None else valor
    return con_formato(justo, clase_de, miles=miles, decimales=decimales, porcentaje=porcentaje)


@functools.lru_cache(maxsize=4096)
def _con_patron(numero: Decimal | int, patron: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - se carga si hay número que escribir

    exacto = Decimal(numero)
    with localcontext(_CONTEXTO) as contexto:
        # babel cuantiza en el contexto de quien la llama: que quepa el número entero.
        contexto.prec += max(exacto.adjusted(), 0)
        return format_decimal(exacto, patron, locale=_IDIOMA)


def porcentaje(avance: Decimal | None, zona_de: ClaseDe | None = None) -> str:
    """``55 %``, con espacio duro; ``sin dato`` si se desconoce."""
    return "sin dato" if avance is None else f"{numero(avance, zona_de)}{_DURO}%"


def puntos(cambio: Decimal | None) -> str:
    """Los que subió o bajó algo: ``+12,5``, ``−3``, ``0``; ``—`` si no se sabe."""
    if cambio is None:
        return "—"
    return f"+{numero(cambio)}" if cambio > 0 else numero(cambio)


def contar(cuantos: int, uno: str, varios: str) -> str:
    """``1 actividad``, ``3 actividades``; los miles, con punto."""
    return f"{con_miles(cuantos)} {uno if cuantos == 1 else varios}"


def con_miles(cuantos: int) -> str:
    """``12.345``: los miles, con punto."""
    return _con_patron(cuantos, _CON_MILES)


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
