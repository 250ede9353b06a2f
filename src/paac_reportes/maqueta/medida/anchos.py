"""El ancho que pide cada columna de una tabla.

En orden: ``acomodar``, que corre lo justo los anchos que un formato fija y nadie pudo calcular de
antemano, como los de la tabla que repite columnas; ``pesar``, que halla los de una tabla según lo
que dicen sus filas: los que las dejan menos altas; ``en_su_ancho``, que deja en una parte de la
página la que no la pide toda; las palabras que aun así no caben; y el de los rótulos de las
columnas de cifras, que uno no se lea con el de al lado.

De cada columna se lee una vez lo que guarda (``_leer``): lo que mide su texto y sus palabras.
"""

import functools
import operator
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from math import fsum
from typing import NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.expresiones import expresion
from paac_reportes.grupos import agrupadas
from paac_reportes.maqueta.contenido import ESPACIO_DURO, Contenido, barras_en, solo_texto
from paac_reportes.maqueta.estilos import MARGEN_DE_CELDA, aire_entre_tablas
from paac_reportes.maqueta.medida.ajuste import ESCALA_MINIMA, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla

RESERVA = Pt(4)
"""Reserva que una columna deja, además de sus márgenes, a su palabra más ancha que no se parte.

Otro programa puede leer márgenes mayores (5,4 puntos a cada lado, los de Word si nadie los dice) o
letras algo más anchas: la reserva da para eso.
"""

_AIRE_HOLGADO = 2 * MARGEN_DE_CELDA + RESERVA
"""Puntos que se le procura dejar a una columna además de lo que mide su palabra."""

_AIRE_JUSTO = 2 * MARGEN_DE_CELDA + 1
"""Puntos con los que la palabra tampoco se parte, si el programa lee lo que el archivo dice."""

_PARTE_CON_RESERVA = 0.85
"""La parte del ancho que en una cuadrícula toman, a lo más, las palabras con su reserva.

Si pasan, los textos van de a dos palabras por renglón, junto a columnas en blanco.
"""

_LETRAS_DE_LO_MENOS = "MM"
"""Letras que caben en la columna más angosta."""

_LETRAS_DE_UNA_PALABRA = 20
"""Letras de la palabra más larga que se procura no partir; más allá, es una dirección web."""

_UNA_LETRA = rf"[\S{ESPACIO_DURO}]"

_SON_LARGAS = expresion(rf"{_UNA_LETRA}{{{_LETRAS_DE_UNA_PALABRA + 1},}}")
_DONDE_SE_PARTE = expresion(r"(?<=[/?&.\-_=@])")
"""Tras qué signos se parte una dirección, y lo demás que es más largo que una palabra."""

_SON_FIRMES = expresion(rf"(?<!{_UNA_LETRA})(?:[^\s\d]|{ESPACIO_DURO})*+\d{_UNA_LETRA}*")
"""De las palabras de una fila, las que partidas engañan: códigos, fechas y números.

Cada palabra se mira una vez, desde su comienzo: una de 300.000 letras no se mira desde cada una.
"""

_PARTE_DE_UNA_DIRECCION = 0.4
"""La parte de la página que una columna no pasa por sus direcciones si a otra le falta."""


class _Medido(NamedTuple):
    """Medidas de un texto, en puntos."""

    largo: float
    """Largo del texto en un solo renglón."""
    perdidos: float
    """Renglones que quedan a medias: por término medio, la mitad del último de cada párrafo."""
    palabra: float
    """Ancho de la mayor de las palabras que no deben partirse."""
    firme: float
    """Ancho del mayor de los códigos, las fechas y los números."""
    direccion: float
    """Ancho del mayor pedazo que no es una palabra."""


class _Demanda:
    """Anchos que piden las columnas de una tabla: el de sus palabras y el de sus filas."""

    def __init__(self, columnas: int) -> None:
        self.rotulos = [0.0] * columnas
        """Ancho de la palabra más ancha de los rótulos de cada columna, en puntos."""
        self.firmes = [0.0] * columnas
        """El código, la fecha o el número más ancho de sus filas."""
        self.palabras = [0.0] * columnas
        """La palabra más ancha de sus filas, también un código; de una muy larga, sus pedazos."""
        self.direcciones = [0.0] * columnas
        self.filas: list[_Fila] = []
        self.columna_minima = 0.0

    def minimos(self, ancho: Pt) -> Iterator[list[float]]:
        """Mínimos posibles, en partes del ancho: de los holgados, con reserva, a los justos."""
        con_todo = list(map(max, self.rotulos, self.palabras))
        con_firmes = list(map(max, self.rotulos, self.firmes))
        for palabras in (con_todo, con_firmes, self.rotulos):
            enteras = [max(palabra, self.columna_minima) for palabra in palabras]
            for con_reserva in (enteras, self.firmes, [0.0] * len(enteras)):
                yield [
                    max(palabra + _AIRE_JUSTO, reservada + _AIRE_HOLGADO) / ancho
                    for palabra, reservada in zip(enteras, con_reserva, strict=True)
                ]


