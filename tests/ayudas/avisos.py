"""Lo que dicen unos avisos."""

import re
from collections.abc import Iterable

import paac_reportes as paac


def dicen(avisos: Iterable[paac.Aviso], patron: str) -> bool:
    """Si alguno dice, con su lugar, lo que se busca."""
    return any(re.search(patron, str(aviso)) for aviso in avisos)
