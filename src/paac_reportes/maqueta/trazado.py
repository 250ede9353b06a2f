"""Dónde va cada cosa de un gráfico, en milímetros: una vez, y quien lo escribe sólo la pone.

Una barra por categoría, todas del mismo grueso; cada pedazo dice adentro cuánto vale o, si no cabe,
tras la barra, que al final dice su total o su etiqueta. La más larga termina, con eso, antes del
borde. La leyenda va arriba, desde el borde.
"""

import functools
import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from typing import Literal

from paac_reportes import clases
from paac_reportes.maqueta.colores_de_graficos import tinta_sobre
from paac_reportes.maqueta.medida.tipografia import (
    MM_POR_PULGADA,
    PT_POR_PULGADA,
    Letra,
    Mm,
    Pt,
    palabras_medidas,
)
from paac_reportes.maqueta.nodos import LETRA_DE_GRAFICO, Grafico, Serie, valor_escrito

LETRA_MENOR = LETRA_DE_GRAFICO - 1
"""Puntos de lo que va dentro de una barra, en la leyenda y en el eje."""
RENGLON = 1.2
"""Alto de un renglón, en veces su letra."""
AIRE, BORDE, CUADRO = 1.6, 1.0, 2.3
"""Milímetros junto a un texto, al borde y del color en la leyenda."""
LETRA_DE_VALOR = Pt(9)
"""Tamaño de la letra del valor de un punto, en negrita y sobre él."""
RADIO_DE_PUNTO = 0.9
"""Milímetros."""
FILO = 0.25
"""Milímetros del de una barra que lo lleva, o del hilo que la aparta de la otra."""

_GRUESO = 4.6
"""Milímetros de una barra."""
_ALTO_DE_BARRA, _ALTO_MINIMO = 7.0, 5.6
"""Altos de una barra con su aire: el que se quiere, y el mínimo."""
_PARTE_DE_NOMBRES, _MAS_PARA_NOMBRES, _RENGLONES_DE_NOMBRE = 0.38, 0.46, 3
"""Ancho máximo del lugar de los nombres, en partes del dibujo; el que llega a ser si así
caben en menos renglones; y los que uno tiene a lo más."""
_PARTE_DE_BARRAS = 0.25
"""Lo menos que les queda."""
_FAMILIA_QUE_SE_MIDE = "Arial"
"""Si no se sabe con cuál se dibujará."""
_HOLGURA, _HOLGURA_DE_OTRA = 1.04, 1.18
"""Cuánto más ancha puede salir la letra que se midió, u otra."""
_ENTRE_NOMBRES = 4.0
"""Milímetros entre dos de los nombres de la leyenda."""
_SEPARADOR = ", "
"""Separador de las partes de una etiqueta: cuando no cabe seguida, van una bajo otra."""


@clases.frozen
class Pedazo:
    """Un pedazo de barra: de dónde a dónde va, y cuánto dice adentro si cabe."""

    serie: int
    """Lugar de su serie en el gráfico, desde 0."""
    desde: Mm
    hasta: Mm
    color: str
    filo: bool
    dice: str
    en_negrita: bool

    @property
    def tinta(self) -> str:
        """Color con que se escribe sobre él."""
        return tinta_sobre(self.color)


@clases.frozen
class CuadroConTexto:
    """Un cuadro de color y, a su lado, lo que se escribe de él, de dónde a dónde."""

    x: Mm
    y: Mm
    """El medio de los dos."""
    hasta: Mm
    color: str
    filo: bool
    texto: str
    en_negrita: bool


@clases.frozen
class BarraDeGrafico:
    """Barra de una categoría: sus pedazos y el texto del final."""

    nombre: tuple[str, ...]
    """Un texto por renglón."""
    centro: Mm
    pedazos: tuple[Pedazo, ...]
    al_final: str
    termina: Mm
    medio_del_nombre: Mm
    """Medio de todos los renglones del nombre."""
    angostos: tuple[CuadroConTexto, ...] = ()
    """Cuadros de los pedazos en que su valor no cabe, tras la barra."""


