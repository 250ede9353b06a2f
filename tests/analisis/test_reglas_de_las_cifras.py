"""Las reglas de las cifras, cada una con el plan más corto que la ejercita, y sus leyes.

Prueba ``analisis/situacion`` y ``analisis/filas``.
"""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.a_medida import plan, plan_de
from ayudas.ejemplos import ejemplos
from ayudas.planes import actividad, componente
from ayudas.situaciones import CORTES, planes
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac

ABRIL, AGOSTO, DICIEMBRE = (date(2026, mes, dia) for mes, dia in ((4, 30), (8, 31), (12, 31)))
CUMPLIDA, EN_PROCESO, QUIETA = (
    {"estado": cual} for cual in ("cumplida", "en_proceso", "sin_avance")
)
VARIAS = "30/06/2026 y 30/11/2026"
CALLA = "al día y sin reporte después"


def fila(
    fecha: str = "30/06/2026",
    *,
    abril: dict[str, Any] | None = None,
    agosto: dict[str, Any] | None = None,
    diciembre: dict[str, Any] | None = None,
    **datos: Any,
) -> dict[str, Any]:
    """Una actividad con lo que dijo en cada corte."""
    dichos = ((ABRIL, abril), (AGOSTO, agosto), (DICIEMBRE, diciembre))
    seguimientos = [{"corte": corte.isoformat()} | dicho for corte, dicho in dichos if dicho]
    return actividad(fecha_programada=fecha, seguimientos=seguimientos, **datos)


def cifras(*filas: dict[str, Any], corte: date = DICIEMBRE, **elegida: Any) -> paac.tipos.Cifras:
    """Las de unas filas, de cuatrimestre en cuatrimestre; cada blanco es de su fila."""
    metodologia = paac.modelo.Metodologia(
        **{"cortes": "cuatrimestral", "blancos": "propias"} | elegida
    )
    return paac.analizar(plan_de(*filas), corte=corte, metodologia=metodologia).todo


def sola(una: dict[str, Any], corte: date = DICIEMBRE, **elegida: Any) -> paac.tipos.FilaAnalizada:
    (analizada,) = cifras(una, corte=corte, **elegida).filas
    return analizada


# ------------------------------------------------------------------ los casos de un auditor
def test_lo_que_se_hizo_antes_de_su_ultima_fecha_no_vence_y_no_da_zona() -> None:
    hechas = fila(VARIAS, agosto={"texto": "Hechas las dos", "avance": 100, **CUMPLIDA})
    todo = cifras(hechas, fila("15/12/2026", diciembre={"texto": "Va."}))

    assert (len(todo.vencidas), len(todo.terminadas_antes)) == (0, 1)
    assert (todo.cumplimiento.terminadas, todo.cumplimiento.debian) == (1, 2)
    assert (todo.avance, todo.zona, todo.de_lo_no_terminado) == (100, None, (0, 1))


def test_el_silencio_y_un_estado_sin_numero_dan_el_mismo_promedio() -> None:
    callan = [fila(abril={"avance": 10}, agosto=QUIETA)] * 5
    suben = [fila(abril={"avance": 70}, agosto={"avance": 90})] * 5
    todo = cifras(*callan, *suben, corte=AGOSTO)

    assert (todo.avance, len(todo.con_avance), len(todo.arrastradas)) == (50, 10, 5)
    assert len(todo.sin_cambio_declarado) == 5


def test_lo_terminado_que_no_se_pudo_verificar_no_sostiene_nada() -> None:
    no_verificada = {"verificacion": {"resultado": "no_verificada"}}
    todo = cifras(*[fila(agosto={"avance": 100, **CUMPLIDA, **no_verificada})] * 10, corte=AGOSTO)

    assert (len(todo.terminadas), len(todo.terminadas_verificadas)) == (10, 0)
    assert (todo.avance, todo.sostenido) == (100, 0)


