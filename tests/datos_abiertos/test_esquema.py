"""El JSON Schema de los datos dice lo que la biblioteca admite, y lo dice en español."""

import json
from typing import Any

import pytest
from ayudas.compartido import DATOS, con_datos_reales
from ayudas.planes import datos
from ayudas.planes_completos import planes_completos
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

import paac_reportes as paac

ESQUEMA = paac.esquema()
VALIDADOR = Draft202012Validator(ESQUEMA, format_checker=FormatChecker())
CLASES = {"PlanEnArchivo": ESQUEMA, **ESQUEMA["$defs"]}


def fallas(crudo: object) -> list[str]:
    return [error.message for error in VALIDADOR.iter_errors(crudo)]


@pytest.mark.integracion
def test_es_un_esquema_bien_escrito() -> None:
    Draft202012Validator.check_schema(ESQUEMA)


@pytest.mark.integracion
@given(planes_completos())
def test_todo_plan_escrito_lo_cumple(plan: paac.Plan) -> None:
    assert fallas(json.loads(paac.reporte(plan, "paac-plan").emitir("json").contenido)) == []


@con_datos_reales
@pytest.mark.parametrize(
    "nombre",
    ["cartago_2020", "cajica_plan_2022", "cajica_seguimiento_2018", "california_plan"],
)
def test_los_datos_reales_lo_cumplen(nombre: str) -> None:
    assert fallas(json.loads((DATOS / f"{nombre}.json").read_text("utf-8"))) == []


def con_actividad(**suyo: Any) -> dict[str, Any]:
    return datos(componentes=[{"subcomponentes": [{"actividades": [suyo]}]}])


MALOS = {
    "una clave desconocida": datos(entidad={"nombr": "X"}),
    "una entidad sin nombre": datos(entidad={}),
    "un año imposible": datos(vigencia=20),
    "un código como número": con_actividad(codigo=1.1),
    "un avance de más de 100": con_actividad(seguimientos=[{"corte": "2026-04-30", "avance": 101}]),
    "un corte que no es fecha": con_actividad(seguimientos=[{"corte": "30/04/2026"}]),
    "un día que no existe": con_actividad(seguimientos=[{"corte": "2026-02-31"}]),
    "un estado inventado": con_actividad(seguimientos=[{"corte": "2026-04-30", "estado": "lista"}]),
    "un extra con mayúsculas": con_actividad(extras={"Riesgo": "x"}),
    "un extra que es una lista": con_actividad(extras={"riesgo": []}),
    "un código DIVIPOLA corto": datos(entidad={"nombre": "X", "divipola": "5001"}),
    "ni dependencias ni componentes": {"entidad": {"nombre": "X"}},
    "las dos listas": {**datos(), "dependencias": [{"nombre": "Y"}], "componentes": [{}]},
    "una lista donde va un texto": con_actividad(meta=["x"]),
    "una versión del contrato que no existe": datos(version_contrato=2),
}


@pytest.mark.parametrize("malo", MALOS.values(), ids=MALOS.keys())
def test_lo_que_la_biblioteca_rechaza_el_esquema_tambien(malo: dict[str, Any]) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        paac.desde_datos(malo)

    assert fallas(malo) != []


def test_lo_que_falta_puede_ser_nulo() -> None:
    assert fallas(datos(regimen=None, firmas=None)) == []


def test_cada_dato_trae_su_titulo_y_su_descripcion() -> None:
    dichos = {
        f"{clase}.{campo}": suyo
        for clase, suya in CLASES.items()
        for campo, suyo in suya["properties"].items()
    }
    mudos = [c for c, suyo in dichos.items() if not suyo["title"] or len(suyo["description"]) < 10]

    assert len(dichos) > 80
    assert mudos == []
