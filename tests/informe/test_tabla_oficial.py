"""La tabla mínima de la guía y la antigüedad de lo vencido, contra la segunda cuenta."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from analisis import segunda
from ayudas.a_medida import plan_de
from ayudas.ejemplos import ejemplos
from ayudas.planes import actividad, tramite
from ayudas.situaciones import CORTES, planes
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.oficial import fila as oficial
from paac_reportes.informe.oficial import rotulos
from paac_reportes.informe.vencimientos import por_edad

CORTE = date(2026, 8, 31)
EDADES = ["De 1 a 30 días", "De 31 a 90 días", "De 91 a 180 días", "Más de 180 días"]
DICHAS = {
    "vencidas": r"\b(\d+) vencid[ao]s?\b(?! sin)",
    "vencidas_sin_reporte": r"(\d+) vencid[ao]s? sin reporte",
    "por_determinar": r"(\d+) por determinar",
    "al_dia_sin_reporte": r"(\d+) al día y sin reporte después",
    "en_blanco": r"(\d+) en blanco bajo un reporte",
}
"""Cómo dice la observación cada clase, por su nombre en la segunda cuenta."""


def hallazgos(plan: paac.Plan, corte: date) -> Hallazgos:
    return Hallazgos(plan, corte, reglas_para(plan))


def filas_de(plan: paac.Plan, corte: date) -> list[dict[str, Any]]:
    """Las de la segunda cuenta, con su clase y sus días."""
    datos = json.loads(json.dumps(paac.datos_de(plan)))
    metodo = {"arrastre": "ultimo_conocido", "blancos": "aparte", "cumplida_sin_numero": "cien"}
    metodo |= {"metodo": "actividades", "pesos": {}, "cortes": None} | (
        datos.get("metodologia") or {}
    )
    anterior = segunda.corte_anterior(datos, corte, metodo["cortes"])
    return segunda.filas_al_corte(datos, corte, anterior, metodo)


def edad(dias: int) -> str:
    if dias == 0:
        return "El mismo día del corte"
    return EDADES[sum(dias > tope for tope in (30, 90, 180))]


@pytest.mark.integracion
@ejemplos(60)
@given(planes(), st.sampled_from(CORTES))
def test_cada_parte_dice_lo_que_debia_lo_cumplido_y_cada_clase(plan: paac.Plan, corte: str) -> None:
    dia = date.fromisoformat(corte)
    todas = {fila["ruta"]: fila for fila in filas_de(plan, dia)}

    for cifras in hallazgos(plan, dia).componentes:
        filas, dicha = [todas[fila.ruta] for fila in cifras.filas], oficial(cifras)
        debian = [f for f in filas if f["aplica"] and segunda.vencio(f, dia)]
        cumplidas = [f for f in debian if f["terminada"]]
        assert (dicha.programadas, dicha.cumplidas) == (len(debian), len(cumplidas))
        clases = Counter(f["clase_de_vencida"] for f in filas)
        for clase, como in DICHAS.items():
            hallado = re.search(como, dicha.observaciones)
            assert int(hallado[1] if hallado else 0) == clases[clase], dicha.observaciones
        if debian and cumplidas:
            assert dicha.cumplimiento not in {"—", "sin dato"}
        assert ("nada vencía" in dicha.observaciones.casefold()) == (
            not debian and any(f["aplica"] for f in filas)
        )


@pytest.mark.integracion
@ejemplos(60)
@given(planes(), st.sampled_from(CORTES))
def test_lo_vencido_por_su_edad_es_lo_vencido(plan: paac.Plan, corte: str) -> None:
    dia = date.fromisoformat(corte)
    cierto = Counter(
        (edad((dia - max(fila["dias"])).days), fila["clase_de_vencida"])
        for fila in filas_de(plan, dia)
        if fila["clase_de_vencida"] in {"vencidas", "vencidas_sin_reporte"}
    )
    dichas = list(por_edad(hallazgos(plan, dia).cifras))

    assert bool(dichas) == bool(cierto)
    for una in dichas:
        declaradas = cierto.pop((una.nombre, "vencidas"), 0)
        calladas = cierto.pop((una.nombre, "vencidas_sin_reporte"), 0)
        assert (una.vencidas, una.vencidas_sin_reporte) == (declaradas, calladas)
        assert una.todas == declaradas + calladas
    assert not cierto


@pytest.mark.parametrize("dias", [0, 1, 30, 31, 90, 91, 180, 181, 240])
def test_los_bordes_de_cada_edad(dias: int) -> None:
    vencio = CORTE - timedelta(days=dias)
    suyo = plan_de(
        actividad(
            fecha_programada=f"{vencio:%d/%m/%Y}",
            seguimientos=[{"corte": CORTE.isoformat(), "avance": 20}],
        )
    )
    dichas = {una.nombre: una.todas for una in por_edad(hallazgos(suyo, CORTE).cifras)}

    assert [nombre for nombre, cuantas in dichas.items() if cuantas] == [edad(dias)]
    assert ("El mismo día del corte" in dichas) == (dias == 0)


def con(*filas: dict[str, Any], tramites: int = 0) -> paac.Plan:
    suyos = [tramite(fecha_fin="30/06/2026", seguimientos=[]) for _ in range(tramites)]
    componente = {"numero": 1, "nombre": "C", "subcomponentes": [{"actividades": list(filas)}]}
    return paac.plan_desde_datos(
        {
            "entidad": {"nombre": "M"},
            "vigencia": 2026,
            "componentes": [componente | {"tramites": suyos}],
        }
    )


def va(fecha: str, **mas: Any) -> dict[str, Any]:
    return actividad(fecha_programada=fecha, seguimientos=[{"corte": "2026-08-31"} | mas])


@pytest.mark.parametrize(
    ("plan", "cumplimiento", "dice"),
    [
        (con(va("30/06/2026", avance=100)), "100,00\xa0%", "Terminada"),
        (con(*[va("30/06/2026", avance=100)] * 2), "100,00\xa0%", "Todas terminadas"),
        (con(va("30/06/2026", avance=20)), "0,00\xa0%", "1 vencida"),
        (con(va("30/06/2026", texto="Se hizo")), "sin dato", "1 por determinar"),
        (con(va("31/12/2026", avance=20)), "—", "Nada vencía hasta el corte"),
        (con(va("30/06/2026", estado="no_aplica")), "—", "Ninguna aplica"),
        (
            con(va("Según la agenda", avance=20)),
            "—",
            "Nada vencía hasta el corte; 1 sin un día exigible",
        ),
        (con(tramites=2), "0,00\xa0%", "2 vencidos sin reporte"),
    ],
)
def test_lo_que_se_observa_de_pocas_filas(plan: paac.Plan, cumplimiento: str, dice: str) -> None:
    dicha = oficial(hallazgos(plan, CORTE).componentes[0])

    assert (dicha.cumplimiento, dicha.observaciones) == (cumplimiento, dice)


@pytest.mark.parametrize(
    ("plan", "dice"),
    [
        (con(va("30/06/2026")), ("Actividades programadas", "Cumplidas")),
        (con(tramites=1), ("Trámites programados", "Cumplidos")),
        (con(va("30/06/2026"), tramites=1), ("Actividades y trámites programados", "Cumplidos")),
        (
            paac.leer_plan("ejemplos/informe_trimestral/plan.yaml"),
            ("Filas programadas", "Cumplidas"),
        ),
    ],
)
def test_los_rotulos_dicen_lo_que_hay(plan: paac.Plan, dice: tuple[str, str]) -> None:
    assert rotulos(hallazgos(plan, CORTE).cifras.filas) == dice


def test_abre_los_resultados_por_componente() -> None:
    pagina = paac.emitir(con(va("30/06/2026", avance=20)), "informe-seguimiento", "html").decode()
    texto = re.sub(r"<[^>]+>", " ", pagina).replace("\xa0", " ")

    assert "Actividades programadas hasta el corte, y lo que se cumplió" in texto
    assert texto.index("Actividades programadas hasta") < texto.index(
        "Cumplimiento y pendientes por"
    )
    assert "Antigüedad de lo vencido, desde su último día hasta el corte" in texto
