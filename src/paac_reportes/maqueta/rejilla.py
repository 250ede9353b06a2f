"""Las celdas en su sitio: los tramos de filas y columnas se resuelven una vez, para todos.

Un solape, un hueco o una celda que se sale son ``ErrorDeMaqueta``.
"""

from collections.abc import Sequence
from typing import NamedTuple

import attrs

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenido import Contenido


@attrs.frozen
class Celda:
    """Una celda; ``columnas`` y ``filas`` dicen cuántas cubre desde su esquina."""

    contenido: Contenido
    estilo: str
    columnas: int = 1
    filas: int = 1


@attrs.frozen
class Fila:
    """Las celdas que empiezan en esta fila; las cubiertas desde arriba no se repiten."""

    celdas: tuple[Celda, ...]
    marca: str = ""
    """Un nombre que no se ve, para que un programa sepa después qué fila es.

    Letras minúsculas, cifras y guiones bajos. En Word es un marcador vacío, ``_paac_`` y la marca,
    en la primera celda que empieza en la fila; el de una marca que ya salió lleva además ``__2``,
    ``__3``… En un libro es el texto de una columna oculta, la que sigue a la última; las filas en
    que una de la tabla continúa llevan la misma con un ``+``. Los demás no la escriben.
    """


class Puesto(NamedTuple):
    """Una celda vista desde una fila: ``origen`` es la fila donde empieza."""

    columna: int
    celda: Celda
    origen: int


def resolver(filas: Sequence[Fila], columnas: int) -> list[list[Puesto]]:
    """Los puestos de cada fila, de izquierda a derecha, con las celdas que vienen de arriba."""
    rejilla: list[list[Puesto]] = []
    abiertos: dict[int, Puesto] = {}
    for numero, fila in enumerate(filas):
        puestos: list[Puesto] = []
        columna, sigue = 0, bool(abiertos)
        for celda in fila.celdas:
            while columna in abiertos:
                columna = _continuar(abiertos[columna], puestos)
            puestos.append(Puesto(columna, celda, numero))
            columna += celda.columnas
            if celda.filas > 1:
                sigue = True
        while columna in abiertos:
            columna = _continuar(abiertos[columna], puestos)
        if columna != columnas:
            raise ErrorDeMaqueta(f"la fila {numero} cubre {columna} de {columnas} columnas")
        rejilla.append(puestos)
        if sigue:
            abiertos = _abiertos_despues(puestos, numero, abiertos, len(filas))
    return rejilla


def _continuar(puesto: Puesto, puestos: list[Puesto]) -> int:
    puestos.append(puesto)
    return puesto.columna + puesto.celda.columnas


def _abiertos_despues(
    puestos: list[Puesto], numero: int, abiertos: dict[int, Puesto], total: int
) -> dict[int, Puesto]:
    siguientes = {
        puesto.columna: puesto
        for puesto in puestos
        if puesto.celda.filas > 1 and puesto.origen + puesto.celda.filas > numero + 1
    }
    if siguientes and numero + 1 == total:
        raise ErrorDeMaqueta(f"una celda sigue después de la última fila, la {numero}")
    # Un abierto que no quedó entre los puestos fue tapado por una celda más ancha.
    tapados = abiertos.keys() - {puesto.columna for puesto in puestos}
    if tapados:
        raise ErrorDeMaqueta(f"la fila {numero} tapa la columna {min(tapados)}, ya ocupada")
    return siguientes
