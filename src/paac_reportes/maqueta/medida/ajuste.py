"""El alto que pide cada celda y el ancho que pide cada columna, para que nada salga cortado.

En orden: ``Medidor``, que mide celdas; ``acomodar``, que corre los anchos de una tabla que nadie
pudo calcular de antemano, como la que repite columnas; y ``pesar``, que halla los de una clase de
tabla según lo que dicen sus filas: los que las dejan menos altas.
"""

import functools
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import assert_never

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import (
    Campo,
    Contenido,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
    solo_texto,
)
from paac_reportes.maqueta.estilos import MARGEN_DE_CELDA, Estilo
from paac_reportes.maqueta.medida.tipografia import Letra, Mm, Pt, palabras_de, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, ColumnaDeTabla, Fila, resolver

ALTO_MAXIMO = Pt(409)
"""Lo más alto que Excel deja ser a una fila."""

CIFRAS_POR_CELDA = 15
"""Las que Excel guarda de un número; las demás las cambia por ceros."""

LETRAS_POR_CELDA = 32_767
"""Lo más largo que Excel guarda en una celda, en unidades UTF-16."""

_RELLENO = Pt(4)
"""Lo que una celda de Excel no deja usar de su ancho."""

_AIRE = 2
"""Puntos que una fila deja libres sobre lo que pide su texto."""

_HOLGURA_DE_LETRA = 0.96
"""En pantalla las letras pequeñas salen algo más anchas que en el papel."""

_PASO_DE_TANTEO = 1.05
"""Lo que se alarga un renglón girado cada vez que el texto no cabe."""


