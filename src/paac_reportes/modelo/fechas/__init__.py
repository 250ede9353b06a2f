"""Qué dice una fecha programada, al lado de su texto: nunca lo rechaza y nunca lo cambia.

Los planes escriben días, meses, rangos, varias fechas, frecuencias, condiciones y descuidos. Lo que
se entiende queda en ``dias``; lo que conviene revisar, en ``avisos``. En el orden en que se leen:
la ``gramatica`` parte un texto en palabras y halla trozos, y la ``lectura`` dice de qué día a qué
día va cada uno, los reúne y concluye. ``en_numero`` entiende las que Excel guardó como un número.
"""

from paac_reportes.modelo.fechas.gramatica import (
    MESES,
    ClaseDeFecha,
    FechaProgramada,
    avisos_de_ambiguedad,
)
from paac_reportes.modelo.fechas.lectura import leer_fecha_programada, leer_rango

__all__ = [
    "MESES",
    "ClaseDeFecha",
    "FechaProgramada",
    "avisos_de_ambiguedad",
    "leer_fecha_programada",
    "leer_rango",
]
