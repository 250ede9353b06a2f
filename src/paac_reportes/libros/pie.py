"""El pie de una hoja: las filas que alguien puso debajo de las suyas, y no son datos."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Literal

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.matriz.palabras import POR_LLENAR, empieza_por, escritas, palabras
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano

SUELTA = "va sola, aparte de las demás filas"
Omitida = Literal["es un total", "es una nota o una firma"]
"""Por qué no se lee una fila que no es de datos."""
_RAYA = re.compile(r"(?>[\s_–—-]*?_{3})[\s_–—-]*+")
"""Sobre la que se firma."""
_RENGLONES_DE_PIE = 60
_CELDAS_DE_PIE = 6


def pie_de(  # noqa: PLR0913 - lo que cada libro sabe de su hoja
    tabla: TablaVista,
    desde: int,
    es_fila: Callable[[int], bool],
    sin_mirar: Collection[int] = (),
    *,
    bastan: Collection[int],
    lleva_firmas: bool = False,
) -> dict[int, Aviso]:
    """Avisos de las filas de abajo que no son datos, por su número, desde 0.

    Son las que siguen a la última de datos desde un total, una nota, la raya de una firma o un
    renglón que va solo tras una fila en blanco; ``es_fila``, si una es de las que la hoja llevaba.
    Lo que va solo en una columna de las que ``bastan`` es una fila a medio llenar. En la hoja que
    ``lleva_firmas``, quien elabora es un dato: su pie empieza en una raya.
    """
    zona, hay_datos = _renglones_de_abajo(tabla, desde, es_fila, sin_mirar)
    pie: dict[int, Aviso] = {}
    tras_blanco = False
    for fila, celdas in zona:
        que_es = _que_es(celdas) if celdas and (not lleva_firmas or _son_rayas(celdas)) else None
        va_sola = (
            (tras_blanco and hay_datos and not lleva_firmas)
            and len(celdas) == 1
            and celdas[0].columna not in bastan
        )
        if celdas and (pie or que_es is not None or va_sola):
            texto = " | ".join(en_un_renglon(celda.texto) for celda in celdas)
            duda = que_es is None and not pie
            omitida = que_es or "es una nota o una firma"
            codigo, motivo = ("fila_sin_leer", SUELTA) if duda else ("fila_omitida", omitida)
            lugar = tabla.lugar_de(fila)
            pie[fila] = Aviso(codigo, lugar, f"{motivo}, y no se leyó: {mostrar(texto)}")
        tras_blanco = not celdas
    return pie


_Renglones = list[tuple[int, list[CeldaVista]]]


def _renglones_de_abajo(
    tabla: TablaVista, desde: int, es_fila: Callable[[int], bool], sin_mirar: Collection[int]
) -> tuple[_Renglones, bool]:
    """Renglones que siguen a la última fila que sólo puede ser de datos, y si la hay."""
    ultimos: _Renglones = []
    hay_datos = False
    for fila in range(len(tabla.filas) - 1, desde - 1, -1):
        celdas = [c for c in escritas(tabla, fila) if c.columna not in sin_mirar and c.fila == fila]
        if es_fila(fila) or len(celdas) > _CELDAS_DE_PIE or len(ultimos) == _RENGLONES_DE_PIE:
            hay_datos = True
            break
        ultimos.append((fila, celdas))
    zona: _Renglones = []
    columnas_de_la_raya: frozenset[int] = frozenset()
    for fila, celdas in reversed(ultimos):
        columnas = frozenset(celda.columna for celda in celdas)
        if celdas and _son_rayas(celdas):
            columnas_de_la_raya = columnas
        elif len(celdas) > 1 and _que_es(celdas) is None and not columnas <= columnas_de_la_raya:
            zona, columnas_de_la_raya, hay_datos = [], frozenset(), True
            continue
        zona.append((fila, celdas))
    return zona, hay_datos


def _son_rayas(celdas: Sequence[CeldaVista]) -> bool:
    return all(_RAYA.fullmatch(celda.texto) for celda in celdas)


def _que_es(celdas: Sequence[CeldaVista]) -> Omitida | None:
    """Lo que es un renglón: un total con sus números, o una nota; ``None`` si puede ser un dato."""
    primera, *otras = celdas
    if all(_RAYA.fullmatch(c.texto) or POR_LLENAR.fullmatch(c.texto) for c in celdas):
        return "es una nota o una firma"
    totales = map(en_plano, palabras().totales)
    if empieza_por(primera.texto, palabras().totales) and (
        all(c.valor is not None for c in otras) if otras else en_plano(primera.texto) in totales
    ):
        return "es un total"
    notas = [empieza_por(celda.texto, palabras().notas) for celda in celdas]
    son_firmas = all(notas) or (notas[0] and 2 * sum(notas) >= len(notas))
    return "es una nota o una firma" if son_firmas else None