@clases.frozen
class Punto:
    """Punto de una línea, con sus textos: su nombre, su valor y, debajo, los demás."""

    x: Mm
    y: Mm | None
    """``None``, si su valor no se conoce."""
    dice: tuple[str, ...]
    del_valor: Mm | None = None
    """Altura a que va su valor, que es lo segundo que dice; sin ella, va debajo como los demás."""


@clases.frozen
class TextoDePunto:
    """Texto sobre un punto o debajo, por su medio a lo ancho y a lo alto."""

    x: Mm
    y: Mm
    ancho: Mm
    texto: str
    que: Literal["fecha", "valor", "lo demás"]


@clases.frozen(kw_only=True)
class Trazado:
    """Un gráfico del ancho que se pidió y del alto que le toca; todo desde su esquina de arriba."""

    ancho: Mm
    alto: Mm
    izquierda: Mm
    """Donde empiezan las barras o las líneas."""
    derecha: Mm
    arriba: Mm
    abajo: Mm
    hasta: float
    """El valor que estaría en ``derecha``; en unas líneas, arriba."""
    grueso: Mm = Mm(0)
    """Grueso de una barra."""
    con_nombres_encima: bool = False
    """Si cada nombre va sobre su barra, y no a su izquierda."""
    suma: bool = False
    """Si lo que se escribe al final de cada barra es lo que suman sus pedazos."""
    barras: tuple[BarraDeGrafico, ...] = ()
    puntos: tuple[tuple[Punto, ...], ...] = ()
    """Puntos de cada serie."""
    leyenda: tuple[CuadroConTexto, ...] = ()
    marcas: tuple[tuple[Mm, str], ...] = ()
    """Altura de cada número del eje, y el número: ``(12.5, "50 %")``."""

    @property
    def cuadros(self) -> Iterator[CuadroConTexto]:
        """Cuadros de la leyenda, y los de lo que se dice tras una barra."""
        yield from self.leyenda
        for barra in self.barras:
            yield from barra.angostos

    @property
    def junto_a_los_puntos(self) -> Iterator[TextoDePunto]:
        """La fecha de cada punto, lo que vale, sobre la línea, y lo demás, bajo la fecha."""
        for punto in chain(*self.puntos[:1]):
            columna = Mm((self.derecha - self.izquierda) / len(self.puntos[0]))
            fecha, *demas = punto.dice or ("",)
            debajo = self.abajo + AIRE + _alto(LETRA_MENOR) / 2
            if fecha:
                yield TextoDePunto(punto.x, Mm(debajo), columna, fecha, "fecha")
            if punto.del_valor is not None:
                yield TextoDePunto(punto.x, punto.del_valor, columna, demas.pop(0), "valor")
            for lugar, texto in enumerate(demas, 1):
                y = Mm(debajo + _alto(LETRA_MENOR) * lugar + BORDE)
                yield TextoDePunto(punto.x, y, columna, texto, "lo demás")


@functools.lru_cache(maxsize=32)
def trazar(grafico: Grafico, ancho: Mm, *, con_nombres_encima: bool = False) -> Trazado:
    """Trazado de un gráfico de ese ancho; con nombres encima, cada barra va de lado a lado."""
    if grafico.clase == "lineas":
        return _lineas(grafico, ancho)
    return _barras(grafico, ancho, encima=con_nombres_encima)


# ------------------------------------------------------------------ barras


