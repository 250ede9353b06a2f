"""Las piezas de ``html.j2``, que escapan cada valor, y los textos que van en ellas.

Al final, los gráficos: barras y puntos en SVG, con sus nombres y sus valores como texto de la
página. Así se leen igual en un teléfono, a oscuras y en papel, y se dibujan sin otra biblioteca.
"""

import base64
import functools
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, assert_never

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from paac_reportes.escritores.html.nombres import Repetida, en_la_pagina
from paac_reportes.maqueta.colores_de_graficos import tinta_sobre
from paac_reportes.maqueta.contenido import (
    Cambiado,
    Campo,
    ConEnlaces,
    Contenido,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
)
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA
from paac_reportes.maqueta.nodos import Grafico, Serie, Trama, valor_escrito

_PUNTOS_POR_PULGADA = 96
"""Los de CSS."""

_LARGO_DE_PALABRA = 28
"""Letras de la palabra más larga que va siempre entera: ninguna del español pasa de ahí."""

_LARGA = re.compile(rf"(?<!\S)\S{{{_LARGO_DE_PALABRA + 1},}}")
_TROZO = re.compile(rf"[^/?&=._\-,;:#%+@]{{1,{_LARGO_DE_PALABRA}}}[/?&=._\-,;:#%+@]*|.")
"""Hasta donde una dirección se parte sin estorbar a quien la lee."""

_SE_PUEDE_PARTIR = "<wbr>"
_ESPECIAL = re.compile("[&<>'\"\r]")
_EN_CLAVE = re.compile(r"[^\w ]|_")
_RETORNO_SOLO = re.compile(r"\r(?!\n)")


def pieza(nombre: str, *datos: object) -> Markup:
    """Una de las de ``html.j2``, ya escrita."""
    escrita: Markup = getattr(_piezas(), nombre)(*datos)
    return escrita


def regla(nombre: str, *datos: object) -> str:
    """Una de las de ``estilos.j2``, donde nada se escapa: sólo recibe números y colores."""
    return str(getattr(_reglas(), nombre)(*datos))


@functools.cache
def _piezas() -> Any:
    entorno = Environment(autoescape=True, undefined=StrictUndefined)
    entorno.filters |= {"contenido": contenido, "en_puntos": _en_puntos, "base64": en_base64}
    return entorno.from_string(fuente("html.j2")).module


@functools.cache
def _reglas() -> Any:
    entorno = Environment(autoescape=False, undefined=StrictUndefined)  # noqa: S701 - es CSS
    entorno.filters["corto"] = corto
    return entorno.from_string(fuente("estilos.j2")).module


@functools.cache
def fuente(nombre: str) -> str:
    """El texto de un archivo que viene con este paquete."""
    return (files("paac_reportes.escritores.html") / nombre).read_text("utf-8")


def corto(numero: float, cifras: int = 6) -> str:
    """``12.5``, sin ceros de más."""
    return f"{numero:.{cifras}g}"


def en_base64(datos: bytes) -> str:
    """Los datos como van en una dirección ``data:``."""
    return base64.b64encode(datos).decode("ascii")


def en_css(texto: str) -> str:
    """Un texto entre comillas de CSS: lo que no es letra, cifra ni espacio va en clave."""
    en_clave = _EN_CLAVE.sub(lambda letra: f"\\{ord(letra[0]):x} ", texto)
    return f'"{en_clave}"'


def _en_puntos(milimetros: float) -> str:
    return corto(milimetros / MM_POR_PULGADA * _PUNTOS_POR_PULGADA, 4)


def contenido(escrito: Contenido) -> Markup:
    """Un contenido con sus tramos, para una pieza."""
    return Markup(en_marcas(escrito))  # noqa: S704 - cada tramo sale escapado


def en_marcas(escrito: Contenido) -> str:
    """Un contenido ya escapado, para pegarlo: las celdas son miles."""
    if isinstance(escrito, str) and not isinstance(escrito, ConEnlaces):
        return _a_la_letra(escrito)
    tramos = escrito.tramos if isinstance(escrito, ConEnlaces) else escrito
    return "".join(map(_tramo, tramos))


def _tramo(tramo: Tramo) -> str:  # noqa: C901 - una clase de tramo por caso
    match tramo:
        case str():
            escrito = _a_la_letra(tramo)
        case Enfasis():
            escrito = pieza("enfasis", tramo)
        case Enlace():
            escrito = pieza("enlace", tramo)
        case NumeroDeLeyenda():
            escrito = _a_la_letra(tramo.texto)
        case Remision():
            escrito = pieza("remision", en_la_pagina(tramo.ancla), tramo.texto)
        case Campo():
            escrito = "1"  # un documento web es una sola página, la primera
        case Repetida():
            escrito = pieza("repetida", tramo)
        case Imagen():
            escrito = pieza("dibujo", tramo)
        case Cambiado():
            dentro = tramo.tramo
            escrito = en_marcas(dentro) if isinstance(dentro, str) else _tramo(dentro)
            escrito = pieza("cambiado", tramo.cambio, Markup(escrito))  # noqa: S704 - ya escapado
        case _:
            assert_never(tramo)
    return escrito


def _a_la_letra(escrito: str) -> str:
    """Un texto a la letra; lo que no es una palabra sino una dirección se puede partir."""
    if len(escrito) > _LARGO_DE_PALABRA and _LARGA.search(escrito):
        return "".join(_con_cortes(escrito))
    return _escapado(escrito)


def _con_cortes(escrito: str) -> Iterator[str]:
    desde = 0
    for larga in _LARGA.finditer(escrito):
        yield _escapado(escrito[desde : larga.start()])
        yield _SE_PUEDE_PARTIR.join(map(_escapado, _TROZO.findall(larga[0])))
        desde = larga.end()
    yield _escapado(escrito[desde:])


