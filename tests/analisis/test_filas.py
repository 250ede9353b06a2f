"""Las filas de un plan en un corte: dónde están, qué dijeron y qué blancos se excusan."""

from datetime import date
from typing import Any

import pytest
from ayudas.a_medida import plan, plan_de
from ayudas.comparaciones import codigos
from ayudas.planes import actividad, componente, tramite

import paac_reportes as paac
from paac_reportes.analisis.analisis import analizar_plan
from paac_reportes.analisis.filas import FilaAnalizada, Vencimiento
from paac_reportes.formatos.metodologia import reglas_para

ABRIL, AGOSTO = date(2026, 4, 30), date(2026, 8, 31)


def con(codigo: str, *dichos: tuple[str, dict[str, Any]], **datos: Any) -> dict[str, Any]:
    """Una fila con lo que dijo en cada mes."""
    seguimientos = [{"corte": f"2026-{mes}"} | dicho for mes, dicho in dichos]
    return actividad(codigo=codigo, seguimientos=seguimientos, **datos)


def filas(
    *actividades: dict[str, Any], corte: date | None = AGOSTO, **elegida: Any
) -> dict[str, FilaAnalizada]:
    """Las filas analizadas, por su código."""
    metodologia = paac.Metodologia(**{"cortes": "cuatrimestral"} | elegida)
    analisis = paac.analizar(plan_de(*actividades), corte=corte, metodologia=metodologia)
    return {fila.fila.codigo or "": fila for fila in analisis.todo.filas}  # type: ignore[union-attr]


# ------------------------------------------------------------------ dónde están
def test_cada_fila_dice_su_lugar_en_los_datos() -> None:
    uno = componente(actividad(), tramites=[tramite(), tramite()], intercambios=[tramite()])
    suelto = paac.analizar(plan(uno)).todo.filas
    en_dependencia = paac.analizar(
        plan(
            dependencias=[{"nombre": "A", "componentes": []}, {"nombre": "B", "componentes": [uno]}]
        )
    ).todo.filas

    assert [f.ruta for f in suelto] == [
        "componentes[0].subcomponentes[0].actividades[0]",
        "componentes[0].tramites[0]",
        "componentes[0].tramites[1]",
        "componentes[0].intercambios[0]",
    ]
    assert en_dependencia[0].ruta == (
        "dependencias[1].componentes[0].subcomponentes[0].actividades[0]"
    )
    assert [f.dependencia and f.dependencia.nombre for f in (suelto[0], en_dependencia[0])] == [
        None,
        "B",
    ]


def test_de_una_fila_con_inicio_y_fin_manda_lo_que_pide_su_formato() -> None:
    dos = {"fecha_inicio": "01/02/2026", "fecha_fin": "30/11/2026"}
    de = plan(
        componente(
            actividad(**dos),
            actividad(**dos, fecha_programada=None),
            tramites=[tramite(fecha_programada="31/01/2026")],
        )
    )
    programada, rango, del_tramite = (f.fecha.literal for f in paac.analizar(de).todo.filas)

    assert programada == "31/01/2026"
    assert rango == del_tramite == "01/02/2026 – 30/11/2026"


# ------------------------------------------------------------------ qué dijeron
def test_el_periodo_va_despues_del_corte_anterior_y_hasta_el_corte() -> None:
    una = filas(
        con(
            "1",
            ("04-30", {"texto": "abril"}),
            ("05-31", {"texto": "mayo"}),
            ("08-31", {"texto": "agosto"}),
            ("09-30", {"texto": "septiembre"}),
        )
    )["1"]

    assert [s.texto for s in una.del_periodo] == ["mayo", "agosto"]
    assert [s.texto for s in una.seguimientos] == ["abril", "mayo", "agosto"]


def test_los_seguimientos_van_en_orden_aunque_no_se_hayan_escrito_asi() -> None:
    una = filas(con("1", ("08-31", {"avance": 50}), ("05-31", {"avance": 20})))["1"]

    assert [s.avance for s in una.seguimientos] == [20, 50]
    assert una.avance == 50


