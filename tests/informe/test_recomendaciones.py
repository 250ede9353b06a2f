"""Las que se proponen, cada una con su causa, y el seguimiento de las anteriores.

Prueba ``api/recomendaciones`` y ``composicion/encargo``.
"""

from datetime import date
from typing import Any

import attrs
import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.planes import actividad, componente
from ayudas.variado import Hallazgos, Prosa, hallazgos_de

import paac_reportes as paac
from paac_reportes.analisis.analisis import codigos_de
from paac_reportes.informe.propuestas import proponer
from paac_reportes.informe.recomendaciones import FilasDelPlan, detalle
from paac_reportes.textos.remisiones import sin_remisiones

VENCIDA = con_avances("1.1", "Publicar", agosto=50, fecha_programada="30/06/2026")
FUTURA = {"fecha_programada": "30/11/2026"}
FORMATO = "informe-seguimiento"


def propuestas(*filas: dict[str, Any], **cambios: Any) -> list[paac.modelo.Recomendacion]:
    return list(proponer(hallazgos_de(plan_de(*filas, **cambios)).analisis))


def recomendacion(id: str = "R-1", corte: str = "2026-04-30", **otros: Any) -> dict[str, Any]:  # noqa: A002
    return {"id": id, "corte": corte, "texto": "Publicar el mapa.", **otros}


def anteriores(*suyas: dict[str, Any], corte: Any = AGOSTO) -> Any:
    return hallazgos_de(plan_de(VENCIDA, recomendaciones=list(suyas)), corte)


# ------------------------------------------------------------------ proponer


# Corte del lunes 31/08/2026: cinco días hábiles son hasta el 07/09; quince, hasta el 21/09.
@pytest.mark.parametrize(
    ("dia", "reporte", "causa", "fecha"),
    [
        ("01/06/2026", {"avance": 50}, "muy-vencidas", "07/09/2026"),
        ("02/06/2026", {"avance": 50}, "vencidas", "21/09/2026"),
        ("31/08/2026", {"avance": 50}, "vencidas", "21/09/2026"),
        ("01/06/2026", {}, "muy-calladas", "07/09/2026"),
        ("02/06/2026", {}, "calladas", "21/09/2026"),
        ("01/06/2026", {"texto": "Va."}, "sin-declarar", "31/12/2026"),
    ],
)
def test_lo_vencido_hace_mas_de_90_dias_se_pide_en_cinco_habiles_y_lo_demas_en_quince(
    dia: str, reporte: dict[str, Any], causa: str, fecha: str
) -> None:
    seguimientos = [{"corte": "2026-08-31", **reporte}] if reporte else []
    vencida = actividad(codigo="1", fecha_programada=dia, seguimientos=seguimientos)
    otra = con_avances("2", "Otra", agosto=10, **FUTURA)
    dichas = {u.id.split(".")[1]: u.fecha for u in propuestas(vencida, otra)}

    assert dichas.pop("sin-avance", None) in {None, "31/12/2026"}
    assert dichas == {causa: fecha}


def test_lo_que_se_pidio_de_lo_vencido_no_se_vuelve_a_pedir_cuando_ya_va_muy_vencido() -> None:
    pedida = recomendacion(
        "2026-04-30.vencidas.planeacion", filas=[{"codigo": "1.1", "texto": "Publicar"}]
    )
    muy_vencida = VENCIDA | {"fecha_programada": "31/03/2026"}

    assert [una.id for una in propuestas(muy_vencida)] == ["2026-08-31.muy-vencidas.planeacion"]
    assert propuestas(muy_vencida, recomendaciones=[pedida]) == []


def test_una_oficina_es_la_misma_con_otras_mayusculas_y_sin_nombre_no_hay_a_quien() -> None:
    responsables = ["Of. Planeación", "OF. PLANEACION", "-", None]
    filas = [VENCIDA | {"codigo": str(n), "responsable": r} for n, r in enumerate(responsables)]

    assert [(una.responsable, len(una.filas), una.id) for una in propuestas(*filas)] == [
        ("Of. Planeación", 2, "2026-08-31.vencidas.of-planeacion"),
        (None, 2, "2026-08-31.vencidas"),
    ]


