"""Las fechas que podrían ser día/mes o mes/día: se avisan por plan, y sólo si hay por qué dudar.

Prueba ``modelo/fechas/gramatica``.
"""

from datetime import date, datetime

import pytest
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.modelo.fechas import FechaProgramada, avisos_de_ambiguedad, leer_fecha_programada


def leer(*textos: str) -> list[FechaProgramada]:
    return [leer_fecha_programada(texto, 2026) for texto in textos]


def fecha_de(plan: paac.Plan) -> FechaProgramada:
    ((_, tabla),) = plan.tablas()
    (fila,) = tabla.filas()
    return leer_fecha_programada(fila.fecha_programada, plan.vigencia)


def plan_con(fecha: object) -> paac.Plan:
    return paac.desde_datos(datos(componente(actividad(fecha_programada=fecha)))).contenido


@pytest.mark.parametrize(
    "texto", ["02/07/2026", "2-7-26", "02.07.2026", "02/07", "31/03/2026 y 02/07/2026"]
)
def test_un_dia_y_un_mes_que_podrian_ser_al_reves(texto: str) -> None:
    (leida,) = leer(texto)

    assert leida.ambigua
    assert leida.avisos == ()


@pytest.mark.parametrize(
    "texto", ["15/09/2026", "02/02/2026", "2026-02-07", "02/2026", "2 de julio", "Trimestral", ""]
)
def test_lo_que_no_tiene_dos_lecturas(texto: str) -> None:
    (leida,) = leer(texto)

    assert (leida.ambigua, leida.invertida) == (False, False)


@pytest.mark.parametrize(
    ("textos", "aviso"),
    [
        (
            ["04/30/2026", "15/09/2026"],
            "hay una fecha que sólo existe como mes/día («04/30/2026»);"
            " ninguna otra podría leerse de los dos modos",
        ),
        (
            ["02/07/2026", "04/30/2026"],
            "hay una fecha que sólo existe como mes/día («04/30/2026»);"
            " otra podría leerse de los dos modos y se leyó día/mes",
        ),
        (
            ["02/07/2026", "04/30/2026", "05/06/2026", "06/30/2026", "02/07/2026 08/30/2026"],
            "hay 3 fechas que sólo existen como mes/día (una es «04/30/2026»);"
            " otras 2 podrían leerse de los dos modos y se leyeron día/mes",
        ),
    ],
)
def test_un_solo_aviso_por_todas(textos: list[str], aviso: str) -> None:
    assert avisos_de_ambiguedad(leer(*textos)) == (aviso,)


@pytest.mark.parametrize(
    "fecha", [date(2026, 7, 2), datetime(2026, 7, 2), datetime(2026, 7, 2, 0, 0)]
)
def test_una_fecha_de_verdad_no_es_ambigua(fecha: date) -> None:
    leida = fecha_de(plan_con(fecha))

    assert (leida.literal, leida.dias) == ("02/07/2026", (date(2026, 7, 2),))
    assert not leida.ambigua
