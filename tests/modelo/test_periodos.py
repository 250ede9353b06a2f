"""Qué informes hay en una vigencia hasta un corte."""

from datetime import date
from itertools import pairwise

import pytest

import paac_reportes as paac
from paac_reportes.modelo.metodologia import (
    CORTES,
    Informe,
    Periodo,
    corte_siguiente,
    informes_hasta,
    periodo_entre,
    periodos_de,
)

ABRIL, AGOSTO, DICIEMBRE = date(2026, 4, 30), date(2026, 8, 31), date(2026, 12, 31)


def test_el_calendario_manda_aunque_falte_un_reporte() -> None:
    informes = informes_hasta(AGOSTO, [AGOSTO], 2026, "cuatrimestral")

    assert [(i.ordinal, i.corte) for i in informes] == [("Primer", ABRIL), ("Segundo", AGOSTO)]


def test_lo_de_otra_vigencia_o_despues_del_corte_no_cuenta() -> None:
    reportados = [date(2025, 12, 31), ABRIL, DICIEMBRE]

    assert informes_hasta(ABRIL, reportados, 2026, "cuatrimestral") == (Informe(1, ABRIL),)


def test_sin_corte_hay_un_informe_por_llenar() -> None:
    assert informes_hasta(None, [], 2026, "cuatrimestral") == (Informe(1, None),)


def test_los_periodos_de_una_vigencia_se_siguen_sin_huecos() -> None:
    nombres = [p.nombre for p in periodos_de(2026, "cuatrimestral")]

    assert nombres == [
        *("Primer cuatrimestre de 2026", "Segundo cuatrimestre de 2026"),
        "Tercer cuatrimestre de 2026",
    ]
    for periodicidad in CORTES:
        periodos = periodos_de(2026, periodicidad)
        assert periodos[0].inicio == date(2026, 1, 1)
        assert periodos[-1].corte == DICIEMBRE
        for uno, otro in pairwise(periodos):
            assert (otro.inicio - uno.corte).days == 1
    assert periodos_de(2026, "anual")[0].nombre == "Año 2026"


@pytest.mark.parametrize(
    ("anterior", "corte", "nombre", "inicio"),
    [
        (ABRIL, AGOSTO, "Segundo cuatrimestre de 2026", date(2026, 5, 1)),
        (None, ABRIL, "Primer cuatrimestre de 2026", date(2026, 1, 1)),
        (None, date(2026, 6, 30), "Primer semestre de 2026", date(2026, 1, 1)),
        (
            *(date(2026, 6, 30), date(2026, 9, 30)),
            *("Tercer trimestre de 2026", date(2026, 7, 1)),
        ),
        (None, DICIEMBRE, "Año 2026", date(2026, 1, 1)),
        # Sin el corte de abril, lo de agosto va desde enero: no es el segundo cuatrimestre.
        (None, AGOSTO, "Corte del 31/08/2026", date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 7, 2), "Corte del 02/07/2026", date(2026, 4, 1)),
    ],
)
def test_el_periodo_se_llama_por_lo_que_abarca(
    anterior: date | None, corte: date, nombre: str, inicio: date
) -> None:
    periodo = periodo_entre(anterior, corte, 2026)

    assert (periodo.nombre, periodo.inicio, periodo.corte) == (nombre, inicio, corte)
    assert corte in periodo
    assert date(2025, 12, 31) not in periodo


def test_un_periodo_libre_y_uno_al_reves() -> None:
    assert Periodo(ABRIL, AGOSTO, "Empalme").nombre == "Empalme"
    with pytest.raises(paac.ErrorDeEntrada, match="inicio: se esperaba una fecha hasta"):
        Periodo(AGOSTO, ABRIL, "Al revés")


@pytest.mark.parametrize(
    ("anterior", "corte", "siguiente"),
    [
        (None, ABRIL, AGOSTO),
        (AGOSTO, DICIEMBRE, None),
        (None, date(2026, 3, 31), date(2026, 6, 30)),
        (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)),
        (None, date(2026, 6, 30), DICIEMBRE),
        (None, date(2026, 7, 20), DICIEMBRE),
    ],
)
def test_el_corte_siguiente(anterior: date | None, corte: date, siguiente: date | None) -> None:
    periodo = periodo_entre(anterior, corte, 2026)

    assert corte_siguiente(periodo, 2026) == siguiente