class Medidor:
    """Mide celdas con los estilos de un documento; uno por documento, no se comparte."""

    def __init__(self, estilos: dict[str, Estilo]) -> None:
        self.estilos = estilos
        self.hay_girados = any(estilo.girado for estilo in estilos.values())
        """Si algún texto del documento va de abajo arriba."""
        self._letra = functools.cache(self._letra_de)
        self.de = functools.cache(self._medida_de)

    def alto(self, contenido: Contenido, estilo: str, ancho: Pt) -> Pt:
        """El alto que la celda necesita para que se vea todo su contenido."""
        return self.de(estilo, ancho)(contenido)

    def alto_en_papel(self, contenido: Contenido, estilo: str, ancho: Pt) -> Pt:
        """Lo mismo en un documento, donde los renglones van más juntos que en una hoja."""
        if self.girado(estilo):
            return self.alto(contenido, estilo, ancho)
        letra, libre = self._letra(estilo)
        renglones = letra.renglones(solo_texto(contenido), self._aprovechable(estilo, ancho))
        tramos = () if isinstance(contenido, str) else contenido
        return Pt(max([renglones * letra.alto_en_papel, *map(_alto_propio, tramos)]) + libre)

    def _medida_de(self, estilo: str, ancho: Pt) -> Callable[[Contenido], Pt]:
        """Lo mismo que ``alto``, para muchas celdas del mismo estilo y ancho."""
        letra, libre = self._letra(estilo)
        aprovechable = self._aprovechable(estilo, ancho)
        if self.girado(estilo):
            caben = self._renglones_a_lo_ancho(letra, ancho)
            return lambda contenido: Pt(_largo(letra, solo_texto(contenido), caben) + libre)

        contar, de_linea = letra.contador(aprovechable), letra.alto_de_linea

        @functools.cache  # una matriz repite fechas, responsables y guiones
        def medir(contenido: Contenido) -> Pt:
            if isinstance(contenido, str):
                return Pt(contar(contenido) * de_linea + libre)
            alto = contar(solo_texto(contenido)) * de_linea
            return Pt(max([alto, *map(_alto_propio, contenido)]) + libre)

        return medir

    def _letra_de(self, estilo: str) -> tuple[Letra, float]:
        """La letra de un estilo y lo que su celda deja libre arriba y abajo."""
        aspecto = self.estilos[estilo]
        palabras = palabras_de(aspecto.familia, negrita=aspecto.negrita)
        letra = Letra(palabras, aspecto.tamano)
        return letra, aspecto.antes + aspecto.despues + _AIRE

    @property
    def alto_minimo(self) -> Pt:
        """El de una fila vacía."""
        return self.alto("", "celda", Pt(1))

    def cabe_en_un_renglon(self, texto: str, estilo: str, ancho: Pt) -> bool:
        """Si el texto se ve entero sin partirse."""
        return self.alto(texto, estilo, ancho) <= self.alto("", estilo, ancho)

    def palabra_mas_ancha(self, palabras: Iterable[str], estilo: str) -> Pt:
        """El ancho de la más ancha de unas palabras; giradas, lo que mide un renglón."""
        letra, _ = self._letra(estilo)
        return letra.alto_de_linea if self.girado(estilo) else max(map(letra.ancho, palabras))

    def girado(self, estilo: str) -> bool:
        """Si el texto de ese estilo va de abajo arriba."""
        return self.estilos[estilo].girado

    def largo(self, texto: str, estilo: str) -> Pt:
        """Lo que mediría el texto si fuera todo en un renglón."""
        letra, _ = self._letra(estilo)
        return letra.largo(texto)

    def trozos(self, texto: str, estilo: str, ancho: Pt, alto: Pt) -> list[str]:
        """El texto en trozos que caben, cada uno, en ``alto`` y en una celda."""
        letra, _ = self._letra(estilo)
        aprovechable, renglones = self._lugar(estilo, ancho, alto)
        return list(letra.trozos(texto, aprovechable, max(renglones, 1), LETRAS_POR_CELDA))

    def _lugar(self, estilo: str, ancho: Pt, alto: Pt) -> tuple[Pt, int]:
        """Lo largo de un renglón y cuántos caben; los de un texto girado van a lo ancho."""
        letra, libre = self._letra(estilo)
        if self.girado(estilo):
            largo = Pt((alto - libre - _RELLENO) * _HOLGURA_DE_LETRA)
            return largo, self._renglones_a_lo_ancho(letra, ancho)
        return self._aprovechable(estilo, ancho), int((alto - libre) / letra.alto_de_linea)

    def con_marca(self, texto: str, marcas: Sequence[str], estilo: str, ancho: Pt, alto: Pt) -> str:
        """El texto con la primera marca que quepa en un renglón, acortado hasta caber en ``alto``.

        Si no cabe ni la marca, nada.
        """
        letra, _ = self._letra(estilo)
        aprovechable, renglones = self._lugar(estilo, ancho, alto)
        marca = next((m for m in marcas if letra.ancho(m) <= aprovechable), None)
        if marca is None:
            return ""
        if letra.renglones(f"{texto} {marca}", aprovechable) <= renglones:
            return f"{texto} {marca}"
        palabras = texto.split()

        def acortado(cuantas: int) -> str:
            return f"{' '.join(palabras[:cuantas])}… {marca}" if cuantas else marca

        caben = bisect_right(
            range(len(palabras)),
            renglones,
            key=lambda n: letra.renglones(acortado(n), aprovechable),
        )
        return acortado(caben - 1) if caben else ""

    @staticmethod
    def _renglones_a_lo_ancho(letra: Letra, ancho: Pt) -> int:
        """Cuántos renglones girados caben, uno al lado de otro."""
        return max(int((ancho - _RELLENO) / letra.alto_de_linea), 1)

    def _aprovechable(self, estilo: str, ancho: Pt) -> Pt:
        libre = ancho - _RELLENO - self.estilos[estilo].margen
        return Pt(libre * _HOLGURA_DE_LETRA)


def _largo(letra: Letra, texto: str, caben: int) -> float:
    """Lo más corto que puede ser un renglón girado para que el texto quepa en tantos."""
    entero = max(map(letra.ancho, texto.split("\n")))
    # Desde un punto: un texto de puros blancos no tiene palabras, y desde cero no se avanza.
    largo = max([Pt(1), *map(letra.ancho, texto.split())])
    while largo < entero and letra.renglones(texto, largo) > caben:
        largo = Pt(min(largo * _PASO_DE_TANTEO, entero))
    return largo / _HOLGURA_DE_LETRA + _RELLENO


def _alto_propio(tramo: Tramo) -> float:
    """El de lo que no se mide por renglones."""
    match tramo:
        case Imagen():
            return pt_de_mm(tramo.alto)
        case str() | Enfasis() | Enlace() | NumeroDeLeyenda() | Remision() | Campo():
            return 0
        case _:
            assert_never(tramo)


