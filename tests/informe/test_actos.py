"""El seguimiento que la guía pide en un corte de la vigencia y del que no hay constancia."""

from datetime import date
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import actividad

import paac_reportes as paac
from paac_reportes.informe.frases_de_reporte import pendientes, seguimientos_que_no_constan

ABRIL = "No consta el seguimiento con corte al 30 de abril."
LOS_DOS = "No constan los seguimientos con corte al 30 de abril y al 31 de agosto."


def con(*cortes: str, vigencia: int | None = 2023, **mas: Any) -> paac.Plan:
    suyos = [{"corte": corte, "avance": 50} for corte in cortes]
    fila = actividad(fecha_programada="30/12/2023", seguimientos=suyos)
    return plan_de(fila, vigencia=vigencia, **mas)


def dice(plan: paac.Plan, corte: str) -> str:
    return seguimientos_que_no_constan(paac.analizar(plan, corte=date.fromisoformat(corte)))


@pytest.mark.parametrize(
    ("plan", "corte", "frase"),
    [
        (con("2023-08-31"), "2023-08-31", ABRIL),
        (con("2023-04-30", "2023-08-31"), "2023-08-31", ""),
        (con("2023-04-30"), "2023-04-30", ""),
        (con("2023-12-31"), "2023-12-31", LOS_DOS),
        (con("2023-12-31", "2024-01-15"), "2024-01-15", LOS_DOS),
        # Los propios de la entidad se suman a los de la guía y no los reemplazan.
        (con("2023-03-31", "2023-06-30", "2023-09-30"), "2023-09-30", LOS_DOS),
        # Desde el 30 de agosto de 2024 la norma ya no fija cortes.
        (con("2024-12-31", vigencia=2024), "2024-12-31", ABRIL),
        (con("2026-08-31", vigencia=2026), "2026-08-31", ""),
        (con("2026-08-31", vigencia=2026, regimen="paac-v2"), "2026-08-31", ""),
        (con("2023-08-31", vigencia=None), "2023-08-31", ""),
    ],
)
def test_lo_que_no_consta(plan: paac.Plan, corte: str, frase: str) -> None:
    assert dice(plan, corte) == frase


def test_lo_que_se_reporte_despues_no_lo_cambia() -> None:
    assert dice(con("2023-08-31", "2023-12-31"), "2023-08-31") == ABRIL


def test_con_el_informe_de_abril_si_consta() -> None:
    hoy, antes = con("2023-08-31"), con("2023-04-30")
    de_los_dos = paac.reporte(
        hoy, "informe-seguimiento", corte=date(2023, 8, 31), anterior=antes
    ).emitir("html")

    assert "No consta el seguimiento" not in de_los_dos.contenido.decode()


def test_se_dice_una_vez_entre_los_pendientes() -> None:
    plan = con("2023-08-31")
    pagina = (
        paac.reporte(plan, "informe-seguimiento", corte=date(2023, 8, 31))
        .emitir("html")
        .contenido.decode()
    )

    assert ABRIL in pendientes(paac.analizar(plan, corte=date(2023, 8, 31)))
    assert pagina.count(ABRIL) == 1
