"""Una página de un PDF: lo que mide, lo que dice y lo que una caja puesta encima taparía.

Lo escrito lo da pypdf; si hay además una raya, un color o una imagen se ve en el dibujo de la
página, que hace Typst.
"""

import math
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pypdf import PageObject, PdfReader

from paac_reportes import clases
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.pdf import motor
from paac_reportes.imagenes import PUNTOS, en_blanco

Caja = tuple[float, float, float, float]
"""Izquierda, abajo, derecha y arriba, en puntos de la página."""
PUNTOS_POR_MM = 72 / 25.4

_ANCHO_DE_LETRA, _ALTO_DE_LETRA = 0.4, 0.5
"""En partes de su tamaño, lo menos que ocupa una: lo demás que se vea lo dice el dibujo."""
_SE_NOMBRAN = 3
_HOLGURA = 0.2
"""Puntos: los milímetros de una página de carta no son enteros, y quien los escribe redondea."""


@clases.frozen
class TextoDePagina:
    """Lo que se escribe de una vez, y dónde empieza su primera letra."""

    dice: str
    x: float
    y: float
    tamano: float

    @property
    def caja(self) -> Caja:
        """La menor que ocupa."""
        ancho = len(self.dice) * self.tamano * _ANCHO_DE_LETRA
        return self.x, self.y, self.x + ancho, self.y + self.tamano * _ALTO_DE_LETRA


@clases.frozen
class RayaHorizontal:
    """Una horizontal."""

    x: float
    hasta: float
    y: float


class PaginaDelPdf:
    """La página de un número, desde 0."""

    def __init__(self, pdf: bytes, numero: int, pagina: PageObject) -> None:
        self._pdf = pdf
        self.numero = numero
        self._pagina = pagina

    @property
    def objeto(self) -> int | None:
        """El número del suyo en el PDF."""
        referencia = self._pagina.indirect_reference
        return None if referencia is None else referencia.idnum

    @property
    def borde(self) -> Caja:
        """El de lo que se ve de ella: lo recortado que está en el papel."""
        recorte, papel = (
            _en_orden(*map(float, caja)) for caja in (self._pagina.cropbox, self._pagina.mediabox)
        )
        return (
            *(max(recorte[0], papel[0]), max(recorte[1], papel[1])),
            *(min(recorte[2], papel[2]), min(recorte[3], papel[3])),
        )

    def desde_la_esquina(self, x: float, y: float, ancho: float, alto: float) -> Caja:
        """La caja que está a esos milímetros de la esquina de abajo a la izquierda."""
        izquierda, abajo, *_ = self.borde
        x, y, ancho, alto = (uno * PUNTOS_POR_MM for uno in (x, y, ancho, alto))
        return izquierda + x, abajo + y, izquierda + x + ancho, abajo + y + alto

    def por_que_no_cabe(self, caja: Caja) -> str | None:
        """Por qué la caja no es un lugar de la página; nada si lo es."""
        if self._pagina.get("/UserUnit", 1) != 1 or self._pagina.rotation % 360:
            return "la página está girada o a otra escala, y no se sabe qué lugar de ella es"
        x, y, hasta_x, hasta_y = self.borde
        cabe_de_ancho = x - _HOLGURA <= caja[0] < caja[2] <= hasta_x + _HOLGURA
        if cabe_de_ancho and y - _HOLGURA <= caja[1] < caja[3] <= hasta_y + _HOLGURA:
            return None
        ancho, alto = (
            f"{uno / PUNTOS_POR_MM:.1f}".replace(".", ",") for uno in (hasta_x - x, hasta_y - y)
        )
        return f"se sale de la página, que mide {ancho} × {alto} mm"

    def lo_que_tapa(self, caja: Caja) -> str | None:
        """Sobre qué cae la caja, que cabe en la página; nada si ahí no hay nada.

        ``ErrorDeEntorno`` si falta Typst; ``ErrorDeMaqueta`` si la página no se deja dibujar.
        """
        for anotada, que_es in self._anotado():
            if _se_tocan(anotada, caja):
                return f"cae sobre {que_es}"
        textos = [
            f"«{uno.dice.strip()}»" for uno in self.escrito.textos if _se_tocan(uno.caja, caja)
        ]
        if textos:
            sin_nombrar = len(textos) - _SE_NOMBRAN
            mas = f" y {sin_nombrar} más" if sin_nombrar > 0 else ""
            return f"cae sobre lo escrito: {', '.join(textos[:_SE_NOMBRAN])}{mas}"
        if not en_blanco(self._dibujo, self._en_el_dibujo(caja)):
            return "cae sobre lo escrito, o sobre una raya, un color o una imagen"
        return None

    # -------------------------------------------------------------- lo que tiene

    @cached_property
    def escrito(self) -> "_Escrito":
        """Sus textos, sus rayas y sus marcas, en el orden en que se dibujan."""
        escrito = _Escrito()
        self._pagina.extract_text(
            visitor_text=escrito.anotar, visitor_operand_before=escrito.seguir
        )
        return escrito

    def _anotado(self) -> Iterator[tuple[Caja, str]]:
        """Las cajas de las que se ven, y qué es cada una."""
        notas = self._pagina.get("/Annots")
        for referencia in notas if isinstance(notas, list) else ():
            nota = referencia.get_object()
            if not isinstance(nota, dict) or "/Rect" not in nota:
                continue
            caja = _en_orden(*map(float, nota["/Rect"]))
            if caja[0] < caja[2] and caja[1] < caja[3]:
                firma = nota.get("/FT") == "/Sig"
                yield caja, "otra firma" if firma else "un enlace u otra anotación"

    @cached_property
    def _dibujo(self) -> bytes:
        x, y, hasta_x, hasta_y = self.borde
        if (hasta_x - x) * (hasta_y - y) > PUNTOS:
            raise ErrorDeMaqueta("la página es demasiado grande para dibujarla")
        return motor.retratar(self._pdf, self.numero)

    def _en_el_dibujo(self, caja: Caja) -> tuple[int, int, int, int]:
        """La caja en los puntos del dibujo, que cuentan desde arriba; con los que toca en parte."""
        x, abajo, derecha, arriba = self.borde
        return (
            *(math.floor(max(caja[0], x) - x), math.floor(arriba - min(caja[3], arriba))),
            *(math.ceil(min(caja[2], derecha) - x), math.ceil(arriba - max(caja[1], abajo))),
        )


