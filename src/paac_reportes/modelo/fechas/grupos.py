"""Qué fechas de un texto van juntas: las que une «a», «hasta» o un guion son un solo rango."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from paac_reportes.modelo.fechas.lenguaje.unidades import Tramo
from paac_reportes.modelo.fechas.menciones import Mencion

_HASTA_LA_OTRA = re.compile(r"[.,;)]{0,2}(?:-{1,3}|-?y?[ah]-?)l?[DF]?\$?d?\(?")
_Y_LA_OTRA = re.compile(r"yl?D?d?")
_ENTRE = re.compile(r"El?D?d?")
_DESDE = re.compile(r"(?:a?xd|i)[lFDed:]{0,4}")
_HASTA = re.compile(r"[h$][lFDed:]{0,4}")
_ALGO_DICE_HASTA = re.compile(r"[h$]")
_MIRAR_ATRAS = 8
_DOS = 2


@attrs.frozen
class Grupo:
    """Una fecha, o las dos de un rango."""

    primera: Mencion
    ultima: Mencion
    desde: bool = False
    """Si dice desde cuándo y no hasta cuándo: «a partir de marzo»."""
    hasta: bool = False
    """Si dice hasta cuándo y no desde cuándo: «hasta junio»."""

    @property
    def es_rango(self) -> bool:
        """Si va de una fecha a otra."""
        return self.primera is not self.ultima

    @property
    def tramo(self) -> Tramo | None:
        """Del primer día de la primera al último de la última; ``None`` si falta alguno."""
        inicio = fin = self.primera.tramo
        if self.es_rango:
            fin = self.ultima.tramo
        return (inicio[0], fin[1]) if inicio and fin else None

    @property
    def al_reves(self) -> bool:
        """Si termina antes de empezar."""
        tramo = self.tramo if self.es_rango else None
        return tramo is not None and tramo[1] < tramo[0]

    @property
    def menciones(self) -> tuple[Mencion, ...]:
        """Sus fechas."""
        return (self.primera, self.ultima) if self.es_rango else (self.primera,)


def agrupar(menciones: Sequence[Mencion], clases: str) -> list[Grupo]:
    """Las fechas de un texto, cada una sola o con la otra de su rango.

    Tres o más unidas por guiones («abril – agosto – diciembre») no son un rango: son tres fechas.
    """
    grupos: list[Grupo] = []
    for juntas in _juntas(menciones, clases):
        if len(juntas) == _DOS:
            grupos.append(_sin_vuelta(Grupo(juntas[0], juntas[1])))
        else:
            grupos += (_sola(mencion, clases) for mencion in juntas)
    return grupos


def _juntas(menciones: Sequence[Mencion], clases: str) -> Iterator[list[Mencion]]:
    if not menciones:
        return
    juntas = [menciones[0]]
    for previa, otra in pairwise(menciones):
        if _van_juntas(previa, otra, clases):
            juntas.append(otra)
        else:
            yield juntas
            juntas = [otra]
    yield juntas


def _van_juntas(previa: Mencion, otra: Mencion, clases: str) -> bool:
    lugar = previa.fin, otra.inicio
    if _HASTA_LA_OTRA.fullmatch(clases, *lugar):
        return True
    if _ENTRE.fullmatch(_antes(previa, clases, "E")):
        return _Y_LA_OTRA.fullmatch(clases, *lugar) is not None
    empieza = _DESDE.fullmatch(_antes(previa, clases, "xi")) is not None
    return empieza and _ALGO_DICE_HASTA.search(clases, *lugar) is not None


def _sola(mencion: Mencion, clases: str) -> Grupo:
    previas = _antes(mencion, clases, "xih$")
    desde, hasta = _DESDE.fullmatch(previas), _HASTA.fullmatch(previas)
    return Grupo(mencion, mencion, desde is not None, hasta is not None)


def _antes(mencion: Mencion, clases: str, marcas: str) -> str:
    """Lo que la precede, desde la última de esas marcas; de «a partir de», desde la «a»."""
    previas = clases[max(0, mencion.inicio - _MIRAR_ATRAS) : mencion.inicio]
    ultima = max(map(previas.rfind, marcas))
    return previas[ultima:] if ultima >= 0 else ""


def _sin_vuelta(grupo: Grupo) -> Grupo:
    """«Diciembre a febrero de 2027» empieza en 2026: cruza el año quien no dice el suyo."""
    primera, ultima = grupo.primera, grupo.ultima
    tramo = grupo.tramo
    if tramo is None or not grupo.al_reves or tramo[0].month == tramo[1].month:
        return grupo
    if ultima.ano_propio and not primera.ano_propio:
        return attrs.evolve(grupo, primera=_de_otro_ano(primera, -1))
    if not ultima.ano_propio:
        return attrs.evolve(grupo, ultima=_de_otro_ano(ultima, 1))
    return grupo


def _de_otro_ano(mencion: Mencion, cuantos: int) -> Mencion:
    return mencion if mencion.ano is None else mencion.con(ano=mencion.ano + cuantos)
