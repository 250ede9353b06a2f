"""Lo que hoy se escribe en cada formato se lee entero: el plan que muestra, su formato y su corte."""

import io

import pytest
from ayudas.compartido import RAIZ
from ayudas.emitidos import emitido
from ayudas.vueltas import DE_UN_PLAN, MEDIOS, comprobar_que_vuelve

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", MEDIOS)
@pytest.mark.parametrize("codigo", DE_UN_PLAN)
def test_de_lo_que_se_escribe_se_lee_todo_lo_que_muestra(codigo: str, tipo: str) -> None:
    comprobar_que_vuelve(codigo, tipo, emitido(codigo, tipo))


def test_la_banda_de_un_grupo_no_termina_su_tabla_en_una_hoja() -> None:
    """Las filas que encabeza siguen siendo de ella, y no unas sueltas que no se leyeron."""
    plan = paac.leer_plan(RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml")
    excel = paac.emitir(plan, "informe-seguimiento", "xlsx")
    lectura = paac.leer(io.BytesIO(excel), como=paac.Plan)

    assert not [aviso for aviso in lectura.avisos if aviso.codigo == "lectura_dudosa"]
    assert [len(d.componentes) for d in lectura.contenido.dependencias] == [
        len(d.componentes) for d in plan.dependencias
    ]