def test_solo_baja_lo_que_esta_mas_bajo_que_en_el_corte_anterior() -> None:
    todo = cifras(
        fila(codigo="baja", abril={"avance": 60}, agosto={"avance": 40}),
        fila(codigo="fuera", abril={"avance": 50}, agosto={"avance": 10, "estado": "no_aplica"}),
        fila(codigo="hecha", abril={"avance": 100}, agosto={"avance": 20, "estado": "no_aplica"}),
        corte=AGOSTO,
    )

    assert [suya.fila.identificador for suya in todo.bajaron] == ["baja"]
    dudas = [(suya.fila.identificador, duda.duda) for suya, duda in todo.contradicciones]
    assert dudas == [
        ("baja", "retrocede"),
        ("fuera", "no_aplica_con_avance"),
        ("hecha", "no_aplica_con_avance"),
        ("hecha", "no_aplica_tras_terminar"),
    ]


def test_lo_que_vuelve_a_aplicar_esta_abierto_con_lo_que_declara_y_no_se_reabre() -> None:
    """Terminada en abril y reabierta en agosto, en octubre no aplica y en diciembre va en 30."""
    octubre = date(2026, 10, 31)
    cortes = (ABRIL, AGOSTO, octubre, DICIEMBRE)
    dichos: tuple[dict[str, Any], ...] = (
        *({"avance": 100}, {"avance": 40}),
        *({"estado": "no_aplica"}, {"avance": 30}),
    )
    seguimientos = [{"corte": str(c)} | dice for c, dice in zip(cortes, dichos, strict=True)]
    vuelve = actividad(fecha_programada="30/06/2026", seguimientos=seguimientos)
    todas = {corte: cifras(vuelve, corte=corte, cortes=cortes) for corte in cortes}

    assert [len(una.reabiertas) for una in todas.values()] == [0, 1, 0, 0]
    (al_cierre,) = todas[DICIEMBRE].filas
    assert (al_cierre.avance, al_cierre.terminada, al_cierre.aplica) == (30, False, True)
    assert len(todas[DICIEMBRE].vencidas) == 1


def test_la_que_nunca_se_termino_y_vuelve_a_aplicar_no_se_reabre() -> None:
    sin_terminar = fila(abril={"avance": 20}, agosto={"estado": "no_aplica"}, diciembre=EN_PROCESO)
    todo = cifras(sin_terminar)

    assert (len(todo.reabiertas), todo.avance) == (0, 20)


def test_una_caida_que_se_recupera_en_el_periodo_se_contradice_y_no_baja() -> None:
    recupera = actividad(
        seguimientos=[
            {"corte": corte, "avance": avance}
            for corte, avance in (("2026-04-30", 60), ("2026-06-30", 40), ("2026-08-31", 70))
        ]
    )
    todo = cifras(recupera, corte=AGOSTO)

    assert (len(todo.subieron), len(todo.bajaron)) == (1, 0)
    assert [duda.duda for _, duda in todo.contradicciones] == ["retrocede"]


# ------------------------------------------------------------------ una fila
@pytest.mark.parametrize(
    ("fecha", "corte", "exigible"),
    [
        ("Enero a marzo y octubre a noviembre", AGOSTO, False),
        ("Enero a marzo y agosto a noviembre", AGOSTO, True),
        ("Semestral: enero a marzo y agosto a noviembre", AGOSTO, True),
        ("Enero a marzo y octubre a noviembre", ABRIL, True),
    ],
)
def test_de_varios_rangos_cada_uno_se_exige(fecha: str, corte: date, *, exigible: bool) -> None:
    dijo = {"texto": "Va."}

    assert sola(fila(fecha, abril=dijo), corte).exigible is exigible


@pytest.mark.parametrize("despues", [QUIETA, {"texto": "Sigue."}, None])
@pytest.mark.parametrize("fecha", [VARIAS, "Semestral: 30/06/2026 y 30/11/2026"])
def test_lo_terminado_antes_de_su_ultimo_dia_sigue_terminado(
    fecha: str, despues: dict[str, Any] | None
) -> None:
    una = sola(fila(fecha, agosto=CUMPLIDA, diciembre=despues))

    assert (una.terminada, una.terminada_antes, una.vencimiento) == (True, True, None)
    assert not sola(fila(fecha, diciembre=CUMPLIDA)).terminada_antes
    assert not sola(fila("30/11/2026", agosto=CUMPLIDA)).terminada_antes


