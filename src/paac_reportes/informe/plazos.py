"""Para cuándo se pide lo que ya venció: más pronto, lo que venció hace más."""

from datetime import date

from paac_reportes.textos.valores import fecha_corta

PRONTO, DESPUES = 5, 15
"""Los días hábiles de lo vencido hace más de 90 días, y de lo demás que está vencido."""
_DIAS_DE_LO_MUY_VENCIDO = 90
"""Días calendario tras su último día; lo de más está muy vencido."""
MUY = "muy-"


def vencio_hace_mucho(ultimo: date | None, corte: date | None) -> bool:
    """Si entre el último día de una fila y el corte van más de 90 días."""
    return bool(ultimo and corte and (corte - ultimo).days > _DIAS_DE_LO_MUY_VENCIDO)


def dia_habil(habiles: int, corte: date) -> date:
    """El día que cae esos días hábiles después del corte."""
    from paac_reportes.analisis.calendario import plazo_de_publicacion  # noqa: PLC0415 - los festivos

    return plazo_de_publicacion(corte, dias=habiles)


def dentro_de(habiles: int, corte: date) -> str:
    """La fecha corta que cae esos días hábiles después del corte: ``07/09/2020``."""
    return fecha_corta(dia_habil(habiles, corte))
