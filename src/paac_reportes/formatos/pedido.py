"""Lo que decide los bytes de un reporte: su pedido, y las huellas de una forma y de unas filas.

Es liviano: lo pide quien escribe un archivo que dice con qué opciones salió.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

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


def sha256_de(contenido: bytes) -> str:
    """El sha256 de unos bytes, en hexadecimal."""
    return sha256(contenido).hexdigest()


@clases.recordada
def huella_de_forma(formato: "Formato") -> str:
    """Huella de todo lo que un formato trae y decide lo que sale; su fuente no."""
    return huella_de_json(attrs.asdict(formato, filter=lambda campo, _: campo.eq is True), _suelto)


def huella_de_filas(filas: object) -> str:
    """Huella de las filas propias de un reporte, ya reducidas a lo que el formato muestra."""
    return huella_de_json(filas, _suelto)


def _suelto(valor: object) -> str:
    """Texto de un valor que JSON no sabe escribir; de unos bytes, su sha256."""
    return sha256_de(valor) if isinstance(valor, bytes) else str(valor)


def huella_de_json(datos: object, demas: Callable[[Any], object]) -> str:
    """Huella de unos datos en JSON canónico; ``demas`` escribe lo que JSON no sabe."""
    texto = json.dumps(
        datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=demas
    )
    return sha256_de(texto.encode("utf-8", "backslashreplace"))