_Fila = list[tuple[int, float, float]]
"""Celdas con texto de una fila: su columna, lo que mide en un renglón y los renglones que
pierde."""


def minimos(tabla: Tabla, medidor: Medidor, util: Mm, *, justos: bool = False) -> list[float]:
    """Parte del ancho con que ninguna palabra de cada columna se parte; ``justos``, sin reserva."""
    return next(islice(_leer([tabla], medidor).minimos(pt_de_mm(util)), 2 if justos else 0, None))


def acomodar(tabla: Tabla, medidor: Medidor, util: Mm) -> Tabla:
    """La tabla con los anchos corridos lo justo para que ninguna palabra se parta.

    Lo que una columna gana lo ceden las demás, cada una según lo que le sobra. Si no hay ancho para
    las palabras de todas las filas, se cuidan al menos los códigos, las fechas y los números, y las
    de los rótulos; si ni así, nada cambia.
    """
    posibles = _leer([tabla], medidor).minimos(pt_de_mm(util))
    minimos = next((minimos for minimos in posibles if fsum(minimos) < 1), None)
    if minimos is None:
        return tabla
    return attrs.evolve(tabla, anchos=tuple(con_minimos(tabla.anchos, minimos)))


def con_minimos(anchos: Sequence[float], minimos: Sequence[float]) -> list[float]:
    """Los anchos, que suman 1, ninguno menor que su mínimo; los holgados ceden de su sobra."""
    holgados = list(map(max, anchos, minimos))
    sobras = [holgado - minimo for holgado, minimo in zip(holgados, minimos, strict=True)]
    # Si los mínimos suman casi 1, por redondeo puede no sobrar nada.
    exceso = (fsum(holgados) - 1) / (fsum(sobras) or 1)
    return [holgado - sobra * exceso for holgado, sobra in zip(holgados, sobras, strict=True)]


def _leer(tablas: Sequence[Tabla], medidor: Medidor, *, con_filas: bool = False) -> _Demanda:
    """Lo que piden las columnas de unas tablas que las tienen iguales.

    ``con_filas``: también lo de cada fila, para repartir el ancho.
    """
    columnas = len(tablas[0].anchos)
    demanda = _Demanda(columnas)
    demanda.columna_minima = medidor.palabra_mas_ancha([_LETRAS_DE_LO_MENOS], "celda")
    medidos: dict[tuple[Contenido, str], _Medido] = {}

    def medir(contenido: Contenido, estilo: str) -> _Medido:
        """Lo que mide un contenido, una vez: una matriz repite fechas, responsables y guiones."""
        medido = medidos.get((contenido, estilo))
        if medido is None:
            medido = medidos[contenido, estilo] = _medido(solo_texto(contenido), estilo, medidor)
        return medido

    for tabla in tablas:
        _leer_rotulos(tabla, demanda, medidor)
        filas: list[_Fila] = [[] for _ in tabla.filas.marcas] if con_filas else []
        for lugar, columna in enumerate(tabla.columnas):
            _leer_columna(lugar, columna, demanda, filas, medir)
        demanda.filas += filter(None, filas)
    return demanda


def _leer_rotulos(tabla: Tabla, demanda: _Demanda, medidor: Medidor) -> None:
    """Anota en ``demanda`` la palabra más ancha de los rótulos de cada columna."""
    for lugar, columna in enumerate(tabla.columnas_de_rotulos):
        for _, contenido, estilo, _, abarca in columna.celdas():
            palabras = solo_texto(contenido).split()
            if palabras:
                ancho = medidor.palabra_mas_ancha(palabras, estilo)
                cuadros = fsum(pt_de_mm(c.largo) + _AIRE_JUSTO for c in barras_en(contenido))
                _pedir(demanda.rotulos, lugar, abarca, ancho + cuadros)


