"""El tercer contenido, declarado mientras corren las pruebas de cada archivo de esta carpeta."""

from collections.abc import Iterator
from copy import copy

import pytest
from ayudas import mejoramiento

from paac_reportes.modelo import temas
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.temas import Tema


@pytest.fixture(scope="module", autouse=True)
def tema() -> Iterator[Tema]:
    """Después, la casa queda como estaba: nadie más lo conoce."""
    declarados, catalogo = copy(temas._DECLARADOS), {n: copy(v) for n, v in vars(CATALOGO).items()}
    yield mejoramiento.declarar()
    temas._DECLARADOS.clear()
    temas._DECLARADOS.update(declarados)
    temas._CARGADOS.pop(mejoramiento.CLAVE)
    vars(CATALOGO).update(catalogo)