def test_lo_ya_pedido_y_abierto_no_se_pide_otra_vez() -> None:
    pedida = recomendacion(
        "2026-04-30.vencidas.planeacion", filas=[{"codigo": "1.1", "texto": "Publicar"}]
    )
    otra = VENCIDA | {"codigo": "1.2"}

    (nueva,) = propuestas(VENCIDA, otra, recomendaciones=[pedida])
    assert [fila.codigo for fila in nueva.filas] == ["1.2"]
    cerrada = pedida | {"estado": "cumplida"}
    assert len(propuestas(VENCIDA, recomendaciones=[cerrada])[0].filas) == 1


def test_lo_que_no_se_acogio_no_se_vuelve_a_proponer() -> None:
    pedida = recomendacion(
        "2026-04-30.vencidas.planeacion",
        filas=[{"codigo": "1.1", "texto": "Publicar"}],
        estado="no_acogida",
        respuesta="La publica la Alcaldía.",
    )
    assert propuestas(VENCIDA, recomendaciones=[pedida]) == []


@pytest.mark.parametrize(
    ("metodologia", "fecha"),
    [
        ({}, "30/04/2027"),
        ({"cortes": "semestral"}, "30/06/2027"),
        ({"cortes": ["2026-02-28", "2026-12-31"]}, "28/02/2027"),
    ],
)
def test_en_el_ultimo_corte_la_fecha_es_el_primero_de_la_serie_del_otro_ano(
    metodologia: dict[str, Any], fecha: str
) -> None:
    """Sin una serie con nombre, la del calendario en que caen los datos."""
    corte = AGOSTO.replace(month=12, day=31)
    dicho = [{"corte": "2026-08-31", "texto": "Va."}, {"corte": "2026-12-31", "texto": "Va."}]
    plan = plan_de(
        actividad(seguimientos=dicho, fecha_programada="30/06/2026"), metodologia=metodologia
    )

    assert {una.fecha for una in proponer(hallazgos_de(plan, corte).analisis)} == {fecha}


# ------------------------------------------------------------------ recomendar
def test_recomendar_conserva_lo_editado_y_agrega_lo_que_falta() -> None:
    plan = plan_de(VENCIDA, VENCIDA | {"codigo": "2", "responsable": "Otra"})
    con = paac.recomendar(plan).contenido
    editada = attrs.evolve(con.recomendaciones[0], texto="Otra cosa", origen="oficina")
    de_nuevo = paac.recomendar(attrs.evolve(plan, recomendaciones=(editada,))).contenido

    assert [una.id for una in con.recomendaciones] == [una.id for una in de_nuevo.recomendaciones]
    assert de_nuevo.recomendaciones == (editada, con.recomendaciones[1])
    assert paac.recomendar(de_nuevo).contenido == de_nuevo


def test_recomendar_un_corte_que_no_es_de_los_datos_es_un_error() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="2027"):
        paac.recomendar(plan_de(VENCIDA), corte=ABRIL.replace(year=2027))


# ------------------------------------------------------------------ lo que se imprime
def filas_que_se_nombran(hallazgos: Hallazgos) -> list[str]:
    """La columna de las actividades, de cada recomendación del informe."""
    hay = FilasDelPlan(hallazgos.plan, codigos_de(hallazgos.analisis))
    rutas = hallazgos.rutas_de_propuestas
    detalles = [detalle(una, hay, rutas[una.id]) for una in hallazgos.recomendaciones]
    return [sin_remisiones(suyo.filas) for suyo in detalles]


def volcado(plan: paac.Plan) -> str:
    return paac.reporte(plan, FORMATO, corte=AGOSTO).emitir("html").contenido.decode()


