"""Los formatos propios de los ejemplos, con sus datos: se escriben, se leen, y vuelven."""

from datetime import date
from pathlib import Path

import pytest
from ayudas.editados import leer
from ayudas.mostrados import diferencias, lo_leido, lo_mostrado

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.documento import Medio

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
EJEMPLOS = Path(__file__).parents[3] / "ejemplos"
MEDIOS: dict[str, Medio] = {"docx": "documento", "xlsx": "libro"}


def ultimo(plan: paac.Plan) -> date:
    """El corte más reciente de un plan."""
    return max(s.corte for a in de_todas(plan) for s in a.seguimientos)


def de_todas(plan: paac.Plan) -> list[paac.Actividad]:
    return [a for _, c in plan.tablas() for s in c.subcomponentes for a in s.actividades]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_del_formato_propio_vuelve_todo_lo_que_muestra(tipo: str) -> None:
    plan = paac.leer_plan(EJEMPLOS / "formato_propio/plan.yaml")
    plantillas, corte = EJEMPLOS / "formato_propio/plantillas", ultimo(plan)
    formato, _ = hallar_formato("CI-FO-031", plantillas, corte)
    esperado = lo_mostrado(plan, formato, corte, MEDIOS[tipo])
    escrito = paac.emitir(plan, "CI-FO-031", tipo, corte=corte, plantillas=plantillas)

    leido = lo_leido(leer(escrito, plantillas=plantillas).contenido, esperado)

    assert diferencias(leido, esperado) == []


@pytest.mark.integracion
@pytest.mark.parametrize("codigo", ["VL-FO-012", "VL-FO-013"])
def test_del_formato_completo_vuelven_los_componentes_y_los_avances(codigo: str) -> None:
    plan = paac.leer_plan(EJEMPLOS / "formato_completo/plan.yaml")
    plantillas, corte = EJEMPLOS / "formato_completo/plantillas", ultimo(plan)
    escrito = paac.emitir(plan, codigo, "docx", corte=corte, plantillas=plantillas)

    leido = leer(escrito, plantillas=plantillas).contenido

    def dice(suyo: paac.Plan) -> object:
        avances = [s.avance for a in de_todas(suyo) for s in a.seguimientos if s.corte == corte]
        return [(c.numero, c.nombre) for _, c in suyo.tablas()], [a for a in avances if a]

    assert dice(leido) == dice(plan)
