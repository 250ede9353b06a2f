"""El cronograma de una matriz: columnas de meses, o de trimestres, con una marca en los que van.

``ENE | FEB | MAR`` con X en la segunda y la tercera son dos fechas programadas, el último día de
cada mes de la vigencia.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from paac_reportes.modelo.fechas import MESES, ClaseDeFecha, leer_fecha_programada
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_corta

_SEGUIDOS = {ClaseDeFecha.MES: 3, ClaseDeFecha.PARTE_DE_LA_VIGENCIA: 2}
"""Cuántos seguidos hacen un cronograma: «Abril, Agosto y Diciembre» son tres cortes."""
_INICIALES = "".join(mes[0] for mes in MESES)
_UN_ANO = 2000
_DE_LO_HECHO = re.compile(r"\b(?:seguimiento|avance|ejecu|cumpl|report|logr|monitoreo|realiz)")
_PROGRAMADO = re.compile(r"p|prog|(?:programa|planea|planifica)d[oa]")
_MARCA = re.compile(r"[xX✓✔√●■◼▪•*]|\d{1,6}(?:[.,]\d+)?\s*%?")
_EN_CERO = re.compile(r"[0.,\s%]+")


def es_marca(texto: str) -> bool:
    """Si la celda dice que algo va en su período: «X», o una cifra; no el cero."""
    return _MARCA.fullmatch(texto.strip()) is not None and not _EN_CERO.fullmatch(texto)


def no_dice_nada(texto: str) -> bool:
    """Si la celda dice que en su período no va nada: en blanco, un cero o un guion."""
    return not texto.strip(" -–—") or _EN_CERO.fullmatch(texto) is not None


def periodos(caminos: Sequence[Sequence[str]], vigencia: int | None) -> dict[int, str]:
    """Fecha de cada columna de un cronograma, por su índice desde 0: ``30/04/2026``.

    ``caminos`` son los rótulos de cada columna, de arriba abajo. Sin vigencia, el mes como lo dice
    su rótulo. Vacío si no hay unos meses seguidos, o dos trimestres.
    """
    rotulos = _con_los_de_una_letra([_periodo(camino) for camino in caminos])
    dias = {n: dia for n, rotulo in enumerate(rotulos) if (dia := _dia(rotulo, vigencia))}
    seguidas: list[list[int]] = []
    for n, dia in dias.items():
        if not seguidas or not _sigue(dias[seguidas[-1][-1]], dia):
            seguidas.append([])
        seguidas[-1].append(n)
    grupo = max(seguidas, key=len, default=[])
    if not grupo or len(grupo) < _SEGUIDOS[dias[grupo[0]][0]]:
        return {}
    return {n: fecha_corta(dias[n][1]) if vigencia else rotulos[n].strip(" .") for n in grupo}


def _periodo(camino: Sequence[str]) -> str:
    """Rótulo que dice el mes, si no es de lo que se hizo: de «ENE» y «P», ENE."""
    if not camino or _DE_LO_HECHO.search(en_plano(" ".join(camino))):
        return ""
    programado = len(camino) > 1 and _PROGRAMADO.fullmatch(en_plano(camino[-1]))
    return camino[-2] if programado else camino[-1]


def _con_los_de_una_letra(rotulos: list[str]) -> list[str]:
    """Rótulos, con el mes de los doce que sólo se nombran por su letra: E F M A M J J A S O N D."""
    letras = "".join(letra if len(letra := en_plano(r)) == 1 else "-" for r in rotulos)
    antes, iniciales, _ = letras.partition(_INICIALES)
    if not iniciales:
        return rotulos
    return [*rotulos[: len(antes)], *MESES, *rotulos[len(antes) + len(MESES) :]]


def _dia(rotulo: str, vigencia: int | None) -> tuple[ClaseDeFecha, date] | None:
    """Clase de período y su último día; ``None`` si el rótulo no es un período solo."""
    fecha = leer_fecha_programada(rotulo, vigencia or _UN_ANO)
    es_uno = fecha.clase in _SEGUIDOS and len(fecha.dias) == 1
    return (fecha.clase, fecha.dias[0]) if es_uno else None


def _sigue(anterior: tuple[ClaseDeFecha, date], siguiente: tuple[ClaseDeFecha, date]) -> bool:
    """Si un período es el que va tras otro: los meses, de a uno; los demás, de a 3, 4 o 6."""
    (clase, dia), (otra_clase, dia_siguiente) = anterior, siguiente
    meses = (dia_siguiente.year - dia.year) * len(MESES) + dia_siguiente.month - dia.month
    return clase is otra_clase and (meses == 1 if clase is ClaseDeFecha.MES else meses in {3, 4, 6})


def en_una(fechas: Iterable[str]) -> str:
    """Fechas de los períodos marcados, en una fecha programada: ``30/04/2026, 31/08/2026``."""
    return ", ".join(dict.fromkeys(fechas))
