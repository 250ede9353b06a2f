"""Las fuentes que hay en la máquina, y cuál se usa por la que pide un estilo."""

import functools
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from typst import Fonts

_DE_LA_MISMA_MEDIDA = {
    "arial": "Liberation Sans",
    "helvetica": "Liberation Sans",
    "calibri": "Carlito",
    "times new roman": "Liberation Serif",
}
"""Otra en que cada letra mide lo mismo: los renglones quedan iguales."""

_SI_NO = ("Arial", "Liberation Sans", "DejaVu Sans")
"""En lugar de una que no está, ni ella ni la de su medida."""

_LA_DE_MAS_LETRAS = "DejaVu Sans"
"""Typst, si no se le dice cuál, prueba una sola, que puede no tener la marca de una letra."""

ULTIMA = "Libertinus Serif"
"""La que Typst trae adentro: en una máquina sin ninguna otra."""


@attrs.frozen
class Fuentes:
    """Las que puede usar un documento."""

    para_typst: "Fonts"
    familias: Mapping[str, str]
    """El nombre como está escrito en la fuente, por el mismo en minúsculas."""
    archivos: tuple[tuple[Path, int], ...]
    """Dónde está cada una, y su lugar en un archivo de varias; la que Typst trae no está."""

    def elegida(self, familia: str) -> str:
        """La instalada que reemplaza mejor a una familia."""
        pedida = familia.casefold()
        de_su_medida = _DE_LA_MISMA_MEDIDA.get(pedida, familia)
        candidatas = (self.familias.get(f.casefold()) for f in (pedida, de_su_medida, *_SI_NO))
        return next(filter(None, candidatas), ULTIMA)

    def en_orden(self, familia: str) -> tuple[str, ...]:
        """La elegida y, para lo que ella no dibuja, la que más letras y marcas tiene."""
        reserva = self.familias.get(_LA_DE_MAS_LETRAS.casefold())
        return tuple(dict.fromkeys(filter(None, (self.elegida(familia), reserva))))

    def mide_lo_mismo(self, familia: str) -> bool:
        """Si la elegida por una familia es ella o la de su medida."""
        elegida = self.elegida(familia).casefold()
        return elegida in {
            familia.casefold(),
            _DE_LA_MISMA_MEDIDA.get(familia.casefold(), "").casefold(),
        }


@functools.cache
def instaladas() -> Fuentes:
    """Las del sistema y las que trae matplotlib; buscarlas toma centésimas, y no cambian."""
    de_matplotlib = [str(carpeta) for carpeta in _carpetas_de_matplotlib()]
    halladas = _abrir(True, False, de_matplotlib)  # noqa: FBT003 - así las pide Typst
    if not halladas.families():
        halladas = _abrir(False, True, [])  # noqa: FBT003
    return Fuentes(
        para_typst=halladas,
        familias={familia.casefold(): familia for familia in sorted(halladas.families())},
        archivos=tuple(
            sorted({(Path(una.path), una.index) for una in halladas.fonts() if una.path})
        ),
    )


def _abrir(sistema: bool, propias: bool, carpetas: list[str]) -> "Fonts":  # noqa: FBT001
    """Las del sistema, las que Typst trae y las de unas carpetas."""
    from typst import Fonts  # noqa: PLC0415 - sólo si se escribe un PDF

    return Fonts(sistema, propias, carpetas)


def _carpetas_de_matplotlib() -> list[Path]:
    """Donde están sus fuentes, sin importarla, que toma medio segundo."""
    hallado = find_spec("matplotlib")
    lugares = hallado.submodule_search_locations if hallado else None
    carpetas = (Path(lugar, "mpl-data", "fonts", "ttf") for lugar in lugares or ())
    return [carpeta for carpeta in carpetas if carpeta.is_dir()]
