"""Las fórmulas que un libro nuestro lleva, calculadas otra vez con lo que guardan sus celdas."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from statistics import median

from paac_reportes.opc.excel.hoja import Lugar, Rango, rango_de

_FUNCION = re.compile(r"(AVERAGE|SUM|COUNT|MIN|MAX|MEDIAN)\((.*)\)", re.DOTALL)
_TEXTO = re.compile(r'"([^"]*(?:""[^"]*)*)"')

Numeros = Mapping[Lugar, Decimal]
"""Lo que guardan las celdas de una hoja que son números, por su fila y su columna desde 0."""


def texto_de(formula: str) -> str | None:
    """El que una fórmula es, si no calcula nada: ``"Ver el acta"`` o ``"Ver"&" el acta"``."""
    pedazos, lugar = [], 0
    while texto := _TEXTO.match(formula, lugar):
        pedazos.append(texto[1].replace('""', '"'))
        lugar = texto.end() + 1
        if formula[lugar - 1 : lugar] != "&":
            return "".join(pedazos) if lugar > len(formula) else None
    return None


def calcular(formula: str, numeros: Numeros) -> Decimal | None:
    """Lo que da; ``None`` si usa algo que un libro nuestro no usa, o no hay qué calcular."""
    valores = _valores(formula.strip(), numeros)
    if valores is None or len(valores) != 1:
        return None
    return Decimal(valores[0].numerator) / Decimal(valores[0].denominator)


def _valores(expresion: str, numeros: Numeros) -> list[Fraction] | None:
    """Los números de una función o de un rango; ``None`` si no se entiende."""
    funcion = _FUNCION.fullmatch(expresion)
    if funcion is None:
        rango = rango_de(expresion)
        return _del_rango(rango, numeros) if rango else None
    juntos: list[Fraction] = []
    for argumento in _argumentos(funcion[2]):
        valores = _valores(argumento, numeros)
        if valores is None:
            return None
        juntos += valores
    hay_que = juntos or funcion[1] == "COUNT"  # ninguno también es una cuenta
    return [_FUNCIONES[funcion[1]](juntos)] if hay_que else None


_FUNCIONES: Mapping[str, Callable[[list[Fraction]], Fraction]] = {
    "AVERAGE": lambda varios: sum(varios, Fraction()) / len(varios),
    "SUM": lambda varios: sum(varios, Fraction()),
    "COUNT": lambda varios: Fraction(len(varios)),
    "MIN": min,
    "MAX": max,
    "MEDIAN": lambda varios: Fraction(median(varios)),
}


def _argumentos(texto: str) -> list[str]:
    """Lo que hay entre comas, sin cortar por dentro de un paréntesis."""
    partes, hondura = [""], 0
    for letra in texto:
        hondura += (letra == "(") - (letra == ")")
        if letra == "," and not hondura:
            partes.append("")
        else:
            partes[-1] += letra
    return partes


def _del_rango(rango: Rango, numeros: Numeros) -> list[Fraction]:
    desde, izquierda, hasta, derecha = rango
    return [
        Fraction(numero)
        for (fila, columna), numero in numeros.items()
        if desde <= fila <= hasta and izquierda <= columna <= derecha
    ]
