"""Las celdas: cuáles tiene una fila y qué parecen ser.

Lo que una columna parece traer (``parte_de``) apoya a su rótulo, y nunca decide en silencio. El
valor que cada una da a su dato lo lee ``valores``.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from datetime import date

from paac_reportes.analisis.riesgos.niveles import es_nivel_del_eje, leer_zona
from paac_reportes.modelo.campos import Contenido
from paac_reportes.modelo.fechas import ClaseDeFecha, leer_fecha_programada
from paac_reportes.normativa.riesgos import metodologias
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import sin_signo_de_porcentaje

Celdas = Mapping[int, CeldaVista]
"""Celdas de una fila, por la columna en que se leen."""


def celdas_de(tabla: TablaVista, fila: int) -> list[CeldaVista]:
    """Celdas de una fila, una vez cada una."""
    return [celda for celda in dict.fromkeys(tabla.filas[fila]) if celda is not None]


def dice_algo(celda: CeldaVista | None) -> bool:
    """Si es una celda, y no está en blanco."""
    return celda is not None and bool(celda.texto.strip())


def escritas(tabla: TablaVista, fila: int) -> list[CeldaVista]:
    """Celdas de una fila que dicen algo."""
    return [celda for celda in celdas_de(tabla, fila) if celda.texto.strip()]


def va_tachada(tabla: TablaVista, fila: int) -> bool:
    """Si todo lo que empieza en una fila está tachado, y dice algo."""
    celdas = [celda for celda in escritas(tabla, fila) if celda.fila == fila]
    return bool(tabla.tachadas and celdas) and all(
        (celda.fila, celda.columna) in tabla.tachadas for celda in celdas
    )


def es_de_todo_el_ancho(tabla: TablaVista, celda: CeldaVista) -> bool:
    """Si la celda ocupa todo el ancho de la tabla: es una franja."""
    return celda.columnas > 1 and celda.columnas >= len(tabla.filas[0]) - 1


_CODIGO = re.compile(r"\d{1,6}(?:[.,]\d{1,3}){0,3}[.)]?")
_CON_PUNTO = re.compile(r"\s*\d{1,2}(?:[.,]\d{1,2})+[.)]?\s*")
_PORCENTAJE = re.compile(r"\d{1,3}(?:[.,]\d+)?")
_BREVE = 80
"""Las letras de la fecha más larga que se ha visto."""
_SIN_DECIR = {ClaseDeFecha.DEPENDE, ClaseDeFecha.VACIA}
_SIN_FECHA = {*_SIN_DECIR, ClaseDeFecha.SIN_DIA}
_MUESTRA = 200
"""Las celdas con que se sabe de qué es una columna."""


def es_codigo(texto: str) -> bool:
    """Si es un código: ``1.1``, ``1,1``, ``2.3.`` o ``7``."""
    return _CODIGO.fullmatch(texto.strip()) is not None


def es_codigo_con_punto(texto: str) -> bool:
    """Si es un código que no se confunde con una cantidad: ``1.1``."""
    return _CON_PUNTO.fullmatch(texto) is not None


def es_fecha(celda: CeldaVista) -> bool:
    """Si la celda dice cuándo se hace algo: una fecha, un mes, una frecuencia, una condición."""
    if isinstance(celda.valor, date):
        return True
    return _dice_fecha(celda.texto.strip())


@functools.lru_cache(maxsize=4096)
def _dice_fecha(texto: str) -> bool:
    if not texto or len(texto) > _BREVE or en_plano(texto) == "-":
        return False
    return leer_fecha_programada(texto, None).clase not in _SIN_FECHA


def queda_por_decir(celda: CeldaVista) -> bool:
    """Si en el lugar de una fecha dice de qué depende, o que aún no la hay: «Por definir»."""
    return len(celda.texto) <= _BREVE and (
        leer_fecha_programada(celda.texto.strip(), None).clase in _SIN_DECIR
    )


def es_porcentaje(celda: CeldaVista) -> bool:
    """Si es un porcentaje: ``60``, ``62,5 %`` o el número de una hoja de cálculo."""
    return _PORCENTAJE.fullmatch(sin_signo_de_porcentaje(celda.texto)) is not None


def es_nivel(texto: str) -> bool:
    """Si es un nivel o una zona en alguna metodología."""
    if leer_zona(texto).zona is not None:
        return True
    return any(
        es_nivel_del_eje(texto, eje, metodologia.unidad)
        for metodologia in metodologias().values()
        for eje in (metodologia.probabilidad, metodologia.impacto)
    )


_COMO = {
    "codigo": lambda celda: es_codigo(celda.texto),
    "fecha": es_fecha,
    "porcentaje": es_porcentaje,
    "nivel": lambda celda: es_nivel(celda.texto),
}


def parte_de(contenido: Contenido, celdas: Iterable[CeldaVista]) -> float | None:
    """Parte, de 0 a 1, de las celdas escritas que son de eso; ``None`` si ninguna dice nada."""
    con_texto = (celda for celda in celdas if celda.texto.strip(" -–"))
    muestra = list(itertools.islice(con_texto, _MUESTRA))
    if not muestra:
        return None
    return sum(map(_COMO[contenido], muestra)) / len(muestra)
