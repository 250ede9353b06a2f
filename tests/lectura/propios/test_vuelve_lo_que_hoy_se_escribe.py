"""Lo que hoy se escribe en cada formato se lee entero: el plan que muestra, su formato y su corte."""

import pytest
from ayudas.emitidos import emitido
from ayudas.vueltas import DE_UN_PLAN, MEDIOS, comprobar_que_vuelve

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", MEDIOS)
@pytest.mark.parametrize("codigo", DE_UN_PLAN)
def test_de_lo_que_se_escribe_se_lee_todo_lo_que_muestra(codigo: str, tipo: str) -> None:
    comprobar_que_vuelve(codigo, tipo, emitido(codigo, tipo))