def _barras(grafico: Grafico, ancho: Mm, *, encima: bool) -> Trazado:
    """Trazado de unas barras; ``encima``: cada nombre sobre su barra, y no a su izquierda."""
    letra = _LetraMedida(grafico)
    if encima:
        nombres = [_en_renglones(letra, nombre, ancho) for nombre in grafico.categorias]
        izquierda = Mm(0)
    else:
        nombres = _nombres(letra, grafico.categorias, ancho)
        izquierda = Mm(max(letra.mm(linea) for nombre in nombres for linea in nombre) + AIRE)
    entero, valores = grafico.entero, grafico.con_total[-1].valores
    # Lo que se escribe después de cada barra, y lo que ella suma.
    al_lado = grafico.etiquetas or map(valor_escrito, valores)
    al_final = [*zip(al_lado, [valor or 0.0 for valor in valores], strict=True)]
    largo_maximo = _largo_maximo(grafico, al_final, ancho, izquierda)
    leyenda, arriba = _leyenda(grafico, ancho)
    de_barra = _ALTO_MINIMO
    if not encima:
        libre = grafico.alto - arriba - BORDE
        de_barra = _alto_de_barra(len(nombres), libre, max(map(len, nombres)))
    barras, abajo = [], float(arriba)
    for lugar, nombre in enumerate(nombres):
        de_nombre = len(nombre) * _alto(LETRA_DE_GRAFICO) if encima else 0.0
        abajo += de_nombre + de_barra + (AIRE if encima else 0.0)
        centro = Mm(abajo - de_barra / 2)
        medio = Mm(abajo - de_barra - de_nombre / 2) if encima else centro
        a_lo_ancho = izquierda, largo_maximo / entero, ancho
        barras.append(_barra(grafico, lugar, (nombre, medio, centro), al_final[lugar], a_lo_ancho))
    return Trazado(
        ancho=ancho,
        alto=Mm(abajo + BORDE),
        izquierda=izquierda,
        derecha=ancho,
        arriba=Mm(arriba),
        abajo=Mm(abajo),
        hasta=entero * (ancho - izquierda) / largo_maximo,
        grueso=Mm(_GRUESO),
        con_nombres_encima=encima,
        suma=not grafico.etiquetas,
        barras=tuple(barras),
        leyenda=leyenda,
    )


def _largo_maximo(
    grafico: Grafico, al_final: Sequence[tuple[str, float]], ancho: Mm, izquierda: Mm
) -> float:
    """Milímetros de la mayor barra posible: toda cabe con lo que dice y suma ``al_final``."""
    gruesa = _LetraMedida(grafico, negrita=True)
    libre = ancho - izquierda - BORDE

    def con_lugar_para(ocupan: Sequence[float]) -> float:
        """Largo en mm de la mayor barra, si tras el texto de cada una van esos milímetros."""
        caben = [
            (libre - AIRE - gruesa.mm(texto) - ocupado) * grafico.entero / total
            for (texto, total), ocupado in zip(al_final, ocupan, strict=True)
            if total
        ]
        return max(min([libre, *caben]), ancho * _PARTE_DE_BARRAS)

    largo = con_lugar_para([0.0] * len(al_final))
    por_unidad = largo / grafico.entero
    tras = [_ancho_de_los_angostos(grafico, lugar, por_unidad) for lugar in range(len(al_final))]
    return con_lugar_para(tras) if any(tras) else largo


def _ancho_de_los_angostos(grafico: Grafico, lugar: int, por_unidad: float) -> float:
    """Ancho de los valores que no caben en los pedazos de una barra y se dicen tras ella."""
    if not _dice_los_angostos(grafico, lugar):
        return 0.0
    letra = _LetraMedida(grafico, LETRA_MENOR, negrita=True)
    valores = (serie.valores[lugar] or 0.0 for serie in grafico.series)
    anchos = [(valor * por_unidad, letra.mm(valor_escrito(valor))) for valor in valores if valor]
    afuera = (texto for pedazo, texto in anchos if not _cabe_dentro(texto, pedazo))
    return math.fsum(AIRE + CUADRO + BORDE + texto for texto in afuera)


def _cabe_dentro(texto: float, pedazo: float) -> bool:
    """Si un valor de ese ancho se lee en su pedazo, al que su hilo quita la mitad de cada lado."""
    return texto + BORDE + FILO <= pedazo


def _dice_los_angostos(grafico: Grafico, lugar: int) -> bool:
    """Si una barra dice al final lo que no cabe en ella: su total no lo dice."""
    cuantos = sum(bool(serie.valores[lugar]) for serie in grafico.series)
    return grafico.clase == "apiladas" and cuantos > 1