def _leer_columna(
    lugar: int,
    columna: ColumnaDeTabla,
    demanda: _Demanda,
    filas: list[_Fila],
    medir: Callable[[Contenido, str], _Medido],
) -> None:
    """Anota en ``demanda`` lo que miden las celdas de la columna ``lugar``.

    En ``filas``, si no va vacía, lo que pide en cada una; ``medir``: mide un contenido.
    """
    for fila, contenido, estilo, cubre, abarca in columna.celdas():
        if not contenido:
            continue
        medido = medir(contenido, estilo)
        if abarca > 1:
            _pedir(demanda.palabras, lugar, abarca, medido.palabra)
            _pedir(demanda.firmes, lugar, abarca, medido.firme)
            continue
        demanda.palabras[lugar] = max(demanda.palabras[lugar], medido.palabra)
        demanda.firmes[lugar] = max(demanda.firmes[lugar], medido.firme)
        demanda.direcciones[lugar] = max(demanda.direcciones[lugar], medido.direccion)
        if filas and medido.largo:
            # Lo de una celda de varias filas se reparte entre ellas.
            de_celda = (lugar, medido.largo / cubre, medido.perdidos / cubre)
            for numero in range(fila, fila + cubre):
                filas[numero].append(de_celda)


def _pedir(pedidos: list[float], lugar: int, abarca: int, palabra: float) -> None:
    """Reparte en ``pedidos`` el ancho de una palabra entre las columnas que su celda abarca."""
    parte = (palabra + _AIRE_HOLGADO) / abarca - _AIRE_HOLGADO
    for columna in range(lugar, lugar + abarca):
        pedidos[columna] = max(pedidos[columna], parte)


def _medido(texto: str, estilo: str, medidor: Medidor) -> _Medido:
    """Medidas de un texto en un estilo: su largo y sus palabras, códigos y direcciones mayores."""
    palabras = palabras_enteras(texto)
    if not palabras:
        return _SIN_MEDIDA
    largas, firmes = _SON_LARGAS.findall(texto), _SON_FIRMES.findall(texto)
    cortas = palabras
    if largas:
        palabras += chain.from_iterable(map(_DONDE_SE_PARTE.split, largas))
        cortas = [p for p in palabras if len(p) <= _LETRAS_DE_UNA_PALABRA]
        firmes = [p for p in firmes if len(p) <= _LETRAS_DE_UNA_PALABRA]
    ancha = medidor.palabra_mas_ancha
    return _Medido(
        medidor.largo(texto, estilo),
        (texto.count("\n") + 1) / 2,
        ancha(cortas, estilo) if cortas else 0,
        ancha(firmes, estilo) if firmes else 0,
        ancha(largas, estilo) if largas else 0,
    )


_SIN_MEDIDA = _Medido(0, 0, 0, 0, 0)


_SIN_LETRAS = 16
"""Puntos de una columna que no llevan letras: sus márgenes y lo que falta a cada renglón."""

_UTIL_MINIMO = 4
"""Puntos para letras que se le cuentan a la columna más angosta."""

_PASOS, _QUIETOS = 40, 5e-4
"""Veces que a lo más se corren los anchos, y la parte de 1 que ya no importa."""

_AGUDEZA = 8
"""Cuánto más pesa en su fila una celda por ser más alta que las otras."""

_PESO_EN_BLANCO = 1e-3
"""El peso de una columna en blanco, para que lo que sobra también se le reparta."""


@clases.frozen
class LimitesDeColumna:
    """Entre qué partes del ancho útil queda una columna."""

    minimo: float
    maximo: float


