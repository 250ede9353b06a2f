"""Los escritores por extensión: la lista entera, a la vista."""

import importlib
from collections.abc import Callable
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.maqueta.nodos import Medio


@attrs.frozen
class Escritor:
    """Dónde está un escritor y qué escribe: un documento en un medio, o los datos mismos."""

    modulo: str
    medio: Medio | None

    def cargar(self) -> Callable[[Any], bytes]:
        """La función que escribe; su módulo se importa ahora, no antes."""
        modulo = importlib.import_module(f"paac_reportes.escritores.{self.modulo}")
        escribir: Callable[[Any], bytes] = modulo.escribir
        return escribir


ESCRITORES = {
    "docx": Escritor("docx", "documento"),
    "xlsx": Escritor("xlsx", "libro"),
    "html": Escritor("html", "documento"),
    "pdf": Escritor("pdf", "documento"),
    "json": Escritor("datos", None),
    "csv": Escritor("csv", "documento"),
}


def buscar_escritor(tipo: str) -> Escritor:
    """El escritor de una extensión, con o sin punto; ``ErrorDeEntrada`` con las que hay."""
    extension = tipo.lower().removeprefix(".") if isinstance(tipo, str) else tipo
    if not isinstance(extension, str) or extension not in ESCRITORES:
        posibles = ", ".join(f".{conocida}" for conocida in ESCRITORES)
        raise ErrorDeEntrada(f"no se sabe escribir {tipo!r}; se puede: {posibles}")
    return ESCRITORES[extension]
