"""Cómo se ve cada celda de una tabla de Word: lo que su estilo dice de toda ella, y lo propio.

Lo que un estilo da sólo a unas celdas (la primera fila, una de cada dos) se avisa.
"""

from collections.abc import Mapping
from typing import Literal
from xml.etree.ElementTree import Element

import attrs

from paac_reportes import clases
from paac_reportes.formatos.estilos_de_membrete import (
    VAL,
    EstilosDeWord,
    cuanto,
    es_color,
    valor_de_propiedad,
)
from paac_reportes.maqueta.aspecto import NEGRO, Bordes, Raya
from paac_reportes.maqueta.estilos import Estilo, Vertical
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.opc.xml import W

_Lado = Literal["top", "bottom", "left", "right"]
_VERTICALES: Mapping[str, Vertical] = {"top": "arriba", "center": "centro", "bottom": "abajo"}
_SIN_RAYA = frozenset({"nil", "none"})
_OCTAVOS, _GRUESA = 8, 6
"""En que Word mide una raya, y los puntos de la más gruesa que admite."""
_VEINTEAVOS, _MARGENES = 20, {"top": 0, "bottom": 0, "left": 108}
"""En que Word mide lo que una celda deja libre de cada lado, y lo que deja si nadie lo dice."""


@clases.frozen
class ZonaDeCeldas:
    """Unas celdas seguidas: su primera fila y su primera columna, y las que ya no son de ella."""

    arriba: int
    abajo: int
    izquierda: int
    derecha: int

    def borde_de(self, celda: "ZonaDeCeldas", lado: _Lado) -> str:
        """Raya de la zona que toca a una celda por un lado: la de afuera, o una ``inside…``."""
        afuera = {
            "top": celda.arriba <= self.arriba,
            "bottom": celda.abajo >= self.abajo,
            "left": celda.izquierda <= self.izquierda,
            "right": celda.derecha >= self.derecha,
        }
        entre = "insideH" if lado in {"top", "bottom"} else "insideV"
        return lado if afuera[lado] else entre


Rayas = Mapping[str, Raya | None]
"""Por el lado en que van, las que se dicen; ``None``, que ahí no hay."""