def pesar(  # noqa: PLR0913 - las demás se dicen por su nombre
    tablas: Sequence[Tabla],
    limites: Sequence[LimitesDeColumna],
    medidor: Medidor,
    util: Mm,
    *,
    en_hoja: bool = False,
    por_las_altas: bool = False,
) -> tuple[float, ...]:
    """Los anchos, que suman 1, con que las filas de unas tablas de iguales columnas ocupan menos.

    Ninguna columna se sale de sus límites; si todos juntos no dan para el ancho, se estiran o
    encogen en proporción. Mientras quepan, ninguna palabra corriente se parte; si no, al menos los
    códigos, las fechas, los números y las de los rótulos. Por sus direcciones, una columna no pasa
    de dos quintos si el texto de otra no cabe en un renglón.

    Sin cuadrícula, las columnas de cifras no pasan de sus palabras mientras a un nombre le falte
    ancho para ir en un renglón y, si lo admiten, van a pasos iguales.

    ``en_hoja``: en una de cálculo, donde sobra ancho, los rótulos de lo que no es un formulario se
    apartan. ``por_las_altas``: cada fila cuenta por el cuadrado de su alto, y las más altas bajan
    aunque otras suban algo.
    """
    ancho = pt_de_mm(util)
    menos_altas = functools.partial(_menos_altas, ancho=ancho, grado=2 if por_las_altas else 1)
    demanda = _leer(tablas, medidor, con_filas=True)
    abierta = _sin_cuadricula(medidor)
    con_reserva = 1 if abierta else _PARTE_CON_RESERVA
    acotados = _con_palabras(demanda, _que_suman_el_ancho(limites), ancho, con_reserva)
    if abierta:
        cifras = [*map(functools.partial(_es_de_cifras, medidor=medidor), tablas[0].columnas)]
        acotados = _con_textos(demanda, acotados, cifras, ancho)
        acotados = _con_rotulos(acotados, piden_los_rotulos(tablas[0], medidor), ancho)
    anchos = menos_altas(demanda.filas, acotados)
    ceden = _anchas_por_direcciones(demanda, anchos, ancho)
    if ceden:
        acotados = [
            attrs.evolve(
                limite, maximo=max(limite.minimo, min(limite.maximo, _PARTE_DE_UNA_DIRECCION))
            )
            if numero in ceden
            else limite
            for numero, limite in enumerate(acotados)
        ]
        if fsum(limite.maximo for limite in acotados) >= 1:
            anchos = menos_altas(demanda.filas, acotados)
    if abierta:
        anchos = _a_pasos_iguales(anchos, acotados, cifras, demanda.filas, ancho)
    if en_hoja and aire_entre_tablas(medidor.estilos):
        minimos = [limite.minimo for limite in acotados]
        minimos = que_apartan(tablas[0], minimos, anchos, medidor, ancho)
        anchos = con_minimos(anchos, minimos) if fsum(minimos) < 1 else anchos
    return tuple(anchos)


def _a_pasos_iguales(
    anchos: list[float],
    acotados: Sequence[LimitesDeColumna],
    cifras: Sequence[bool],
    filas: Sequence[_Fila],
    ancho: Pt,
) -> list[float]:
    """Los anchos, con las columnas de cifras iguales o con igual sobra; los dados, si no caben.

    ``cifras``: por columna, si es de ellas; ``acotados``: su mínimo y su máximo. Todo, en partes
    del ``ancho`` de la tabla.
    """
    lugares = [lugar for lugar, es_de_cifras in enumerate(cifras) if es_de_cifras]
    minimos = [acotados[lugar].minimo for lugar in lugares]
    total = fsum(anchos[lugar] for lugar in lugares)
    largos = dict.fromkeys(lugares, _SIN_LETRAS / ancho)
    for lugar, largo, _ in chain.from_iterable(filas):
        if cifras[lugar]:
            largos[lugar] = max(largos[lugar], (largo + _SIN_LETRAS) / ancho)
    for bases in ([0.0] * len(minimos), minimos):
        sobra = (total - fsum(bases)) / max(len(lugares), 1)
        iguales = {lugar: base + sobra for lugar, base in zip(lugares, bases, strict=True)}
        if all(
            max(acotados[lugar].minimo, largos[lugar]) <= parte <= acotados[lugar].maximo
            for lugar, parte in iguales.items()
        ):
            return [iguales.get(lugar, parte) for lugar, parte in enumerate(anchos)]
    return anchos


def _anchas_por_direcciones(demanda: _Demanda, anchos: list[float], ancho: Pt) -> set[int]:
    """Columnas que se llevan demasiado por una dirección web mientras a otra le falta ancho."""
    pasan = {
        numero
        for numero, (direccion, parte) in enumerate(zip(demanda.direcciones, anchos, strict=True))
        if parte > _PARTE_DE_UNA_DIRECCION and direccion > _PARTE_DE_UNA_DIRECCION * ancho
    }
    utiles = [parte * ancho - _SIN_LETRAS for parte in anchos]
    falta = pasan and any(
        largo > utiles[columna]
        for columna, largo, _ in chain.from_iterable(demanda.filas)
        if columna not in pasan
    )
    return pasan if falta else set()


