"""Libros como los que mandan las entidades: unos son planes y otros, parecidos a uno, no lo son.

De cada plan se dicen las filas que trae; de lo que no es un plan, ninguna.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ayudas.matrices import Renglones

Fila = tuple[str | None, str | None, str | None, str | None, str | None]
"""Componente, subcomponente, actividad, responsable y fecha programada."""


class Libro(NamedTuple):
    """Uno, y lo que una persona lee en él."""

    hojas: Mapping[str, Renglones]
    filas: Sequence[Fila] = ()


class Cuenta(NamedTuple):
    """Cómo se leyeron las filas de un libro."""

    bien: int
    mal: int
    """Con su actividad, y algo más distinto."""
    perdidas: int
    inventadas: int


def cuenta(esperadas: Sequence[Fila], leidas: Sequence[Fila]) -> Cuenta:
    """Las leídas, comparadas una por una con las que se esperan."""
    quedan, sin_par = list(leidas), []
    for fila in esperadas:
        if fila in quedan:
            quedan.remove(fila)
        else:
            sin_par.append(fila)
    bien, mal = len(esperadas) - len(sin_par), 0
    for fila in list(sin_par):
        parecida = next((otra for otra in quedan if otra[2] == fila[2]), None)
        if parecida is not None:
            quedan.remove(parecida)
            sin_par.remove(fila)
            mal += 1
    return Cuenta(bien, mal, len(sin_par), len(quedan))


def filas_de(leido: Any) -> list[Fila]:
    """Las de un plan leído, en orden."""
    return [
        (
            componente.nombre,
            sub.nombre,
            una.descripcion,
            una.responsable,
            una.fecha_programada,
        )
        for _, componente in leido.contenido.tablas()
        for sub in componente.subcomponentes
        for una in sub.actividades
    ] + [
        (componente.nombre, None, uno.nombre, uno.responsable, uno.fecha_programada)
        for _, componente in leido.contenido.tablas()
        for uno in (*componente.tramites, *componente.intercambios)
    ]


def _libros(seccion: str) -> dict[str, Libro]:
    """Los de una sección del archivo: su nombre, sus hojas y, tras ``->``, las filas que trae."""
    libros: dict[str, Libro] = {}
    for uno in _TEXTO.partition(f"\n# {seccion}\n")[2].partition("\n# ")[0].split("== ")[1:]:
        nombre, *renglones = uno.splitlines()
        hojas: dict[str, list[str]] = {} if renglones[0].startswith("[") else {"Hoja1": []}
        filas: list[Any] = []
        for renglon in renglones:
            if renglon.startswith("["):
                hojas[renglon[1:-1]] = []
            elif renglon.startswith("-> "):
                filas.append(tuple(valor or None for valor in renglon[3:].split("|")))
            else:
                hojas[[*hojas][-1]].append(renglon)
        libros[nombre] = Libro(hojas, filas)
    return libros


_TEXTO = Path(__file__).with_suffix(".txt").read_text("utf-8")
PLANES = _libros("PLANES")
"""Los que son un plan, o lo traen."""
NO_SON_PLANES = _libros("NO_SON_PLANES")
"""Los que sólo se le parecen."""