def avisos(plan: paac.Plan) -> set[tuple[str, str]]:
    return {(a.codigo, a.ruta) for a in paac.reporte(plan, FORMATO, corte=AGOSTO).avisos}


def test_sin_registros_se_proponen_y_con_ellos_mandan() -> None:
    propia = recomendacion("R-9", "2026-08-31", texto="Lo que dice la oficina.")

    propuesto = volcado(plan_de(VENCIDA))
    assert "Se hace 1 recomendación." in propuesto
    assert "Terminar lo vencido" in propuesto
    propio = volcado(plan_de(VENCIDA, recomendaciones=[propia]))
    assert "Se hace 1 recomendación." in propio
    assert "Lo que dice la oficina." in propio
    assert "Terminar lo vencido" not in propio


@pytest.mark.integracion
def test_el_texto_reemplaza_su_parte_y_con_registros_mandan_ellos_y_se_avisa() -> None:
    textos = {"recomendaciones": "Texto propio.", "recomendaciones_anteriores": "Lo de antes."}
    solo_texto = plan_de(VENCIDA, textos=textos)
    con_todo = plan_de(
        VENCIDA,
        textos=textos,
        recomendaciones=[recomendacion("A"), recomendacion("B", "2026-08-31")],
    )

    assert "Texto propio." in volcado(solo_texto)
    assert "Terminar lo vencido" not in volcado(solo_texto)
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

    assert [una.id for una in hallazgos.recomendaciones_anteriores] == [
        "vieja",
        "abierta",
        "nueva",
        "hecha",
    ]
    assert Prosa(hallazgos).presenta_anteriores == (
        "Se hizo seguimiento a 4 recomendaciones anteriores: 1 en curso, 2 cumplidas y 1 sin"
        " respuesta."
    )
    assert Prosa(hallazgos).decisiones.startswith("Se hizo seguimiento a ")
    escrito = volcado(hallazgos.plan)
    assert "sin dato" in escrito
    assert "Sin respuesta" in escrito


def test_la_que_se_cumplio_despues_del_informe_anterior_imprime_su_respuesta() -> None:
    """En agosto nadie había respondido la de abril; la de diciembre pasado ya constaba cumplida."""
    de_agosto = anteriores(recomendacion(), recomendacion("vieja", "2025-12-31", estado="cumplida"))
    hoy = plan_de(
        VENCIDA,
        recomendaciones=[
            recomendacion(estado="cumplida", respuesta="Se publicó el mapa."),
            recomendacion("vieja", "2025-12-31", estado="cumplida", respuesta="Hecho."),
        ],
    )
    hallazgos = attrs.evolve(hallazgos_de(hoy, date(2026, 12, 31)), publicado=de_agosto.analisis)

    assert [una.id for una in hallazgos.recomendaciones_anteriores] == ["R-1"]
    assert Prosa(hallazgos).presenta_anteriores == (
        "Se hizo seguimiento a 1 recomendación anterior: 1 cumplida. Además, 1 consta cumplida de"
        " antes."
    )
    en_datos = paac.datos_de(hallazgos.analisis)["recomendaciones"]["anteriores"]
    assert [una["id"] for una in en_datos] == ["R-1"]


DE_MARZO = {"fecha_programada": "31/03/2026"}


def cumplida_de(*codigos: str, **otros: Any) -> dict[str, Any]:
    filas = [{"codigo": codigo, "texto": f"Hacer {codigo}"} for codigo in codigos]
    return recomendacion(estado="cumplida", filas=filas, **otros)


def siguen_vencidas(*filas: dict[str, Any], antes: paac.Plan | None = None, **otros: Any) -> Any:
    """Los códigos de las filas que siguen vencidas, de la recomendación de abril sobre la 1.1."""
    hoy = plan_de(*filas, recomendaciones=[cumplida_de("1.1", **otros)])
    hallazgos = hallazgos_de(hoy, AGOSTO)
    if antes is not None:
        publicado = hallazgos_de(antes, ABRIL).analisis
        hallazgos = attrs.evolve(hallazgos, publicado=publicado)
    por_id = hallazgos.cumplidas_y_vencidas
    return [fila.fila.identificador for fila in por_id.get("R-1", ())]