def _que_suman_el_ancho(limites: Sequence[LimitesDeColumna]) -> list[LimitesDeColumna]:
    """Límites en proporción, para que quepa un total de 1: las columnas se repiten o se omiten."""
    minimo = fsum(limite.minimo for limite in limites)
    maximo = fsum(limite.maximo for limite in limites)
    factor = 1 / minimo if minimo > 1 else 1 / maximo if maximo < 1 else 1
    return [LimitesDeColumna(limite.minimo * factor, limite.maximo * factor) for limite in limites]


def _con_palabras(
    demanda: _Demanda, limites: list[LimitesDeColumna], ancho: Pt, con_reserva: float
) -> list[LimitesDeColumna]:
    """Los límites, con lo más angosto que deja enteras las palabras.

    Si no dan ni para los rótulos y las cifras, ceden los que piden más que ellos: una columna que
    el formato fija en media página no parte «Terminadas» en tres.
    """
    for numero, minimos in enumerate(demanda.minimos(ancho)):
        acotados = [
            LimitesDeColumna(min(max(limite.minimo, minimo), limite.maximo), limite.maximo)
            for limite, minimo in zip(limites, minimos, strict=True)
        ]
        if fsum(limite.minimo for limite in acotados) <= (1 if numero else con_reserva):
            return acotados
    firmes = list(map(max, demanda.rotulos, demanda.firmes))
    for aire in (_AIRE_HOLGADO, _AIRE_JUSTO):
        enteros = [
            min((firme + aire) / ancho, limite.maximo) if firme else 0
            for firme, limite in zip(firmes, limites, strict=True)
        ]
        if fsum(enteros) < 1:
            partes = [max(limite.minimo, pt) for limite, pt in zip(limites, enteros, strict=True)]
            partes = con_minimos(partes, enteros) if fsum(partes) > 1 else partes
            return [*map(LimitesDeColumna, partes, (limite.maximo for limite in limites))]
    return limites


def _sin_cuadricula(medidor: Medidor) -> bool:
    """Si las tablas del documento no van en los cuadros de un formulario."""
    bordes = medidor.estilos["rotulo"].bordes
    return not (bordes and bordes.izquierda)


def _es_de_cifras(columna: ColumnaDeTabla, medidor: Medidor) -> bool:
    estilo = next((estilo for _, _, estilo, _, abarca in columna.celdas() if abarca == 1), None)
    return estilo is not None and medidor.estilos[estilo].horizontal == "derecha"


def _con_textos(
    demanda: _Demanda, limites: list[LimitesDeColumna], cifras: Sequence[bool], ancho: Pt
) -> list[LimitesDeColumna]:
    """Los límites con que los textos van en un renglón; si no caben, las cifras en su mínimo.

    ``cifras``: por columna, si es de ellas. Los límites, en partes del ``ancho`` de la tabla.
    """
    largos = [0.0] * len(limites)
    for columna, largo, _ in chain.from_iterable(demanda.filas):
        if largo > largos[columna] and not cifras[columna]:
            largos[columna] = largo
    partes = [(largo + _SIN_LETRAS) / ancho if largo else 0.0 for largo in largos]
    en_un_renglon = [
        attrs.evolve(limite, minimo=max(limite.minimo, min(limite.maximo, parte)))
        for limite, parte in zip(limites, partes, strict=True)
    ]
    if fsum(limite.minimo for limite in en_un_renglon) <= 1:
        return en_un_renglon
    justos = [
        attrs.evolve(limite, maximo=limite.minimo) if es_de_cifras else limite
        for limite, es_de_cifras in zip(limites, cifras, strict=True)
    ]
    return justos if fsum(limite.maximo for limite in justos) >= 1 else limites


def _con_rotulos(
    limites: list[LimitesDeColumna], posibles: Iterable[Sequence[float]], ancho: Pt
) -> list[LimitesDeColumna]:
    """Los límites, con el ancho que los rótulos de cifras piden.

    ``posibles``: lo que piden de cada modo, del mejor al peor; vale el primero que quepa.
    """
    for piden in posibles:
        con_rotulos = [
            attrs.evolve(limite, minimo=max(limite.minimo, min(limite.maximo, pide / ancho)))
            for limite, pide in zip(limites, piden, strict=True)
        ]
        if fsum(limite.minimo for limite in con_rotulos) <= 1:
            return con_rotulos
    return limites


