"""El árbol de etiquetas de un PDF, en el orden en que se lee."""

from collections.abc import Iterator
from typing import Any

from ayudas.en_pdf import Leido


def elementos_de(leido: Leido) -> list[Any]:
    """Los elementos de su estructura, cada uno antes que los que contiene."""
    raiz: Any = leido.lector.root_object["/StructTreeRoot"]
    return [*_desde(raiz["/K"])]


def _desde(hijos: Any) -> Iterator[Any]:
    for hijo in (uno.get_object() for uno in hijos):
        if isinstance(hijo, dict) and "/S" in hijo:
            yield hijo
            yield from _desde(hijo.get("/K", ()))
