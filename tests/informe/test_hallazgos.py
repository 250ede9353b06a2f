"""Lo que un informe muestra de un análisis."""

from datetime import date

from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL
from ayudas.planes import actividad
from ayudas.variado import hallazgos_de

from paac_reportes.informe.hallazgos import TODO_EL_PLAN, renglones_de_cifras


def test_lo_pasado_de_fecha_es_lo_vencido_y_lo_que_nada_dijo() -> None:
    assert [fila.fila.identificador for fila in hallazgos_de().cifras.todas_las_vencidas] == [
        *("vencida", "baja", "arrastrada", "reabierta", "del-corte"),
        *("callada", "con-guion", "sin-reporte"),
    ]


def test_por_aclarar_van_las_contradicciones_y_lo_que_se_reabrio() -> None:
    assert [(fila.fila.identificador, motivo) for fila, motivo in hallazgos_de().por_aclarar()] == [
        ("baja", "31/08/2026: el avance baja de 60 a 40 %"),
        ("contradicha", "31/08/2026: se declara cumplida con 40 % de avance"),
        (
            "reabierta",
            "31/08/2026: el avance baja de 100 a 95 %; 31/08/2026: se reabre después de terminada",
        ),
    ]


def test_sin_verificar_va_lo_revisado_que_no_se_verifico_del_todo() -> None:
    def con(resultado: str, **nota: str) -> dict[str, object]:
        revision = {"resultado": resultado} | nota
        seguimiento = {"corte": "2026-08-31", "texto": "Va.", "verificacion": revision}
        return actividad(codigo=resultado, seguimientos=[seguimiento])

    de = plan_de(con("verificada"), con("parcial", nota="Falta el acta."), con("no_verificada"))

    assert [(fila.fila.identificador, nota) for fila, nota in hallazgos_de(de).sin_verificar()] == [
        ("parcial", "Verificada en parte. Falta el acta."),
        ("no_verificada", "No verificada"),
    ]


def test_en_el_primer_corte_no_hay_con_que_comparar() -> None:
    primero = hallazgos_de(corte=ABRIL)

    assert primero.comparacion is None


def test_el_renglon_que_cierra_una_tabla_es_todo_el_plan() -> None:
    (cierre,) = renglones_de_cifras([(TODO_EL_PLAN, hallazgos_de().cifras)])

    assert (cierre.nombre, cierre.filas, len(hallazgos_de().dependencias)) == (
        "Todo el plan",
        16,
        2,
    )


def test_lo_terminado_antes_de_su_ultimo_dia_va_con_lo_que_lo_declaro_y_lo_posterior() -> None:
    dos = actividad(
        codigo="dos",
        fecha_programada="30/06/2026 y 30/11/2026",
        seguimientos=[
            {"corte": "2026-08-31", "estado": "cumplida", "avance": 100, "texto": "Hechas las dos"},
            {"corte": "2026-12-31", "estado": "sin_avance"},
        ],
    )
    hallazgos = hallazgos_de(plan_de(dos), date(2026, 12, 31))

    assert [motivo for _, motivo in hallazgos.terminadas_antes()] == [
        "31/08/2026: Cumplida, 100\xa0%, «Hechas las dos»; 31/12/2026: Sin avance"
    ]
