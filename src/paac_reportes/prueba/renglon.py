"""Un renglón de un acta o de un diario: con qué clave lleva su firma, y el que no se deja leer."""

from paac_reportes.sistema import IlegibleError

FIRMA = "firma"
"""La clave con que un registro firmado trae su firma."""


class RenglonIlegibleError(IlegibleError):
    """Por qué un renglón de un diario no se entendió, en español."""
