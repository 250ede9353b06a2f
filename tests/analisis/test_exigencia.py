"""Qué se le puede exigir a una fila en un corte, y cuándo está vencida.

Prueba ``analisis/filas``.
"""

from datetime import date
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import actividad, tramite

import paac_reportes as paac

ABRIL, AGOSTO, DICIEMBRE = (date(2026, mes, dia) for mes, dia in ((4, 30), (8, 31), (12, 31)))
CORTES = paac.modelo.Metodologia(cortes="cuatrimestral")


def fila(
    fecha: str | None = "30/06/2026",
    *,
    abril: dict[str, Any] | None = None,
    agosto: dict[str, Any] | None = None,
    corte: date | None = AGOSTO,
    **cambios: Any,
) -> paac.tipos.FilaAnalizada:
    """Una fila en el corte de agosto, de un plan que va de cuatrimestre en cuatrimestre."""
    dichos = [("2026-04-30", abril), ("2026-08-31", agosto)]
    seguimientos = [{"corte": c} | dicho for c, dicho in dichos if dicho]
    una = actividad(fecha_programada=fecha, seguimientos=seguimientos, **cambios)
    (analizada,) = paac.analizar(plan_de(una), corte=corte, metodologia=CORTES).todo.filas
    return analizada


def de_un_tramite(inicio: str, fin: str) -> paac.tipos.FilaAnalizada:
    suyo = tramite(fecha_inicio=inicio, fecha_fin=fin, seguimientos=[])
    de = plan_de(componentes=[{"numero": 1, "tramites": [suyo]}])
    (analizada,) = paac.analizar(de, corte=AGOSTO, metodologia=CORTES).todo.filas
    return analizada


# ------------------------------------------------------------------ exigible
@pytest.mark.parametrize(
    ("fecha", "exigible"),
    [
        ("01/05/2026", True),
        ("31/08/2026", True),
        ("01/09/2026", False),
        ("Permanente", True),
        ("Mensual", True),
        ("Segundo semestre", False),
        ("Marzo - Octubre", True),
        ("Septiembre - Octubre", False),
        ("Cuando se requiera", False),
        (None, False),
    ],
)
def test_es_exigible_lo_que_toca_el_periodo(fecha: str | None, exigible: bool) -> None:  # noqa: FBT001
    assert fila(fecha).exigible is exigible


@pytest.mark.parametrize(
    ("inicio", "fin", "exigible"),
    [
        ("01/02/2026", "30/11/2026", True),
        ("31/08/2026", "30/11/2026", True),
        ("01/09/2026", "30/11/2026", False),
        ("01/02/2026", "01/05/2026", True),
    ],
)
def test_un_tramite_es_exigible_mientras_su_rango_cruce_el_periodo(
    inicio: str,
    fin: str,
    exigible: bool,  # noqa: FBT001
) -> None:
    assert de_un_tramite(inicio, fin).exigible is exigible


@pytest.mark.parametrize(
    ("abril", "exigible"),
    [
        (None, True),
        ({"texto": "-"}, True),
        ({"texto": "Se hizo."}, False),
        ({"avance": 50}, True),
        ({"estado": "cumplida"}, False),
    ],
)
def test_lo_de_antes_se_sigue_pidiendo_si_quedo_sin_terminar_o_sin_reportar(
    abril: dict[str, Any] | None,
    exigible: bool,  # noqa: FBT001
) -> None:
    assert fila("31/01/2026", abril=abril).exigible is exigible


def test_lo_reportado_antes_de_su_dia_no_vale_por_su_reporte() -> None:
    # En agosto se mira lo que venció en julio, y en diciembre, si de eso se reportó en agosto.
    assert fila("31/07/2026", abril={"texto": "Va."}, corte=DICIEMBRE).exigible
    assert not fila("31/07/2026", agosto={"texto": "Va."}, corte=DICIEMBRE).exigible
    assert fila("30/04/2026", corte=AGOSTO).exigible
    assert not fila("30/04/2026", abril={"texto": "Va."}, corte=AGOSTO).exigible


def test_de_varios_dias_cuenta_el_ultimo_anterior_al_periodo() -> None:
    assert not fila("31/01/2026 y 15/04/2026", abril={"texto": "Va."}).exigible
    assert fila("31/01/2026 y 15/04/2026").exigible


