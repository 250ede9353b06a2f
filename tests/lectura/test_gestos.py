"""Lo que una persona hace en un documento nuestro se recupera o se dice: nada se calla."""

import pytest
from ayudas import gestos

MUESTRA = [n for n in gestos.DOCUMENTOS if n.startswith(("editado ", "mapa mapa-"))]


@pytest.mark.integracion
@pytest.mark.parametrize("clase", gestos.CLASES)
def test_nada_de_lo_que_se_hizo_se_calla(clase: str) -> None:
    cuentas, callados = gestos.medir([1], [clase], MUESTRA)

    assert cuentas[clase].total()
    assert not callados, "\n".join(callados)