def test_la_declarada_cumplida_cuya_actividad_sigue_vencida_dice_las_dos_cosas() -> None:
    vencida = con_avances("1.1", "Hacer 1.1", abril=20, agosto=50, **DE_MARZO)
    otra = con_avances("1.2", "Hacer 1.2", abril=20, agosto=50, **DE_MARZO)
    hecha = con_avances("1.3", "Hacer 1.3", abril=20, agosto=100, **DE_MARZO)
    suyas = [
        cumplida_de("1.1"),
        cumplida_de("1.1", "1.2", "1.3") | {"id": "R-2"},
        cumplida_de("1.2", "1.3") | {"id": "R-3"},
        cumplida_de("1.3") | {"id": "R-4"},
    ]
    plan = plan_de(vencida, otra, hecha, recomendaciones=suyas)
    hallazgos = hallazgos_de(plan, AGOSTO)

    assert Prosa(hallazgos).presenta_anteriores == (
        "Se hizo seguimiento a 4 recomendaciones anteriores: 1 cumplida y 3 declaradas cumplidas;"
        " sus actividades siguen vencidas."
    )
    de_la_primera = attrs.evolve(hallazgos, contenido=plan_de(vencida, recomendaciones=suyas[:1]))
    assert Prosa(de_la_primera).presenta_anteriores == (
        "Se hizo seguimiento a 1 recomendación anterior: 1 declarada cumplida; la actividad sigue"
        " vencida."
    )
    escrito = volcado(plan)
    for estado in (
        "Declarada cumplida; la actividad sigue vencida",
        "Declarada cumplida; 2 actividades siguen vencidas",
        "Declarada cumplida; 1 actividad sigue vencida",
        "Cumplida",
    ):
        assert estado in escrito
    dichos = [a for a in paac.reporte(plan, FORMATO).avisos if a.codigo == "cumplida_y_vencida"]
    assert [(aviso.ruta, aviso.mensaje) for aviso in dichos[:2]] == [
        (
            "recomendaciones[0].estado",
            "se declaró cumplida, y sigue vencido lo que pidió terminar: 1.1",
        ),
        (
            "recomendaciones[1].estado",
            "se declaró cumplida, y sigue vencido lo que pidió terminar: 1.1, 1.2",
        ),
    ]
    en_datos = paac.datos_de(hallazgos.analisis)["recomendaciones"]["anteriores"]
    assert en_datos[0]["siguen_vencidas"] == ["componentes[0].subcomponentes[0].actividades[0]"]
    assert "siguen_vencidas" not in en_datos[3]


def test_sigue_vencida_la_misma_aunque_cambie_de_codigo_o_de_texto() -> None:
    def fila(codigo: str, texto: str, **otros: Any) -> dict[str, Any]:
        return con_avances(codigo, texto, **{"abril": 20, "agosto": 50, **DE_MARZO, **otros})

    assert siguen_vencidas(fila("1.1", "Hacer 1.1")) == ["1.1"]
    assert siguen_vencidas(fila("7.1", "Hacer 1.1")) == ["7.1"]
    antes = plan_de(con_avances("1.1", "Hacer 1.1", abril=20, **DE_MARZO))
    assert siguen_vencidas(fila("7.1", "Hacer 1.1 y publicar"), antes=antes) == ["7.1"]
    # Lo que no se sabe, o ya no está vencido, no se dice.
    assert siguen_vencidas(fila("7.1", "Hacer 1.1 y publicar")) == []
    assert siguen_vencidas(fila("1.1", "Hacer 1.1"), fila("1.1", "Hacer 1.1")) == []
    assert siguen_vencidas(fila("1.1", "Hacer 1.1", fecha_programada="31/12/2026")) == []
    assert siguen_vencidas(fila("1.1", "Hacer 1.1", agosto=100)) == []
    # Vencía después de que se recomendó: lo que se pidió no era terminarla.
    assert siguen_vencidas(fila("1.1", "Hacer 1.1", fecha_programada="30/06/2026")) == []


