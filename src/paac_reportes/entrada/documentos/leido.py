"""Lo que se entendió de un documento: su plan, y qué no se entendió y dónde."""

from collections.abc import Mapping
from datetime import date

import attrs

from paac_reportes.entrada.documentos.visto import TablaVista
from paac_reportes.errores import Aviso
from paac_reportes.modelo import Plan


@attrs.frozen(kw_only=True)
class ColumnaLeida:
    """Como qué se leyó una columna de una tabla."""

    lugar: str
    """``tabla 7, columna 3`` u ``hoja «Salud», columna F``."""
    rotulo: str
    """Como se lee en el documento, de arriba abajo si ocupa varias filas."""
    dato: tuple[str, ...] = ()
    """``("actividad.meta",)``; varios si la columna los junta, ninguno si no se reconoció."""
    corte: date | None = None
    """El de los seguimientos que trae, si lo dice la columna."""
    parecido: float = 1.0
    """De 0 a 1, cuánto se parece su rótulo al que se esperaba."""


@attrs.frozen(kw_only=True)
class Leido:
    """Un documento leído."""

    plan: Plan
    avisos: tuple[Aviso, ...] = ()
    """Lo que cambió, lo que no se entendió y dónde."""
    formato: str | None = None
    """El código del formato con que se escribió, si se reconoce."""
    corte: date | None = None
    columnas: tuple[ColumnaLeida, ...] = ()
    lugares: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    """De dónde salió cada dato: su ruta en el plan → la celda."""
    sin_leer: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    """Las celdas que dicen algo bajo un rótulo que no es del formato."""
    tablas_sin_leer: tuple[TablaVista, ...] = attrs.field(default=(), repr=False)
    """Las que no son ninguna de las del formato."""
