"""Las normas de un informe: las de su fecha, las de su régimen y las del orden de la entidad."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from paac_reportes.normativa.normas import Norma, normas_vigentes

RANGOS = ("constitucion", "ley", "decreto", "resolucion")
DE_LA_V2 = (
    "Decreto 1081 de 2015, Artículos 2.1.4.1 a 2.1.4.9, como quedaron con el Decreto 124 de 2016"
)
DE_CONTROL_INTERNO = (
    "Decreto 1083 de 2015, Artículos 2.2.21.4.9 y 2.2.21.5.3, como quedaron con el Decreto 648 de"
    " 2017"
)
DEL_PLAN_DE_ACCION = "Decreto 1083 de 2015, Artículo 2.2.22.3.14, que agregó el Decreto 612 de 2018"
UN_DIA_CADA_ANO = [date(ano, 6, 30) for ano in range(2010, 2031)]


def citas(*argumentos: Any) -> list[str]:
    return [f"{n.norma}, {n.articulo}: {n.detalle}" for n in normas_vigentes(*argumentos)]


def de(norma: str, *argumentos: Any) -> list[Norma]:
    return [n for n in normas_vigentes(*argumentos) if n.norma.startswith(norma)]


@pytest.mark.parametrize(("dia", "rige"), [(date(2020, 12, 6), False), (date(2020, 12, 7), True)])
def test_la_resolucion_1519_rige_desde_el_diario_oficial(dia: date, rige: bool) -> None:  # noqa: FBT001
    assert bool(de("Resolución 1519", dia)) == rige


@pytest.mark.parametrize(
    ("dia", "decretos"),
    [
        (date(2015, 5, 25), ["Decreto 2641 de 2012, Todo el decreto"]),
        (
            date(2015, 5, 26),
            [
                "Decreto 1081 de 2015, Título 4 de la Parte 1 del Libro 2, que compiló el Decreto 2641"
                " de 2012"
            ],
        ),
        (date(2016, 1, 26), [DE_LA_V2]),
        (date(2017, 4, 19), [DE_LA_V2, DE_CONTROL_INTERNO]),
        (date(2018, 4, 4), [DE_LA_V2, DE_CONTROL_INTERNO, DEL_PLAN_DE_ACCION]),
    ],
)
def test_los_decretos_del_plan_van_uno_tras_otro(dia: date, decretos: list[str]) -> None:
    assert [f"{n.norma}, {n.articulo}" for n in de("Decreto", dia)] == decretos


@pytest.mark.parametrize(
    ("dia", "orden", "rige"),
    [
        (date(2014, 9, 5), "nacional", False),
        (date(2014, 9, 6), "nacional", True),
        (date(2014, 9, 6), "territorial", False),
        (date(2015, 3, 5), None, False),
        (date(2015, 3, 6), "territorial", True),
        (date(2015, 3, 6), None, True),
    ],
)
def test_la_ley_1712_rige_segun_el_orden_de_la_entidad(
    dia: date,
    orden: Any,
    rige: bool,  # noqa: FBT001
) -> None:
    assert bool(de("Ley 1712", dia, orden)) == rige


def test_del_articulo_73_se_dice_lo_que_dice_y_nada_mas() -> None:
    (antes,) = [c for c in citas(date(2022, 1, 17), None, "paac-v2") if "Artículo 73" in c]
    despues = [
        c
        for dia in (date(2022, 1, 18), date(2024, 8, 30))
        for regimen in ("paac-v2", "ptep")
        for c in citas(dia, None, regimen)
        if "Artículo 73" in c
    ]

    assert "2195" not in antes
    assert len(despues) == 4
    assert len(set(despues)) == 1
    assert despues[0].endswith(
        "las nacionales tienen hasta un año para adoptarlo y las territoriales, hasta dos."
    )


def test_quien_llamo_ptep_a_su_plan_en_2023_cita_lo_que_regia() -> None:
    decretos = {n.articulo for n in normas_vigentes(date(2023, 12, 31), None, "ptep")}

    assert "Artículos 2.1.4.1 a 2.1.4.9, como quedaron con el Decreto 124 de 2016" in decretos


def test_el_plan_de_accion_se_cita_en_cada_regimen_con_sus_palabras() -> None:
    dia = date(2026, 4, 30)
    del_paac, del_ptep = (
        [c for c in citas(dia, None, regimen) if "2.2.22.3.14" in c]
        for regimen in ("paac-v2", "ptep")
    )

    assert len(del_paac) == len(del_ptep) == 1
    assert "programa" not in del_paac[0]
    assert "que hoy se entiende del programa" in del_ptep[0]


def test_cada_regimen_cita_lo_que_es_su_criterio() -> None:
    paac = " ".join(citas(date(2025, 4, 30), None, "paac-v2"))
    ptep = " ".join(citas(date(2025, 4, 30), None, "ptep"))

    assert "Deroga, desde el 30 de agosto de 2024" in paac
    assert "Anexo Técnico" not in paac
    assert "Anexo Técnico" in ptep
    assert "por decreto" not in paac + ptep


@pytest.mark.parametrize("regimen", ["paac-v1", "paac-v2", "ptep"])
def test_van_por_rango_y_luego_por_fecha(regimen: Any) -> None:
    for dia in UN_DIA_CADA_ANO:
        lugares = [
            (RANGOS.index(n.rango), n.expedida or n.desde)
            for n in normas_vigentes(dia, None, regimen)
        ]
        assert all(uno <= otro for uno, otro in pairwise(lugares))


def test_las_partes_de_una_ley_van_juntas_aunque_rijan_desde_otro_dia() -> None:
    leyes = [f"{n.norma}, {n.articulo}"[:30] for n in de("Ley", date(2023, 12, 31))]

    assert leyes == [
        "Ley 87 de 1993, Artículo 12, l",
        "Ley 1474 de 2011, Artículo 73,",
        "Ley 1474 de 2011, Artículo 76",
        "Ley 1712 de 2014, Artículo 9, ",
    ]


def test_ninguna_celda_queda_vacia_ni_repetida() -> None:
    for dia in UN_DIA_CADA_ANO:
        normas = normas_vigentes(dia)
        assert all(n.norma.strip() and n.articulo.strip() and n.detalle.strip() for n in normas)
        assert len({(n.norma, n.articulo) for n in normas}) == len(normas)


def test_sin_dia_no_hay_normas() -> None:
    assert normas_vigentes(None) == ()
