"""Huellas: el sha256 de unos bytes, de una forma o de unas filas.

Son livianas: las pide quien escribe un archivo que dice con qué opciones salió.
"""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import clases

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato


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
