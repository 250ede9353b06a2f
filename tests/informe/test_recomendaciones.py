"""Las que se proponen, cada una con su causa, y el seguimiento de las anteriores."""

from typing import Any

import attrs
import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.planes import actividad
from ayudas.variado import datos_variados, hallazgos_de

import paac_reportes as paac
from paac_reportes.textos.remisiones import sin_remisiones

VENCIDA = con_avances("1.1", "Publicar", agosto=50, fecha_programada="30/06/2026")
FUTURA = {"fecha_programada": "30/11/2026"}
FORMATO = "informe-seguimiento"


def propuestas(*filas: dict[str, Any], **cambios: Any) -> list[paac.Recomendacion]:
    return list(hallazgos_de(plan_de(*filas, **cambios)).propuestas)


def recomendacion(id: str = "R-1", corte: str = "2026-04-30", **otros: Any) -> dict[str, Any]:  # noqa: A002
    return {"id": id, "corte": corte, "texto": "Publicar el mapa.", **otros}


def anteriores(*suyas: dict[str, Any], corte: Any = AGOSTO) -> Any:
    return hallazgos_de(plan_de(VENCIDA, recomendaciones=list(suyas)), corte)


# ------------------------------------------------------------------ proponer
def test_cada_causa_de_cada_oficina_tiene_la_suya_y_nombra_sus_filas() -> None:
    suyas = [una for una in hallazgos_de().propuestas if una.responsable == "HACIENDA"]

    assert [(una.id.split(".")[1], una.texto, [f.codigo for f in una.filas]) for una in suyas] == [
        (
            "vencidas",
            "Acordar qué se hará con lo vencido: 3 actividades.",
            ["vencida", "baja", "arrastrada"],
        ),
        (
            "calladas",
            "Reportar el avance, el estado o lo hecho de lo vencido sin reporte: 2 actividades.",
            ["callada", "con-guion"],
        ),
        (
            "sin-reporte",
            "Reportar lo demás que era exigible y quedó sin reporte: 1 actividad.",
            ["arrastrada"],
        ),
        (
            "sin-declarar",
            "Declarar el avance o el estado de lo que está por determinar: 1 actividad.",
            ["con-texto"],
        ),
        (
            "en-blanco",
            "Escribir un guion o su reporte en lo que va en blanco: 1 actividad.",
            ["en-blanco"],
        ),
        (
            "evidencias",
            "Completar las evidencias que no se verificaron del todo: 1 actividad.",
            ["vencida"],
        ),
        ("bajaron", "Aclarar por qué bajó el avance: 1 actividad.", ["baja"]),
    ]
    assert {(una.origen, una.estado, una.fecha, una.corte) for una in suyas} == {
        ("propuesta", "nueva", "31/12/2026", AGOSTO)
    }


def test_lo_que_todo_lo_hizo_y_lo_terminado_sin_porcentaje_no_piden_nada() -> None:
    verificada = {"estado": "cumplida", "texto": "Ya.", "verificacion": {"resultado": "verificada"}}
    completa = [{"corte": "2026-08-31", "avance": 100} | verificada]

    assert propuestas(actividad(seguimientos=completa)) == []


def test_el_mismo_dato_da_el_mismo_id_aunque_las_filas_cambien_de_lugar() -> None:
    otra = con_avances("9", "Otra", agosto=100, fecha_programada="30/06/2026")
    (una,) = propuestas(VENCIDA)
    (movida,) = propuestas(otra, VENCIDA)

    assert una == movida
    assert una.id == "2026-08-31.vencidas.planeacion"


def test_una_oficina_es_la_misma_con_otras_mayusculas_y_sin_nombre_no_hay_a_quien() -> None:
    responsables = ["Of. Planeación", "OF. PLANEACION", "-", None]
    filas = [VENCIDA | {"codigo": str(n), "responsable": r} for n, r in enumerate(responsables)]

    assert [(una.responsable, len(una.filas), una.id) for una in propuestas(*filas)] == [
        ("Of. Planeación", 2, "2026-08-31.vencidas.of-planeacion"),
        (None, 2, "2026-08-31.vencidas"),
    ]


def test_si_nadie_declara_porcentajes_se_pide_una_vez_y_no_a_cada_oficina() -> None:
    textos = {"seguimientos": [{"corte": "2026-08-31", "texto": "Va."}], **FUTURA}
    filas = [actividad(codigo="1", responsable="A", **textos)]
    filas.append(actividad(codigo="2", responsable="B", **textos))
    (una,) = propuestas(*filas)

    assert (una.id, una.responsable, una.filas) == (
        "2026-08-31.porcentajes",
        "Todos los responsables",
        (),
    )


def test_lo_ya_pedido_y_abierto_no_se_pide_otra_vez() -> None:
    pedida = recomendacion(
        "2026-04-30.vencidas.planeacion", filas=[{"codigo": "1.1", "texto": "Publicar"}]
    )
    otra = VENCIDA | {"codigo": "1.2"}

    (nueva,) = propuestas(VENCIDA, otra, recomendaciones=[pedida])
    assert [fila.codigo for fila in nueva.filas] == ["1.2"]
    cerrada = pedida | {"estado": "cumplida"}
    assert len(propuestas(VENCIDA, recomendaciones=[cerrada])[0].filas) == 1


