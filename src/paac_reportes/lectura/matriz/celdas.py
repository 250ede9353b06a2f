"""Las celdas de una fila y lo que parecen: un código, un día, un número, un nivel."""

import functools
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from paac_reportes.analisis.riesgos.niveles import es_nivel_del_eje, leer_zona
from paac_reportes.modelo.campos import Contenido
from paac_reportes.modelo.fechas import ClaseDeFecha, leer_fecha_programada
from paac_reportes.normativa.riesgos import metodologias
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import numero_escrito, sin_signo_de_porcentaje

_CODIGO = re.compile(
    r"(?:[A-Za-z]{1,4}[.\s-]?)?\d{1,6}(?:[.,-]\d{1,3}){0,4}[.)]?|[A-Za-z]{1,2}[.)]|[IVX]{1,5}"
)
_PORCENTAJE = re.compile(r"\d{1,3}(?:[.,]\d+)?")
_LARGO_DE_CODIGO = 16
_LARGO_DE_FECHA = 80
_SIN_FECHA = {ClaseDeFecha.DEPENDE, ClaseDeFecha.VACIA, ClaseDeFecha.SIN_DIA}
_PRIMERAS = 12
_MUESTRA = 200
"""Las celdas con que se sabe de qué es una columna."""


def propias(tabla: TablaVista, fila: int) -> list[CeldaVista]:
    """Celdas que empiezan en una fila y dicen algo."""
    return [celda for celda in escritas(tabla, fila) if celda.fila == fila]


def escritas(tabla: TablaVista, fila: int) -> list[CeldaVista]:
    """Celdas de una fila que dicen algo, una vez cada una; también las que vienen de arriba."""
    return [
        celda
        for celda in dict.fromkeys(tabla.filas[fila])
        if celda is not None and celda.texto.strip()
    ]


def primeras(tabla: TablaVista) -> list[list[CeldaVista]]:
    """Celdas de las primeras filas de una tabla, donde van los títulos y los datos generales."""
    return [escritas(tabla, fila) for fila in range(min(_PRIMERAS, len(tabla.filas)))]


def es_codigo(texto: str) -> bool:
    """Si es un código breve: ``1.1``, ``2,3)``, ``R12``, ``F-1``, ``IV`` o ``7``."""
    breve = texto.strip()
    es_marca = breve in {"x", "X"}
    return len(breve) <= _LARGO_DE_CODIGO and not es_marca and _CODIGO.fullmatch(breve) is not None


def es_codigo_con_signo(texto: str) -> bool:
    """Si es un código que no se confunde con una cantidad: ``1.1``, ``A-3``, ``2)``."""
    return es_codigo(texto) and any(signo in texto for signo in ".,)-")


def es_numero(celda: CeldaVista) -> bool:
    """Si es una cifra, con su signo de porcentaje o sin él."""
    return isinstance(celda.valor, Decimal) or (
        numero_escrito(sin_signo_de_porcentaje(celda.texto).strip(" $")) is not None
    )


def es_fecha(celda: CeldaVista) -> bool:
    """Si la celda dice cuándo se hace algo: una fecha, un mes, una frecuencia."""
    return isinstance(celda.valor, date) or _dice_fecha(celda.texto.strip())


@functools.lru_cache(maxsize=4096)
def _dice_fecha(texto: str) -> bool:
    return (
        0 < len(texto) <= _LARGO_DE_FECHA
        and leer_fecha_programada(texto, None).clase not in _SIN_FECHA
    )


def es_porcentaje(celda: CeldaVista) -> bool:
    """Si es un porcentaje: ``60``, ``62,5 %`` o el número de una hoja de cálculo."""
    return _PORCENTAJE.fullmatch(sin_signo_de_porcentaje(celda.texto)) is not None


@functools.lru_cache(maxsize=4096)
def es_nivel(texto: str) -> bool:
    """Si es un nivel o una zona en alguna metodología."""
    if leer_zona(texto).zona is not None:
        return True
    return any(
        es_nivel_del_eje(texto, eje, metodologia.unidad)
        for metodologia in metodologias().values()
        for eje in (metodologia.probabilidad, metodologia.impacto)
    )


_COMO: dict[str, Callable[[CeldaVista], bool]] = {
    "codigo": lambda celda: es_codigo(celda.texto),
    "fecha": es_fecha,
    "porcentaje": es_porcentaje,
    "nivel": lambda celda: es_nivel(celda.texto),
}


def parte_de(contenido: Contenido, celdas: Iterable[CeldaVista]) -> float | None:
    """Parte, de 0 a 1, de las celdas escritas que son de eso; ``None`` si ninguna dice nada."""
    con_texto = (celda for celda in celdas if celda.texto.strip(" -–"))
    muestra = list(itertools.islice(con_texto, _MUESTRA))
    return sum(map(_COMO[contenido], muestra)) / len(muestra) if muestra else None


# ------------------------------------------------------------------ las numeraciones

_NUMERAL = re.compile(
    r"[\W_]*(?:(?P<antes>[a-z]{1,10}?)[\W_]*)??(?P<cual>\d{1,3}|[a-z]{1,5})(?:\s*=[\d\W_]*|[\W_]*)"
)
_ROMANO = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_VALEN = {"i": 1, "v": 5, "x": 10}
_NUMERAN, _SALTO, _BREVE = 3, 3, 30


def numeran(celdas: Collection[CeldaVista]) -> bool:
    """Si las celdas de una fila van de uno en uno: «1 | 2 | 3», «(a) | (b) | (c)», «Col. 1 | …»."""
    breves = (celda.texto if len(celda.texto) <= _BREVE else "" for celda in celdas)
    numerales = [n for breve in breves if (n := _NUMERAL.fullmatch(en_plano(breve)))]
    if len(celdas) < _NUMERAN or len(numerales) < len(celdas):
        return False
    if len({numeral["antes"] for numeral in numerales}) > 1:
        return False
    return any(
        all(a and 0 < b - a <= _SALTO for a, b in pairwise(numeros))
        for numeros in zip(*(_numeros(numeral["cual"]) for numeral in numerales), strict=True)
    )


def _numeros(numeral: str) -> tuple[int, int, int]:
    """Número de un numeral en cifras, en letras y en romanos; 0 si no es de ese modo."""
    if numeral.isdecimal():
        return int(numeral) + 1, 0, 0
    de_letras = sum((ord(letra) - 96) * 26**n for n, letra in enumerate(reversed(numeral)))
    return 0, de_letras if len(numeral) <= 2 else 0, numero_romano(numeral)  # noqa: PLR2004


def numero_romano(texto: str) -> int:
    """Número que dicen unas letras, de I a XXXIX; 0 si no dicen ninguno."""
    letras = texto.lower()
    if not _ROMANO.fullmatch(letras):
        return 0
    valores = [_VALEN[letra] for letra in letras]
    return sum(-vale if vale < sigue else vale for vale, sigue in pairwise([*valores, 0]))


def tachadas(tabla: TablaVista, celdas: Sequence[CeldaVista]) -> bool:
    """Si todas las celdas de una fila van tachadas."""
    return bool(tabla.tachadas and celdas) and all(
        (celda.fila, celda.columna) in tabla.tachadas for celda in celdas
    )


def a_lo_ancho(celdas: Sequence[CeldaVista]) -> CeldaVista | None:
    """Celda ancha que va sola en su fila, aunque se repita por hojas de impresión; o ninguna."""
    if not celdas or celdas[0].columnas == 1 or len({en_plano(c.texto) for c in celdas}) > 1:
        return None
    return celdas[0]