def _menos_altas(
    filas: list[_Fila], limites: list[LimitesDeColumna], ancho: Pt, grado: int
) -> list[float]:
    """Anchos con que la suma de los altos de las filas, elevados a un grado, es la menor.

    Entonces lo útil de cada columna va en proporción a su peso, que baja cuando ella crece; por eso
    cada paso la corre sólo una parte del camino.
    """
    anchos = _acotados([1.0] * len(limites), limites, ancho)
    for _ in range(_PASOS):
        utiles = [max(parte * ancho - _SIN_LETRAS, _UTIL_MINIMO) for parte in anchos]
        corridos = [
            util * (peso / util) ** (1 / (_AGUDEZA + 1))
            for util, peso in zip(utiles, _pesos(filas, utiles, grado), strict=True)
        ]
        anteriores, anchos = anchos, _acotados(corridos, limites, ancho)
        if max(map(abs, map(operator.sub, anteriores, anchos))) < _QUIETOS:
            break
    return anchos


def _pesos(filas: list[_Fila], utiles: list[float], grado: int) -> list[float]:
    """Peso de cada columna: los renglones de las filas que ella alarga, elevados a un grado.

    A una fila la alarga su celda más alta, y algo las que casi lo son: así los anchos se corren sin
    saltos cuando la más alta pasa a ser otra.
    """
    pesos = [_PESO_EN_BLANCO] * len(utiles)
    for fila in filas:
        altos = [largo / utiles[columna] + perdidos for columna, largo, perdidos in fila]
        mayor = max(altos)
        partes = [(alto / mayor) ** _AGUDEZA for alto in altos]
        por_parte = mayor**grado / fsum(partes)
        for (columna, _, _), parte in zip(fila, partes, strict=True):
            pesos[columna] += parte * por_parte
    return pesos


def _acotados(
    pesos: Sequence[float], limites: Sequence[LimitesDeColumna], ancho: Pt
) -> list[float]:
    """Anchos que suman 1, con lo útil en proporción a los pesos mientras lo dejen los límites.

    A más factor, más anchas todas: en línea recta mientras ninguna llega a un límite.
    """
    pendientes = [
        (peso / ancho, limite.minimo, limite.maximo)
        for peso, limite in zip(pesos, limites, strict=True)
    ]
    sin_letras = _SIN_LETRAS / ancho

    def anchos_con(factor: float) -> list[float]:
        """Anchos de todas las columnas con ese factor, sin salirse de sus límites."""
        return [
            minimo if (parte := factor * pendiente + sin_letras) < minimo else min(parte, maximo)
            for pendiente, minimo, maximo in pendientes
        ]

    # Factores en que alguna columna llega a un límite, y la recta se dobla.
    dobleces = sorted([(x - sin_letras) / p for p, *extremos in pendientes for x in extremos])

    def suma(factor: float) -> float:
        return fsum(anchos_con(factor))

    lugar = bisect_left(dobleces, 1.0, 1, len(dobleces) - 1, key=suma)
    poco, mucho = dobleces[lugar - 1], dobleces[lugar]
    menor, mayor = suma(poco), suma(mucho)
    if mayor <= menor:
        return anchos_con(mucho)
    return anchos_con(poco + (mucho - poco) * (1 - menor) / (mayor - menor))


_PARTES_DE_LO_ANGOSTO = (1 / 3, 1 / 2, 2 / 3)
"""Las partes de la página en que queda una tabla que no la pide toda.

De lado a lado, una palabra y su cifra quedan a más de un palmo, y el ojo pierde la fila. Son tres,
y no las que pida cada una, para que las seguidas terminen juntas; en una hoja de varias, la mayor y
la menor, que es de una palabra con su cifra.
"""

_LETRA_ANGOSTA = Pt(3)
"""Ancho que no llega a medir una letra, por término medio."""


def en_su_ancho(bloques: Sequence[Bloque], medidor: Medidor, util: Mm) -> Iterator[Bloque]:
    """Los bloques, con las tablas que no piden toda la página a la izquierda, en una parte suya.

    En ella, lo que dice cada celda cabe en un renglón, con aire entre las columnas. Las de iguales
    rótulos llevan la misma. No se angosta la que va en cuadrícula, la que pasa a otra hoja ni la
    que tiene una columna en blanco, que alguien llenará.
    """
    if not _sin_cuadricula(medidor):
        yield from bloques
        return
    tablas = agrupadas((t.rotulos, t) for t in bloques if isinstance(t, Tabla))
    partes = _PARTES_DE_LO_ANGOSTO[::2] if len(tablas) > 1 else _PARTES_DE_LO_ANGOSTO
    angostas = {
        rotulos: iter(_tablas_angostas(t, medidor, util, partes)) for rotulos, t in tablas.items()
    }
    for bloque in bloques:
        yield next(angostas[bloque.rotulos]) if isinstance(bloque, Tabla) else bloque


