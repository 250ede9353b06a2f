"""Los escritores por extensión: la lista entera, a la vista."""

import importlib
from collections.abc import Callable
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.maqueta.documento import Medio


@attrs.frozen
class Escritor:
    """Dónde está un escritor y qué escribe: un documento en un medio, o los datos mismos."""

    modulo: str
    medio: Medio | None
    tipo_mime: str

    def cargar(self) -> Callable[[Any, Escritura], bytes]:
        """La función que escribe; su módulo se importa ahora, no antes."""
        modulo = importlib.import_module(f"paac_reportes.escritores.{self.modulo}")
        escribir: Callable[[Any, Escritura], bytes] = modulo.escribir
        return escribir


_OFFICE = "application/vnd.openxmlformats-officedocument"
ESCRITORES = {
    "docx": Escritor("docx", "documento", f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": Escritor("xlsx", "libro", f"{_OFFICE}.spreadsheetml.sheet"),
    "html": Escritor("html", "documento", "text/html; charset=utf-8"),
    "pdf": Escritor("pdf", "documento", "application/pdf"),
    "json": Escritor("datos", None, "application/json"),
    "csv": Escritor("csv", "documento", "text/csv; charset=utf-8"),
}


_MOSTRADO = 20
"""Letras de una extensión desconocida que se repiten en el mensaje."""


def buscar_escritor(tipo: str) -> Escritor:
    """El escritor de una extensión, con o sin punto; ``ErrorDeEntrada`` con las que hay."""
    extension = tipo.lower().removeprefix(".")
    if extension not in ESCRITORES:
        posibles = ", ".join(f".{conocida}" for conocida in ESCRITORES)
        corto = tipo if len(tipo) <= _MOSTRADO else f"{tipo[:_MOSTRADO]}…"
        raise ErrorDeEntrada(f"no se sabe escribir {corto!r}; se puede: {posibles}")
    return ESCRITORES[extension]
