"""Las piezas de ``html.j2``, que escapan cada valor, y los textos que van en ellas."""

import base64
import functools
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, assert_never

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from paac_reportes.escritores.html.nombres import Repetida, en_la_pagina
from paac_reportes.maqueta.contenido import (
    Barra,
    CampoCalculado,
    Contenido,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
)
from paac_reportes.maqueta.medida.tipografia import MM_POR_PULGADA

_PIXELES_POR_PULGADA = 96
"""Píxeles de CSS en una pulgada."""

_LARGO_DE_PALABRA = 28
"""Letras de la palabra más larga que va siempre entera: ninguna del español pasa de ahí."""

_LARGA = re.compile(rf"(?<!\S)\S{{{_LARGO_DE_PALABRA + 1},}}")
_TROZO = re.compile(rf"[^/?&=._\-,;:#%+@]{{1,{_LARGO_DE_PALABRA}}}[/?&=._\-,;:#%+@]*|.")
"""Trozo de una dirección, que se parte donde él termina sin estorbar a quien la lee."""

_SE_PUEDE_PARTIR = "<wbr>"
_ESPECIAL = re.compile("[&<>'\"\r]")
_EN_CLAVE = re.compile(r"[^\w ]|_")
_RETORNO_SOLO = re.compile(r"\r(?!\n)")


def pieza(nombre: str, *datos: object) -> Markup:
    """Pieza de ``html.j2``, ya escrita."""
    en_html: Markup = getattr(_piezas(), nombre)(*datos)
    return en_html


def regla_de_estilos(nombre: str, *datos: object) -> str:
    """Regla de ``estilos.j2``, donde nada se escapa: sólo recibe números y colores."""
    return str(getattr(_reglas(), nombre)(*datos))


_COLUMNAS_DE_PANTALLA = 25
"""Columnas: con más, a cada una le tocan menos de 50 píxeles de 1.280, y van por tarjetas."""


@functools.cache
def _piezas() -> Any:
    """Las macros de ``html.j2``, que escriben la página."""
    entorno = Environment(autoescape=True, undefined=StrictUndefined)
    entorno.globals["columnas_de_pantalla"] = _COLUMNAS_DE_PANTALLA
    entorno.filters |= {"contenido": contenido, "en_px": _en_pixeles, "base64": en_base64}
    return entorno.from_string(fuente("html.j2")).module


@functools.cache
def _reglas() -> Any:
    """Las macros de ``estilos.j2``, que escriben el CSS."""
    entorno = Environment(autoescape=False, undefined=StrictUndefined)  # noqa: S701 - es CSS
    entorno.globals["columnas_de_pantalla"] = _COLUMNAS_DE_PANTALLA
    entorno.filters["corto"] = corto
    return entorno.from_string(fuente("estilos.j2")).module


@functools.cache
def fuente(nombre: str) -> str:
    """El texto de un archivo que viene con este paquete."""
    return (files("paac_reportes.escritores.html") / nombre).read_text("utf-8")


def corto(numero: float, cifras: int = 6) -> str:
    """Número con tantas cifras a lo más y sin ceros sobrantes: ``12.5``."""
    return f"{numero:.{cifras}g}"


def en_base64(datos: bytes) -> str:
    """Datos como van en una dirección ``data:``."""
    return base64.b64encode(datos).decode("ascii")


def en_css(texto: str) -> str:
    """Un texto entre comillas de CSS: lo que no es letra, cifra ni espacio va en clave."""
    en_clave = _EN_CLAVE.sub(lambda letra: f"\\{ord(letra[0]):x} ", texto)
    return f'"{en_clave}"'


def _en_pixeles(milimetros: float) -> str:
    """Milímetros como píxeles de CSS, de 96 por pulgada: 25,4 → ``96``."""
    return corto(milimetros / MM_POR_PULGADA * _PIXELES_POR_PULGADA, 4)


def contenido(texto: Contenido) -> Markup:
    """Marcas de un contenido, como filtro de ``html.j2``."""
    return Markup(en_marcas(texto))  # noqa: S704 - cada tramo sale escapado


def en_marcas(texto: Contenido) -> str:
    """Marcas de un contenido como ``str`` ya escapado: miles de celdas se pegan sin ``Markup``."""
    return _a_la_letra(texto) if isinstance(texto, str) else "".join(map(_tramo, texto))


def _tramo(tramo: Tramo) -> str:  # noqa: C901 - una clase de tramo por caso
    """Marcas de un tramo, con su texto ya escapado."""
    match tramo:
        case str():
            en_html = _a_la_letra(tramo)
        case Enfasis():
            en_html = pieza("enfasis", tramo)
        case Enlace():
            en_html = pieza("enlace", tramo)
        case NumeroDeLeyenda():
            en_html = _a_la_letra(tramo.texto)
        case Remision():
            en_html = pieza("remision", en_la_pagina(tramo.ancla), tramo.texto)
        case CampoCalculado():
            en_html = "1"  # un documento web es una sola página, la primera
        case Repetida():
            en_html = pieza("repetida", tramo)
        case Imagen():
            en_html = pieza("dibujo", tramo)
        case Barra():
            en_html = pieza("barra", _en_pixeles(tramo.largo), tramo.color)
        case _:
            assert_never(tramo)
    return en_html


def _a_la_letra(texto: str) -> str:
    """Texto escapado; el pedazo tan largo que no es una palabra (una dirección) se puede partir."""
    if len(texto) > _LARGO_DE_PALABRA and _LARGA.search(texto):
        return "".join(_con_cortes(texto))
    return _escapado(texto)


def _con_cortes(texto: str) -> Iterator[str]:
    """Pedazos del texto ya escapados, con ``<wbr>`` dentro de los larguísimos."""
    desde = 0
    for larga in _LARGA.finditer(texto):
        yield _escapado(texto[desde : larga.start()])
        yield _SE_PUEDE_PARTIR.join(map(_escapado, _TROZO.findall(larga[0])))
        desde = larga.end()
    yield _escapado(texto[desde:])


def _escapado(texto: str) -> str:
    """El texto como va en HTML, con los retornos que de otro modo se perderían."""
    if not _ESPECIAL.search(texto):
        return texto
    # Quien lee HTML vuelve cada retorno un salto: en clave sobrevive, pero solo no se ve.
    return _RETORNO_SOLO.sub("&#13;<br>", str(escape(texto))).replace("\r\n", "&#13;\n")
