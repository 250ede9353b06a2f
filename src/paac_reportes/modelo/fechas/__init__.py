"""Qué dice una fecha programada, al lado de su texto: nunca lo rechaza y nunca lo cambia.

Los planes escriben días, meses, rangos, varias fechas, frecuencias, condiciones y descuidos. Lo que
se entiende queda en ``dias``; lo que conviene revisar, en ``avisos``. Un texto se parte en
``palabras``, la ``gramatica`` reconoce trozos, el ``reconocimiento`` los reúne y la ``lectura``
concluye.
"""

from paac_reportes.modelo.fechas.lectura import leer_fecha_programada, leer_rango
from paac_reportes.modelo.fechas.programada import (
    ClaseDeFecha,
    FechaProgramada,
    avisos_de_ambiguedad,
)
from paac_reportes.modelo.fechas.vocabulario import MESES

__all__ = [
    "MESES",
    "ClaseDeFecha",
    "FechaProgramada",
    "avisos_de_ambiguedad",
    "leer_fecha_programada",
    "leer_rango",
]