def test_lo_que_no_aplica_o_no_tiene_corte_no_se_exige() -> None:
    assert not fila("30/06/2026", agosto={"estado": "no_aplica"}).exigible
    assert not fila("30/06/2026", corte=None).exigible


def test_en_el_primer_corte_se_exige_todo_lo_que_ya_llego() -> None:
    assert fila("31/01/2026", corte=ABRIL).exigible
    assert fila("Febrero - Octubre", corte=ABRIL).exigible
    assert not fila("Mayo - Octubre", corte=ABRIL).exigible


# ------------------------------------------------------------------ falta su reporte
@pytest.mark.parametrize(
    ("dichos", "falta"),
    [
        ({}, True),
        ({"agosto": {"texto": "-"}}, True),
        ({"agosto": {"estado": "sin_reporte"}}, True),
        ({"agosto": {"texto": "Va."}}, False),
        ({"abril": {"avance": 50}}, True),
        ({"abril": {"estado": "cumplida"}}, False),
    ],
)
def test_falta_el_reporte_de_lo_exigible_que_nada_dijo(
    dichos: dict[str, Any],
    falta: bool,  # noqa: FBT001
) -> None:
    assert fila(**dichos).sin_reporte is falta


def test_de_lo_que_no_era_exigible_no_falta_nada() -> None:
    assert not fila("30/11/2026").sin_reporte


# ------------------------------------------------------------------ al día
@pytest.mark.parametrize(
    ("fecha", "dichos", "al_dia"),
    [
        ("Mensual", {"agosto": {"estado": "cumplida"}}, True),
        ("Mensual", {"abril": {"estado": "cumplida"}}, False),
        ("Permanente", {"agosto": {"estado": "cumplida"}}, True),
        ("Permanente", {"abril": {"estado": "cumplida"}}, False),
        ("31/03/2026 y 30/11/2026", {"abril": {"estado": "cumplida"}}, True),
        ("31/03/2026 y 31/08/2026", {"abril": {"estado": "cumplida"}}, False),
        ("31/03/2026 y 30/11/2026", {"abril": {"estado": "en_proceso"}}, False),
        ("31/03/2026 y 30/11/2026", {}, False),
    ],
)
def test_lo_que_se_repite_esta_al_dia_si_cerro_lo_que_iba(
    fecha: str,
    dichos: dict[str, Any],
    al_dia: bool,  # noqa: FBT001
) -> None:
    assert fila(fecha, **dichos).al_dia is al_dia


def test_lo_continuo_cerrado_en_el_primer_corte_esta_al_dia() -> None:
    assert fila("Permanente", abril={"estado": "cumplida"}, corte=ABRIL).al_dia


# ------------------------------------------------------------------ vencimiento
@pytest.mark.parametrize(
    ("fecha", "ultimo"),
    [
        ("30/06/2026", date(2026, 6, 30)),
        ("31/03/2026 y 30/11/2026", date(2026, 11, 30)),
        ("Primer semestre", date(2026, 6, 30)),
        ("Permanente", None),
        ("Cuando se requiera", None),
    ],
)
def test_el_ultimo_dia_de_cada_fecha(fecha: str, ultimo: date | None) -> None:
    assert fila(fecha).ultimo_dia == ultimo


@pytest.mark.parametrize(
    ("fecha", "vencio"), [("31/08/2026", True), ("01/09/2026", False), ("Permanente", False)]
)
def test_vence_el_dia_mismo_del_corte(fecha: str, vencio: bool) -> None:  # noqa: FBT001
    assert fila(fecha).ya_vencio is vencio


@pytest.mark.parametrize(
    ("dichos", "clase"),
    [
        ({}, "vencida sin reporte"),
        ({"agosto": {"texto": "-"}}, "vencida sin reporte"),
        ({"agosto": {"texto": "Va."}}, "por determinar"),
        ({"abril": {"texto": "Va."}}, "por determinar"),
        ({"agosto": {"avance": 50}}, "vencida"),
        ({"abril": {"estado": "en_proceso"}}, "vencida"),
        ({"agosto": {"estado": "cumplida"}}, None),
        ({"agosto": {"estado": "no_aplica"}}, None),
    ],
)
def test_lo_vencido_es_de_una_sola_clase(dichos: dict[str, Any], clase: str | None) -> None:
    assert fila(**dichos).vencimiento == clase


def test_lo_que_no_ha_vencido_no_es_de_ninguna() -> None:
    assert fila("30/11/2026", agosto={"avance": 50}).vencimiento is None