@pytest.mark.parametrize(
    ("de_antes", "dicho"),
    [
        (["no_acogida"], "1 consta no acogida de antes."),
        (["no_acogida", "no_acogida"], "2 constan no acogidas de antes."),
        (["cumplida", "no_acogida"], "1 consta cumplida y 1 no acogida de antes."),
    ],
)
def test_la_que_no_se_acogio_se_cuenta_una_vez_con_su_razon_y_ahi_termina(
    de_antes: list[str], dicho: str
) -> None:
    """La cuenta el informe de agosto; en diciembre ya es de antes."""
    suyas = [
        recomendacion(f"R-{n}", estado=estado, respuesta="No hay presupuesto.")
        for n, estado in enumerate(de_antes)
    ]
    de_agosto = anteriores(*suyas)
    assert [una.respuesta for una in de_agosto.recomendaciones_anteriores] == [
        "No hay presupuesto." for _ in suyas
    ]
    en_diciembre = hallazgos_de(plan_de(VENCIDA, recomendaciones=suyas), date(2026, 12, 31))
    hallazgos = attrs.evolve(en_diciembre, publicado=de_agosto.analisis)
    assert hallazgos.recomendaciones_anteriores == ()
    assert Prosa(hallazgos).presenta_anteriores == f"De las recomendaciones anteriores, {dicho}"


@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    ("fila", "dicho"),
    [
        ({"codigo": "1.1", "texto": "PUBLICAR."}, "1.1"),
        ({"texto": "Publicar"}, "Publicar"),
        ({"codigo": "7", "texto": "Publicar"}, "7 «Publicar» (hoy es la 1.1)"),
        ({"codigo": "1.1", "texto": "Otra"}, "1.1 «Otra» (hoy ese código dice otra cosa)"),
        ({"codigo": "8", "texto": "Se quitó"}, "8 «Se quitó» (ya no está en el plan)"),
        ({"texto": "Se quitó"}, "«Se quitó» (ya no está en el plan)"),
    ],
)
def test_la_fila_que_ya_no_esta_se_dice_y_se_conserva(fila: dict[str, str], dicho: str) -> None:
    plan = anteriores(recomendacion(filas=[fila])).plan
    es_la_misma = dicho in {"1.1", "Publicar"}

    assert dicho in volcado(plan)
    ruta = ("fila_recomendada_ausente", "recomendaciones[0].filas[0]")
    assert (ruta in avisos(plan)) is not es_la_misma


def de_dos_oficinas(*componentes: dict[str, Any]) -> paac.Plan:
    """Las mismas filas en las dos dependencias; la segunda tiene los componentes al revés."""
    alla = [c | {"numero": n} for n, c in enumerate(reversed(componentes), 1)]
    return paac.desde_datos(
        {
            "entidad": {"nombre": "M"},
            "vigencia": 2026,
            "dependencias": [
                {"nombre": "HACIENDA", "componentes": list(componentes)},
                {"nombre": "SALUD", "componentes": alla},
            ],
        }
    ).contenido


def test_se_le_pide_a_la_dependencia_por_el_nombre_con_que_se_cuenta_y_a_otro_a_la_letra() -> None:
    hallazgos = hallazgos_de(de_dos_oficinas(componente(VENCIDA)))
    hay = FilasDelPlan(hallazgos.analisis.plan)
    (de_hacienda,) = {una.responsable for una in hallazgos.recomendaciones} - {"SALUD"}

    assert de_hacienda == "HACIENDA"
    assert hay.nombre_de_responsable(de_hacienda) == "Hacienda"
    assert hay.nombre_de_responsable("GRUPO JURÍDICO") == "GRUPO JURÍDICO"
    assert hay.nombre_de_responsable(None) is None


