"""Las fórmulas que un libro nuestro lleva, calculadas otra vez con lo que guardan sus celdas."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

_RANGO = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?")
_FUNCION = re.compile(r"(AVERAGE|SUM)\((.*)\)", re.DOTALL)
_TEXTO = re.compile(r'"((?:[^"]|"")*)"', re.DOTALL)

Numeros = Mapping[tuple[int, int], Decimal]
"""Lo que guardan las celdas de una hoja que son números, por su fila y su columna desde 0."""


def texto_de(formula: str) -> str | None:
    """El texto que una fórmula es, si no calcula nada: ``"Ver el acta"``."""
    hallado = _TEXTO.fullmatch(formula)
    return hallado[1].replace('""', '"') if hallado else None


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
        rango = _RANGO.fullmatch(expresion)
        return _del_rango(rango, numeros) if rango else None
    juntos: list[Fraction] = []
    for argumento in _argumentos(funcion[2]):
        suyos = _valores(argumento, numeros)
        if suyos is None:
            return None
        juntos += suyos
    return [_FUNCIONES[funcion[1]](juntos)] if juntos else None


_FUNCIONES: Mapping[str, Callable[[list[Fraction]], Fraction]] = {
    "AVERAGE": lambda varios: sum(varios, Fraction()) / len(varios),
    "SUM": lambda varios: sum(varios, Fraction()),
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


def _del_rango(rango: re.Match[str], numeros: Numeros) -> list[Fraction]:
    desde, hasta = columna_de(rango[1]), columna_de(rango[3] or rango[1])
    primera, ultima = int(rango[2]) - 1, int(rango[4] or rango[2]) - 1
    return [
        Fraction(numeros[fila, columna])
        for fila in range(primera, ultima + 1)
        for columna in range(desde, hasta + 1)
        if (fila, columna) in numeros
    ]


def columna_de(letras: str) -> int:
    """``A`` es 0."""
    numero = 0
    for letra in letras:
        numero = numero * 26 + ord(letra) - ord("A") + 1
    return numero - 1
