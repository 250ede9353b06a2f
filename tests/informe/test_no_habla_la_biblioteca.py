"""Un informe lo firma una oficina: en él no se dice qué leyó un programa ni qué no traen sus datos."""

from datetime import date
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.compartido import RAIZ
from ayudas.mapas import mapa, riesgo
from ayudas.planes import actividad

import paac_reportes as paac

DE_PROGRAMA = (
    *("leída", "leído", "leyó", "leyeron", "de memoria", "confírme", "por falta de datos"),
    *(
        "los datos no traen",
        "no traen los datos",
        "mapa no trae",
        "mapa no dice",
        "no declara otro",
    ),
    *("no se conoce con", "None", "biblioteca"),
)
"""Lo que dice la consola, un aviso o el calendario, y no quien firma."""


def escrito(contenido: Any, corte: date, formato: str = "informe-seguimiento") -> str:
    emision = paac.reporte(contenido, formato, corte=corte).emitir("html")
    dicho = emision.contenido.decode()
    return dicho.partition("<body")[2]


def plan(regimen: str, *cortes: str) -> paac.Plan:
    seguimientos = [{"corte": corte, "avance": 40, "texto": "Va."} for corte in cortes]
    ano = int(cortes[0][:4])
    suya = actividad(fecha_programada="31 abril", seguimientos=seguimientos)
    return plan_de(suya, regimen=regimen, vigencia=ano, entidad={"nombre": "M"})


DE_OFICIO: list[tuple[Any, date]] = [
    (plan("ptep", "2026-04-30", "2026-08-31"), date(2026, 8, 31)),
    (plan("ptep", "2026-06-30"), date(2026, 6, 30)),
    (plan("paac-v2", "2026-04-30"), date(2026, 4, 30)),
    (plan("paac-v2", "2024-08-31"), date(2024, 8, 31)),
    (plan("paac-v1", "2014-04-30"), date(2014, 4, 30)),
    (
        plan_de(actividad(seguimientos=[{"corte": "2026-04-30", "texto": "Va."}]), vigencia=2026),
        date(2026, 4, 30),
    ),
    (mapa(vigencia=2026), date(2026, 4, 30)),
    (mapa(riesgo(tipo=None), vigencia=2026), date(2026, 4, 30)),
    (
        mapa(
            riesgo(inherente={"zona": "Rojo"}, acciones=[{"descripcion": "d"}]),
            vigencia=2026,
            metodologia="otra",
        ),
        date(2026, 4, 30),
    ),
    (
        paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas(),
        date(2026, 6, 30),
    ),
    (paac.leer(RAIZ / "ejemplos/ptep/plan.yaml").sin_dudas(), date(2026, 6, 30)),
]


@pytest.mark.parametrize(("contenido", "corte"), DE_OFICIO)
def test_lo_que_se_firma_no_habla_como_un_programa(contenido: Any, corte: date) -> None:
    dicho = escrito(contenido, corte)

    assert not [una for una in DE_PROGRAMA if una in dicho]
