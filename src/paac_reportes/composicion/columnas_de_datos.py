"""Las columnas de una hoja ``Datos``: qué guarda cada una y cuánto ocupa."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes import clases
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.textos.valores import como_texto

Celdas = tuple[Any, ...]
"""Los valores de una columna o de una fila: mil planes en diccionarios no caben en la memoria."""
Columnas = Mapping[str, Celdas]
"""Por su clave, ``actividad.meta``, las celdas de cada columna."""
Calculadas = Mapping[str, tuple[str, Celdas]]
"""Por su clave, el rótulo y las celdas de cada columna calculada."""

_EN_BLANCO = (None, "")
_SOLO_TEXTOS = frozenset({str, type(None)})

_CLASES: tuple[tuple[type, Dato], ...] = (
    (date, "fecha"),
    (int, "numero"),
    (Decimal, "numero"),
    (object, "texto"),
)


def dato_que_es(valor: object) -> Dato:
    """La clase de lo que guarda una celda: un dato del plan es siempre de la misma."""
    return next(clase for tipo, clase in _CLASES if isinstance(valor, tipo))


@clases.frozen
class ResumenDeColumna:
    """De una columna, lo que decide su clase y su ancho sin volver a mirar sus filas."""

    clase: Dato = "texto"
    largo: int = 0
    """Las letras de lo más largo que dice."""
    hay: bool = False
    """Si alguna fila dice algo."""


_NINGUNO = ResumenDeColumna()


def resumen_de(valores: Iterable[object]) -> ResumenDeColumna:
    """Clase de los datos de una columna, por el primero que no está en blanco, y su mayor largo."""
    valores = list(valores)
    if _SOLO_TEXTOS.issuperset(map(type, valores)):  # lo corriente: a lo más cientos son distintos
        largo = max(map(len, filter(None, {*valores})), default=0)  # type: ignore[arg-type]
        return ResumenDeColumna("texto", largo, hay=True) if largo else _NINGUNO
    con_algo = [valor for valor in valores if valor not in _EN_BLANCO]
    if not con_algo:
        return _NINGUNO
    return ResumenDeColumna(
        dato_que_es(con_algo[0]), max(len(str(valor)) for valor in con_algo), hay=True
    )


def en_textos(columna: Iterable[object]) -> Celdas:
    """Textos de las celdas de una columna."""
    return tuple([None if valor is None else como_texto(valor) for valor in columna])