def _tablas_angostas(
    tablas: Sequence[Tabla], medidor: Medidor, util: Mm, partes: Sequence[float]
) -> Sequence[Tabla]:
    """Las tablas en la menor de esas ``partes`` del ancho donde todo va en un renglón.

    Como llegaron, si no se angostan (una matriz, las que abren hoja) o en ninguna caben.
    """
    if any(tabla.clase != "filas" or tabla.abren_hoja for tabla in tablas):
        return tablas
    ancho = pt_de_mm(util)
    primeras = (columna.contenidos[:1] for columna in tablas[0].columnas)
    letras = sum(len(solo_texto(dice)) for dice in chain.from_iterable(primeras) if dice)
    if letras * _LETRA_ANGOSTA > ancho:
        return tablas  # una matriz: no hay que medir ninguna de sus celdas
    pedidos = list[list[float]]()
    for tabla in tablas:
        piden = _en_un_renglon(tabla, medidor, partes[-1] * ancho)
        if piden is None:
            return tablas
        pedidos.append(piden)
    minimos = [max(piden) / ancho for piden in zip(*pedidos, strict=True)]
    parte = next((parte for parte in partes if fsum(minimos) < parte), None)
    if parte is None:
        return tablas
    de_la_parte = [minimo / parte for minimo in minimos]
    return [
        attrs.evolve(t, anchos=tuple(parte * a for a in con_minimos(t.anchos, de_la_parte)))
        for t in tablas
    ]


def _en_un_renglon(tabla: Tabla, medidor: Medidor, cabe: float) -> list[float] | None:
    """Puntos con que cada columna no pasa a otro renglón; ``None`` si entre todas no ``cabe``.

    De las matrices, que son las largas, se sabe por sus rótulos o por sus primeras celdas.
    """
    demanda = _Demanda(len(tabla.anchos))
    _leer_rotulos(tabla, demanda, medidor)
    piden = [palabra + 2 * MARGEN_DE_CELDA + ENTRE_ROTULOS for palabra in demanda.rotulos]
    piden = que_apartan(tabla, piden, piden, medidor, Pt(1))
    queda = cabe - fsum(piden)
    for lugar, columna in enumerate(tabla.columnas):
        celdas = {(c, estilo) for _, c, estilo, _, abarca in columna.celdas() if c and abarca == 1}
        for contenido, estilo in celdas:
            for renglon in solo_texto(contenido).splitlines():
                largo = medidor.largo(renglon, estilo) + 2 * MARGEN_DE_CELDA + ENTRE_ROTULOS
                queda -= max(0, largo - piden[lugar])
                piden[lugar] = max(piden[lugar], largo)
                if queda <= 0:
                    return None
        if not celdas:
            return None
    return piden


def palabras_que_no_caben(tabla: Tabla, medidor: Medidor, util: Mm) -> Iterator[str]:
    """Palabras de los rótulos de una tabla de ancho ``util`` más anchas que su columna."""
    ancho = pt_de_mm(util)
    for parte, columna in zip(tabla.anchos, tabla.columnas_de_rotulos, strict=True):
        cabe = parte * ancho - 2 * MARGEN_DE_CELDA
        for _, contenido, estilo, _, abarca in columna.celdas():
            palabras = solo_texto(contenido).split() if abarca == 1 else ()
            yield from (p for p in palabras if medidor.palabra_mas_ancha([p], estilo) > cabe)


def columnas_que_parten(tabla: Tabla, medidor: Medidor, util: Mm) -> Iterator[tuple[int, str]]:
    """Columnas de una tabla donde una palabra corriente no cabe entera: el número y la palabra.

    De las filas se miran las primeras; ``util`` es el ancho de que dispone la tabla.
    """
    ancho = pt_de_mm(util)
    por_columna = zip(tabla.anchos, tabla.columnas_de_rotulos, tabla.columnas, strict=True)
    for numero, (parte, *columnas) in enumerate(por_columna):
        cabe = Pt(parte * ancho - 2 * MARGEN_DE_CELDA + _UN_PELO)
        palabras = chain.from_iterable(_palabras(columna) for columna in columnas)
        for palabra, estilo in dict.fromkeys(palabras):
            if medidor.palabra_mas_ancha([palabra], estilo) > cabe:
                yield numero, palabra
                break


