"""El paquete de un plan que lleva su mapa de riesgos: una tabla más, con lo que la explica."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS, datos, riesgo
from ayudas.planes import actividad, componente, plan
from hypothesis import given

import paac_reportes as paac

DE_TODO = riesgo(
    tratamiento="=1+1",
    frecuencia=24,
    inherente={"probabilidad_pct": "24.5", "zona": "@SUM(A1)"},
    causas=[{"texto": "=HOY()", "clase": "raiz"}, {"texto": "Descuido"}],
    controles=[
        {"numero": "1", "descripcion": "", "tipo": "preventivo", "criterios": {"B": "si"}},
        {"descripcion": "Revisar; y firmar\nal final", "causas_que_ataca": [1, 2]},
    ],
    acciones=[{"descripcion": "Ir", "responsable": "TH"}, {"descripcion": "'Volver"}],
    cuestionario={"7": "si"},
    extras={"cupos": 30},
    seguimientos=[
        {
            "corte": "2026-04-30",
            "materializacion": {"ocurrio": "si", "descripcion": "Se perdió el radicado 77"},
        }
    ],
)


def con_mapa(*riesgos: dict[str, Any], **cambios: Any) -> paac.Plan:
    return plan(componente(actividad()), mapa_de_riesgos=datos(*riesgos, **cambios))


def partes(de: paac.Plan, *, publico: bool = False) -> dict[str, bytes]:
    pedido = paac.reporte(de, "paac-plan")
    contenido = (pedido.publico() if publico else pedido).emitir("zip").contenido
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        return {nombre: paquete.read(nombre) for nombre in paquete.namelist()}


def celdas(contenido: bytes) -> list[dict[str, str]]:
    texto = io.StringIO(contenido.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(texto, delimiter=";"))


def validar(suyas: dict[str, bytes], carpeta: Path) -> list[Any]:
    for nombre, contenido in suyas.items():
        (carpeta / nombre).write_bytes(contenido)
    informe = frictionless.validate(carpeta / "datapackage.json")
    return [*informe.errors, *(error for tarea in informe.tasks for error in tarea.errors)]


@pytest.mark.integracion
def test_frictionless_lo_valida(tmp_path: Path) -> None:
    assert validar(partes(con_mapa(DE_TODO, riesgo(referencia="R2"))), tmp_path) == []


@pytest.mark.integracion
@ejemplos(5)
@given(MAPAS)
def test_frictionless_valida_el_de_cualquier_mapa(
    tmp_path_factory: pytest.TempPathFactory, crudo: dict[str, Any]
) -> None:
    de = plan(componente(actividad()), mapa_de_riesgos=crudo)
    assert validar(partes(de), tmp_path_factory.mktemp("paquete")) == []


def test_lo_que_una_hoja_tomaria_por_formula_va_protegido_y_el_blanco_no_es_vacio() -> None:
    una, otra = celdas(partes(con_mapa(DE_TODO))["riesgos.csv"])
    assert una["riesgo.tratamiento"] == "'=1+1"
    assert una["riesgo.inherente.zona"] == "'@SUM(A1)"
    assert una["control.descripcion"] == "'"
    assert una["control.responsable"] == ""
    assert una["causa.texto"] == '["=HOY()", "Descuido"]'
    assert una["causa.clase"] == '["raiz", null]'
    assert otra["control.causas_que_ataca"] == "[1, 2]"
    peligrosas = [v for fila in (una, otra) for v in fila.values() if v[:1] in tuple("=+-@\t\r")]
    assert peligrosas == []


@pytest.mark.integracion
@given(MAPAS)
def test_el_csv_vuelve_al_mapa(crudo: dict[str, Any]) -> None:
    de = plan(componente(actividad()), mapa_de_riesgos=crudo)
    suyas = partes(de)
    limpio = paac.desde_datos(json.loads(suyas["plan.json"])).contenido.mapa_de_riesgos
    assert limpio is not None
    otras = {c: v for c, v in paac.datos_de(limpio).items() if c != "procesos"}
    leido = io.StringIO(suyas["riesgos.csv"].decode("utf-8-sig"), newline="")
    vuelto = paac.desde_filas(leido, **otras, como="mapa").contenido
    sin_extras = [
        {c: v for c, v in fila.items() if ".extras." not in c} for fila in paac.filas_de(vuelto)
    ]
    assert sin_extras == [
        {c: v for c, v in fila.items() if ".extras." not in c} for fila in paac.filas_de(limpio)
    ]


def test_al_publicar_no_sale_que_paso_con_un_materializado() -> None:
    suyas = partes(con_mapa(DE_TODO), publico=True)
    assert not any(b"radicado 77" in contenido for contenido in suyas.values())
    assert b"radicado 77" in partes(con_mapa(DE_TODO))["plan.json"]