def _barra(
    grafico: Grafico,
    lugar: int,
    a_lo_alto: tuple[tuple[str, ...], Mm, Mm],
    al_final: tuple[str, float],
    a_lo_ancho: tuple[Mm, float, Mm],
) -> BarraDeGrafico:
    """Barra de la categoría ``lugar``, desde 0, con su nombre y lo que dice y suma ``al_final``."""
    nombre, medio, centro = a_lo_alto
    texto, total = al_final
    izquierda, por_unidad, ancho = a_lo_ancho
    pedazos = tuple(_pedazos(grafico, lugar, izquierda, por_unidad))
    termina = Mm(izquierda + total * por_unidad)
    tras = termina + AIRE + _LetraMedida(grafico, negrita=True).mm(texto) + AIRE
    angostos = _angostos(grafico, lugar, pedazos, (tras, centro), ancho)
    return BarraDeGrafico(nombre, centro, pedazos, texto, termina, medio, tuple(angostos))


def _nombres(letra: "_LetraMedida", categorias: Sequence[str], ancho: Mm) -> list[tuple[str, ...]]:
    """Nombres en sus renglones; uno de tres haría altas todas las barras, y se le da más ancho."""
    for parte in (_PARTE_DE_NOMBRES, _MAS_PARA_NOMBRES):
        nombres = [_en_renglones(letra, nombre, ancho * parte) for nombre in categorias]
        if all(len(renglones) < _RENGLONES_DE_NOMBRE for renglones in nombres):
            return nombres
    return nombres


def _alto_de_barra(cuantas: int, libre: float, renglones: int) -> float:
    """Alto de cada barra con su aire: el que se quiere, o menos si no hay tanto ``libre``."""
    del_nombre = renglones * _alto(LETRA_DE_GRAFICO) + BORDE / 2
    return max(min(_ALTO_DE_BARRA, libre / cuantas), _ALTO_MINIMO, del_nombre)


def _pedazos(grafico: Grafico, lugar: int, izquierda: Mm, por_unidad: float) -> Iterator[Pedazo]:
    """Pedazos de una barra, uno por serie con algo, uno tras otro desde ``izquierda``."""
    valores = [serie.valores[lugar] or 0.0 for serie in grafico.series]
    lados = pairwise(izquierda + suma * por_unidad for suma in accumulate(valores, initial=0.0))
    for numero, (serie, valor, (desde, hasta)) in enumerate(
        zip(grafico.series, valores, lados, strict=True)
    ):
        if valor > 0:
            dice = valor_escrito(valor) if grafico.clase == "apiladas" else ""
            letra = _LetraMedida(grafico, LETRA_MENOR, negrita=serie.en_negrita)
            if not _cabe_dentro(letra.mm(dice), hasta - desde):
                dice = ""
            color = serie.colores[lugar] if serie.colores else serie.color
            negrita = serie.en_negrita
            yield Pedazo(numero, Mm(desde), Mm(hasta), color, serie.filo, dice, negrita)


def _angostos(
    grafico: Grafico, lugar: int, pedazos: Sequence[Pedazo], desde: tuple[float, Mm], ancho: Mm
) -> Sequence[CuadroConTexto]:
    """Cuadros de los pedazos sin su valor adentro, desde ese ``(x, y)``; ninguno si no caben."""
    callados = [pedazo for pedazo in pedazos if not pedazo.dice]
    if not _dice_los_angostos(grafico, lugar):
        return ()
    letra, angostos = _LetraMedida(grafico, LETRA_MENOR, negrita=True), []
    llega, centro = desde
    for pedazo in callados:
        dice = valor_escrito(grafico.series[pedazo.serie].valores[lugar])
        hasta = Mm(llega + CUADRO + BORDE + letra.mm(dice))
        aspecto = pedazo.color, pedazo.filo, dice, pedazo.en_negrita
        angostos.append(CuadroConTexto(Mm(llega), centro, hasta, *aspecto))
        llega = hasta + AIRE
    return angostos if llega - AIRE <= ancho else ()


