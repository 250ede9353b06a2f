"""Una hoja que es datos y no página: columnas con su clase y una fila por renglón."""

from datetime import date
from decimal import Decimal

import attrs

from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.medida.medidas import Mm

Valor = str | int | Decimal | date | None
"""Lo que guarda una celda, de la clase de su columna; ``None`` es una celda en blanco."""

_FILAS_A_LA_VISTA = 2


@attrs.frozen(kw_only=True)
class ColumnaDeDatos:
    """Una columna: todo lo que guarda es de la misma clase."""

    rotulo: str
    """Su encabezado; en una hoja no se repite, ni con otras mayúsculas."""
    clase: Dato = "texto"
    ancho: Mm
    calculada: bool = False
    """Si no es de los datos: sale de ellos."""
    oculta: bool = False


def _columnas_en_breve(columnas: tuple[ColumnaDeDatos, ...]) -> tuple[str, ...]:
    return tuple(map(_columna_en_breve, columnas))


def _columna_en_breve(columna: ColumnaDeDatos) -> str:
    clase = "" if columna.clase == "texto" else f" {columna.clase}"
    return f"{columna.rotulo}{clase}{' calculada' * columna.calculada}{' oculta' * columna.oculta}"


def _filas_en_breve(filas: tuple[tuple[Valor, ...], ...]) -> tuple[str, ...]:
    primeras = (
        " · ".join(str(valor) for valor in fila if valor is not None)
        for fila in filas[:_FILAS_A_LA_VISTA]
    )
    return (f"{len(filas)} filas", *primeras)


@attrs.frozen(kw_only=True)
class HojaDeDatos:
    """Una tabla de valores, para filtrar, ordenar y contar; no lleva página ni estilos."""

    nombre: str
    columnas: tuple[ColumnaDeDatos, ...] = attrs.field(metadata={"volcado": _columnas_en_breve})
    filas: tuple[tuple[Valor, ...], ...] = attrs.field(metadata={"volcado": _filas_en_breve})
    """Cada una con un valor por columna, en su orden."""
