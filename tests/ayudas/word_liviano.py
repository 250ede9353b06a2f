"""El Word vacío de python-docx, sin lo que pesa y ninguna prueba mira."""

from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE

_DE_TABLA = {"Normal Table", "Table Grid"}
"""Los únicos de sus cien estilos de tabla con que se arma una prueba."""


def escribir_word_liviano(ruta: Path) -> None:
    """El que ``docx.Document()`` abre, sin esos estilos ni la copia que Word 2010 guardó de todos."""
    word = docx.Document()
    for estilo in [*word.styles]:
        if estilo.type == WD_STYLE_TYPE.TABLE and estilo.name not in _DE_TABLA:
            estilo.delete()
    (copia,) = (
        clave
        for clave, relacion in word.part.rels.items()
        if relacion.reltype.endswith("/stylesWithEffects")
    )
    del word.part.rels[copia]
    word.save(str(ruta))
