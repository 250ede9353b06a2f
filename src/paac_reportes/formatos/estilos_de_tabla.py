"""Cómo se ve cada celda de una tabla de Word: lo que su estilo dice de su lugar, y lo propio.

De lo más común a lo más propio: la tabla entera, las bandas de columnas y de filas, la primera y la
última columna, la primera y la última fila, las esquinas y la celda.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal
from xml.etree.ElementTree import Element

import attrs

from paac_reportes import clases
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.estilos_de_membrete import (
    NO,
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
_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_VERTICALES: Mapping[str, Vertical] = {"top": "arriba", "center": "centro", "bottom": "abajo"}
_EN_BITS = expresion(r"[0-9A-Fa-f]{1,8}")
"""Los bits de ``_BITS`` en hexadecimal, como los escribe ``w:tblLook``."""
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


@clases.frozen
class _DeZona:
    """Rasgos que un estilo da a una zona de su tabla."""

    hoja: Element
    rayas: Rayas


class AspectoDeTabla:
    """Aspecto de una tabla, celda por celda."""

    def __init__(self, tabla: Element, de_word: EstilosDeWord, filas: int, columnas: int) -> None:
        self._de_word = de_word
        self._entera = ZonaDeCeldas(0, filas, 0, columnas)
        estilo = valor_de_propiedad(tabla.find(f"{W}tblPr/{W}tblStyle"))
        self._cadena = [*de_word.cadena(estilo)][::-1]
        """Su estilo, tras aquellos en que se basa."""
        self._comunes: Rayas = {}
        self._de_zonas: dict[str, list[_DeZona]] = {}
        """Rasgos que el estilo da a cada zona: ``firstRow``, ``band1Horz``…"""
        for crudo in self._cadena:
            self._comunes |= _rayas_de(crudo.find(f"{W}tblPr/{W}tblBorders"))
            for hoja in crudo.iterfind(f"{W}tblStylePr"):
                de_zona = _DeZona(hoja, _rayas_de(hoja.find(f"{W}tcPr/{W}tcBorders")))
                self._de_zonas.setdefault(hoja.get(f"{W}type", ""), []).append(de_zona)
        self._propias = _rayas_de(tabla.find(f"{W}tblPr/{W}tblBorders"))
        self._margenes = dict(_MARGENES)
        for dueno in (*self._cadena, tabla):
            self._margenes |= _margenes_de(dueno.find(f"{W}tblPr/{W}tblCellMar"))
        self._pide = _encendidas(tabla.find(f"{W}tblPr/{W}tblLook"))
        self._altos = {eje: self._alto_de_banda(f"tblStyle{eje}BandSize") for eje in ("Row", "Col")}
        self._de_cada: dict[ZonaDeCeldas, Sequence[tuple[_DeZona, ZonaDeCeldas]]] = {}

    def _alto_de_banda(self, medida: str) -> int:
        """Cuántas filas o columnas lleva cada banda."""
        altos = [cuanto(e.get(VAL)) for estilo in self._cadena for e in estilo.iter(f"{W}{medida}")]
        return max([1, *altos[-1:]])

    def letra(self, celda: ZonaDeCeldas) -> Estilo:
        """Letra con que empiezan los párrafos de una celda, antes de la que digan ellos."""
        estilo = self._de_word.base
        for hoja in self._hojas(celda):
            for propiedades in ("pPr", "rPr"):
                estilo = self._de_word.con(estilo, hoja.find(f"{W}{propiedades}"))
        return estilo

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

    def relleno(self, celda: ZonaDeCeldas, propias: Element | None) -> str | None:
        """El color ``RRGGBB`` del fondo de una celda, si tiene; ``propias``: sus propiedades."""
        fondo = self._ultima(celda, propias, "shd")
        color = "" if fondo is None else fondo.get(f"{W}fill", "")
        return color if es_color(color) else None

    def vertical(self, celda: ZonaDeCeldas, propias: Element | None) -> Vertical:
        """Dónde va el texto de una celda: arriba, que es lo corriente, en medio o abajo."""
        return _VERTICALES.get(valor_de_propiedad(self._ultima(celda, propias, "vAlign")), "arriba")

    def bordes(self, celda: ZonaDeCeldas, propias: Element | None) -> Bordes | None:
        """Rayas de una celda; de la que comparte con otra fila, la más gruesa de las dos."""
        de_la_celda = _rayas_de(None if propias is None else propias.find(f"{W}tcBorders"))
        arriba, abajo, izquierda, derecha = (
            self._raya(celda, lado, de_la_celda) for lado in ("top", "bottom", "left", "right")
        )
        if celda.arriba > 0:
            encima = attrs.evolve(celda, arriba=celda.arriba - 1, abajo=celda.arriba)
            arriba = _la_mayor(arriba, self._raya(encima, "bottom", {}))
        if celda.abajo < self._entera.abajo:
            debajo = attrs.evolve(celda, arriba=celda.abajo, abajo=celda.abajo + 1)
            abajo = _la_mayor(abajo, self._raya(debajo, "top", {}))
        bordes = Bordes(arriba=arriba, abajo=abajo, izquierda=izquierda, derecha=derecha)
        return bordes if any(attrs.astuple(bordes)) else None

    def _raya(self, celda: ZonaDeCeldas, lado: _Lado, de_la_celda: Rayas) -> Raya | None:
        """Raya de un lado de una celda: la última que la dice, de la tabla entera a ella."""
        entera = self._entera
        de_zonas = ((de_zona.rayas, zona) for de_zona, zona in self._partes(celda))
        raya = None
        for rayas, zona in (
            (self._comunes, entera),
            *de_zonas,
            (self._propias, entera),
            (de_la_celda, celda),
        ):
            raya = rayas.get(zona.borde_de(celda, lado), raya)
        return raya

    def _ultima(
        self, celda: ZonaDeCeldas, propias: Element | None, propiedad: str
    ) -> Element | None:
        """La propiedad de una celda, dicha por lo más propio: ella, su zona o el estilo."""
        declaradas = [hoja.find(f"{W}tcPr/{W}{propiedad}") for hoja in self._hojas(celda)]
        declaradas.append(None if propias is None else propias.find(f"{W}{propiedad}"))
        return next(
            (declarada for declarada in reversed(declaradas) if declarada is not None), None
        )

    def _hojas(self, celda: ZonaDeCeldas) -> Iterator[Element]:
        """Elementos de los estilos que dicen algo de una celda, del más general al más propio."""
        yield from self._cadena
        yield from (de_zona.hoja for de_zona, _ in self._partes(celda))

    def _partes(self, celda: ZonaDeCeldas) -> Sequence[tuple[_DeZona, ZonaDeCeldas]]:
        """Rasgos de cada zona en que está una celda, y la zona."""
        if celda not in self._de_cada:
            zonas = self._zonas(celda) if self._de_zonas else ()
            self._de_cada[celda] = [
                (de_zona, zona)
                for nombre, zona in zonas
                for de_zona in self._de_zonas.get(nombre, ())
            ]
        return self._de_cada[celda]

    def _zonas(self, celda: ZonaDeCeldas) -> Iterator[tuple[str, ZonaDeCeldas]]:
        """Nombre (``firstRow``) y celdas de cada zona de la tabla en que está una celda."""
        entera, pide = self._entera, self._pide
        yield from self._bandas(celda)
        orillas = {
            "firstColumn": (celda.izquierda == 0, attrs.evolve(entera, derecha=celda.derecha)),
            "lastColumn": (
                celda.derecha == entera.derecha,
                attrs.evolve(entera, izquierda=celda.izquierda),
            ),
            "firstRow": (celda.arriba == 0, attrs.evolve(entera, abajo=1)),
            "lastRow": (celda.abajo == entera.abajo, attrs.evolve(entera, arriba=entera.abajo - 1)),
        }
        pedidas = {
            orilla: zona
            for orilla, (la_toca, zona) in orillas.items()
            if la_toca and orilla in pide
        }
        yield from ((orilla.replace("Column", "Col"), zona) for orilla, zona in pedidas.items())
        for esquina, orillas_de_ella in _ESQUINAS.items():
            if orillas_de_ella <= pedidas.keys():
                yield esquina, celda

    def _bandas(self, celda: ZonaDeCeldas) -> Iterator[tuple[str, ZonaDeCeldas]]:
        """Bandas de la columna y la fila de una celda, sin contar la primera ni la última."""
        entera = self._entera
        primera, ultima, izquierda, derecha = (
            nombre in self._pide for nombre in ("firstRow", "lastRow", "firstColumn", "lastColumn")
        )
        desde, hasta = entera.izquierda + izquierda, entera.derecha - derecha
        hasta = desde if "noVBand" in self._pide else hasta
        for numero, comienzo, fin in _banda(celda.izquierda, desde, hasta, self._altos["Col"]):
            yield f"band{numero}Vert", attrs.evolve(entera, izquierda=comienzo, derecha=fin)
        desde, hasta = entera.arriba + primera, entera.abajo - ultima
        hasta = desde if "noHBand" in self._pide else hasta
        for numero, comienzo, fin in _banda(celda.arriba, desde, hasta, self._altos["Row"]):
            yield f"band{numero}Horz", attrs.evolve(entera, arriba=comienzo, abajo=fin)


_ESQUINAS = {
    "nwCell": {"firstRow", "firstColumn"},
    "neCell": {"firstRow", "lastColumn"},
    "swCell": {"lastRow", "firstColumn"},
    "seCell": {"lastRow", "lastColumn"},
}


def _banda(lugar: int, desde: int, hasta: int, alto: int) -> Iterator[tuple[int, int, int]]:
    """Número (1 o 2), comienzo y fin de la banda de un lugar; nada, si ese lugar no la lleva."""
    if desde <= lugar < hasta:
        numero = (lugar - desde) // alto
        comienzo = desde + numero * alto
        yield numero % 2 + 1, comienzo, min(comienzo + alto, hasta)


def _encendidas(aspecto: Element | None) -> frozenset[str]:
    """Partes de su estilo que pide una tabla (``firstRow``), y bandas que no (``noHBand``)."""
    if aspecto is None:
        return frozenset()
    escrito = aspecto.get(VAL, "")
    bits = int(escrito, 16) if _EN_BITS.fullmatch(escrito) else 0
    return frozenset(
        nombre
        for nombre, bit in _BITS.items()
        if aspecto.get(f"{W}{nombre}", "1" if bits & bit else "0") not in NO
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
