"""La rejilla de una tabla de Word a medio armar: dónde va cada celda y hasta dónde llega."""

from collections.abc import Sequence

import attrs

from paac_reportes.entrada.documentos.paquete.xml import Elemento, W, encendido, entero
from paac_reportes.entrada.documentos.visto import PREFIJO_DE_MARCA, CeldaVista
from paac_reportes.sistema import IlegibleError

_VAL = f"{W}val"
_NOMBRE = f"{W}name"
_ANTES = f"{W}gridBefore"
_ROTULOS = f"{W}tblHeader"
_OCULTA = f"{W}hidden"
_TABLAS, _CELDAS = 5000, 200_000
_COLUMNAS = 256
_LUGARES = 3_000_000
"""Lo que cabe en una tabla, en celdas; Word admite 63 columnas."""


@attrs.define
class CeldaCruda:
    """Una celda con su sitio, antes de saber hasta dónde baja."""

    fila: int
    columna: int
    columnas: int = 1
    filas: int = 1
    sigue: bool = False
    """La de arriba, o con ``al_lado`` la de la izquierda."""
    al_lado: bool = False
    baja: bool = False
    """Si la de debajo puede seguirla: la que no lo dice cierra su grupo."""
    destacada: bool = False
    texto: str = ""


def continua(combinada: Elemento) -> bool:
    """Si una combinación es de las que siguen, y no de las que empiezan."""
    return bool(combinada.get(_VAL, "continue") == "continue")


class Cupo:
    """Las tablas, filas y celdas que le quedan a un documento."""

    def __init__(self) -> None:
        self._tablas, self._celdas = _TABLAS, _CELDAS

    def tabla(self) -> None:
        """Descuenta una tabla."""
        self._tablas -= 1
        self.gastar(0)

    def gastar(self, celdas: int) -> None:
        """Descuenta celdas; ``IlegibleError`` si no quedan."""
        self._celdas -= celdas
        if self._tablas < 0 or self._celdas < 0:
            raise IlegibleError(
                f"tiene más de {_TABLAS} tablas o de {_CELDAS} celdas; deje en él sólo las del plan"
            )


class TablaCruda:
    """Una tabla a medio leer."""

    def __init__(self, lugar: str, *, destacar: bool) -> None:
        self.lugar = lugar
        self.filas: list[list[CeldaCruda]] = []
        self.marcas: dict[int, str] = {}
        self.ocultas: set[int] = set()
        self.tapadas: list[CeldaCruda] = []
        """Las que dicen algo y cubre una combinada."""
        self.rotulos = 0
        self._destacar = destacar

    def anotar(self, propiedades: Elemento) -> int:
        """Lo que dicen las propiedades de la fila que sigue; devuelve dónde empieza."""
        antes = 0
        for una in propiedades:
            clase = una.tag
            if clase == _ANTES:
                antes = cuantas(una, 0)
            elif clase == _ROTULOS:
                self.rotulos += encendido(una, _VAL) and self.rotulos == len(self.filas)
            elif clase == _OCULTA and encendido(una, _VAL):
                self.ocultas.add(len(self.filas))
        return antes

    def rejilla(self) -> tuple[tuple[CeldaVista | None, ...], ...]:
        """Todas las filas, igual de largas; ``IlegibleError`` si es de un tamaño imposible."""
        ancho = max((c.columna + c.columnas for fila in self.filas for c in fila), default=0)
        if ancho > _COLUMNAS or ancho * len(self.filas) > _LUGARES:
            raise IlegibleError(
                f"{self.lugar}: tiene {len(self.filas)} filas y {ancho} columnas, más de las que"
                " Word admite"
            )
        rejilla: list[list[CeldaVista | None]] = [[None] * ancho for _ in self.filas]
        for numero, fila in enumerate(self.filas):
            for cruda in fila:
                if cruda.fila == numero:
                    self._extender(cruda, rejilla)
        return tuple(map(tuple, rejilla))

    def _extender(self, cruda: CeldaCruda, rejilla: list[list[CeldaVista | None]]) -> None:
        fila, columna, filas, columnas = cruda.fila, cruda.columna, cruda.filas, cruda.columnas
        destacada = cruda.destacada or (self._destacar and not fila)
        celda = CeldaVista(cruda.texto, fila, columna, None, filas, columnas, destacada)
        if filas == columnas == 1:
            rejilla[fila][columna] = celda
            return
        for una in rejilla[fila : fila + filas]:
            una[columna : columna + columnas] = [celda] * columnas


def poner(celda: CeldaCruda, puestas: list[CeldaCruda], arriba: Sequence[CeldaCruda]) -> bool:
    """Pone una celda en su fila; la que continúa otra no se pone: la otra crece.

    Devuelve si así quedó tapado un texto.
    """
    if celda.al_lado and puestas and puestas[-1].fila == celda.fila:
        puestas[-1].columnas += celda.columnas
        return bool(celda.texto.strip())
    if celda.sigue:
        for una in arriba:
            if una.baja and una.columna == celda.columna and una.columnas == celda.columnas:
                una.filas += 1
                puestas.append(una)
                return bool(celda.texto.strip())
    puestas.append(celda)
    return False


def cuantas(elemento: Elemento, si_no: int) -> int:
    """Las columnas que dice una propiedad, sin pasar de las que caben."""
    return min(max(entero(elemento.get(_VAL), si_no), si_no), _COLUMNAS + 1)


def marca_de(marcador: Elemento) -> str:
    """El nombre de un marcador nuestro, sin lo que lo distingue; vacío si es ajeno."""
    nombre: str = marcador.get(_NOMBRE, "")
    return nombre.removeprefix(PREFIJO_DE_MARCA) if nombre.startswith(PREFIJO_DE_MARCA) else ""