def test_en_el_ultimo_corte_no_llevan_fecha() -> None:
    fin = {"corte": "2026-12-31", "avance": 50}
    plan = plan_de(actividad(seguimientos=[fin], fecha_programada="30/06/2026"))

    assert [una.fecha for una in hallazgos_de(plan, AGOSTO.replace(month=12)).propuestas] == [None]


# ------------------------------------------------------------------ recomendar
def test_recomendar_conserva_lo_editado_y_agrega_lo_que_falta() -> None:
    plan = plan_de(VENCIDA, VENCIDA | {"codigo": "2", "responsable": "Otra"})
    con = paac.recomendar(plan)
    editada = attrs.evolve(con.recomendaciones[0], texto="Otra cosa", origen="oficina")
    de_nuevo = paac.recomendar(attrs.evolve(plan, recomendaciones=(editada,)))

    assert [una.id for una in con.recomendaciones] == [una.id for una in de_nuevo.recomendaciones]
    assert de_nuevo.recomendaciones == (editada, con.recomendaciones[1])
    assert paac.recomendar(de_nuevo) == de_nuevo


def test_recomendar_un_corte_que_no_es_de_los_datos_es_un_error() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="2027"):
        paac.recomendar(plan_de(VENCIDA), corte=ABRIL.replace(year=2027))


# ------------------------------------------------------------------ lo que se imprime
def test_mas_de_diez_se_cuentan_y_un_codigo_repetido_lleva_su_componente() -> None:
    codigos = [*(f"2.{n}" for n in range(1, 10)), *(f"3.{n}" for n in range(1, 5))]
    filas = [VENCIDA | {"codigo": uno, "descripcion": f"H {uno}"} for uno in codigos]
    hallazgos = hallazgos_de(plan_de(*filas))
    assert sin_remisiones(hallazgos.prosa.recomendaciones) == (
        "- Acordar qué se hará con lo vencido: 13 actividades (2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7,"
        " 2.8, 2.9 y 3.1; y 3 más, en la matriz); Planeación; para el 31/12/2026."
    )
    componentes = [
        {"numero": n, "nombre": f"C{n}", "subcomponentes": [{"actividades": [suya]}]}
        for n, suya in enumerate((VENCIDA, VENCIDA | {"descripcion": "Otra"}), 1)
    ]
    repetidos = hallazgos_de(
        paac.plan_desde_datos(
            {"entidad": {"nombre": "M"}, "vigencia": 2026, "componentes": componentes}
        )
    )
    assert "(componente 1: 1.1; componente 2: 1.1)" in repetidos.prosa.recomendaciones


def volcado(plan: paac.Plan) -> str:
    return paac.reporte(plan, FORMATO, corte=AGOSTO).emitir("html").contenido.decode()


def avisos(plan: paac.Plan) -> set[tuple[str, str]]:
    return {(a.codigo, a.ruta) for a in paac.reporte(plan, FORMATO, corte=AGOSTO).avisos}


def test_sin_registros_se_proponen_y_con_ellos_mandan() -> None:
    propia = recomendacion("R-9", "2026-08-31", texto="Lo que dice la oficina.")

    propuesto = volcado(plan_de(VENCIDA))
    assert "se propone 1 recomendación" in propuesto
    assert "Acordar qué se hará con lo vencido" in propuesto
    propio = volcado(plan_de(VENCIDA, recomendaciones=[propia]))
    assert "Se hace 1 recomendación." in propio
    assert "Lo que dice la oficina." in propio
    assert "Acordar qué se hará" not in propio


def test_el_texto_reemplaza_su_parte_y_con_registros_mandan_ellos_y_se_avisa() -> None:
    textos = {"recomendaciones": "Texto propio.", "recomendaciones_anteriores": "Lo de antes."}
    solo_texto = plan_de(VENCIDA, textos=textos)
    con_todo = plan_de(
        VENCIDA,
        textos=textos,
        recomendaciones=[recomendacion("A"), recomendacion("B", "2026-08-31")],
    )

    assert "Texto propio." in volcado(solo_texto)
    assert "Acordar qué se hará" not in volcado(solo_texto)
    assert "texto_reemplazado" not in {codigo for codigo, _ in avisos(solo_texto)}
    escrito = volcado(con_todo)
    assert "Texto propio." not in escrito
    assert "Lo de antes." not in escrito
    assert {
        ("texto_reemplazado", "textos.recomendaciones"),
        ("texto_reemplazado", "textos.recomendaciones_anteriores"),
    } <= avisos(con_todo)