def _leyenda(grafico: Grafico, ancho: Mm) -> tuple[tuple[CuadroConTexto, ...], float]:
    """Nombres de las series en los renglones que pidan, desde el borde, y el alto de todos."""
    if len(grafico.series) == 1:
        return (), BORDE
    alto_de_renglon = _alto(LETRA_MENOR) + BORDE
    desde, arriba, cuadros = 0.0, 0.0, []
    for serie in grafico.series:
        letra = _LetraMedida(grafico, LETRA_MENOR, negrita=serie.en_negrita)
        ocupa = CUADRO + BORDE + letra.mm(serie.nombre)
        if desde and desde + ocupa > ancho:
            desde, arriba = 0.0, arriba + alto_de_renglon
        medio, hasta = Mm(arriba + alto_de_renglon / 2), Mm(min(desde + ocupa, ancho))
        aspecto = serie.color, serie.filo, serie.nombre, serie.en_negrita
        cuadros.append(CuadroConTexto(Mm(desde), medio, hasta, *aspecto))
        desde += ocupa + _ENTRE_NOMBRES
    return tuple(cuadros), arriba + alto_de_renglon + AIRE


# ------------------------------------------------------------------ líneas


def _lineas(grafico: Grafico, ancho: Mm) -> Trazado:
    """Trazado de unas líneas: un punto por categoría, con sus textos, y el eje a la izquierda."""
    letra = _LetraMedida(grafico, LETRA_MENOR)
    numeros = [f"{marca}\xa0%" if grafico.es_porcentaje else str(marca) for marca in grafico.marcas]
    izquierda = Mm(max(map(letra.mm, numeros)) + AIRE)
    columna = (ancho - izquierda - BORDE) / len(grafico.categorias)
    etiquetas = grafico.etiquetas or ("",) * len(grafico.categorias)
    # De los nombres que no caben todos, uno cada tantos, y siempre el último.
    cada = max(math.ceil((letra.mm(nombre) + BORDE) / columna) for nombre in grafico.categorias)
    dicen = [
        () if falta % cada else _textos_de_un_punto(grafico, nombre, etiqueta, columna)
        for falta, nombre, etiqueta in zip(
            range(len(etiquetas) - 1, -1, -1), grafico.categorias, etiquetas, strict=True
        )
    ]
    de_valor = _alto(LETRA_DE_VALOR)
    arriba = AIRE + de_valor + BORDE
    debajo = max(len(dice) - (len(dice) > 1) for dice in dicen)
    abajo = grafico.alto - debajo * _alto(LETRA_MENOR) - AIRE - BORDE
    entero = grafico.marcas[-1]

    def a_lo_alto(valor: float) -> Mm:
        return Mm(abajo - (abajo - arriba) * valor / entero)

    def puntos_de(serie: Serie) -> Iterator[Punto]:
        """Puntos de una serie, uno por categoría, con lo que cada uno dice y dónde va su valor."""
        medios = [Mm(izquierda + columna * (lugar + 0.5)) for lugar in range(len(serie.valores))]
        altos = [None if valor is None else a_lo_alto(valor) for valor in serie.valores]
        linea = [(x, y) for x, y in zip(medios, altos, strict=True) if y is not None]
        gruesa = _LetraMedida(grafico, LETRA_DE_VALOR, negrita=True)
        for x, y, dice in zip(medios, altos, dicen, strict=True):
            del_valor = None
            if y is not None and len(dice) > 1:
                de_linea = _alto_de_la_linea(linea, x, gruesa.mm(dice[1]) + AIRE)
                del_valor = Mm(max(de_linea - RADIO_DE_PUNTO - de_valor / 2, de_valor / 2))
            yield Punto(x, y, dice, del_valor)

    return Trazado(
        ancho=ancho,
        alto=grafico.alto,
        izquierda=izquierda,
        derecha=Mm(ancho - BORDE),
        arriba=Mm(arriba),
        abajo=Mm(abajo),
        hasta=entero,
        puntos=tuple(tuple(puntos_de(serie)) for serie in grafico.series),
        marcas=tuple(
            (a_lo_alto(marca), numero)
            for marca, numero in zip(grafico.marcas, numeros, strict=True)
        ),
    )