def test_de_varias_se_escriben_sus_codigos_enteros_y_cuantas_faltan() -> None:
    filas = [VENCIDA | {"codigo": f"2.{n}", "descripcion": f"H {n}"} for n in range(1, 14)]

    assert filas_que_se_nombran(hallazgos_de(plan_de(*filas))) == [
        "2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7, 2.8, 2.9, 2.10, 2.11, 2.12 y 1 más"
    ]
    assert filas_que_se_nombran(hallazgos_de(plan_de(*filas[:3]))) == ["2.1, 2.2, 2.3"]
    assert filas_que_se_nombran(hallazgos_de(plan_de(filas[0]))) == ["2.1 H 1"]
    con_comas = [fila | {"codigo": fila["codigo"].replace(".", ",")} for fila in filas[:2]]
    assert filas_que_se_nombran(hallazgos_de(plan_de(*con_comas))) == ["2,1; 2,2"]


def test_si_a_un_codigo_responden_dos_filas_se_dice_el_componente() -> None:
    def componente_con(numero: int, *codigos: str) -> dict[str, Any]:
        filas = [VENCIDA | {"codigo": codigo, "descripcion": f"H {codigo}"} for codigo in codigos]
        return {
            "numero": numero,
            "nombre": f"C{numero}",
            "subcomponentes": [{"actividades": filas}],
        }

    de_dos = [componente_con(1, "1.2", "2.1"), componente_con(4, "1.2", "2.2")]
    muchas = [componente_con(1, *(f"{n}.1" for n in range(1, 12))), componente_con(4, "1.1", "2.1")]

    assert filas_que_se_nombran(hallazgos_de(plan_de(componentes=de_dos))) == [
        "1: 1.2, 2.1 · 4: 1.2, 2.2"
    ]
    assert filas_que_se_nombran(hallazgos_de(plan_de(componentes=muchas))) == [
        "1: 1.1, 2.1, 3.1, 4.1, 5.1, 6.1, 7.1, 8.1, 9.1, 10.1, 11.1 · 4: 1.1 · y 1 más"
    ]


@pytest.mark.parametrize(
    ("a_quien", "dice"), [("Todas las dependencias", "Todo lo que aplica"), ("Hacienda", "")]
)
def test_lo_que_se_pide_de_todo_lo_dice_y_de_lo_demas_sin_filas_no_se_sabe(
    a_quien: str, dice: str
) -> None:
    plan = plan_de(VENCIDA, recomendaciones=[recomendacion(responsable=a_quien)])

    assert detalle(plan.recomendaciones[0], FilasDelPlan(plan)).filas == dice


def test_de_dos_que_se_llaman_igual_se_imprime_la_que_es() -> None:
    """La propuesta sabe de cuál fila salió, aunque otro componente tenga una con su nombre."""
    hecha = con_avances("1.1", "Publicar", agosto=100, fecha_programada="30/06/2026")
    componentes = [
        {"numero": n, "nombre": f"C{n}", "subcomponentes": [{"actividades": [suya]}]}
        for n, suya in enumerate((hecha, VENCIDA), 1)
    ]

    assert filas_que_se_nombran(hallazgos_de(plan_de(componentes=componentes))) == [
        "1.1 (componente\xa02) Publicar"
    ]


def test_el_plazo_de_todas_las_que_piden_lo_mismo_va_con_lo_que_se_pide() -> None:
    hallazgos = hallazgos_de(plan_de(VENCIDA))
    (una,) = hallazgos.recomendaciones
    hay = FilasDelPlan(hallazgos.plan)

    assert detalle(una, hay, mismo_plazo=True).asunto.endswith(f" Plazo: {una.fecha}.")
    assert detalle(una, hay).plazo == una.fecha
