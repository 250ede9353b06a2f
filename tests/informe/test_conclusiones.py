"""Lo que las cifras permiten concluir, cada cosa con su causa.

Prueba ``informe/conclusiones``.
"""

from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import con_avances
from ayudas.planes import actividad
from ayudas.variado import Prosa, hallazgos_de

VENCIDA = con_avances("1", "x", agosto=50, fecha_programada="30/06/2026")
FUTURA = {"fecha_programada": "30/11/2026"}


def conclusiones(*filas: dict[str, Any], **cambios: Any) -> list[str]:
    return Prosa(hallazgos_de(plan_de(*filas, **cambios))).conclusiones.splitlines()


def componentes(*listas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"numero": n, "nombre": f"C{n}", "subcomponentes": [{"nombre": "S", "actividades": filas}]}
        for n, filas in enumerate(listas, 1)
    ]


@pytest.mark.parametrize(
    ("filas", "dicho"),
    [
        (
            [actividad(seguimiento="Va.")],
            "- Nadie declaró porcentajes (0\xa0de\xa01 actividad): el avance no se puede calificar.",
        ),
        (
            [con_avances("1", "x", agosto=90), *[actividad(seguimiento=None)] * 2],
            "- Lo declarado no alcanza para calificar el avance del plan: describe sólo"
            " 1\xa0de\xa03 actividades (33,3\xa0%).",
        ),
        (  # se conoce más de la mitad, pero no de lo que falta
            [con_avances(str(n), "x", agosto=100) for n in range(5)]
            + [con_avances("6", "x", agosto=10), *[actividad(seguimiento="Va.")] * 3],
            "- Lo declarado no alcanza para calificar el avance del plan: describe 6\xa0de\xa09"
            " actividades (66,7\xa0%), y de lo no terminado, sólo 1\xa0de\xa04.",
        ),
        (
            [con_avances("1", "x", agosto=90), con_avances("2", "y", agosto=70)],
            "- El plan va en 80,0\xa0% (zona alta), con el avance de las 2 actividades que aplican.",
        ),
    ],
)
def test_del_avance_se_concluye_cuanto_describe(filas: list[dict[str, Any]], dicho: str) -> None:
    assert dicho in conclusiones(*filas)


def test_lo_primero_es_lo_mas_grave() -> None:
    """Si de la mitad de lo que debía estar no se sabe, eso; si no, lo vencido; al final, el avance."""
    solo_texto = actividad(
        fecha_programada="30/06/2026", seguimientos=[{"corte": "2026-08-31", "texto": "Va."}]
    )

    primeras = [
        [una.split(" (")[0] for una in conclusiones(*filas)]
        for filas in ([VENCIDA, solo_texto, solo_texto], [VENCIDA, VENCIDA, solo_texto])
    ]
    no_se_sabe = (
        "- De {} de las 3 actividades que debían estar terminadas no se puede afirmar si lo {}."
    )
    assert primeras[0][:2] == [no_se_sabe.format(2, "están"), "- 1 actividad está vencida."]
    assert primeras[1][:2] == ["- 2 actividades están vencidas.", no_se_sabe.format(1, "está")]
    assert "calificar el avance" in primeras[0][2]


def test_de_lo_que_no_aplica_solo_se_concluye_eso() -> None:
    no_aplica = actividad(seguimientos=[{"corte": "2026-08-31", "estado": "no_aplica"}])

    assert conclusiones(no_aplica) == ["- La única actividad se declaró no aplicable."]


def test_si_nada_consta_como_vencido_se_dice_con_su_reserva() -> None:
    solo_texto = actividad(
        fecha_programada="30/06/2026", seguimientos=[{"corte": "2026-08-31", "texto": "Va."}]
    )
    blanco = actividad(seguimiento=None, fecha_programada="30/06/2026")
    hecha = con_avances("1", "x", agosto=100, fecha_programada="30/06/2026")

    assert conclusiones(solo_texto, blanco)[1] == (
        "- Nada de lo exigible consta como vencido ni sin reporte."
    )
    assert conclusiones(solo_texto, blanco)[0] == (
        "- De ninguna de las 2 actividades que debían estar terminadas se puede afirmar si lo está."
    )
    assert conclusiones(hecha)[0] == "- Nada de lo exigible consta como vencido ni sin reporte."


@pytest.mark.parametrize(
    ("listas", "dicho"),
    [
        ([[VENCIDA, VENCIDA]], "2 actividades están vencidas."),
        (
            [[VENCIDA], [VENCIDA]],
            "2 actividades están vencidas, en los 2 componentes.",
        ),
        (
            [[VENCIDA, VENCIDA], [VENCIDA]],
            "3 actividades están vencidas, en los 2 componentes.",
        ),
        (
            [[VENCIDA], [con_avances("2", "y", agosto=90, **FUTURA)]],
            "1 actividad está vencida, en «1. C1».",
        ),
        (
            [[VENCIDA] * 2, [VENCIDA] * 2, [VENCIDA]],
            "5 actividades están vencidas, en los 3 componentes.",
        ),
    ],
)
def test_lo_pendiente_dice_donde_se_concentra(
    listas: list[list[dict[str, Any]]], dicho: str
) -> None:
    assert conclusiones(componentes=componentes(*listas))[0] == f"- {dicho}"


@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        (
            [(20, 50), (20, 20), (50, 20), (10, 30)],
            "De los cuatro componentes, el avance conocido subió en dos, bajó en uno y no cambió en"
            " uno (todas las actividades son comparables).",
        ),
        (
            [(20, 50), (10, 30), (None, 20)],
            "El avance conocido subió en los dos componentes cuyo cambio se conoce (2 de las 3"
            " actividades son comparables).",
        ),
        (
            [(20, 10), (20, 20)],
            "De los dos componentes, el avance conocido bajó en uno y no cambió en el otro (todas"
            " las actividades son comparables).",
        ),
        (
            [(20, 20), (None, 20)],
            "El avance de «1. C1», el único componente cuyo cambio se conoce, no"
            " cambió (1 de las 2 actividades es comparable).",
        ),
        (
            [(50, 49), (None, 20)],
            "El avance de «1. C1», el único componente cuyo cambio se conoce, bajó 1"
            " punto (1 de las 2 actividades es comparable).",
        ),
    ],
)
def test_la_tendencia_cuenta_los_componentes(cambios: list[tuple[int, int]], dicho: str) -> None:
    listas = [[con_avances("1", "x", abril=a, agosto=b, **FUTURA)] for a, b in cambios]

    assert conclusiones(componentes=componentes(*listas))[-1] == f"- {dicho}"