def _alto_de_la_linea(linea: Sequence[tuple[Mm, Mm]], x: Mm, ancho: float) -> float:
    """La menor ``y`` de una línea por donde va un texto centrado en ``x`` y de ese ancho."""
    desde, hasta = x - ancho / 2, x + ancho / 2
    altos = [y for x_de_punto, y in linea if desde <= x_de_punto <= hasta]
    for (x1, y1), (x2, y2) in pairwise(linea):
        bordes = (borde for borde in (desde, hasta) if x1 < borde < x2)
        altos += [Mm(y1 + (y2 - y1) * (borde - x1) / (x2 - x1)) for borde in bordes]
    return min(altos)


def _textos_de_un_punto(
    grafico: Grafico, nombre: str, etiqueta: str, ancho: float
) -> tuple[str, ...]:
    """Textos de un punto, los que quepan: ``("mar.", "80 %", "12 de 15")``, de su etiqueta."""
    letra = _LetraMedida(grafico, LETRA_MENOR)
    valor, *partes = etiqueta.split(_SEPARADOR)
    if _LetraMedida(grafico, LETRA_DE_VALOR, negrita=True).mm(valor) + BORDE > ancho:
        return (nombre,)
    for demas in ([_SEPARADOR.join(partes)], partes):
        if all(letra.mm(renglon) + BORDE <= ancho for renglon in demas):
            return (nombre, *filter(None, (valor, *demas)))
    return (nombre, valor)


# ------------------------------------------------------------------ letras


class _LetraMedida:
    """Letra de un gráfico, de un tamaño en puntos: cuánto puede medir un texto con ella."""

    def __init__(
        self, grafico: Grafico, tamano: float = LETRA_DE_GRAFICO, *, negrita: bool = False
    ) -> None:
        familia = grafico.familia or _FAMILIA_QUE_SE_MIDE
        self._letra = Letra(palabras_medidas(familia, negrita=negrita), Pt(tamano))
        holgura = _HOLGURA if grafico.familia else _HOLGURA_DE_OTRA
        self._por_punto = holgura * MM_POR_PULGADA / PT_POR_PULGADA

    def mm(self, texto: str) -> float:
        """Milímetros de un texto en un renglón, por lo alto."""
        return self._letra.largo(texto) * self._por_punto


def _alto(tamano: float) -> float:
    """Alto en milímetros de un renglón de letra de ese tamaño, en puntos."""
    return tamano * RENGLON * MM_POR_PULGADA / PT_POR_PULGADA


def _en_renglones(letra: _LetraMedida, texto: str, ancho: float) -> tuple[str, ...]:
    """Un nombre en pocos renglones; el de un párrafo entero está en su tabla."""
    renglones = [""]
    for palabra in texto.split():
        seguido = f"{renglones[-1]} {palabra}".lstrip()
        if not renglones[-1] or letra.mm(seguido) <= ancho:
            renglones[-1] = seguido
        elif len(renglones) < _RENGLONES_DE_NOMBRE:
            renglones.append(palabra)
        else:
            renglones[-1] = f"{renglones[-1]}…"
            break
    return tuple(_recortado(letra, renglon, ancho) for renglon in renglones)


def _recortado(letra: _LetraMedida, renglon: str, ancho: float) -> str:
    """El renglón, hasta donde quepa y con ``…`` si es más largo que ese ancho, en milímetros."""
    if letra.mm(renglon) <= ancho:
        return renglon
    caben = bisect_right(
        range(len(renglon)), ancho, key=lambda letras: letra.mm(f"{renglon[:letras]}…")
    )
    return f"{renglon[: max(caben - 1, 1)]}…"
