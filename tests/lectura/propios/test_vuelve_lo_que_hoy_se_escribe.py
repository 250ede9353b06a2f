"""Lo que hoy se escribe en cada formato se lee entero: el plan que muestra, su formato y su corte."""

import io

import pytest
from ayudas.emitidos import emitido, formato_de, muestra
from ayudas.formatos import lleva_la_matriz
from ayudas.mostrados import diferencias, lo_leido, lo_mostrado

import paac_reportes as paac
from paac_reportes.maqueta.documento import Medio

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
MEDIOS: dict[str, Medio] = {"docx": "documento", "xlsx": "libro"}
DE_UN_PLAN = [
    ficha.codigo
    for ficha in paac.formatos_disponibles()
    if lleva_la_matriz(formato_de(ficha.codigo))
]


def vuelve(codigo: str, tipo: str, escrito: bytes) -> None:
    """Comprueba que de un archivo se lee todo lo que muestra, y que nada parece cambiado."""
    suya, formato = muestra(codigo), formato_de(codigo)
    mostrado = lo_mostrado(suya.contenido, formato, suya.corte, MEDIOS[tipo])
    leida = paac.leer(io.BytesIO(escrito), como=paac.Plan)

    assert diferencias(lo_leido(leida.contenido, mostrado), mostrado) == []
    assert (leida.formato, leida.corte) == (codigo, suya.corte)
    assert [a.mensaje for a in leida.avisos if a.codigo == "documento_cambiado"] == []


@pytest.mark.parametrize("tipo", MEDIOS)
@pytest.mark.parametrize("codigo", DE_UN_PLAN)
def test_de_lo_que_se_escribe_se_lee_todo_lo_que_muestra(codigo: str, tipo: str) -> None:
    vuelve(codigo, tipo, emitido(codigo, tipo))
