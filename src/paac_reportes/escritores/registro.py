"""Los escritores por extensión: la lista entera, a la vista."""

import importlib
from collections.abc import Callable
from typing import Literal

import attrs

from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.maqueta.nodos import Documento

Escribir = Callable[[Documento], bytes]


@attrs.frozen
class Escritor:
    """Dónde está un escritor y si quiere el documento seguido o repartido en hojas."""

    modulo: str
    medio: Literal["documento", "libro"]

    def cargar(self) -> Escribir:
        """La función que escribe; su módulo se importa ahora, no antes."""
        modulo = importlib.import_module(f"paac_reportes.escritores.{self.modulo}")
        escribir: Escribir = modulo.escribir
        return escribir


ESCRITORES = {
    "docx": Escritor("docx", "documento"),
    "xlsx": Escritor("xlsx", "libro"),
    "html": Escritor("html", "documento"),
    "pdf": Escritor("pdf", "documento"),
    "csv": Escritor("csv", "documento"),
}


def buscar_escritor(tipo: str) -> Escritor:
    """El escritor de una extensión; ``ErrorDeEntrada`` con las que hay si no existe."""
    if not isinstance(tipo, str) or tipo not in ESCRITORES:
        posibles = ", ".join(f".{conocido}" for conocido in (*ESCRITORES, "json"))
        raise ErrorDeEntrada(f"no se sabe escribir .{tipo}; se puede: {posibles}")
    return ESCRITORES[tipo]
