"""El tercer contenido escrito en su formato lo lee el lector de los formatos propios."""

import datetime as dt
import io
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
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


def test_la_accion_que_alguien_agrega_va_al_hallazgo_cuyo_codigo_dice() -> None:
    """Lo conoce por lo que su tema declara, y no por un nombre."""
    plan: Any = mejoramiento.plan_de_mejoramiento()
    escrito = paac.reporte(plan, "plan-de-mejoramiento", plantillas=PLANTILLAS, corte=CORTE)
    documento = docx.Document(io.BytesIO(escrito.emitir("docx").contenido))
    tabla = max(documento.tables, key=lambda una: len(una.columns))
    nueva = deepcopy(tabla.rows[-1]._tr)
    for marca in nueva.xpath(".//w:bookmarkStart | .//w:bookmarkEnd"):
        marca.getparent().remove(marca)
    tabla.rows[-1]._tr.addnext(nueva)
    celdas = tabla.rows[-1].cells
    for celda in celdas:
        celda.text = ""
    celdas[0].text, celdas[5].text = "1.10", "Conciliar cada mes."
    guardado = io.BytesIO()
    documento.save(guardado)
    leido: Any = paac.leer(io.BytesIO(guardado.getvalue()), plantillas=PLANTILLAS).contenido

    assert [[a.accion for a in h.acciones] for h in leido.hallazgos] == [
        [*(a.accion for a in plan.hallazgos[0].acciones), "Conciliar cada mes."],
        *([a.accion for a in h.acciones] for h in plan.hallazgos[1:]),
    ]


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
