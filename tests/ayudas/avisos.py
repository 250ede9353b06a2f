"""Lo que dicen unos avisos, o las fallas de unos datos."""

import re
from collections.abc import Iterable
from typing import Any

import pytest

import paac_reportes as paac


def dicen(avisos: Iterable[paac.Aviso], patron: str) -> bool:
    """Si alguno dice, con su lugar, lo que se busca."""
    return any(re.search(patron, str(aviso)) for aviso in avisos)


def fallas_de(crudo: Any, como: Any = "plan") -> list[str]:
    """Las de unos datos que no se admiten, cada una con su lugar."""
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_datos(crudo, como=como)
    return [str(falla) for falla in error.value.fallas]