class AspectoDeTabla:
    """Aspecto de una tabla, celda por celda."""

    def __init__(self, tabla: Element, de_word: EstilosDeWord, filas: int, columnas: int) -> None:
        self._entera = ZonaDeCeldas(0, filas, 0, columnas)
        estilo = valor_de_propiedad(tabla.find(f"{W}tblPr/{W}tblStyle"))
        self._cadena = [*de_word.cadena(estilo)][::-1]
        """Su estilo, tras aquellos en que se basa."""
        self._rayas: Rayas = {}
        self._margenes = dict(_MARGENES)
        for dueno in (*self._cadena, tabla):
            self._rayas |= _rayas_de(dueno.find(f"{W}tblPr/{W}tblBorders"))
            self._margenes |= _margenes_de(dueno.find(f"{W}tblPr/{W}tblCellMar"))
        self.letra = de_word.base
        """Letra con que empiezan los párrafos de sus celdas, antes de la que digan ellos."""
        for crudo in self._cadena:
            for propiedades in ("pPr", "rPr"):
                self.letra = de_word.con(self.letra, crudo.find(f"{W}{propiedades}"))

    @property
    def distingue_celdas(self) -> bool:
        """Si su estilo da a unas celdas lo que no da a las demás."""
        return any(crudo.find(f"{W}tblStylePr") is not None for crudo in self._cadena)

    def con_margenes(self, estilo: Estilo, propias: Element | None) -> Estilo:
        """El estilo de una celda con sus márgenes, en lo que pasan de los corrientes de Word."""
        de_la_celda = _margenes_de(None if propias is None else propias.find(f"{W}tcMar"))
        margenes = self._margenes | de_la_celda
        arriba, abajo, izquierda = (
            Pt(max(margenes[lado] - corriente, 0) / _VEINTEAVOS)
            for lado, corriente in _MARGENES.items()
        )
        return attrs.evolve(
            estilo,
            antes=Pt(estilo.antes + arriba),
            despues=Pt(estilo.despues + abajo),
            margen=Pt(estilo.margen + izquierda),
        )

    def relleno(self, propias: Element | None) -> str | None:
        """El color ``RRGGBB`` del fondo de una celda, si tiene; ``propias``: sus propiedades."""
        fondo = self._ultima(propias, "shd")
        color = "" if fondo is None else fondo.get(f"{W}fill", "")
        return color if es_color(color) else None

    def vertical(self, propias: Element | None) -> Vertical:
        """Dónde va el texto de una celda: arriba, que es lo corriente, en medio o abajo."""
        return _VERTICALES.get(valor_de_propiedad(self._ultima(propias, "vAlign")), "arriba")

    def bordes(self, celda: ZonaDeCeldas, propias: Element | None) -> Bordes | None:
        """Rayas de una celda; de la que comparte con otra fila, la más gruesa de las dos."""
        de_la_celda = _rayas_de(None if propias is None else propias.find(f"{W}tcBorders"))
        arriba, abajo, izquierda, derecha = (
            self._raya(celda, lado, de_la_celda) for lado in ("top", "bottom", "left", "right")
        )
        if celda.arriba > 0:
            arriba = _la_mayor(arriba, self._rayas.get("insideH"))
        if celda.abajo < self._entera.abajo:
            abajo = _la_mayor(abajo, self._rayas.get("insideH"))
        bordes = Bordes(arriba=arriba, abajo=abajo, izquierda=izquierda, derecha=derecha)
        return bordes if any(attrs.astuple(bordes)) else None

    def _raya(self, celda: ZonaDeCeldas, lado: _Lado, de_la_celda: Rayas) -> Raya | None:
        """Raya de un lado de una celda: la suya o, si no la dice, la de la tabla."""
        de_la_tabla = self._rayas.get(self._entera.borde_de(celda, lado))
        return de_la_celda.get(lado, de_la_tabla)

    def _ultima(self, propias: Element | None, propiedad: str) -> Element | None:
        """La propiedad de una celda, dicha por ella o, si no la dice, por el estilo."""
        declaradas = [crudo.find(f"{W}tcPr/{W}{propiedad}") for crudo in self._cadena]
        declaradas.append(None if propias is None else propias.find(f"{W}{propiedad}"))
        return next(
            (declarada for declarada in reversed(declaradas) if declarada is not None), None
        )


def _rayas_de(bordes: Element | None) -> dict[str, Raya | None]:
    """Raya de cada lado; ``start`` y ``end`` son la izquierda y la derecha en español."""
    lados = {"start": "left", "end": "right"}
    nombres = ((borde.tag.removeprefix(W), borde) for borde in (() if bordes is None else bordes))
    return {lados.get(nombre, nombre): _raya_de(borde) for nombre, borde in nombres}


def _margenes_de(margenes: Element | None) -> dict[str, int]:
    """Márgenes que se dicen en veinteavos de punto, por su lado."""
    lados = {"start": "left", "end": "right"}
    return {
        lados.get(lado, lado): cuanto(margen.get(f"{W}w"))
        for margen in (() if margenes is None else margenes)
        if margen.get(f"{W}type", "dxa") == "dxa"
        for lado in [margen.tag.removeprefix(W)]
    }


def _raya_de(borde: Element) -> Raya | None:
    """Raya de un borde de Word, sin pasar de un grosor; nada si el borde no se dibuja."""
    if borde.get(VAL, "") in _SIN_RAYA:
        return None
    grosor = min(cuanto(borde.get(f"{W}sz")) / _OCTAVOS, _GRUESA)
    color = borde.get(f"{W}color", "")
    color = color.upper() if es_color(color) else NEGRO
    doble = borde.get(VAL, "") == "double"
    if grosor > 0:
        return Raya(grosor=Pt(grosor), color=color, doble=doble)
    return Raya(color=color, doble=doble)


def _la_mayor(raya: Raya | None, vecina: Raya | None) -> Raya | None:
    if raya is None or vecina is None:
        return raya or vecina
    return max(raya, vecina, key=lambda raya: raya.grosor)