_UN_PELO = 0.01
"""Puntos: lo que el redondeo puede quitarle a una columna hecha a la medida."""
_FILAS_QUE_SE_MIRAN = 1000
"""Filas de cada columna: con más, no se hallaría casi nada nuevo."""


def _palabras(columna: ColumnaDeTabla) -> Iterator[tuple[str, str]]:
    """Pares ``(palabra, estilo)`` de las primeras filas de una columna, sin las larguísimas."""
    for _, contenido, estilo, _, abarca in islice(columna.celdas(), _FILAS_QUE_SE_MIRAN):
        for palabra in palabras_enteras(solo_texto(contenido)) if abarca == 1 else ():
            if len(palabra) <= _LETRAS_DE_UNA_PALABRA:
                yield palabra, estilo


# ------------------------------------------------------------------ rótulos


_SEPARADORES = expresion(rf"[^\S{ESPACIO_DURO}]+")


def palabras_enteras(texto: str) -> list[str]:
    """Palabras de un texto; lo que une un espacio duro (``Tabla 6``) es una sola."""
    return _SEPARADORES.split(texto.strip()) if ESPACIO_DURO in texto.strip() else texto.split()


ENTRE_ROTULOS = Pt(14)
"""Unos cinco milímetros entre los rótulos de dos columnas de números, que ninguna raya separa."""


def que_apartan(
    tabla: Tabla, minimos: list[float], anchos: list[float], medidor: Medidor, ancho: Pt
) -> list[float]:
    """Los mínimos con que los rótulos de dos columnas de números no se leen como uno.

    En partes de ``ancho``, como ``anchos`` y ``minimos``.
    """
    rotulos = [_rotulo_a_la_derecha(columna, medidor) for columna in tabla.columnas_de_rotulos]
    return [
        max(minimo, _ancho_que_aparta(rotulo, medidor, parte * ancho) / ancho)
        if rotulo and anterior
        else minimo
        for rotulo, anterior, minimo, parte in zip(
            rotulos, [None, *rotulos], minimos, anchos, strict=False
        )
    ]


def _rotulo_a_la_derecha(columna: ColumnaDeTabla, medidor: Medidor) -> tuple[str, str] | None:
    """El último rótulo de una columna y su estilo, si va a la derecha; si no, ``None``."""
    propios = [
        (solo_texto(c), estilo) for _, c, estilo, _, abarca in columna.celdas() if abarca == 1
    ]
    if not propios or medidor.estilos[propios[-1][1]].horizontal != "derecha":
        return None
    return propios[-1]


def _ancho_que_aparta(rotulo: tuple[str, str], medidor: Medidor, ancho: float) -> float:
    """El menor ancho, desde el dado, en que los renglones de un rótulo dejan lo que lo aparta."""
    texto, estilo = rotulo
    while ancho < (minimo := _renglon_mas_largo(texto, estilo, medidor, ancho) + ENTRE_ROTULOS):
        ancho = minimo
    return ancho


def _renglon_mas_largo(texto: str, estilo: str, medidor: Medidor, ancho: float) -> float:
    """El largo del renglón más largo de un texto, en la hoja más reducida: donde más cabe."""
    renglon, largos = "", [0.0]
    for palabra in palabras_enteras(texto):
        seguido = f"{renglon} {palabra}".strip()
        renglon = seguido if medidor.largo(seguido, estilo) <= ancho / ESCALA_MINIMA else palabra
        largos.append(medidor.largo(renglon, estilo))
    return max(largos)


def piden_los_rotulos(tabla: Tabla, medidor: Medidor) -> Iterator[list[float]]:
    """Ancho que pide cada columna para que su rótulo, en un renglón o en dos, quede aparte."""
    rotulos = [_rotulo_a_la_derecha(columna, medidor) for columna in tabla.columnas_de_rotulos]
    for largo in (medidor.largo, functools.partial(_largo_en_dos, medidor)):
        yield [largo(*rotulo) + ENTRE_ROTULOS if rotulo else 0.0 for rotulo in rotulos]


def _largo_en_dos(medidor: Medidor, texto: str, estilo: str) -> float:
    """El largo de un rótulo partido en dos renglones, donde menos mide."""
    palabras = palabras_enteras(texto)
    cortes = range(1, len(palabras)) or (len(palabras),)
    return min(
        max(medidor.largo(" ".join(renglon), estilo) for renglon in (palabras[:n], palabras[n:]))
        for n in cortes
    )