@pytest.mark.parametrize(
    ("fecha", "dichos", "avance", "clase"),
    [
        ("Mensual", {"abril": {"avance": 100}}, None, CALLA),
        ("Mensual", {"abril": CUMPLIDA, "agosto": {"texto": "Va."}}, None, "por determinar"),
        ("Mensual", {"abril": CUMPLIDA, "agosto": {"texto": "-"}}, None, CALLA),
        ("Mensual", {"abril": CUMPLIDA, "agosto": QUIETA}, None, "vencida"),
        ("Mensual", {"abril": CUMPLIDA, "agosto": {"avance": 50}}, 50, "vencida"),
        ("Mensual", {"diciembre": CUMPLIDA}, 100, None),
        ("Permanente", {"abril": CUMPLIDA}, None, None),
        ("Permanente", {"diciembre": CUMPLIDA}, 100, None),
        ("30/06/2026", {"agosto": {"texto": "Va."}}, None, "por determinar"),
        ("30/06/2026", {}, None, "vencida sin reporte"),
    ],
)
def test_lo_que_estuvo_al_dia_y_callo_no_se_da_por_vencido(
    fecha: str, dichos: dict[str, Any], avance: int | None, clase: str | None
) -> None:
    una = sola(fila(fecha, **dichos))

    assert (una.avance, una.vencimiento) == (avance, clase)


def test_lo_que_esta_al_dia_se_conoce_hasta_su_siguiente_dia() -> None:
    una = fila("Semestral", abril=CUMPLIDA)

    assert sola(una, ABRIL).avance == 100
    assert sola(una, AGOSTO).avance is None


# ------------------------------------------------------------------ un conjunto
def test_sin_ningun_numero_no_hay_promedio_y_dentro_de_otro_conjunto_si_cuentan() -> None:
    estados, numeros = (
        componente(fila(agosto=CUMPLIDA)),
        componente(fila(agosto={"avance": 0}), numero=2),
    )
    analisis = paac.analizar(plan(estados, numeros), corte=AGOSTO)
    de_estados, de_numeros = analisis.componentes

    assert (de_estados.avance, de_estados.solo_estados) == (None, True)
    assert (de_estados.intervalo, de_estados.zona) == ((100, 100), None)
    assert (de_numeros.avance, analisis.todo.avance) == (0, 50)
    assert not analisis.todo.solo_estados


def test_donde_un_corte_no_tiene_promedio_no_hay_del_periodo() -> None:
    todo = cifras(fila(abril=CUMPLIDA, agosto={"avance": 80}), corte=AGOSTO)

    assert todo.periodo is not None
    assert (todo.avance, todo.avance_anterior, todo.periodo.puntos) == (80, None, None)
    assert (todo.periodo.base, todo.base_del_periodo) == (0, ())
    assert len(todo.bajaron) == len(todo.reabiertas) == 1


@pytest.mark.parametrize(
    ("elegida", "avance", "intervalo"),
    [
        ({}, 55, (55, 55)),
        ({"cumplida_sin_numero": "desconocida"}, 10, (55, 55)),
    ],
)
def test_cada_opcion_de_lo_cumplido_sin_numero(
    elegida: dict[str, Any], avance: int, intervalo: tuple[int, int]
) -> None:
    todo = cifras(fila(agosto=CUMPLIDA), fila(agosto={"avance": 10}), corte=AGOSTO, **elegida)

    assert (todo.avance, todo.intervalo) == (avance, intervalo)
    assert len(todo.terminadas) == 1


