"""Una hoja que es datos y no página: columnas con su clase y una fila por renglón.

Puede ser para filtrar y contar, o para que alguien la llene: vea ``llenado``.
"""

from datetime import date
from decimal import Decimal

import attrs

from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hoja.llenado import Llenado, Opciones, Regla, mensaje_corto
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
    regla: Regla | None = None
    """Qué se puede escribir en ella."""
    ayuda: str = attrs.field(default="", validator=mensaje_corto)
    """Lo que se lee al señalar una de sus celdas."""
    reproche: str = attrs.field(default="", validator=mensaje_corto)
    """Lo que se lee si lo escrito no cumple la regla."""
    abierta: bool = False
    """Si, en una hoja protegida, se puede escribir en ella."""
    tono: str | None = None
    """El relleno de su rótulo, para distinguir un grupo de columnas de otro; ``RRGGBB``."""


def _columnas_en_breve(columnas: tuple[ColumnaDeDatos, ...]) -> tuple[str, ...]:
    return tuple(map(_columna_en_breve, columnas))


def _columna_en_breve(columna: ColumnaDeDatos) -> str:
    clase = "" if columna.clase == "texto" else f" {columna.clase}"
    regla = f" de {_regla_en_breve(columna.regla)}" if columna.regla else ""
    dichas = (c for c in ("calculada", "oculta", "abierta") if getattr(columna, c))
    return " ".join((f"{columna.rotulo}{clase}{regla}", *dichas))


def _regla_en_breve(regla: Regla) -> str:
    if isinstance(regla, Opciones):
        return f"{len(regla.valores)} opciones{' o más' * regla.otras}"
    return f"{regla.clase} {regla.minimo}…{regla.maximo}"


def _filas_en_breve(filas: tuple[tuple[Valor, ...], ...]) -> tuple[str, ...]:
    primeras = (
        " · ".join(str(valor) for valor in fila if valor is not None)
        for fila in filas[:_FILAS_A_LA_VISTA]
    )
    return (f"{len(filas)} filas", *primeras)


@attrs.frozen(kw_only=True)
class HojaDeDatos:
    """Una tabla de valores, para filtrar y contar o para llenar; no lleva página ni estilos."""

    nombre: str
    columnas: tuple[ColumnaDeDatos, ...] = attrs.field(metadata={"volcado": _columnas_en_breve})
    filas: tuple[tuple[Valor, ...], ...] = attrs.field(metadata={"volcado": _filas_en_breve})
    """Cada una con un valor por columna, en su orden."""
    oculta: bool = False
    llenado: Llenado | None = None
    """Cómo se llena, si es para que alguien escriba en ella."""
