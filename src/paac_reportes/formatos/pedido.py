"""Pedido de un reporte: un contenido en un formato, en un corte, y las demás opciones."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.modelo import Metodologia

if TYPE_CHECKING:
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.textos.publico import Revisado


@clases.frozen(kw_only=True, eq=False, slots=False, repr=False)
class Pedido:
    """Un contenido en un formato, en un corte: lo que decide los bytes, y nada compuesto."""

    contenido: Any
    """El plan o el mapa de riesgos, como llegó o, para publicar, sin lo que no se publica; una
    entidad sola es un plan sin filas."""
    formato: "Formato"
    corte: date | None
    metodologia: Metodologia | None
    es_publico: bool = False
    """Si sale sin correos, teléfonos, cédulas ni notas de verificación."""
    con_datos: bool = False
    """Si el PDF lleva adentro el paquete de datos del plan."""
    con_cedulas: bool = False
    """Si en lo que se publica quedan las cédulas."""
    revisado: "Revisado | None" = None
    """Cuánto de lo que quedaba respondió una persona, si se dio lo que respondió."""
    sin_revisar: int = 0
    """De lo que se publica, cuánto queda que ninguna persona ha revisado."""
    filas: Sequence[Mapping[str, Any]] | Mapping[str, Sequence[Mapping[str, Any]]] = ()
    """Las propias, de una tabla o de cada una por su nombre, reducidas a lo que se muestra."""
    previos: tuple[Aviso, ...] = ()
    """Avisos que se supieron antes de componer."""
    dentro_de: str = ""
    """El campo del plan en que iba, si llegó dentro de uno: con él empiezan las rutas."""
    anterior: "PlanAnterior | None" = None
    """Plan del informe anterior, si se dio."""
    origen: str | None = None
    """El archivo de donde se leyó el contenido; ``None`` si llegó armado."""
    al_leer: tuple[Aviso, ...] = ()
    """Avisos de cuando se leyó."""
    clave: str | None = None
    """El nombre con que lo llama su acta, si se le dio uno."""


@clases.frozen
class Emitido:
    """Un archivo que salió de un pedido."""

    nombre: str
    tipo: str
    """La extensión, como se pidió."""
    huella: str
    bytes: int
    """Cuánto pesa."""
    avisos: tuple[Aviso, ...]