def _escapado(escrito: str) -> str:
    if not _ESPECIAL.search(escrito):
        return escrito
    # Quien lee HTML vuelve cada retorno un salto: en clave sobrevive, pero solo no se ve.
    return _RETORNO_SOLO.sub("&#13;<br>", str(escape(escrito))).replace("\r\n", "&#13;\n")


_TRAZOS: dict[Trama, str] = {
    "subida": "M0 6L6 0",
    "bajada": "M0 0L6 6",
    "rombos": "M0 6L6 0M0 0L6 6",
    "cuadros": "M3 0V6M0 3H6",
}
TRAMAS = tuple(_TRAZOS.values())
"""El trazo de cada una, en un cuadro de 6 puntos."""
_NUMERO_DE_TRAMA = {trama: numero for numero, trama in enumerate(_TRAZOS, 1)}
"""Su lugar entre ellas; la lisa no tiene."""
_BARRA_EN_UN_TELEFONO = 300
"""Puntos de la barra más larga donde menos lugar hay: lo que ahí no cabe, no se escribe."""
_LETRA, _AIRE_DE_LETRA = 7.5, 5.0
"""Los de una cifra, y los que deja libres."""
_PARTE_DE_LA_MAYOR = 0.88
"""Del ancho, la de la barra más larga de las apiladas: detrás va su total."""


class TramoDeBarra(NamedTuple):
    """Un pedazo de barra: desde dónde, cuánto, de qué color y qué dice; medidas en porcentaje."""

    desde: str
    ancho: str
    medio: str
    color: str
    tinta: str
    trama: int
    dice: str


def dibujar(grafico: Grafico) -> Markup:
    """El gráfico, que se cuenta a quien no lo ve con su texto alternativo."""
    match grafico.clase:
        case "barras":
            return pieza("barras", grafico, list(_barras(grafico)))
        case "apiladas":
            series = [
                (serie, _NUMERO_DE_TRAMA.get(serie.trama, 0), tinta_sobre(serie.color))
                for serie in grafico.series
            ]
            return pieza("apiladas", grafico, list(_apiladas(grafico)), series)
        case "lineas":
            puntos = [_puntos(serie, grafico) for serie in grafico.series]
            return pieza("lineas", grafico, [(s, list(pairwise(s))) for s in puntos], _eje(grafico))


def _eje(grafico: Grafico) -> list[tuple[str, str]]:
    """Dónde va cada número de su eje, desde su comienzo, y cuál es."""
    marcas, unidad = grafico.marcas, "\xa0%" if grafico.es_porcentaje else ""
    return [(_en_cien(marca / marcas[-1]), f"{marca}{unidad}") for marca in marcas]


def _barras(grafico: Grafico) -> Iterator[tuple[str, str, TramoDeBarra | None]]:
    """Por categoría: su nombre, lo que se escribe junto a ella y su barra."""
    (serie,) = grafico.series
    colores = serie.colores or (serie.color,) * len(serie.valores)
    for n, (nombre, valor) in enumerate(zip(grafico.categorias, serie.valores, strict=True)):
        dice = grafico.etiquetas[n] if grafico.etiquetas else valor_escrito(valor)
        yield (
            nombre,
            dice,
            None if valor is None else _tramo_de_barra(0.0, valor / grafico.entero, colores[n]),
        )


def _apiladas(grafico: Grafico) -> Iterator[tuple[str, list[TramoDeBarra], str, str]]:
    """Por categoría, su nombre, un tramo por serie que tiene algo de ella, y su total al final."""
    columnas = list(zip(*(serie.valores for serie in grafico.series), strict=True))
    entero = grafico.entero / _PARTE_DE_LA_MAYOR
    for nombre, valores in zip(grafico.categorias, columnas, strict=True):
        sumas = list(accumulate((valor or 0.0 for valor in valores), initial=0.0))
        yield (
            nombre,
            [
                _tramo_de_barra(
                    desde / entero,
                    (hasta - desde) / entero,
                    serie.color,
                    serie.trama,
                    valor_escrito(valor),
                )
                for (desde, hasta), serie, valor in zip(
                    pairwise(sumas), grafico.series, valores, strict=True
                )
                if hasta > desde
            ],
            _en_cien(sumas[-1] / entero),
            valor_escrito(sumas[-1]),
        )


def _tramo_de_barra(
    desde: float, parte: float, color: str, trama: Trama = "lisa", dice: str = ""
) -> TramoDeBarra:
    ancho = min(max(parte, 0.0), 1.0)
    medidas = (_en_cien(desde), _en_cien(ancho), _en_cien(desde + ancho / 2))
    cabe = ancho * _BARRA_EN_UN_TELEFONO >= len(dice) * _LETRA + _AIRE_DE_LETRA
    numero = _NUMERO_DE_TRAMA.get(trama, 0)
    return TramoDeBarra(*medidas, color, tinta_sobre(color), numero, dice if cabe else "")


def _puntos(serie: Serie, grafico: Grafico) -> list[tuple[str, str]]:
    """Los que se conocen, en el centro de su columna y a la altura de su valor."""
    cuantos, entero = len(grafico.categorias), grafico.marcas[-1]
    return [
        (_en_cien((n + 0.5) / cuantos), _en_cien(1 - min(max(valor / entero, 0.0), 1.0)))
        for n, valor in enumerate(serie.valores)
        if valor is not None
    ]


def _en_cien(parte: float) -> str:
    return corto(100 * parte, 5)
