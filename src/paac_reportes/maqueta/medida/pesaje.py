"""Los anchos de una clase de tabla según lo que dicen sus filas: los que las dejan menos altas."""

from collections.abc import Iterator, Sequence
from itertools import chain

import attrs

from paac_reportes.maqueta.contenidos import solo_texto
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import minimos_de_filas, minimos_de_rotulos
from paac_reportes.maqueta.medida.medidas import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import resolver

_SIN_LETRAS = 16
"""Puntos de una columna que no llevan letras: sus márgenes y lo que falta a cada renglón."""

_LO_MENOS = 4
"""Puntos para letras que se le cuentan a la columna más angosta."""

_PASOS, _QUIETOS = 40, 5e-4
"""Hasta cuántas veces se corren los anchos, y la parte de 1 que ya no importa."""

_AGUDEZA = 8
"""Cuánto más pesa en su fila una celda por ser más alta que las otras."""

_TANTEOS = 45
"""Veces que se parte en dos lo que falta por saber de un factor."""

_EN_BLANCO = 1e-3
"""El peso de una columna en blanco, para que lo que sobra también se le reparta."""

_Fila = list[tuple[int, float, float]]
"""De cada celda con texto, su columna, lo que mide en un renglón y los renglones que pierde."""


@attrs.frozen
class Limites:
    """Entre qué partes del ancho útil queda una columna."""

    minimo: float
    maximo: float


def pesar(
    tablas: Sequence[Tabla], limites: Sequence[Limites], medidor: Medidor, util: Mm
) -> tuple[float, ...]:
    """Los anchos, que suman 1, con que las filas de unas tablas de iguales columnas ocupan menos.

    Ninguna columna se sale de sus límites; si todos juntos no dan para el ancho, se estiran o
    encogen en proporción. Mientras quepan, ninguna palabra corriente se parte; si no, al menos las
    de los rótulos.
    """
    ancho = pt_de_mm(util)
    junta = _juntas(tablas)
    acotados = _con_palabras(junta, _que_dan_el_ancho(limites), medidor, ancho)
    return tuple(_menos_altas([*_filas(junta, medidor)], acotados, ancho))


def _juntas(tablas: Sequence[Tabla]) -> Tabla:
    """Una tabla con los rótulos y las filas de todas."""
    rotulos = dict.fromkeys(tabla.rotulos for tabla in tablas)
    return Tabla(
        anchos=tablas[0].anchos,
        rotulos=tuple(chain.from_iterable(rotulos)),
        filas=tuple(chain.from_iterable(tabla.filas for tabla in tablas)),
    )


def _que_dan_el_ancho(limites: Sequence[Limites]) -> list[Limites]:
    """Al repetirse las columnas por corte, o sin las que se omiten, pueden no sumar lo justo."""
    menos, mas = sum(suyo.minimo for suyo in limites), sum(suyo.maximo for suyo in limites)
    factor = 1 / menos if menos > 1 else 1 / mas if mas < 1 else 1
    return [Limites(suyo.minimo * factor, suyo.maximo * factor) for suyo in limites]


def _con_palabras(
    tabla: Tabla, limites: list[Limites], medidor: Medidor, ancho: Pt
) -> list[Limites]:
    """Los límites, con lo más angosto que deja enteras las palabras."""
    de_rotulos = minimos_de_rotulos(tabla, medidor, ancho)
    de_filas = minimos_de_filas(tabla, medidor, ancho)
    for minimos in (list(map(max, de_rotulos, de_filas)), de_rotulos):
        acotados = [
            Limites(min(max(suyo.minimo, minimo), suyo.maximo), suyo.maximo)
            for suyo, minimo in zip(limites, minimos, strict=True)
        ]
        if sum(suyo.minimo for suyo in acotados) <= 1:
            return acotados
    return limites


def _filas(tabla: Tabla, medidor: Medidor) -> Iterator[_Fila]:
    """Lo escrito en cada fila; lo de una celda de varias se reparte entre ellas."""
    for puestos in resolver(tabla.filas, len(tabla.anchos)):
        fila = []
        for columna, celda, _ in puestos:
            texto = solo_texto(celda.contenido)
            if texto and celda.columnas == 1:
                # Cada párrafo deja a medias, por término medio, su último renglón.
                perdidos = (texto.count("\n") + 1) / 2
                largo = medidor.largo(texto, celda.estilo)
                fila.append((columna, largo / celda.filas, perdidos / celda.filas))
        if fila:
            yield fila


def _menos_altas(filas: list[_Fila], limites: list[Limites], ancho: Pt) -> list[float]:
    """Los anchos con que la suma de los altos de las filas es la menor.

    Entonces lo útil de cada columna va en proporción a su peso, que baja cuando ella crece; por eso
    cada paso la corre sólo una parte del camino.
    """
    anchos = _acotados([1.0] * len(limites), limites, ancho)
    for _ in range(_PASOS):
        utiles = [max(suyo * ancho - _SIN_LETRAS, _LO_MENOS) for suyo in anchos]
        corridos = [
            util * (peso / util) ** (1 / (_AGUDEZA + 1))
            for util, peso in zip(utiles, _pesos(filas, utiles), strict=True)
        ]
        antes, anchos = anchos, _acotados(corridos, limites, ancho)
        if max(abs(a - b) for a, b in zip(antes, anchos, strict=True)) < _QUIETOS:
            break
    return anchos


def _pesos(filas: list[_Fila], utiles: list[float]) -> list[float]:
    """De cada columna, los renglones de las filas que ella alarga.

    A una fila la alarga su celda más alta, y algo las que casi lo son: así los anchos se corren sin
    saltos cuando la más alta pasa a ser otra.
    """
    pesos = [_EN_BLANCO] * len(utiles)
    for fila in filas:
        altos = [largo / utiles[columna] + perdidos for columna, largo, perdidos in fila]
        mayor = max(altos)
        partes = [(alto / mayor) ** _AGUDEZA for alto in altos]
        por_parte = mayor / sum(partes)
        for (columna, _, _), parte in zip(fila, partes, strict=True):
            pesos[columna] += parte * por_parte
    return pesos


def _acotados(pesos: Sequence[float], limites: Sequence[Limites], ancho: Pt) -> list[float]:
    """Anchos que suman 1, con lo útil en proporción a los pesos mientras lo dejen los límites."""

    def con(factor: float) -> list[float]:
        return [
            min(max((factor * peso + _SIN_LETRAS) / ancho, suyo.minimo), suyo.maximo)
            for peso, suyo in zip(pesos, limites, strict=True)
        ]

    # En un papel angosto, ni lo que no lleva letras cabe: el factor puede ser negativo.
    poco, mucho = -_SIN_LETRAS / min(pesos), ancho / min(pesos)
    for _ in range(_TANTEOS):
        medio = (poco + mucho) / 2
        poco, mucho = (poco, medio) if sum(con(medio)) > 1 else (medio, mucho)
    return con(poco)
