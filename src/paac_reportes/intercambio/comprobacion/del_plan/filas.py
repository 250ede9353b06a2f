"""Las filas que se ven en los cuadros de un archivo, con lo que les llega de las de arriba."""

import re
from collections.abc import Iterator, Sequence

import attrs

from paac_reportes.intercambio.comprobacion.visible import Cuadro, Texto, Zona

_MARCA = re.compile(r"⟦(?:enlace|va a|imagen|título [0-9]+)(?:: [^⟧]*)?⟧")
_SALTO = re.compile(r"\r\n|\r")


@attrs.frozen
class Fila:
    """Una fila que se ve: qué dice en cada columna, aunque la celda venga de arriba."""

    cuadro: "Vista"
    numero: int
    textos: dict[int, str]
    empiezan: dict[int, int]
    """En qué fila empieza la celda de cada columna."""


@attrs.frozen(eq=False)
class Vista:
    """Un cuadro, y la primera fila en que cada columna dice cada texto."""

    cuadro: Cuadro
    primeras: dict[tuple[int, str], int] = attrs.field(factory=dict)

    def hay_encima(self, rotulo: str, fila: int, columna: int) -> bool:
        """Si ese rótulo está más arriba en la columna."""
        return self.primeras.get((columna, rotulo), fila) < fila


def en_plano(texto: str) -> str:
    """Sin lo que un formato cambia al escribir: mayúsculas y blancos."""
    return " ".join(texto.casefold().split())


def todo_lo_dicho(zonas: Sequence[Zona]) -> Iterator[str]:
    """Cada texto de unas zonas."""
    for zona in zonas:
        for bloque in zona.bloques:
            if isinstance(bloque, Texto):
                yield _sin_marcas(bloque.texto)
            else:
                yield from (_sin_marcas(c.texto) for fila in bloque.filas for c in fila.values())


def _sin_marcas(texto: str) -> str:
    return _MARCA.sub("", texto).replace("⟦⟦", "⟦") if "⟦" in texto else texto


def filas_vistas(zonas: Sequence[Zona]) -> Iterator[Fila]:
    """Las de todos los cuadros, de arriba abajo."""
    for zona in zonas:
        for bloque in zona.bloques:
            if isinstance(bloque, Cuadro):
                yield from _filas_del_cuadro(Vista(bloque))


def _filas_del_cuadro(vista: Vista) -> Iterator[Fila]:
    vigentes: dict[int, tuple[int, int, str]] = {}
    """Por columna, de qué fila a cuál va la celda y qué dice."""
    for numero, renglon in enumerate(vista.cuadro.filas):
        vigentes = {columna: v for columna, v in vigentes.items() if v[1] > numero}
        for columna, casilla in renglon.items():
            texto = _SALTO.sub("\n", _sin_marcas(casilla.texto))
            vigentes[columna] = numero, numero + casilla.filas, texto
            for cubierta in range(columna, columna + casilla.columnas):
                vista.primeras.setdefault((cubierta, " ".join(texto.split())), numero)
        yield Fila(
            vista,
            numero,
            {columna: texto for columna, (_, _, texto) in vigentes.items() if texto},
            {columna: desde for columna, (desde, _, _) in vigentes.items()},
        )
