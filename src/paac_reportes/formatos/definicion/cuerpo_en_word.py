"""El cuerpo que alguien diseñó en Word: el documento entero, con sus huecos."""

import attrs

from paac_reportes import clases

PROPIEDAD_DE_BASE = "paac.base"
"""En la que un Word que salió de un formato dice de cuál."""


@clases.frozen(kw_only=True)
class CuerpoEnWord:
    """Un Word ya abierto y aceptado; qué piden sus huecos lo dice ``formatos.cuerpo``."""

    datos: bytes = attrs.field(repr=False)
    """El paquete, sólo con las partes a que se llega desde su documento."""
    nombrados: frozenset[str] = frozenset()
    """Los datos que sus huecos nombran."""
    calculados: frozenset[str] = frozenset()
    """De ellos, los que toman por números: los de una cuenta o de ``| numero``."""
    se_repite: frozenset[str] = frozenset()
    """Raíces por cada una de las cuales va una fila, o un trozo."""
    pone: tuple[str, ...] = ()
    """Los bloques que pone, en su orden."""
