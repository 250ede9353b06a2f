"""Libros como los que mandan las entidades: unos son planes y otros, parecidos a uno, no lo son."""

from collections.abc import Mapping
from pathlib import Path

from ayudas.matrices import Renglones

Hojas = Mapping[str, Renglones]


def _libros(seccion: str) -> dict[str, Hojas]:
    """Los de una sección del archivo: su nombre y sus hojas."""
    libros: dict[str, Hojas] = {}
    for uno in _TEXTO.partition(f"\n# {seccion}\n")[2].partition("\n# ")[0].split("== ")[1:]:
        nombre, *renglones = uno.splitlines()
        hojas: dict[str, list[str]] = {} if renglones[0].startswith("[") else {"Hoja1": []}
        for renglon in renglones:
            if renglon.startswith("["):
                hojas[renglon[1:-1]] = []
            else:
                hojas[[*hojas][-1]].append(renglon)
        libros[nombre] = hojas
    return libros


_TEXTO = Path(__file__).with_suffix(".txt").read_text("utf-8")
PLANES = _libros("PLANES")
"""Los que son un plan, o lo traen."""
NO_SON_PLANES = _libros("NO_SON_PLANES")
"""Los que sólo se le parecen."""
