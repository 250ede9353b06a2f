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


@pytest.mark.integracion
@pytest.mark.parametrize("clase", ["fila quitada", "fila insertada"])
def test_la_fila_que_corre_un_corte_de_pagina_se_recupera(clase: str) -> None:
    """Lo que al comienzo de una página se repite, y dice que continúa, queda en otra fila."""
    cuentas, _ = gestos.medir([1], [clase], ["generado seguimiento-mapa.xlsx"])

    assert cuentas[clase] == {"recuperado": 1}
