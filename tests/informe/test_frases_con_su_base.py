"""Lo que tranquiliza sin base, lo que no concuerda y lo que se dice dos veces: un caso de cada uno."""

from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.planes import actividad
from ayudas.variado import Hallazgos, Prosa, hallazgos_de

from paac_reportes.informe import apertura
from paac_reportes.textos.remisiones import sin_remisiones

NO_VERIFICADA: dict[str, Any] = {"verificacion": {"resultado": "no_verificada"}}


def fila(dia: str = "30/06/2026", **dice: Any) -> dict[str, Any]:
    seguimientos = [{"corte": "2026-08-31", **dice}] if dice else []
    return actividad(fecha_programada=dia, seguimientos=seguimientos)


def de(*filas: dict[str, Any], **mas: Any) -> Hallazgos:
    return hallazgos_de(plan_de(*filas, **mas), AGOSTO)


def test_si_nada_se_verifico_va_primero_y_nada_vencido_no_va_solo() -> None:
    prosa = Prosa(de(*[fila(avance=100, **NO_VERIFICADA)] * 4))
    ninguna = "Ninguna de las 4 terminadas quedó verificada"

    assert f"{ninguna}." in sin_remisiones(prosa.decisiones)
    pero = "Nada consta vencido, pero ninguna de las 4 terminadas quedó verificada."
    assert prosa.pendientes.splitlines()[0] == f"- {pero}"
    assert f"- {pero}" in prosa.conclusiones


def test_con_una_verificada_no_se_dice_que_ninguna() -> None:
    verificada: dict[str, Any] = {"verificacion": {"resultado": "verificada"}}
    prosa = Prosa(de(fila(avance=100, **verificada), fila(avance=100, **NO_VERIFICADA)))

    assert "inguna de las" not in prosa.decisiones
    assert prosa.pendientes.startswith("- No consta nada vencido.")


def test_sin_un_dia_que_se_pueda_exigir_no_se_tranquiliza() -> None:
    prosa = Prosa(de(*[fila("Cuando se requiera", avance=50)] * 5))
    frase = "No se puede saber qué vence: ninguna de las 5 actividades tiene un día exigible."

    assert prosa.cumplimiento == frase
    assert frase in prosa.decisiones
    assert prosa.pendientes.startswith(f"- {frase}")
    assert "no vence nada" not in prosa.por_vencer
    assert "No consta nada vencido" not in prosa.pendientes


def test_lo_continuo_se_puede_exigir_aunque_no_venza() -> None:
    continuas = [fila("Permanente", avance=50)] * 2

    assert Prosa(de(*continuas)).cumplimiento == (
        "Ninguna tenía su último día hasta el corte; 2 eran exigibles en el período."
    )


def test_de_los_estados_se_dice_cuantos_se_declararon_y_cuantos_se_conocen() -> None:
    estados = ("cumplida", "cumplida", "sin_avance", "en_proceso")
    prosa = Prosa(de(*[fila(estado=estado) for estado in estados]))

    assert (
        " De las 4 actividades que aplican se declaró el estado; de 3 se sabe si terminaron o no"
        " empezaron. Si todo lo que se calla " in prosa.avance
    )


@pytest.mark.parametrize(
    ("aplican", "no", "dicho"),
    [
        (2, 3, "De las 5 actividades aplican 2; 3 se declararon no aplicables."),
        (1, 1, "De las 2 actividades aplica 1; otra se declaró no aplicable."),
        (0, 2, "Ninguna de las 2 actividades aplica: todas se declararon no aplicables."),
    ],
)
def test_lo_que_no_aplica_se_dice_primero_y_no_se_cita(aplican: int, no: int, dicho: str) -> None:
    fuera = fila(estado="no_aplica", texto="No procede.")
    prosa = Prosa(de(*[fila(avance=50)] * aplican, *[fuera] * no))

    assert prosa.resultados.startswith(dicho)
    assert dicho in prosa.conclusiones
    assert dicho in prosa.decisiones
    assert "No procede" not in prosa.ejecutado


def test_el_primer_corte_y_el_unico_se_llaman_asi() -> None:
    filas = fila(avance=5, dia="30/11/2026")
    serie = {"metodologia": {"cortes": "cuatrimestral"}}

    assert Prosa(hallazgos_de(plan_de(filas, **serie), ABRIL)).avance_del_periodo == (
        "Es el primer corte de la vigencia: no hay con qué comparar."
    )
    assert Prosa(de(filas)).avance_del_periodo == (
        "No consta un seguimiento anterior al del 31 de agosto: no hay con qué comparar."
    )


def test_si_todas_vencen_el_mismo_dia_no_es_desde_ese_dia() -> None:
    dos = [fila("31/12/2026", avance=5)] * 2

    assert "vencen 2 actividades, ese mismo día" in Prosa(de(*dos)).pendientes
    antes = [fila("30/11/2026", avance=5)] * 2
    assert "vencen 2 actividades, el 30 de noviembre" in Prosa(de(*antes)).pendientes


def test_el_resumen_no_lleva_mas_de_cuatro_medidas() -> None:
    filas = fila(avance=100, **NO_VERIFICADA), fila(avance=20), fila("30/11/2026", avance=5)

    assert 3 <= len(list(apertura.medidas(de(*filas, fila(texto="Va.")).analisis))) <= 4


def test_si_nadie_declaro_no_se_dice_de_quien_son_las_cifras() -> None:
    callado, dicho = Prosa(de(fila())).lo_verificado, Prosa(de(fila(avance=5))).lo_verificado

    assert "declararon" not in callado
    assert "lo que declararon los responsables" in dicho


@pytest.mark.parametrize(
    ("dudosa", "base"),
    [
        (fila(texto="Va."), "sólo con un texto, sin avance ni estado"),
        (
            con_avances("1", "x", abril=100, fecha_programada="Mensual de enero a junio"),
            "al día y después sin reporte",
        ),
    ],
)
def test_mientras_algo_no_se_sabe_lo_terminado_solo_consta(
    dudosa: dict[str, Any], base: str
) -> None:
    terminadas, _, no_se_sabe, *_ = apertura.medidas(de(dudosa).analisis)

    assert (terminadas.nombre, terminadas.cifra) == ("Constan terminadas", "0")
    assert (no_se_sabe.nombre, no_se_sabe.cifra, no_se_sabe.base) == ("No se sabe", "1", base)


def test_de_lo_que_paso_su_dia_no_se_dice_que_no_ha_vencido() -> None:
    abril = [{"corte": "2026-04-30", "texto": "Se reunieron"}]
    sin_reporte = actividad(fecha_programada="30/06/2026", seguimientos=abril)
    prosa = Prosa(de(fila(), sin_reporte, fila(avance=50)))

    assert "Pedir el reporte de 1 actividad que no consta vencida" in prosa.decisiones
    assert "sin reporte; 1 no consta vencida" in prosa.pendientes
