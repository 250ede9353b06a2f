"""Lo que va dentro de un párrafo o de una celda: textos, campos, imágenes y cifras.

Un contenido es ``str``, o una tupla de tramos cuando lleva un campo de página o una imagen.
"""

from decimal import Decimal
from enum import Enum
from typing import Literal, Self, assert_never

import attrs

from paac_reportes.maqueta.medida.medidas import Mm


class Campo(Enum):
    """Un número que calcula el programa que muestra el documento."""

    PAGINA = "página"
    PAGINAS = "páginas"


@attrs.frozen
class Imagen:
    """Una imagen PNG o JPEG dentro de un texto, con su alto; el ancho guarda la proporción."""

    datos: bytes = attrs.field(repr=False)
    clase: Literal["png", "jpeg"]
    texto_alternativo: str
    ancho: Mm
    alto: Mm

    def reducida(self, cabe: Mm) -> Self:
        """La misma, sin pasar de ese ancho."""
        parte = min(1.0, cabe / self.ancho)
        return attrs.evolve(self, ancho=Mm(self.ancho * parte), alto=Mm(self.alto * parte))


@attrs.frozen
class Enfasis:
    """Un texto en negrita o en cursiva dentro de otro."""

    texto: str
    negrita: bool = False
    cursiva: bool = False


Tramo = str | Enfasis | Campo | Imagen
Contenido = str | tuple[Tramo, ...]


def solo_texto(contenido: Contenido) -> str:
    """El contenido sin sus campos ni imágenes."""
    if isinstance(contenido, str):
        return contenido
    return "".join(map(_texto, contenido))


def _texto(tramo: Tramo) -> str:
    match tramo:
        case str():
            return tramo
        case Enfasis():
            return tramo.texto
        case Campo() | Imagen():
            return ""
        case _:
            assert_never(tramo)


Operacion = Literal["promedio", "suma", "promedio_de_promedios"]
"""``promedio_de_promedios``: primero el de cada grupo, y después el de ellos."""


@attrs.frozen
class Resumen:
    """De qué celdas de su columna sale una cifra."""

    operacion: Operacion
    grupos: tuple[tuple[int, int], ...]
    """Sus filas en la tabla, de una a otra sin incluirla; entre grupo y grupo puede haber otras."""


class Cifra(str):
    """Un número como se lee, que recuerda su valor sin redondear.

    Un documento escribe el texto; una hoja de cálculo guarda el valor y lo muestra como el texto.
    """

    __slots__ = ("resumen", "valor")
    valor: Decimal
    resumen: Resumen | None

    def __new__(cls, texto: str, valor: Decimal, resumen: Resumen | None = None) -> Self:
        """El texto y su valor; con ``resumen``, una hoja de cálculo lo escribe como fórmula."""
        cifra = super().__new__(cls, texto)
        cifra.valor, cifra.resumen = valor, resumen
        return cifra
