"""Lo que las cifras permiten concluir, cada cosa con su causa."""

from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL, con_avances
from ayudas.planes import actividad
from ayudas.variado import hallazgos_de

VENCIDA = con_avances("1", "x", agosto=50, fecha_programada="30/06/2026")
FUTURA = {"fecha_programada": "30/11/2026"}


def conclusiones(*filas: dict[str, Any], **cambios: Any) -> list[str]:
    return hallazgos_de(plan_de(*filas, **cambios)).prosa.conclusiones.splitlines()


def componentes(*listas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"numero": n, "nombre": f"C{n}", "subcomponentes": [{"nombre": "S", "actividades": filas}]}
        for n, filas in enumerate(listas, 1)
    ]


def test_las_conclusiones_del_plan() -> None:
    vencido, *dichas = hallazgos_de().prosa.conclusiones.splitlines()

    assert vencido.startswith("- El plazo para adoptar el PTEP")
    assert dichas == [
        "- De 16 filas aplican 15; 1 se declaró no aplicable.",
        "- Ninguna de las 2 terminadas quedó verificada; lo verificado sostiene al menos 0\xa0%.",
        "- El avance está en zona media, pero describe sólo lo que declara su porcentaje (10 de 15,"
        " 66,67\xa0%): del resto no dice nada.",
        "- Lo vencido o sin reporte suma 8 actividades, en las 2 dependencias; donde más hay, con"
        " 5, es en «HACIENDA».",
        "- El avance de «1. Riesgos», el único componente cuyo cambio en el período se conoce,"
        " subió 1,25 puntos.",
    ]


@pytest.mark.parametrize(
    ("filas", "dicho"),
    [
        (
            [actividad(seguimiento="Va.")],
            "- No se puede calificar el avance: no se declaró ningún porcentaje (0 de 1, 0\xa0%).",
        ),
        (
            [con_avances("1", "x", agosto=90), *[actividad(seguimiento=None)] * 2],
            "- Lo declarado no alcanza para calificar el avance del conjunto: describe sólo una"
            " parte (1 de 3, 33,33\xa0%).",
        ),
        (
            [con_avances("1", "x", agosto=90), con_avances("2", "y", agosto=70)],
            "- El avance está en zona alta y describe todo lo que aplica (2 de 2).",
        ),
    ],
)
def test_lo_primero_es_cuanto_describe_el_avance(filas: list[dict[str, Any]], dicho: str) -> None:
    assert conclusiones(*filas)[0] == dicho


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
        "- Nada de lo exigible consta como vencido ni sin reporte, aunque de 2 no se sabe."
    )
    assert conclusiones(hecha)[1] == "- Nada de lo exigible consta como vencido ni sin reporte."


def test_si_nada_era_exigible_nada_se_dice_de_lo_pendiente() -> None:
    assert len(conclusiones(con_avances("1", "x", agosto=90, **FUTURA))) == 1


@pytest.mark.parametrize(
    ("listas", "dicho"),
    [
        ([[VENCIDA, VENCIDA]], "2 actividades."),
        ([[VENCIDA], [VENCIDA]], "2 actividades, en los 2 componentes, con 1 en cada uno."),
        (
            [[VENCIDA, VENCIDA], [VENCIDA]],
            "3 actividades, en los 2 componentes; donde más hay, con 2, es en «1. C1».",
        ),
        (
            [[VENCIDA], [con_avances("2", "y", agosto=90, **FUTURA)]],
            "1 actividad, en «1. C1».",
        ),
        (
            [[VENCIDA] * 2, [VENCIDA] * 2, [VENCIDA]],
            "5 actividades, en los 3 componentes; donde más hay, con 2 en cada caso, es en «1. C1»"
            " y «2. C2».",
        ),
    ],
)
def test_lo_pendiente_dice_donde_se_concentra(
    listas: list[list[dict[str, Any]]], dicho: str
) -> None:
    assert conclusiones(componentes=componentes(*listas))[1] == (
        f"- Lo vencido o sin reporte suma {dicho}"
    )


@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        (
            [(20, 50), (20, 20), (50, 20), (10, 30)],
            "De 4 componentes cuyo cambio en el período se conoce, el avance subió en 2, bajó en 1"
            " y no cambió en 1.",
        ),
        (
            [(20, 20), (None, 20)],
            "El avance de «1. C1», el único componente cuyo cambio en el período se conoce, no"
            " cambió.",
        ),
        (
            [(50, 49), (None, 20)],
            "El avance de «1. C1», el único componente cuyo cambio en el período se conoce, bajó 1"
            " punto.",
        ),
    ],
)
def test_la_tendencia_cuenta_los_componentes(cambios: list[tuple[int, int]], dicho: str) -> None:
    listas = [[con_avances("1", "x", abril=a, agosto=b, **FUTURA)] for a, b in cambios]

    assert conclusiones(componentes=componentes(*listas))[-1] == f"- {dicho}"


def test_sin_corte_anterior_no_hay_tendencia() -> None:
    de = plan_de(con_avances("1", "x", abril=90, **FUTURA))

    assert len(hallazgos_de(de, ABRIL).prosa.conclusiones.splitlines()) == 1
