"""Cada cuánto: los meses que pasan entre una vez y otra, y los días en que cada período termina."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from paac_reportes.modelo.fechas.lenguaje.gramatica import Hallazgo, Que
from paac_reportes.modelo.fechas.lenguaje.palabras import Texto
from paac_reportes.modelo.fechas.lenguaje.unidades import MESES_DEL_ANO, Tramo, fin_de_mes
from paac_reportes.modelo.fechas.lenguaje.vocabulario import (
    CANTIDADES,
    FRECUENCIA,
    MESES_DE_UNA_FRECUENCIA,
    MESES_DE_UNA_PARTE,
)

_DIAS_DE = {"D": 1, "S": 7, "Q": 15, "M": 30}
_DIAS_DE_UN_MES = 30


@attrs.frozen
class Frecuencia:
    """Una frecuencia del texto y las palabras que ocupa."""

    meses: int | None
    """Los que dura cada período; ``None`` si no se sabe en qué días cae: cinco veces al año."""
    inicio: int
    fin: int
    aviso: str | None = None


def frecuencia(texto: Texto, hallazgo: Hallazgo) -> Frecuencia:
    """La que dice un hallazgo."""
    meses, aviso = _MESES[hallazgo.que](texto, hallazgo), None
    citada = texto.citar(hallazgo.inicio, hallazgo.fin)
    if meses is None or meses > MESES_DEL_ANO:
        aviso = f"{citada} no dice en qué días"
    elif "bimensual" in "".join(texto.palabras[hallazgo.inicio : hallazgo.fin]):
        aviso = f"{citada} se lee cada dos meses, y también puede ser dos veces al mes"
    return Frecuencia(meses, hallazgo.inicio, hallazgo.fin, aviso)


def _de_un_adjetivo(texto: Texto, hallazgo: Hallazgo) -> int | None:
    hallada = FRECUENCIA.fullmatch(texto.palabras[hallazgo.lugar("unidad")])
    return MESES_DE_UNA_FRECUENCIA[hallada[1]] if hallada else None


def _cada(texto: Texto, hallazgo: Hallazgo) -> int | None:
    """«Cada dos trimestres» son seis meses; «cada quince días», uno: se exige con cada mes."""
    cuantas = max(1, _cantidad(texto, hallazgo))
    clase, meses = _unidad(texto, hallazgo)
    if clase in _DIAS_DE:
        return max(1, cuantas * _DIAS_DE[clase] // _DIAS_DE_UN_MES)
    return cuantas * meses


def _veces(texto: Texto, hallazgo: Hallazgo) -> int | None:
    """«Dos veces al año» son seis meses; cinco no caben en meses enteros."""
    cuantas = _cantidad(texto, hallazgo)
    clase, meses = _unidad(texto, hallazgo)
    if clase in _DIAS_DE or cuantas >= meses:
        return 1
    return meses // cuantas if cuantas and meses % cuantas == 0 else None


_MESES = {Que.ADJETIVO: _de_un_adjetivo, Que.CADA: _cada, Que.VECES: _veces}
SON_FRECUENCIAS = frozenset(_MESES)


def _cantidad(texto: Texto, hallazgo: Hallazgo) -> int:
    lugar = max(hallazgo.lugar("cifra"), hallazgo.lugar("cantidad"))
    if lugar < 0:
        return 1
    palabra = texto.palabras[lugar]
    return int(palabra) if palabra.isdecimal() else CANTIDADES[palabra]


def _unidad(texto: Texto, hallazgo: Hallazgo) -> tuple[str, int]:
    """La clase de la unidad y cuántos meses dura; sin decirla, el año."""
    lugar = hallazgo.lugar("unidad")
    if lugar < 0:
        return "v", MESES_DEL_ANO
    clase = texto.clases[lugar]
    parte = texto.palabras[lugar].removesuffix("s")
    return clase, MESES_DE_UNA_PARTE.get(parte, MESES_DEL_ANO)


def dias_de(frecuencias: Iterable[Frecuencia], tramos: Iterable[Tramo]) -> tuple[date, ...]:
    """Los últimos días de cada período dentro de los tramos, en orden y sin repetir."""
    frecuencias = tuple(frecuencias)
    dias = {
        dia
        for desde, hasta in tramos
        for una in frecuencias
        for dia in (tuple(_dias(una, desde, hasta)) or (hasta,))
        if una.meses is None or una.meses <= MESES_DEL_ANO
    }
    return tuple(sorted(dias))


def _dias(una: Frecuencia, desde: date, hasta: date) -> Iterator[date]:
    if una.meses is None:
        return
    for ano in range(desde.year, hasta.year + 1):
        for mes in range(una.meses, MESES_DEL_ANO + 1, una.meses):
            if desde <= (dia := fin_de_mes(ano, mes)) <= hasta:
                yield dia
