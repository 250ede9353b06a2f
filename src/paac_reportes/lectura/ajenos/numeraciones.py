"""La fila que numera las columnas: de uno en uno, con cifras, letras o romanos."""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano

_MINIMO = 3
"""Las celdas que hacen de una fila una numeración."""
_LARGO = 30
"""Las letras de un número de columna: «Columna 12», «8 = 7 / 4»."""
_SALTO, _CON_SALTOS = 3, 5
"""Saltos que puede dar la numeración que cuenta también columnas que no se ven."""
_NUMERAL = re.compile(
    r"[\W_]*(?:(?P<antes>[a-z]{1,10}?)[\W_]*)??(?P<cual>\d{1,3}|[a-z]{1,5})(?:\s*=[\d\W_]*|[\W_]*)"
)
_ROMANO = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")


def numeran(celdas: Collection[CeldaVista]) -> bool:
    """Si las celdas de una fila van de uno en uno: «1 | 2 | 3», «(a) | (b) | (c)»."""
    if len(celdas) < _MINIMO:
        return False
    numerales: list[re.Match[str]] = []
    for celda in celdas:
        breve = celda.texto if len(celda.texto) <= _LARGO else ""
        if (numeral := _NUMERAL.fullmatch(en_plano(breve))) is None:
            return False
        numerales.append(numeral)
    if len({numeral["antes"] for numeral in numerales}) > 1:
        return False
    return any(_van_seguidos([leer(n["cual"]) for n in numerales]) for leer in _NUMEROS)


def _van_seguidos(numeros: Sequence[int]) -> bool:
    """Si los números suben de uno en uno o, si son varios, con saltos de hasta tres."""
    salto = _SALTO if len(numeros) >= _CON_SALTOS else 1
    return all(a and 0 < b - a <= salto for a, b in pairwise(numeros))


def _de_cifras(texto: str) -> int:
    """Número de una cifra más uno, que también hay quien empieza por cero; 0 si no lo es."""
    return int(texto) + 1 if texto.isdigit() else 0  # también hay quien empieza por cero


def _de_letras(texto: str) -> int:
    """Número de unas letras, como las columnas de una hoja: ``a`` es 1 y ``aa``, 27."""
    if texto.isdigit() or len(texto) > 2:  # noqa: PLR2004
        return 0
    return sum((ord(letra) - 96) * 26**lugar for lugar, letra in enumerate(reversed(texto)))


def _de_romanos(texto: str) -> int:
    """Número de unos romanos, hasta 39; 0 si no lo son."""
    hallado = _ROMANO.fullmatch(texto)
    if hallado is None:
        return 0
    decenas, unidades = hallado.groups()
    menor = {"ix": 9, "iv": 4}.get(unidades, 5 * ("v" in unidades) + unidades.count("i"))
    return 10 * len(decenas) + menor


_NUMEROS: Sequence[Callable[[str], int]] = (_de_cifras, _de_letras, _de_romanos)
"""El número que dice cada modo de numerar; 0 si no es de ese modo."""