class _Escrito:
    """Lo que pypdf cuenta de una página a medida que la lee."""

    def __init__(self) -> None:
        self.textos: list[TextoDePagina] = []
        self.rayas: list[RayaHorizontal] = []
        self.marcas: dict[int, tuple[float, float]] = {}
        """Dónde empieza a escribirse lo de cada marca con que la estructura lo nombra."""
        self._desde = (0.0, 0.0)
        self._abiertas: list[int | None] = []

    def anotar(self, dice: str, cm: Any, tm: Any, _fuente: object, tamano: float) -> None:
        """Un texto, con la página y el renglón en que está."""
        if dice.strip():
            self.textos.append(TextoDePagina(dice, *_punto(cm, *_punto(tm, 0, 0)), abs(tamano)))

    def seguir(self, orden: bytes, datos: Any, cm: Any, tm: Any) -> None:
        """Cada orden con que la página se dibuja."""
        if orden in {b"m", b"l"}:
            hasta = _punto(cm, *map(float, datos))
            if orden == b"l" and math.isclose(self._desde[1], hasta[1], abs_tol=_DERECHA):
                x, otra_x = sorted((self._desde[0], hasta[0]))
                self.rayas.append(RayaHorizontal(x, otra_x, hasta[1]))
            self._desde = hasta
        elif orden in {b"BDC", b"BMC"}:
            de_cual = datos[-1]
            self._abiertas.append(de_cual.get("/MCID") if isinstance(de_cual, dict) else None)
        elif orden == b"EMC" and self._abiertas:
            self._abiertas.pop()
        elif orden in {b"Tj", b"TJ"} and self._abiertas and self._abiertas[-1] is not None:
            self.marcas.setdefault(self._abiertas[-1], _punto(cm, *_punto(tm, 0, 0)))


_DERECHA = 0.1
"""Puntos que una raya horizontal puede subir o bajar."""


def hojas_de(pdf: bytes, lector: PdfReader) -> list[PaginaDelPdf]:
    """Las de un PDF ya abierto, en su orden."""
    return [PaginaDelPdf(pdf, numero, pagina) for numero, pagina in enumerate(lector.pages)]


def _en_orden(x: float, y: float, otra_x: float, otra_y: float) -> Caja:
    return min(x, otra_x), min(y, otra_y), max(x, otra_x), max(y, otra_y)


def _punto(matriz: Any, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = map(float, matriz)
    return a * x + c * y + e, b * x + d * y + f


def _se_tocan(caja: Caja, otra_caja: Caja) -> bool:
    return (
        caja[0] < otra_caja[2]
        and otra_caja[0] < caja[2]
        and caja[1] < otra_caja[3]
        and otra_caja[1] < caja[3]
    )
