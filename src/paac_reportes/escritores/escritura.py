"""Lo que un escritor recibe además del documento: qué se le permite, y dónde deja sus avisos."""

import attrs

from paac_reportes.errores import Aviso


@attrs.frozen
class Escritura:
    """Una vez que se escribe un documento."""

    contar_paginas: bool = False
    """Si se puede llamar a LibreOffice para contar las páginas de una tabla de contenido."""
    avisos: list[Aviso] = attrs.Factory(list)
    """Los que el escritor va dejando."""
