"""Lo que se ve de un archivo, lo esperado y lo hallado con las mismas palabras.

Zona (el cuerpo, un encabezado, una hoja) → Texto | Cuadro → Renglon → Casilla

Lo que no son letras va entre ``⟦`` y ``⟧``: ``⟦imagen: Escudo⟧``, ``⟦página⟧``, ``⟦título 2⟧``.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes import clases
from paac_reportes.opc.visto import letras

Valor = Decimal | date | None


@clases.frozen
class Casilla:
    """Lo que dice una celda, y cuántas filas y columnas cubre desde su esquina."""

    texto: str
    filas: int = 1
    columnas: int = 1
    valor: Valor = attrs.field(default=None, eq=False)
    """En una hoja de cálculo, lo que guarda en lugar del texto."""
    formula: str | None = attrs.field(default=None, eq=False)
    resume: bool = attrs.field(default=False, eq=False)
    """Si es una cifra que puede salir de una fórmula sobre otras celdas."""


Renglon = dict[int, Casilla]
"""Las celdas que empiezan en una fila, por su columna desde 0."""


@clases.frozen
class Texto:
    """Un párrafo fuera de las tablas."""

    texto: str
    se_recorta: bool = attrs.field(default=False, eq=False)
    """Si es de los que Excel no admite enteros: vale un comienzo suyo que acabe en ``…``."""


@clases.frozen
class Cuadro:
    """Una tabla de Word, o todo lo escrito en una hoja."""

    lugar: str
    filas: tuple[Renglon, ...]
    de_hoja: bool = False
    """Si sus celdas se nombran como en una hoja: ``celda F14``."""

    def lugar_de(self, fila: int, columna: int | None = None) -> str:
        """``tabla 7, fila 3, columna 2`` u ``hoja «Salud», celda F14``; se cuenta desde 1."""
        if columna is None:
            return f"{self.lugar}, fila {fila + 1}"
        if self.de_hoja:
            return f"{self.lugar}, celda {letras(columna)}{fila + 1}"
        return f"{self.lugar}, fila {fila + 1}, columna {columna + 1}"


Bloque = Texto | Cuadro


@clases.frozen
class Zona:
    """Lo que se ve junto: el cuerpo, un encabezado o una hoja."""

    lugar: str
    bloques: tuple[Bloque, ...]


def literal(texto: str) -> str:
    """Un texto de los datos, que no se confunde con lo que va entre ``⟦`` y ``⟧``."""
    return texto.replace("⟦", "⟦⟦") if "⟦" in texto else texto


def marca(que: str, dice: str = "") -> str:
    """``⟦imagen: Escudo⟧``."""
    return f"⟦{que}: {dice}⟧" if dice else f"⟦{que}⟧"


_MARCA = re.compile(r"⟦(?:enlace|va a|imagen|título [0-9]+)(?:⟧|: [^⟧]*+⟧?)")


def textos_vistos(zonas: Iterable[Zona]) -> Iterator[str]:
    """Cada texto de unas zonas, sin lo que no son letras."""
    for una in zonas:
        for bloque in una.bloques:
            if isinstance(bloque, Texto):
                yield _sin_marcas(bloque.texto)
            else:
                yield from (_sin_marcas(c.texto) for fila in bloque.filas for c in fila.values())


def sin_la_cerrada(marca: re.Match[str]) -> str:
    """Nada en lugar de una marca; la que no se cierra no es ninguna, y queda."""
    return "" if marca[0].endswith("⟧") else marca[0]


def _sin_marcas(texto: str) -> str:
    return _MARCA.sub(sin_la_cerrada, texto).replace("⟦⟦", "⟦") if "⟦" in texto else texto


def zona(lugar: str, bloques: Iterable[Bloque]) -> Zona:
    """La zona sin los párrafos en blanco, que separan y no dicen nada."""
    return Zona(lugar, tuple(b for b in bloques if not (isinstance(b, Texto) and not b.texto)))
