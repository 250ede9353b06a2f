"""Comparar con un texto dorado; ``pytest --aceptar`` lo escribe de nuevo, para leer el cambio."""

import difflib
from itertools import islice
from pathlib import Path

import pytest

CARPETA = Path(__file__).parents[1] / "dorados"
_DIFERENCIAS_A_LA_VISTA = 60
"""Renglones; si cambian más, basta con los primeros para saber de qué se trata."""


def comparar(nombre: str, texto: str, config: pytest.Config) -> None:
    """Falla si ``texto`` no es el dorado ``nombre``, y dice en qué."""
    archivo = CARPETA / nombre
    if config.getoption("--aceptar"):
        archivo.write_text(texto, "utf-8")
    dorado = archivo.read_text("utf-8") if archivo.exists() else ""
    if texto != dorado:
        pytest.fail("\n".join(_diferencias(nombre, dorado, texto)), pytrace=False)


def _diferencias(nombre: str, dorado: str, texto: str) -> list[str]:
    todas = list(
        difflib.unified_diff(
            dorado.splitlines(),
            texto.splitlines(),
            f"dorados/{nombre}",
            "lo que salió",
            "",
            "",
            1,
            "",
        )
    )
    faltan = len(todas) - _DIFERENCIAS_A_LA_VISTA
    return [
        f"{nombre} no es el de siempre; si está bien así, «pytest --aceptar» lo escribe de nuevo",
        *islice(todas, _DIFERENCIAS_A_LA_VISTA),
        *([f"… y {faltan} renglones más de diferencias"] if faltan > 0 else []),
    ]