def test_sin_corte_no_hay_seguimientos() -> None:
    de = plan_de(con("1", ("08-31", {"avance": 50})))
    (una,) = analizar_plan(de, None, reglas_para(de)).todo.filas

    assert (una.seguimientos, una.avance, una.seguimiento) == ((), None, None)


@pytest.mark.parametrize(
    ("texto", "con_texto", "con_guion"),
    [
        *(("Va.", True, False), ("-", False, True), ("", False, False), ("  ", False, False)),
        *(("N/A", False, True), (" – ", False, True)),
    ],
)
def test_un_texto_un_guion_y_un_blanco(texto: str, con_texto: bool, con_guion: bool) -> None:  # noqa: FBT001
    una = filas(con("1", ("08-31", {"texto": texto})))["1"]

    assert (una.con_texto, una.con_guion) == (con_texto, con_guion)


def test_sin_seguimiento_ni_texto_ni_guion() -> None:
    una = filas(con("1"))["1"]

    assert (una.con_texto, una.con_guion, una.estado, una.ultimo_reporte) == (
        False,
        False,
        None,
        None,
    )


def test_el_estado_es_el_ultimo_declarado_o_que_no_hubo_reporte() -> None:
    suyas = filas(
        con("antes", ("04-30", {"estado": "en_proceso"}), ("08-31", {"texto": "Va."})),
        con("nada", ("08-31", {"estado": "sin_reporte"})),
        con("las-dos", ("04-30", {"estado": "en_proceso"}), ("08-31", {"estado": "sin_reporte"})),
        con("terminada", ("04-30", {"avance": 100}), ("08-31", {"estado": "no_aplica"})),
    )

    assert {codigo: f.estado and f.estado.value for codigo, f in suyas.items()} == {
        "antes": "en_proceso",
        "nada": "sin_reporte",
        "las-dos": "en_proceso",
        "terminada": None,
    }


def test_lo_que_viene_de_un_corte_anterior_es_arrastrado() -> None:
    suyas = filas(
        con("de-antes", ("04-30", {"avance": 40})),
        con("de-ahora", ("05-01", {"avance": 40})),
        con("sin-numero", ("04-30", {"estado": "en_proceso"})),
    )

    assert {c: f.arrastrada for c, f in suyas.items()} == {
        "de-antes": True,
        "de-ahora": False,
        "sin-numero": False,
    }


def test_con_solo_del_corte_lo_arrastrado_no_entra_en_los_promedios() -> None:
    suyas = filas(
        con("de-antes", ("04-30", {"avance": 40})),
        con("de-ahora", ("08-31", {"avance": 60})),
        arrastre="solo_del_corte",
    )

    assert {c: (f.avance, f.situacion.avance) for c, f in suyas.items()} == {
        "de-antes": (None, 40),
        "de-ahora": (60, 60),
    }


def test_el_ultimo_reporte_puede_ser_de_otro_corte() -> None:
    suyas = filas(
        con("antes", ("04-30", {"texto": "Va."}), ("08-31", {"texto": "-"})),
        con("ahora", ("04-30", {"texto": "Va."}), ("08-31", {"texto": "Ya."})),
    )

    assert {c: f.ultimo_reporte and f.ultimo_reporte.texto for c, f in suyas.items()} == {
        "antes": "Va.",
        "ahora": "Ya.",
    }
    assert {c: f.reportes for c, f in suyas.items()} == {
        "antes": (ABRIL,),
        "ahora": (ABRIL, AGOSTO),
    }
    assert {c: f.reportada for c, f in suyas.items()} == {"antes": False, "ahora": True}


def test_decir_que_no_aplica_lo_terminado_no_es_reportar() -> None:
    una = filas(con("1", ("04-30", {"avance": 100}), ("08-31", {"estado": "no_aplica"})))["1"]

    assert (una.reportada, una.reportes) == (False, (ABRIL,))


