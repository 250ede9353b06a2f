"""Un documento como una sola sucesión de párrafos y filas."""

from collections.abc import Iterator

import attrs

from paac_reportes.entrada.documentos.visto import (
    CeldaVista,
    DocumentoVisto,
    TablaVista,
    TextoVisto,
)
from paac_reportes.entrada.propios.marcas import Juntos, juntos_de, sin_lo_demas
from paac_reportes.modelo.filas import CLAVES


@attrs.frozen(eq=False)
class Linea:
    """Un párrafo, o una fila de una tabla con sus celdas de izquierda a derecha."""

    parte: int
    """En qué hoja está; un documento de Word es una sola."""
    texto: TextoVisto | None = None
    tabla: TablaVista | None = None
    fila: int = 0
    celdas: tuple[CeldaVista, ...] = ()
    """Cada una una vez, también las que vienen de más arriba."""

    @property
    def lugar(self) -> str:
        """``tabla 7, fila 3``."""
        if self.tabla is not None:
            return self.tabla.lugar_de(self.fila)
        return self.texto.lugar if self.texto else ""

    @property
    def propias(self) -> list[CeldaVista]:
        """Las que empiezan en ella y dicen algo."""
        return [c for c in self.celdas if c.fila == self.fila and c.texto]

    @property
    def solitario(self) -> str | None:
        """Lo que dice, si es una sola cosa."""
        if self.texto is not None:
            return self.texto.texto
        propias = self.propias
        sola = len(propias) == 1 and not any(c.texto for c in self.celdas if c is not propias[0])
        return propias[0].texto if sola else None

    @property
    def vacia(self) -> bool:
        """Si no dice nada."""
        if self.texto is not None:
            return not self.texto.texto.strip()
        return not any(celda.texto for celda in self.celdas)

    @property
    def marca(self) -> str:
        """De qué fila es, según el marcador que lleva."""
        return sin_lo_demas(self._marcador)

    @property
    def juntos(self) -> Juntos | None:
        """Lo que su marcador dice de las celdas que juntan datos."""
        return juntos_de(self._marcador)

    @property
    def _marcador(self) -> str:
        return self.tabla.marcas.get(self.fila, "") if self.tabla is not None else ""


def lineas_de(visto: DocumentoVisto) -> list[Linea]:
    """Todas, menos las de la hoja de datos, que no se lee."""
    return list(_todas(visto))


def es_de_datos(tabla: TablaVista) -> bool:
    """Si es la hoja ``Datos``: sus rótulos son los nombres de los datos."""
    rotulos = {celda.texto for celda in tabla.filas[0] if celda} if tabla.filas else set()
    return len(rotulos & _CLAVES) >= _BASTANTES


_CLAVES = frozenset(CLAVES)
_BASTANTES = 8


def _todas(visto: DocumentoVisto) -> Iterator[Linea]:
    for numero, parte in enumerate(visto.partes):
        for bloque in parte.bloques:
            if isinstance(bloque, TextoVisto):
                yield Linea(numero, bloque)
            elif not es_de_datos(bloque):
                for fila, celdas in enumerate(bloque.filas):
                    yield Linea(numero, None, bloque, fila, _distintas(celdas))


def _distintas(celdas: tuple[CeldaVista | None, ...]) -> tuple[CeldaVista, ...]:
    salida: list[CeldaVista] = []
    for celda in celdas:
        if celda is not None and (not salida or salida[-1] is not celda):
            salida.append(celda)
    return tuple(salida)
