"""Lo que se sabe de una fila en un corte: lo último que se declaró, y nada deducido de un texto."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import actividad

import paac_reportes as paac
from paac_reportes.analisis.situacion import Historia, Situacion, es_reporte
from paac_reportes.modelo import Estado, Seguimiento
from paac_reportes.modelo.fechas import leer_fecha_programada

MARZO, ABRIL, AGOSTO, DICIEMBRE = (
    date(2026, mes, dia) for mes, dia in ((3, 31), (4, 30), (8, 31), (12, 31))
)


def seguimientos(*dichos: dict[str, Any]) -> list[Seguimiento]:
    """Uno por corte, de abril en adelante."""
    con_corte = [
        {"corte": corte.isoformat()} | dicho
        for corte, dicho in zip((ABRIL, AGOSTO, DICIEMBRE), dichos, strict=False)
    ]
    de = plan_de(actividad(seguimientos=con_corte))
    return list(de.componentes[0].subcomponentes[0].actividades[0].seguimientos)


def situacion(
    *dichos: dict[str, Any], fecha: str = "30/06/2026", hasta: date = DICIEMBRE
) -> Situacion:
    suya = leer_fecha_programada(fecha, 2026)
    return Historia(seguimientos(*dichos), suya).al_cierre(hasta)


def dudas(*dichos: dict[str, Any]) -> list[tuple[str, date]]:
    return [(d.duda, d.corte) for d in situacion(*dichos).contradicciones]


# ------------------------------------------------------------------ qué es un reporte
@pytest.mark.parametrize(
    ("dicho", "reporta"),
    [
        ({"avance": 0}, True),
        ({"estado": "sin_avance"}, True),
        ({"estado": "no_aplica"}, True),
        ({"texto": "Hecho."}, True),
        ({"estado": "sin_reporte", "texto": "No llegó."}, True),
        ({"estado": "sin_reporte"}, False),
        ({"observaciones": "Sin soporte."}, False),
        ({"evidencias": ["Acta 4"]}, False),
        *(({"texto": texto}, False) for texto in ("", "-", "–", "—", " - ", "N/A", "n/a", "na")),
    ],
)
def test_que_es_un_reporte_y_que_no(dicho: dict[str, Any], reporta: bool) -> None:  # noqa: FBT001
    (suyo,) = seguimientos(dicho)

    assert es_reporte(suyo) is reporta


# ------------------------------------------------------------------ lo último que se declaró
def test_sin_declarar_nada_no_se_sabe_nada() -> None:
    nada = situacion({"texto": "Se terminó al 100 %."})

    assert (nada.avance, nada.estado, nada.corte) == (None, None, None)
    assert (nada.aplica, nada.terminada, nada.se_conoce) == (True, False, False)


def test_lo_que_se_reporta_despues_del_corte_no_se_sabe_todavia() -> None:
    antes = situacion({"avance": 20}, {"avance": 100}, hasta=date(2026, 8, 30))

    assert (antes.avance, antes.corte, antes.terminada) == (Decimal(20), ABRIL, False)
    assert situacion({"avance": 20}, {"avance": 100}, hasta=AGOSTO).corte == AGOSTO


def test_manda_lo_ultimo_y_se_dice_de_que_corte_viene() -> None:
    sabida = situacion({"avance": 20, "estado": "en_proceso"}, {"texto": "Sigue."})

    assert (sabida.avance, sabida.estado, sabida.corte) == (
        Decimal(20),
        Estado.EN_PROCESO,
        ABRIL,
    )
    assert sabida.se_conoce


@pytest.mark.parametrize("estado", ["en_proceso", "sin_avance"])
def test_un_estado_sin_numero_deja_el_ultimo_y_dice_de_cuando_es(estado: str) -> None:
    queda = situacion({"avance": 20}, {"estado": estado})

    assert (queda.avance, queda.corte, queda.sin_cambio_desde) == (Decimal(20), AGOSTO, ABRIL)
    assert situacion({"avance": 20}, {"avance": 20, "estado": estado}).sin_cambio_desde is None


@pytest.mark.parametrize("estado", ["en_proceso", "sin_avance"])
@pytest.mark.parametrize(
    ("antes", "fecha"),
    [
        ({"avance": 100, "estado": "cumplida"}, "30/06/2026"),
        ({"estado": "cumplida"}, "30/06/2026"),
        ({"avance": 100}, "Mensual"),
        ({"estado": "cumplida"}, "Permanente"),
    ],
)
def test_un_cien_no_queda_bajo_un_estado_que_dice_que_falta(
    antes: dict[str, Any], fecha: str, estado: str
) -> None:
    # sin_avance sin número no reabre lo terminado: ahí no cambia nada.
    reabre = fecha != "30/06/2026" or estado != "sin_avance"
    una = situacion(antes, {"estado": estado}, fecha=fecha)

    assert una.avance == (None if reabre else 100)
    # Ni vuelve el número de antes del 100, hasta que se declare otro.
    assert situacion({"avance": 60}, antes, {"estado": estado}, fecha=fecha).avance == una.avance


def test_lo_que_vuelve_a_aplicar_trae_el_numero_de_antes_y_no_el_de_cuando_no_aplicaba() -> None:
    fuera: dict[str, Any] = {"estado": "no_aplica", "avance": 10}

    assert situacion({"avance": 60}, fuera, {"estado": "en_proceso"}).avance == 60
    assert situacion({"avance": 60}, fuera, {"estado": "sin_avance"}).avance == 60
    assert situacion(fuera, {"estado": "en_proceso"}).avance is None
    assert situacion(fuera, {"estado": "sin_avance"}).avance == 0
    al_dia = situacion({"avance": 100}, fuera, {"estado": "en_proceso"}, fecha="Mensual")
    assert al_dia.avance is None


def test_lo_cumplido_sin_numero_vale_cien_y_lo_que_no_avanzo_sin_ninguno_cero() -> None:
    cumplida, quieta = {"estado": "cumplida"}, {"estado": "sin_avance"}

    assert (situacion(cumplida).avance, situacion(cumplida).con_numero) == (Decimal(100), False)
    assert (situacion(quieta).avance, situacion(quieta).con_numero) == (Decimal(0), False)
    assert situacion({"avance": 20}, cumplida).avance == 100
    assert situacion({"estado": "en_proceso"}).avance is None


def test_con_la_otra_opcion_lo_cumplido_sin_numero_no_se_conoce() -> None:
    def suya(*dichos: dict[str, Any]) -> Situacion:
        fecha = leer_fecha_programada("30/06/2026", 2026)
        return Historia(seguimientos(*dichos), fecha, "desconocida").al_cierre(DICIEMBRE)

    cumplida = suya({"avance": 20}, {"estado": "cumplida"})
    assert (cumplida.avance, cumplida.terminada) == (None, True)
    assert suya({"estado": "sin_avance"}).avance is None
    assert suya({"avance": 20}, {"estado": "sin_avance"}).avance == 20


def test_se_verifica_el_seguimiento_que_declara_el_valor_y_ningun_otro() -> None:
    def con(resultado: str, **dicho: Any) -> dict[str, Any]:
        return {**dicho, "verificacion": {"resultado": resultado}}

    assert situacion(con("verificada", avance=20)).verificada
    assert situacion(con("verificada", avance=20), {"estado": "en_proceso"}).verificada
    assert not situacion(con("parcial", avance=20)).verificada
    assert not situacion({"avance": 20}, con("verificada", estado="en_proceso")).verificada
    assert not situacion(con("verificada", avance=20), {"avance": 30}).verificada
    assert situacion(con("verificada", estado="cumplida"), {"texto": "Sigue."}).verificada


def test_sin_reporte_no_declara_nada_aunque_con_numero_si() -> None:
    assert situacion({"avance": 20}, {"estado": "sin_reporte"}).corte == ABRIL
    con_numero = situacion({"avance": 20}, {"avance": 30, "estado": "sin_reporte"})
    assert (con_numero.avance, con_numero.estado, con_numero.corte) == (Decimal(30), None, AGOSTO)


# ------------------------------------------------------------------ terminada
@pytest.mark.parametrize(
    ("dicho", "terminada"),
    [
        ({"estado": "cumplida"}, True),
        ({"avance": 100}, True),
        ({"avance": 40, "estado": "cumplida"}, True),
        ({"avance": 100, "estado": "en_proceso"}, True),
        ({"avance": "99.99"}, False),
        ({"estado": "en_proceso"}, False),
    ],
)
def test_cumplida_o_cien_es_terminada(dicho: dict[str, Any], terminada: bool) -> None:  # noqa: FBT001
    una = situacion(dicho)

    assert una.terminada is terminada
    assert una.hasta == (ABRIL if terminada else None)


@pytest.mark.parametrize(
    ("fecha", "terminada"),
    [
        ("Mensual", False),
        ("Permanente", False),
        ("31/03/2026 y 31/05/2026", True),
        ("Semestral: 31/03/2026 y 31/05/2026", True),
        ("Semestral: 31/05/2026", False),
        ("Febrero a marzo y octubre a noviembre", True),
        ("31/03/2026 y 30/04/2026", True),
        ("Primer semestre", True),
        ("30/11/2026", True),
    ],
)
def test_lo_que_se_repite_solo_queda_al_dia_hasta_su_ultimo_dia(
    fecha: str,
    terminada: bool,  # noqa: FBT001
) -> None:
    una = situacion({"estado": "cumplida"}, fecha=fecha)

    assert (una.terminada, una.hasta) == (terminada, ABRIL)


def test_lo_que_se_reabre_deja_de_estar_terminado() -> None:
    una = situacion({"avance": 100}, {"estado": "en_proceso"})

    assert (una.terminada, una.reabierta, una.avance) == (False, AGOSTO, None)


def test_lo_reabierto_lo_sigue_siendo_hasta_que_vuelve_a_cerrarse() -> None:
    sigue = situacion({"avance": 100}, {"avance": 50}, {"avance": 60})
    cerrada = situacion({"avance": 100}, {"avance": 50}, {"estado": "cumplida"})

    assert (sigue.reabierta, cerrada.reabierta) == (AGOSTO, None)
    assert cerrada.terminada


def test_sin_avance_y_sin_numero_no_reabre_pero_con_numero_si() -> None:
    assert situacion({"avance": 100}, {"estado": "sin_avance"}).terminada
    assert not situacion({"avance": 100}, {"avance": 0, "estado": "sin_avance"}).terminada


# ------------------------------------------------------------------ no aplica
def test_lo_que_no_aplica_vuelve_cuando_declara_otra_cosa() -> None:
    fuera = situacion({"avance": 20}, {"estado": "no_aplica"})
    vuelve = situacion({"estado": "no_aplica"}, {"avance": 30})

    assert (fuera.aplica, fuera.avance, fuera.corte) == (False, None, AGOSTO)
    assert (vuelve.aplica, vuelve.avance) == (True, Decimal(30))


def test_no_aplica_sobre_lo_terminado_no_cambia_nada() -> None:
    una = situacion({"avance": 100}, {"estado": "no_aplica"})

    assert (una.aplica, una.terminada, una.corte) == (True, True, ABRIL)


# ------------------------------------------------------------------ lo que se contradice
@pytest.mark.parametrize(
    ("dicho", "duda"),
    [
        ({"avance": "99.9", "estado": "cumplida"}, ["cumplida_incompleta"]),
        ({"avance": 100, "estado": "cumplida"}, []),
        ({"avance": 100, "estado": "en_proceso"}, ["completa_sin_cumplir"]),
        ({"avance": 99, "estado": "en_proceso"}, []),
        ({"avance": 100, "estado": "sin_avance"}, ["completa_sin_cumplir"]),
        ({"avance": 0, "estado": "sin_avance"}, []),
        ({"avance": 0, "estado": "sin_reporte"}, ["sin_reporte_con_avance"]),
        ({"avance": 0, "estado": "no_aplica"}, ["no_aplica_con_avance"]),
        ({"estado": "cumplida"}, []),
    ],
)
def test_el_estado_que_no_va_con_su_avance(dicho: dict[str, Any], duda: list[str]) -> None:
    assert [d for d, _ in dudas(dicho)] == duda


def test_un_avance_que_baja_se_duda_y_uno_igual_no() -> None:
    assert dudas({"avance": 60}, {"avance": 59}) == [("retrocede", AGOSTO)]
    assert dudas({"avance": 60}, {"avance": 60}) == []
    assert dudas({"estado": "en_proceso"}, {"avance": 60}) == []


def test_lo_que_no_aplicaba_no_retrocede() -> None:
    assert dudas({"avance": 60, "estado": "no_aplica"}, {"avance": 10}) == [
        ("no_aplica_con_avance", ABRIL)
    ]


def test_las_dudas_de_antes_no_se_olvidan() -> None:
    assert dudas({"avance": 40, "estado": "cumplida"}, {"estado": "no_aplica"}) == [
        ("cumplida_incompleta", ABRIL),
        ("no_aplica_tras_terminar", AGOSTO),
    ]
    assert dudas({"avance": 40, "estado": "cumplida"}, {"estado": "sin_avance"}) == [
        ("cumplida_incompleta", ABRIL),
        ("sin_avance_tras_terminar", AGOSTO),
    ]


def test_una_duda_de_antes_se_cuenta_mientras_decida_lo_que_se_sabe() -> None:
    decide = plan_de(
        actividad(
            seguimientos=[
                {"corte": "2026-04-30", "avance": 40, "estado": "cumplida"},
                {"corte": "2026-08-31", "texto": "Sigue."},
            ]
        )
    )
    ya_no = plan_de(
        actividad(
            seguimientos=[
                {"corte": "2026-04-30", "avance": 40, "estado": "cumplida"},
                {"corte": "2026-08-31", "avance": 100, "estado": "cumplida"},
            ]
        )
    )

    assert len(paac.analizar(decide, corte=AGOSTO).todo.contradicciones) == 1
    assert paac.analizar(ya_no, corte=AGOSTO).todo.contradicciones == ()
