"""Las piezas de ``html.j2``, que escapan cada valor, y los textos que van en ellas."""

import base64
import functools
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, assert_never

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from paac_reportes.escritores.graficos import svg_de
from paac_reportes.escritores.html.nombres import Repetida, en_la_pagina
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
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA, Mm
from paac_reportes.maqueta.nodos import Grafico

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


_ANCHO_EN_PANTALLA, _ANCHO_EN_TELEFONO = Mm(155), Mm(72)
"""De lado a lado de una página, y de la de un teléfono."""
_COLUMNA_EN_TELEFONO = 24
"""Milímetros de cada corte de unas líneas: las que no caben se corren."""


def dibujar(grafico: Grafico) -> Markup:
    """El gráfico, que se cuenta a quien no lo ve con su texto alternativo.

    Va dos veces, y la hoja de estilos deja ver una: en un teléfono, con cada nombre sobre su barra.
    """
    de_lineas = grafico.clase == "lineas"
    columnas = _COLUMNA_EN_TELEFONO * len(grafico.categorias) if de_lineas else 0
    angosto = Mm(max(_ANCHO_EN_TELEFONO, columnas))
    dibujos = (
        svg_de(grafico, _ANCHO_EN_PANTALLA, en_pagina="amplio"),
        svg_de(grafico, angosto, en_pagina="angosto", con_nombres_encima=True),
    )
    return pieza("grafico", grafico, [Markup(uno) for uno in dibujos])  # noqa: S704 - escapados