def test_el_intervalo_no_deja_fuera_el_componente_que_no_se_conoce() -> None:
    nada = componente(actividad(seguimiento=None), numero=2)
    ponderado = paac.modelo.Metodologia(metodo="ponderado", pesos={2: Decimal(3)})
    de = plan(componente(fila(agosto={"avance": 40})), nada)
    todo = paac.analizar(de, corte=AGOSTO, metodologia=ponderado).todo

    assert (todo.avance, todo.intervalo) == (40, (10, 85))


def test_lo_verificado_sostiene_por_el_seguimiento_que_declara_el_valor() -> None:
    si = {"verificacion": {"resultado": "verificada"}}
    todo = cifras(
        fila(agosto={"avance": 80, **si}),
        fila(abril={"avance": 60, **si}, agosto=EN_PROCESO),
        fila(abril={"avance": 60, **si}, agosto={"avance": 90}),
        fila(agosto={"avance": 100, "verificacion": {"resultado": "parcial"}}),
        corte=AGOSTO,
    )

    assert (todo.sostenido, todo.avance_de_lo_verificado, len(todo.verificadas)) == (35, 70, 2)
    assert cifras(fila(agosto={"avance": 80}), corte=AGOSTO).sostenido is None


def test_termino_lo_que_antes_no_lo_estaba_se_conociera_o_no() -> None:
    de = (
        fila(abril={"avance": 100}),
        fila(abril={"avance": 50}, agosto={"avance": 100}),
        fila(agosto=CUMPLIDA),
    )

    assert len(cifras(*de, corte=AGOSTO).terminaron) == 2
    assert len(cifras(*de, corte=ABRIL).terminaron) == 1


def test_en_json_los_decimales_no_contradicen_la_zona_ni_parecen_cien() -> None:
    casi = {"avance": "59.9999999"}, {"avance": "99.9999999"}
    dichos = [
        paac.datos_de(paac.analizar(plan_de(fila(agosto=uno)), corte=AGOSTO))["plan"]
        for uno in casi
    ]

    assert [(uno["avance"]["valor"], uno["avance"]["zona"]) for uno in dichos] == [
        (59.9999999, "baja"),
        (99.9999999, "alta"),
    ]


# ------------------------------------------------------------------ leyes
METODOS = st.sampled_from(["actividades", "subcomponentes", "ponderado"])


@pytest.mark.integracion
@ejemplos(30)
@given(planes(), METODOS, st.sampled_from(CORTES))
def test_el_intervalo_contiene_el_promedio_y_lo_verificado_no_pasa_de_su_extremo(
    de: paac.Plan, metodo: Any, corte: str
) -> None:
    analisis = paac.analizar(de, corte=date.fromisoformat(corte), metodologia={"metodo": metodo})
    for parte in (analisis.todo, *analisis.componentes, *analisis.dependencias):
        if parte.intervalo is None:
            assert parte.aplican == ()
            continue
        bajo, alto = parte.intervalo
        assert 0 <= bajo <= alto <= 100
        if parte.avance is not None:
            # Los tres se dividen con más cifras que las de una resta corriente, que las redondea.
            assert round(bajo, 20) <= round(parte.avance, 20) <= round(alto, 20)
        if parte.sostenido is not None:
            assert parte.sostenido <= bajo


@pytest.mark.integracion
@ejemplos(30)
@given(planes(), st.sampled_from(["aparte", "propias", "combinadas"]), st.sampled_from(CORTES))
def test_lo_terminado_y_las_cinco_clases_son_todo_lo_que_vencia(
    de: paac.Plan, blancos: Any, corte: str
) -> None:
    elegida = paac.modelo.Metodologia(blancos=blancos)
    analisis = paac.analizar(de, corte=date.fromisoformat(corte), metodologia=elegida)
    todo = analisis.todo
    repartidas = [
        *(fila.ruta for fila in todo.debian if fila.terminada),
        *(fila.ruta for filas in todo.por_vencimiento.values() for fila in filas),
    ]
    cuenta = todo.cumplimiento

    assert sorted(repartidas) == sorted(fila.ruta for fila in todo.debian)
    assert cuenta.debian == sum(
        (
            *(cuenta.terminadas, cuenta.vencidas, cuenta.vencidas_sin_reporte),
            *(cuenta.por_determinar, cuenta.al_dia_sin_reporte, cuenta.en_blanco),
        )
    )


