"""Medidas con unidad en el tipo: un milímetro no se suma con un punto."""

from typing import NewType

Mm = NewType("Mm", float)
"""Milímetros."""

Pt = NewType("Pt", float)
"""Puntos tipográficos: 72 por pulgada."""

MM_POR_PULGADA = 25.4
PT_POR_PULGADA = 72.0


def pt_de_mm(mm: Mm) -> Pt:
    """Milímetros a puntos."""
    return Pt(mm / MM_POR_PULGADA * PT_POR_PULGADA)


def veinteavos(mm: Mm) -> int:
    """Milímetros a veinteavos de punto (``dxa``), la unidad de Word, redondeados."""
    return round(pt_de_mm(mm) * 20)


def emu(mm: Mm) -> int:
    """Milímetros a EMU, la unidad de los dibujos de Office: 36.000 por milímetro."""
    return round(mm * 36_000)
