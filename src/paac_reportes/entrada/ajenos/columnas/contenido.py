"""De qué parece ser lo que trae una columna: apoya a su rótulo, y nunca decide en silencio."""

import functools
import itertools
import re
from collections.abc import Iterable
from datetime import date

from paac_reportes.analisis.plano import en_plano
from paac_reportes.entrada.ajenos.columnas.vocabulario import Contenido
from paac_reportes.entrada.documentos.visto import CeldaVista
from paac_reportes.modelo.fechas import ClaseDeFecha, leer_fecha_programada

_CODIGO = re.compile(r"\d{1,6}(?:[.,]\d{1,3}){0,3}[.)]?")
_CON_PUNTO = re.compile(r"\d{1,2}(?:[.,]\d{1,2})+[.)]?")
_PORCENTAJE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%?")
_BREVE = 80
"""Las letras de la fecha más larga que se ha visto."""
_SIN_FECHA = {ClaseDeFecha.ILEGIBLE, ClaseDeFecha.VACIA, ClaseDeFecha.REFERENCIA}
_MUESTRA = 200
"""Las celdas con que se sabe de qué es una columna."""
_POCAS = 0.5
"""Desde qué parte de sus celdas una columna es de algo."""


def es_codigo(texto: str) -> bool:
    """``1.1``, ``1,1``, ``2.3.`` o ``7``."""
    return _CODIGO.fullmatch(texto.strip()) is not None


def es_codigo_con_punto(texto: str) -> bool:
    """``1.1``: un código que no se confunde con una cantidad."""
    return _CON_PUNTO.fullmatch(texto.strip()) is not None


def es_fecha(celda: CeldaVista) -> bool:
    """Una fecha, un mes, una frecuencia, una condición…: lo que se programa."""
    if isinstance(celda.valor, date):
        return True
    return _dice_fecha(celda.texto.strip())


@functools.lru_cache(maxsize=4096)
def _dice_fecha(texto: str) -> bool:
    if not texto or len(texto) > _BREVE or en_plano(texto) == "-":
        return False
    return leer_fecha_programada(texto, None).clase not in _SIN_FECHA


def es_porcentaje(celda: CeldaVista) -> bool:
    """``60``, ``62,5 %`` o el número de una hoja de cálculo."""
    return _PORCENTAJE.fullmatch(celda.texto.strip()) is not None


def parte_de(contenido: Contenido, celdas: Iterable[CeldaVista]) -> float | None:
    """Qué parte de las celdas escritas es de eso; ``None`` si ninguna dice nada."""
    todas = (celda for celda in celdas if celda.texto.strip(" -–"))
    escritas = list(itertools.islice(todas, _MUESTRA))
    if not escritas:
        return None
    return sum(map(_COMO[contenido], escritas)) / len(escritas)


def apoya(contenido: Contenido, celdas: Iterable[CeldaVista]) -> bool:
    """Si la mayor parte de lo escrito es de eso."""
    parte = parte_de(contenido, celdas)
    return parte is not None and parte >= _POCAS


_COMO = {
    "codigo": lambda celda: es_codigo(celda.texto),
    "fecha": es_fecha,
    "porcentaje": es_porcentaje,
}
