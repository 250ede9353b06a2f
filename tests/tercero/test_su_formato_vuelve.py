"""El tercer contenido escrito en su formato lo lee el lector de los formatos propios."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from ayudas import mejoramiento

import paac_reportes as paac

PLANTILLAS = Path(__file__).parent / "plantillas"
CORTE = dt.date(2026, 4, 30)


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_lo_que_muestra_vuelve_en_su_hallazgo_y_en_su_accion(tipo: str) -> None:
    plan: Any = mejoramiento.plan_de_mejoramiento()
    escrito = paac.reporte(plan, "plan-de-mejoramiento", plantillas=PLANTILLAS, corte=CORTE)
    lectura: Any = paac.leer(io.BytesIO(escrito.emitir(tipo).contenido), plantillas=PLANTILLAS)

    assert (lectura.formato, lectura.corte) == ("plan-de-mejoramiento", CORTE)
    assert _mostrado(lectura.contenido) == _mostrado(plan)


def _mostrado(plan: Any) -> list[Any]:
    return [
        (
            hallazgo.codigo,
            hallazgo.descripcion,
            hallazgo.connotacion,
            [
                (
                    accion.accion,
                    accion.responsable,
                    [uno.avance for uno in accion.avances if uno.corte == CORTE],
                )
                for accion in hallazgo.acciones
            ],
        )
        for hallazgo in plan.hallazgos
    ]
