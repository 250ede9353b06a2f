"""Expresiones regulares que se compilan al usarse.

Un proceso que hace un reporte declara cien y usa la mitad, y compilar una larga toma lo que cargar
un módulo: un primer Word toma 0,93 de lo que toma si todas se compilan al declararlas (procesador,
el menor de varios procesos por turnos); un primer Excel, lo mismo. La que siempre se usa se compila
con ``re``, como en cualquier parte.
"""

import re
from typing import TYPE_CHECKING, Any

__all__ = ["expresion"]

if TYPE_CHECKING:
    from re import compile as expresion
else:

    class expresion:  # noqa: N801 - se usa como ``re.compile``
        """Expresión de ``re.compile``, que todavía no se ha compilado."""

        def __init__(self, patron: str, banderas: int = 0) -> None:
            self._dicho = patron, banderas

        def __getattr__(self, nombre: str) -> Any:
            valor = vars(self)[nombre] = getattr(re.compile(*self._dicho), nombre)
            return valor