_LETRAS_DE_LO_MENOS = "MM"
"""Lo que cabe en la columna más angosta."""

_MARGENES_DE_CELDA = 9
"""Puntos que una celda no deja usar de su ancho, en el programa que menos deja."""

_LETRAS_DE_UNA_PALABRA = 20
"""Lo más largo que se procura no partir; más allá, es una dirección web."""


def acomodar(tabla: Tabla, medidor: Medidor, util: Mm) -> Tabla:
    """La tabla con los anchos corridos lo justo para que ninguna palabra se parta.

    Lo que una columna gana lo ceden las demás, cada una según lo que le sobra. Si no hay ancho para
    las palabras de todas las filas, se cuida al menos las de los rótulos; si ni así, nada cambia.
    """
    ancho = pt_de_mm(util)
    de_rotulos = minimos_de_rotulos(tabla, medidor, ancho)
    de_filas = minimos_de_filas(tabla, medidor, ancho)
    for minimos in (list(map(max, de_rotulos, de_filas)), de_rotulos):
        if sum(minimos) < 1:
            return attrs.evolve(tabla, anchos=_corridos(tabla.anchos, minimos))
    return tabla


def minimos_de_rotulos(tabla: Tabla, medidor: Medidor, ancho: Pt) -> list[float]:
    """La parte del ancho que pide cada columna para que no se parta una palabra de sus rótulos."""
    return _minimos(tabla.rotulos, len(tabla.anchos), medidor, ancho, math.inf)


def minimos_de_filas(tabla: Tabla, medidor: Medidor, ancho: Pt) -> list[float]:
    """La que pide para que no se parta una palabra corriente de sus filas."""
    return _minimos(tabla.filas, len(tabla.anchos), medidor, ancho, _LETRAS_DE_UNA_PALABRA)


def palabras_que_no_caben(tabla: Tabla, medidor: Medidor, util: Mm) -> Iterator[str]:
    """Las palabras de los rótulos más anchas que su columna."""
    ancho = pt_de_mm(util)
    for numero, celda in _celdas_de_una_columna(tabla.rotulos, len(tabla.anchos)):
        cabe = tabla.anchos[numero] * ancho - 2 * MARGEN_DE_CELDA
        for palabra in solo_texto(celda.contenido).split():
            if medidor.palabra_mas_ancha([palabra], celda.estilo) > cabe:
                yield palabra


def columnas_que_parten(tabla: Tabla, medidor: Medidor, util: Mm) -> Iterator[tuple[int, str]]:
    """Las columnas donde no cabe alguna palabra corriente, y cuál; las filas, las primeras."""
    ancho = pt_de_mm(util)
    de_cada = zip(tabla.anchos, tabla.columnas_de_rotulos, tabla.columnas, strict=True)
    for numero, (parte, *suyas) in enumerate(de_cada):
        cabe = Pt(parte * ancho - 2 * MARGEN_DE_CELDA + _UN_PELO)
        palabras = chain.from_iterable(_palabras(columna) for columna in suyas)
        for palabra, estilo in dict.fromkeys(palabras):
            if medidor.palabra_mas_ancha([palabra], estilo) > cabe:
                yield numero, palabra
                break


_UN_PELO = 0.01
_FILAS_QUE_SE_MIRAN = 1000


def _palabras(columna: ColumnaDeTabla) -> Iterator[tuple[str, str]]:
    for _, contenido, estilo, _, abarca in islice(columna.celdas(), _FILAS_QUE_SE_MIRAN):
        for palabra in solo_texto(contenido).split() if abarca == 1 else ():
            if len(palabra) <= _LETRAS_DE_UNA_PALABRA:
                yield palabra, estilo


