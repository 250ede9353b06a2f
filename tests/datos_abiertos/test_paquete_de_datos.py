"""El paquete de datos: lo abre quien conozca el estándar, y dice qué es cada cosa."""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from ayudas.compartido import DATOS, RAIZ, con_datos_reales
from ayudas.ejemplos import ejemplos
from ayudas.planes import plan
from ayudas.planes_completos import planes_completos
from hypothesis import given

import paac_reportes as paac

EJEMPLOS = ["informe_trimestral", "ptep"]


def partes(de: paac.Plan) -> dict[str, bytes]:
    with zipfile.ZipFile(
        io.BytesIO(paac.reporte(de, "paac-plan").emitir("zip").contenido)
    ) as paquete:
        return {nombre: paquete.read(nombre) for nombre in paquete.namelist()}


def descriptor(de: paac.Plan) -> dict[str, Any]:
    hecho: dict[str, Any] = json.loads(partes(de)["datapackage.json"])
    return hecho


def validar(de: paac.Plan, carpeta: Path) -> list[Any]:
    for nombre, contenido in partes(de).items():
        (carpeta / nombre).write_bytes(contenido)
    informe = frictionless.validate(carpeta / "datapackage.json")
    return [informe.errors, *(tarea.errors for tarea in informe.tasks)]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("ejemplo", EJEMPLOS)
def test_frictionless_lo_valida(ejemplo: str, tmp_path: Path) -> None:
    de = paac.leer(RAIZ / "ejemplos" / ejemplo / "plan.yaml").sin_dudas()

    assert validar(de, tmp_path) == [[], [], [], []]


@pytest.mark.una_de_cada
@con_datos_reales
@pytest.mark.parametrize(
    "nombre", ["cartago_2020", "cajica_plan_2022", "cajica_seguimiento_2018", "california_plan"]
)
def test_frictionless_valida_el_de_los_datos_reales(nombre: str, tmp_path: Path) -> None:
    assert validar(paac.leer(DATOS / f"{nombre}.json").sin_dudas(), tmp_path) == [[], [], [], []]


@pytest.mark.integracion
@ejemplos(5)
@given(planes_completos())
def test_frictionless_valida_el_de_cualquier_plan(
    tmp_path_factory: pytest.TempPathFactory, de: paac.Plan
) -> None:
    assert validar(de, tmp_path_factory.mktemp("paquete")) == [[], [], [], []]


def test_cada_archivo_va_con_su_peso_y_su_huella() -> None:
    suyas = partes(plan())
    recursos = json.loads(suyas["datapackage.json"])["resources"]

    assert {r["path"]: (r["bytes"], r["hash"]) for r in recursos} == {
        nombre: (len(contenido), f"sha256:{hashlib.sha256(contenido).hexdigest()}")
        for nombre, contenido in suyas.items()
        if nombre != "datapackage.json"
    }


def con_licencia(licencia: str | None) -> paac.Plan:
    return plan(entidad={"nombre": "X", "extras": {"licencia": licencia} if licencia else {}})


@pytest.mark.parametrize(
    ("licencia", "dicho"),
    [
        (None, None),
        ("CC-BY-4.0", [{"name": "CC-BY-4.0"}]),
        ("https://example.org/licencia", [{"path": "https://example.org/licencia"}]),
        ("la de siempre", None),
    ],
)
def test_la_licencia_solo_va_si_los_datos_la_dan(licencia: str | None, dicho: object) -> None:
    assert descriptor(con_licencia(licencia)).get("licenses") == dicho


def test_una_licencia_que_no_se_entiende_se_avisa() -> None:
    (aviso,) = paac.reporte(con_licencia("la de siempre"), "paac-plan").emitir("zip").avisos[-1:]

    assert (aviso.codigo, aviso.ruta) == ("licencia_desconocida", "entidad.extras.licencia")


def test_un_nombre_sin_una_letra_en_ascii_deja_el_del_plan() -> None:
    assert (
        descriptor(plan(entidad={"nombre": "日本"}, vigencia=2026, regimen="ptep"))["name"]
        == "ptep-2026"
    )
