"""Un corte cerrado se reporta siempre del mismo plan, o se dice que ya no es el mismo.

Prueba ``anfitrion/cierre``.
"""

import attrs
import pytest
from ayudas.de_todo import de_todo
from ayudas.planes import FORMATO

import paac_reportes as paac
from paac_reportes import anfitrion
from paac_reportes.formatos.lectura.catalogo import hallar_formato

PLAN = de_todo(hallar_formato(FORMATO)[0]).contenido


def test_da_el_mismo_plan_y_los_mismos_bytes() -> None:
    guardada = anfitrion.instantanea(PLAN)
    vuelto = anfitrion.plan_de(guardada)

    assert vuelto == PLAN
    assert anfitrion.instantanea(vuelto) == guardada
    assert guardada.datos.isascii()  # cabe en la columna de texto de cualquier base
    for tipo in ("docx", "json"):
        antes, despues = (paac.reporte(p, FORMATO).emitir(tipo) for p in (PLAN, vuelto))
        assert despues.contenido == antes.contenido


@pytest.mark.parametrize("letra", ["\ud800", "x"])
def test_si_cambio_se_dice_y_no_se_reporta_de_el(letra: str) -> None:
    guardada = anfitrion.instantanea(PLAN)
    tocada = attrs.evolve(guardada, datos=guardada.datos.replace("a", letra, 1))

    with pytest.raises(paac.ErrorDeEntrada, match="lo guardado al cerrar cambió") as dicho:
        anfitrion.plan_de(tocada)
    assert [falla.codigo for falla in dicho.value.fallas] == ["instantanea_cambiada"]


def test_lo_que_no_es_una_instantanea_se_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba un objeto Instantanea"):
        anfitrion.plan_de("{}")
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba un objeto Plan"):
        anfitrion.instantanea({})