def test_lo_que_se_conocia_antes_del_periodo() -> None:
    suyas = filas(
        con("si", ("04-30", {"avance": 40})),
        con("ahora", ("08-31", {"avance": 40})),
        con("no-aplicaba", ("04-30", {"avance": 40, "estado": "no_aplica"})),
        con("sin-numero", ("04-30", {"estado": "en_proceso"})),
    )

    assert [c for c, f in suyas.items() if f.se_conocia_antes] == ["si"]
    assert not filas(con("1", ("04-30", {"avance": 4})), corte=ABRIL)["1"].se_conocia_antes


def test_sin_corte_anterior_todo_es_del_periodo() -> None:
    una = filas(con("1", ("02-28", {"avance": 4})), corte=ABRIL)["1"]

    assert una.es_del_periodo(date(2026, 2, 28))
    assert not una.es_del_periodo(None)
    assert not una.arrastrada


# ------------------------------------------------------------------ los blancos
def bajo_reporte(*actividades: dict[str, Any], **elegida: Any) -> list[str]:
    return codigos(f for f in filas(*actividades, **elegida).values() if f.bajo_reporte)


REPORTA = ("08-31", {"texto": "Va."})


def test_un_blanco_bajo_un_reporte_se_excusa_y_el_que_le_sigue_tambien() -> None:
    assert bajo_reporte(con("1", REPORTA), con("2"), con("3"), con("4", REPORTA)) == ["2", "3"]


def test_un_blanco_al_comienzo_o_bajo_quien_no_reporto_no_se_excusa() -> None:
    assert bajo_reporte(con("1"), con("2", ("08-31", {"texto": "-"})), con("3")) == []


def test_quien_ya_dijo_algo_antes_no_es_parte_de_la_celda_de_arriba() -> None:
    assert bajo_reporte(con("1", REPORTA), con("2", ("04-30", {"texto": "Va."}))) == []


def test_un_blanco_no_se_excusa_con_lo_de_otra_tabla() -> None:
    de = plan(componente(con("1", REPORTA), tramites=[tramite(seguimientos=[])]))

    assert not [f for f in paac.analizar(de, corte=AGOSTO).todo.filas if f.bajo_reporte]


def test_los_blancos_propios_no_se_excusan() -> None:
    assert bajo_reporte(con("1", REPORTA), con("2"), blancos="propias") == []


def test_los_blancos_combinados_comparten_el_reporte_de_arriba() -> None:
    dicho = ("08-31", {"avance": 40, "texto": "Va."})
    tres = filas(con("1", dicho), con("2"), con("3"), blancos="combinadas")["3"]

    assert (tres.bajo_reporte, tres.avance) == (False, 40)


@pytest.mark.parametrize("blancos", ["aparte", "propias", "combinadas"])
@pytest.mark.parametrize(
    "dicho",
    [
        *({"avance": 40}, {"estado": "en_proceso"}, {"avance": 40, "texto": "-"}),
        *({"texto": "N/A", "estado": "en_proceso"}, {"evidencias": ["acta.pdf"], "avance": 10}),
    ],
)
def test_bajo_un_numero_o_un_estado_no_hay_un_texto_que_compartir(
    dicho: dict[str, Any], blancos: str
) -> None:
    """Con cualquier metodología, el blanco es de su fila: vence y queda sin reporte."""
    vencida = con("2") | {"fecha_programada": "30/06/2026"}
    dos = filas(con("1", ("08-31", dicho)), vencida, blancos=blancos)["2"]

    assert (dos.bajo_reporte, dos.avance, dos.reportes) == (False, None, ())
    assert dos.vencimiento is Vencimiento.SIN_REPORTE
    assert dos.sin_reporte


def test_el_texto_que_se_comparte_es_del_periodo() -> None:
    """El de abril ya no está en la celda de agosto, aunque entonces lo estuviera."""
    de_abril = ("04-30", {"texto": "Va."})
    assert bajo_reporte(con("1", de_abril, ("08-31", {"avance": 40})), con("2")) == []
    assert bajo_reporte(con("1", ("05-31", {"texto": "Va."}), ("08-31", {"avance": 4})), con("2"))