@pytest.mark.integracion
@ejemplos(25)
@given(planes(), METODOS, st.sampled_from(["en_proceso", "sin_avance"]))
def test_un_estado_sin_numero_da_el_promedio_que_da_el_silencio(
    de: paac.Plan, metodo: Any, estado: str
) -> None:
    """De lo que se conocía, aplicaba y no estaba terminado ni al día."""
    agosto, despues = date(2023, 8, 31), "2023-12-31"
    elegida = paac.modelo.Metodologia(metodo=metodo, blancos="propias", cortes="cuatrimestral")
    antes = paac.analizar(de, corte=agosto, metodologia=elegida)
    quietas = {
        suya.ruta
        for suya in antes.todo.con_avance
        if suya.avance is not None and suya.avance < 100 and suya.situacion.hasta is None
    }

    def con(dicho: dict[str, Any]) -> paac.tipos.Cifras:
        datos = json.loads(json.dumps(paac.datos_de(de)))
        for ruta in quietas:
            en_los_datos = _en(datos, ruta)
            propios = [s for s in en_los_datos["seguimientos"] if s["corte"] != despues]
            en_los_datos["seguimientos"] = propios + (
                [{"corte": despues, **dicho}] if dicho else []
            )
        nuevo = paac.desde_datos(datos).contenido
        return paac.analizar(nuevo, corte=DICIEMBRE.replace(year=2023), metodologia=elegida).todo

    callado, dicho = con({}), con({"estado": estado})
    assert callado.avance == dicho.avance
    assert callado.intervalo == dicho.intervalo


@pytest.mark.integracion
@ejemplos(25)
@given(planes(), METODOS, st.data())
def test_quitar_el_numero_que_decide_no_sube_el_extremo_de_abajo(
    de: paac.Plan, metodo: Any, elegir: st.DataObject
) -> None:
    """Menos si era una caída, iba junto a cumplida, dejaba la fila al día o, sin él, no aplica."""
    corte = date(2023, 12, 31)
    elegida = paac.modelo.Metodologia(metodo=metodo, blancos="propias", cortes="cuatrimestral")
    entero = paac.analizar(de, corte=corte, metodologia=elegida).todo
    quitables = [
        (suya.ruta, dicho.corte.isoformat())
        for suya in entero.con_avance
        for dicho in suya.seguimientos
        if dicho.corte == suya.situacion.corte and dicho.avance is not None
        if dicho.estado is not paac.modelo.Estado.CUMPLIDA and suya.situacion.hasta is None
        if not any(duda.duda == "retrocede" for duda in suya.situacion.contradicciones)
    ]
    if not quitables:
        return
    ruta, cual = elegir.draw(st.sampled_from(quitables))
    datos = json.loads(json.dumps(paac.datos_de(de)))
    for seguimiento in _en(datos, ruta)["seguimientos"]:
        if seguimiento["corte"] == cual:
            del seguimiento["avance"]
    sin_el = paac.analizar(paac.desde_datos(datos).contenido, corte=corte, metodologia=elegida).todo

    if len(sin_el.aplican) < len(entero.aplican):
        return
    assert entero.intervalo
    assert sin_el.intervalo
    # Restados: sumarle lo que puede sobrar lo redondearía a menos cifras de las que trae.
    assert sin_el.intervalo[0] - entero.intervalo[0] <= Decimal("1e-30")


def _en(datos: Any, ruta: str) -> dict[str, Any]:
    """Lo que hay en los datos en una ruta como ``componentes[0].tramites[1]``."""
    for parte in ruta.split("."):
        nombre, _, lugar = parte.partition("[")
        datos = datos[nombre][int(lugar.rstrip("]"))]
    return datos
