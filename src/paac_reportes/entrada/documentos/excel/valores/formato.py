"""Un formato de número de Excel (``#,##0.00;[Red]-0 %``) deshecho en sus secciones."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

import attrs

DE_FABRICA = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0",
    42: '"$ "#,##0;-"$ "#,##0',
    43: "#,##0.00;-#,##0.00",
    44: '"$ "#,##0.00;-"$ "#,##0.00',
    **dict.fromkeys((5, 6), '"$ "#,##0;-"$ "#,##0'),
    **dict.fromkeys((7, 8), '"$ "#,##0.00;-"$ "#,##0.00'),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "dd/mm/yyyy"),
}
"""Los que un libro nombra por su número, como se ven con Excel en español de Colombia."""

_TROZO = re.compile(
    r"""
      "(?P<entre>[^"]*)"?          # a la letra
    | \\(?P<uno>.)                 # un signo a la letra
    | _(?P<hueco>.)                # el ancho de un signo
    | \*.                          # un signo que llena lo que sobra
    | \[\$(?P<moneda>[^\]-]*)[^\]]*\]
    | \[(?P<pasa>h+|m+|s+)\]
    | \[(?P<condicion>[<>=]+[^\]]*)\]
    | \[[^\]]*\]                   # un color, o los números de otra escritura
    | (?P<general>general|estándar)
    | (?P<doce>am/pm|a/p)
    | (?P<fecha>y+|m+|d+|h+|s+|e+(?![+-]))
    | (?P<exponente>e[+-])
    | (?P<cifra>[0#?])
    | (?P<signo>[.,%/@])
    | (?P<otro>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COMPARAR: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda uno, otro: uno < otro,
    "<=": lambda uno, otro: uno <= otro,
    ">": lambda uno, otro: uno > otro,
    ">=": lambda uno, otro: uno >= otro,
    "=": lambda uno, otro: uno == otro,
    "<>": lambda uno, otro: uno != otro,
}
_LARGO = 255
"""Letras de un formato que Excel admite."""


@attrs.frozen
class Seccion:
    """Un formato de los que van separados por punto y coma."""

    clase: str
    """``general``, ``numero``, ``fecha``, ``texto`` o ``letra`` (no muestra el valor)."""
    trozos: tuple[tuple[str, str], ...]
    """Clase y texto de cada uno."""
    condicion: Callable[[Decimal], bool] | None = None


@lru_cache(maxsize=512)
def secciones(formato: str) -> tuple[Seccion, ...]:
    """Las de un formato; el que no se entiende es el general."""
    if len(formato) > _LARGO:
        return (_GENERAL,)
    return tuple(_seccion(una) for una in _separadas(formato)) or (_GENERAL,)


def elegir(todas: tuple[Seccion, ...], numero: Decimal) -> tuple[Seccion, bool]:
    """La sección de un número, y si ella ya dice su signo."""
    if any(una.condicion for una in todas):
        for una in todas:
            if una.condicion is None or una.condicion(numero):
                return una, False
        return _GENERAL, False
    de_numeros = [una for una in todas[:3] if una.clase != "texto"] or [_GENERAL]
    if numero < 0 and len(de_numeros) > 1:
        return de_numeros[1], True
    if numero == 0 and len(de_numeros) > 2:  # noqa: PLR2004 - positivos, negativos y cero
        return de_numeros[2], False
    return de_numeros[0], False


def _separadas(formato: str) -> list[str]:
    """Parte por los punto y coma que no van entre comillas ni tras una barra."""
    return re.findall(r'(?:"[^"]*"?|\\.|[^;"\\])+|(?<=;)(?=;|$)|^(?=;)', formato)


def _seccion(texto: str) -> Seccion:
    trozos: list[tuple[str, str]] = []
    condicion = None
    for hallado in _TROZO.finditer(texto):
        clase, valor = hallado.lastgroup or "", hallado[hallado.lastgroup or 0]
        if clase == "condicion":
            condicion = _condicion(valor)
        elif clase == "hueco":
            trozos.append(("letra", " "))
        elif clase in ("entre", "uno", "moneda", "otro"):
            trozos.append(("letra", valor))
        elif clase:
            trozos.append((clase, valor.lower()))
    return Seccion(_clase({clase for clase, _ in trozos}, trozos), tuple(trozos), condicion)


def _clase(clases: set[str], trozos: list[tuple[str, str]]) -> str:
    if "general" in clases:
        return "general"
    if clases & {"fecha", "pasa"}:
        return "fecha"
    if ("signo", "@") in trozos:
        return "texto"
    return "numero" if "cifra" in clases else "letra"


def _condicion(texto: str) -> Callable[[Decimal], bool] | None:
    hallado = re.fullmatch(r"([<>=]{1,2})\s*(-?[0-9.]{1,20})", texto)
    comparar = _COMPARAR.get(hallado[1]) if hallado else None
    try:
        limite = Decimal(hallado[2]) if hallado else Decimal(0)
    except ArithmeticError:
        return None
    return (lambda numero: comparar(numero, limite)) if comparar else None


_GENERAL = Seccion("general", (("general", "general"),))