def test_las_anteriores_se_siguen_y_lo_que_no_se_respondio_se_dice() -> None:
    hallazgos = anteriores(
        recomendacion("vieja", "2025-12-31", estado="cumplida"),
        recomendacion("abierta", "2025-12-31", estado="en_curso", respuesta="Va."),
        recomendacion("nueva"),
        recomendacion("hecha", estado="cumplida"),
        recomendacion("de-hoy", "2026-08-31"),
        recomendacion("posterior", "2026-12-31"),
    )

    assert [una.id for una in hallazgos.recomendaciones_anteriores] == ["abierta", "nueva", "hecha"]
    assert hallazgos.prosa.presenta_anteriores == (
        "Se hizo seguimiento a 3 recomendaciones anteriores: 1 en curso, 1 cumplida y 1 sin"
        " respuesta. Además, 1 consta cumplida de antes."
    )
    escrito = volcado(hallazgos.plan)
    assert "No consta" in escrito
    assert "Sin respuesta" in escrito


@pytest.mark.parametrize(
    ("fila", "dicho"),
    [
        ({"codigo": "1.1", "texto": "PUBLICAR"}, "1.1"),
        ({"codigo": "7", "texto": "Publicar"}, "7 «Publicar» (hoy es la 1.1)"),
        ({"codigo": "1.1", "texto": "Otra"}, "1.1 «Otra» (con ese código hoy hay otra)"),
        ({"codigo": "8", "texto": "Se quitó"}, "8 «Se quitó» (ya no está en el plan)"),
        ({"texto": "Se quitó"}, "«Se quitó» (ya no está en el plan)"),
    ],
)
def test_la_fila_que_ya_no_esta_se_dice_y_se_conserva(fila: dict[str, str], dicho: str) -> None:
    plan = anteriores(recomendacion(filas=[fila])).plan
    es_la_misma = dicho == "1.1"

    assert dicho in volcado(plan)
    ruta = ("fila_recomendada_ausente", "recomendaciones[0].filas[0]")
    assert (ruta in avisos(plan)) is not es_la_misma
    assert ("ya no está en el plan con ese código" in volcado(plan)) is not es_la_misma


def test_de_un_plan_sin_anteriores_no_se_abre_la_parte() -> None:
    assert hallazgos_de(paac.plan_desde_datos(datos_variados())).prosa.presenta_anteriores == ""


def test_la_que_se_nombro_solo_por_su_texto_y_sigue_no_falta() -> None:
    suyas = [{"texto": "Publicar"}, {"codigo": "9.9", "texto": "Encuesta que ya no está"}]
    prosa = anteriores(recomendacion(filas=suyas)).prosa

    assert "1 fila que nombran ya no está en el plan" in prosa.presenta_anteriores


def test_una_oficina_escrita_con_punto_al_final_no_pierde_su_recomendacion() -> None:
    """La primera vez va sin punto, y lo que se le pide sólo está en la otra."""
    al_dia = con_avances("1.1", "Al día", agosto=100, responsable="Of. Jurídica", **FUTURA)
    vencida = VENCIDA | {"codigo": "1.2", "responsable": "Of. Jurídica."}

    (una,) = propuestas(al_dia, vencida)
    assert (una.responsable, [fila.codigo for fila in una.filas]) == ("Of. Jurídica", ["1.2"])


def de_dos_oficinas(*componentes: dict[str, Any]) -> paac.Plan:
    """Las mismas filas en las dos dependencias; la segunda tiene los componentes al revés."""
    alla = [c | {"numero": n} for n, c in enumerate(reversed(componentes), 1)]
    return paac.plan_desde_datos(
        {
            "entidad": {"nombre": "M"},
            "vigencia": 2026,
            "dependencias": [
                {"nombre": "HACIENDA", "componentes": list(componentes)},
                {"nombre": "SALUD", "componentes": alla},
            ],
        }
    )


def test_la_fila_que_otra_dependencia_tambien_tiene_lleva_el_componente_de_la_suya() -> None:
    uno, otro = (
        {"numero": n, "nombre": f"C{n}", "subcomponentes": [{"actividades": [suya]}]}
        for n, suya in enumerate((VENCIDA, VENCIDA | {"descripcion": "Otra"}), 1)
    )
    dichas = hallazgos_de(de_dos_oficinas(uno, otro)).prosa.recomendaciones.splitlines()

    assert [dicha.count("(componente 1: 1.1; componente 2: 1.1)") for dicha in dichas] == [1, 1]


def test_un_tramite_y_un_intercambio_con_el_mismo_numero_se_distinguen() -> None:
    fechas = {"fecha_inicio": "01/01/2026", "fecha_fin": "30/06/2026", "numero": "1"}
    callado = {"seguimientos": [{"corte": "2026-08-31", "avance": 50}], "responsable": "Planeación"}
    suyo = {
        "numero": 2,
        "nombre": "Trámites",
        "tramites": [{"nombre": "Certificado", **fechas, **callado}],
        "intercambios": [{"nombre": "Cruce de datos", **fechas, **callado}],
    }
    plan = paac.plan_desde_datos(
        {"entidad": {"nombre": "M"}, "vigencia": 2026, "componentes": [suyo]}
    )

    assert "(trámite 1, e intercambio 1)" in hallazgos_de(plan).prosa.recomendaciones
