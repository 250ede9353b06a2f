"""Comparar con un texto dorado; ``pytest --aceptar`` lo escribe de nuevo, para leer el cambio."""

from pathlib import Path

import pytest

_CARPETA = Path(__file__).parents[1] / "dorados"


def comparar(nombre: str, texto: str, config: pytest.Config) -> None:
    """Falla si ``texto`` no es el dorado ``nombre``."""
    archivo = _CARPETA / nombre
    if config.getoption("--aceptar"):
        archivo.write_text(texto, "utf-8")
    assert texto == archivo.read_text("utf-8")
