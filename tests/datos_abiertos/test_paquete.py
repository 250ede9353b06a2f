"""El paquete de datos: lo abre quien conozca el estándar, y dice qué es cada cosa.

Prueba ``datos_abiertos/paquete`` y ``datos_abiertos/pedidos``.
"""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import attrs
import frictionless
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS, datos, mapa, riesgo
from ayudas.planes import actividad, componente, plan
from ayudas.planes_completos import planes_completos
from hypothesis import given

import paac_reportes as paac

MATERIALIZADO = {"ocurrio": "si", "descripcion": "Se perdió el radicado 77"}
DE_TODO = riesgo(
    tratamiento="=1+1",
    inherente={"probabilidad_pct": "24.5", "zona": "@SUM(A1)"},
    causas=[{"texto": "=HOY()", "clase": "raiz"}, {"texto": "Descuido"}],
    controles=[
        {"numero": "1", "descripcion": "", "tipo": "preventivo", "criterios": {"B": "si"}},
        {"descripcion": "Revisar; y firmar\nal final", "causas_que_ataca": [1, 2]},
    ],
    seguimientos=[{"corte": "2026-04-30", "materializacion": MATERIALIZADO}],
)


def partes(de: Any, *, publico: bool = False) -> dict[str, bytes]:
    pedido = paac.reporte(de, "paac-plan" if de.TEMA == "plan" else "seguimiento-mapa")
    emision = (pedido.publico() if publico else pedido).emitir("zip")
    with zipfile.ZipFile(io.BytesIO(emision.contenido)) as paquete:
        return {nombre: paquete.read(nombre) for nombre in paquete.namelist()}


def descriptor(de: Any) -> dict[str, Any]:
    hecho: dict[str, Any] = json.loads(partes(de)["datapackage.json"])
    return hecho


def errores(de: Any, carpeta: Path) -> list[Any]:
    for nombre, contenido in partes(de).items():
        (carpeta / nombre).write_bytes(contenido)
    informe = frictionless.validate(carpeta / "datapackage.json")
    return [*informe.errors, *(error for tarea in informe.tasks for error in tarea.errors)]


@pytest.mark.integracion
@ejemplos(5)
@given(planes_completos(), MAPAS)
def test_frictionless_valida_el_de_cualquier_plan_y_cualquier_mapa(
    tmp_path_factory: pytest.TempPathFactory, de: paac.Plan, crudo: dict[str, Any]
) -> None:
    suyo = paac.desde_datos(crudo, como="mapa").contenido
    for uno in (de, suyo, attrs.evolve(de, mapa_de_riesgos=suyo)):
        assert errores(uno, tmp_path_factory.mktemp("paquete")) == []


def test_cada_archivo_va_con_su_peso_y_su_huella() -> None:
    suyas = partes(plan())
    recursos = json.loads(suyas["datapackage.json"])["resources"]

    assert {r["path"]: (r["bytes"], r["hash"]) for r in recursos} == {
        nombre: (len(contenido), f"sha256:{hashlib.sha256(contenido).hexdigest()}")
        for nombre, contenido in suyas.items()
        if nombre != "datapackage.json"
    }


@pytest.mark.parametrize(
    ("licencia", "dicho"),
    [
        ("", None),
        ("CC-BY-4.0", [{"name": "CC-BY-4.0"}]),
        ("https://example.org/licencia", [{"path": "https://example.org/licencia"}]),
        ("la de siempre", None),
    ],
)
def test_la_licencia_solo_va_si_los_datos_la_dan_y_se_entiende(
    licencia: str, dicho: object
) -> None:
    de = plan(entidad={"nombre": "X", "extras": {"licencia": licencia} if licencia else {}})
    avisos = paac.reporte(de, "paac-plan").emitir("zip").avisos

    assert descriptor(de).get("licenses") == dicho
    assert [a.ruta for a in avisos if a.codigo == "licencia_desconocida"] == (
        ["entidad.extras.licencia"] if licencia and dicho is None else []
    )


def test_un_nombre_sin_una_letra_en_ascii_deja_el_del_plan() -> None:
    de = plan(entidad={"nombre": "日本"}, vigencia=2026, regimen="ptep")

    assert descriptor(de)["name"] == "ptep-2026"


def test_el_plan_con_su_mapa_trae_sus_tablas_y_nada_se_toma_por_formula() -> None:
    suyas = partes(plan(componente(actividad()), mapa_de_riesgos=datos(DE_TODO)))
    texto = io.StringIO(suyas["riesgos.csv"].decode("utf-8-sig"), newline="")
    una, otra = csv.DictReader(texto, delimiter=";")

    assert {"filas.csv", "riesgos.csv", "seguimientos.csv", "plan.json"} <= suyas.keys()
    assert (una["riesgo.tratamiento"], una["riesgo.inherente.zona"]) == ("'=1+1", "'@SUM(A1)")
    assert (una["control.descripcion"], una["control.responsable"]) == ("'", "")
    assert una["causa.texto"] == '["=HOY()", "Descuido"]'
    assert una["causa.clase"] == '["raiz", null]'
    assert otra["control.causas_que_ataca"] == "[1, 2]"
    celdas = [celda for fila in (una, otra) for celda in fila.values()]
    assert [celda for celda in celdas if celda[:1] in tuple("=+-@\t\r")] == []


def test_para_publicar_no_dice_que_paso_con_lo_materializado() -> None:
    for de in (mapa(DE_TODO), plan(componente(actividad()), mapa_de_riesgos=datos(DE_TODO))):
        suyas = partes(de, publico=True)

        assert not any(b"radicado 77" in contenido for contenido in suyas.values())
        assert b"[texto omitido]" in suyas["seguimientos.csv"]


def test_sin_seguimientos_no_trae_su_tabla_y_un_csv_que_no_la_lleva_lo_dice() -> None:
    def aparte(de: paac.MapaDeRiesgos) -> list[str]:
        avisos = paac.reporte(de, "seguimiento-mapa").emitir("csv").avisos
        return [str(aviso) for aviso in avisos if aviso.codigo == "lista_no_mostrada"]

    assert "seguimientos.csv" not in partes(mapa(riesgo()))
    assert aparte(mapa(riesgo())) == []
    assert aparte(mapa(DE_TODO)) == [
        "seguimientos: de lo que se siguió en cada corte no va 1: va en seguimientos.csv, en el"
        " paquete de datos (.zip)"
    ]


def test_un_caracter_de_control_se_cambia_y_se_avisa() -> None:
    de = mapa(riesgo(descripcion="a\x07b"))
    avisos = paac.reporte(de, "seguimiento-mapa").emitir("zip").avisos

    assert [a.ruta for a in avisos if a.codigo == "caracter_cambiado"] == [
        "procesos[0].riesgos[0].descripcion"
    ]
    assert b"a\x07b" not in b"".join(partes(de).values())


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["xlsx", "zip", "json"])
def test_verificar_hace_otra_vez_cualquier_archivo_de_un_mapa(tipo: str, tmp_path: Path) -> None:
    de, otro = mapa(DE_TODO), mapa(riesgo(descripcion="Otro"))
    archivo = tmp_path / f"mapa.{tipo}"
    paac.reporte(de, "seguimiento-mapa").guardar(archivo)

    assert paac.verificar(archivo, paac.reporte(de, "seguimiento-mapa")).veredicto == "identico"
    assert not paac.verificar(archivo, paac.reporte(otro, "seguimiento-mapa")).pasa
