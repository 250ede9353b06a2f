"""Cuántas veces se llama algo, y con qué."""

from typing import Any

import pytest


def veces_de(monkeypatch: pytest.MonkeyPatch, donde: object, nombre: str) -> list[tuple[Any, ...]]:
    """Lista que crece con cada llamada a un método o una función: lo que se le dio por su lugar."""
    llamadas: list[tuple[Any, ...]] = []
    original = getattr(donde, nombre)

    def anotado(*dados: Any, **opciones: Any) -> Any:
        llamadas.append(dados)
        return original(*dados, **opciones)

    monkeypatch.setattr(donde, nombre, anotado)
    return llamadas