def _minimos(
    filas: Sequence[Fila], columnas: int, medidor: Medidor, ancho: Pt, letras: float
) -> list[float]:
    """La parte del ancho que pide cada columna por su palabra más ancha de hasta tantas letras."""

    @functools.cache  # una matriz repite fechas, responsables y guiones
    def pide(texto: str, estilo: str) -> float:
        palabras = [palabra for palabra in texto.split() if len(palabra) <= letras]
        return (
            medidor.palabra_mas_ancha(palabras or [_LETRAS_DE_LO_MENOS], estilo)
            + _MARGENES_DE_CELDA
        )

    minimos = [pide(_LETRAS_DE_LO_MENOS, "celda") / ancho] * columnas
    for numero, puestos in enumerate(resolver(filas, columnas)):
        for columna, celda, origen in puestos:
            if origen == numero:
                parte = pide(solo_texto(celda.contenido), celda.estilo) / ancho / celda.columnas
                for cual in range(columna, columna + celda.columnas):
                    minimos[cual] = max(minimos[cual], parte)
    return minimos


def _corridos(anchos: tuple[float, ...], minimos: list[float]) -> tuple[float, ...]:
    holgados = [max(dado, minimo) for dado, minimo in zip(anchos, minimos, strict=True)]
    sobran = [dado - minimo for dado, minimo in zip(holgados, minimos, strict=True)]
    exceso = (sum(holgados) - 1) / sum(sobran)
    return tuple(dado - sobra * exceso for dado, sobra in zip(holgados, sobran, strict=True))


def _celdas_de_una_columna(filas: tuple[Fila, ...], columnas: int) -> Iterator[tuple[int, Celda]]:
    for numero, puestos in enumerate(resolver(filas, columnas)):
        for columna, celda, origen in puestos:
            if origen == numero and celda.columnas == 1:
                yield columna, celda


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


@clases.frozen
class LimitesDeColumna:
    """Entre qué partes del ancho útil queda una columna."""

    minimo: float
    maximo: float


def pesar(
    tablas: Sequence[Tabla], limites: Sequence[LimitesDeColumna], medidor: Medidor, util: Mm
) -> tuple[float, ...]:
    """Los anchos, que suman 1, con que las filas de unas tablas de iguales columnas ocupan menos.

    Ninguna columna se sale de sus límites; si todos juntos no dan para el ancho, se estiran o
    encogen en proporción. Mientras quepan, ninguna palabra corriente se parte; si no, al menos las
    de los rótulos.
    """
    ancho = pt_de_mm(util)
    junta = _reunidas(tablas)
    acotados = _con_palabras(junta, _que_dan_el_ancho(limites), medidor, ancho)
    return tuple(_menos_altas([*_filas(junta, medidor)], acotados, ancho))


def _reunidas(tablas: Sequence[Tabla]) -> Tabla:
    """Una tabla con los rótulos y las filas de todas."""
    rotulos = dict.fromkeys(tabla.rotulos for tabla in tablas)
    return Tabla(
        anchos=tablas[0].anchos,
        rotulos=tuple(chain.from_iterable(rotulos)),
        filas=tuple(chain.from_iterable(tabla.filas for tabla in tablas)),
    )


def _que_dan_el_ancho(limites: Sequence[LimitesDeColumna]) -> list[LimitesDeColumna]:
    """Al repetirse las columnas por corte, o sin las que se omiten, pueden no sumar lo justo."""
    menos, mas = sum(suyo.minimo for suyo in limites), sum(suyo.maximo for suyo in limites)
    factor = 1 / menos if menos > 1 else 1 / mas if mas < 1 else 1
    return [LimitesDeColumna(suyo.minimo * factor, suyo.maximo * factor) for suyo in limites]


def _con_palabras(
    tabla: Tabla, limites: list[LimitesDeColumna], medidor: Medidor, ancho: Pt
) -> list[LimitesDeColumna]:
    """Los límites, con lo más angosto que deja enteras las palabras."""
    de_rotulos = minimos_de_rotulos(tabla, medidor, ancho)
    de_filas = minimos_de_filas(tabla, medidor, ancho)
    for minimos in (list(map(max, de_rotulos, de_filas)), de_rotulos):
        acotados = [
            LimitesDeColumna(min(max(suyo.minimo, minimo), suyo.maximo), suyo.maximo)
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


def _menos_altas(filas: list[_Fila], limites: list[LimitesDeColumna], ancho: Pt) -> list[float]:
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


def _acotados(
    pesos: Sequence[float], limites: Sequence[LimitesDeColumna], ancho: Pt
) -> list[float]:
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
