"""Un renglón de un acta o de un diario: con qué clave lleva su firma, y el que no se deja leer."""

from datetime import date
from typing import Any

from paac_reportes.sistema import IlegibleError

FIRMA = "firma"
"""La clave con que un registro firmado trae su firma."""


class RenglonIlegibleError(IlegibleError):
    """Por qué un renglón de un diario no se entendió, en español."""


def como_dato(_objeto: object, _campo: object, valor: Any) -> Any:
    """Un día, como va en un JSON."""
    return valor.isoformat() if isinstance(valor, date) else valor
