"""El ejemplo del navegador, fuera de él: qué le pide a la biblioteca y cómo se arma."""

import hashlib
import io
import json
import runpy
import zipfile
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from ayudas.mapas import mapa, riesgo
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos, plan

import paac_reportes as paac

EJEMPLO = RAIZ / "ejemplos" / "navegador"
REPORTES = runpy.run_path(str(EJEMPLO / "reportes.py"))
ARMAR = runpy.run_path(str(EJEMPLO / "armar.py"))
RUEDA = "lxml-6.1.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl"


def en_json(contenido: Any) -> tuple[str, bytes]:
    flujo = io.BytesIO()
    paac.guardar_datos(contenido, flujo)
    return "plan.json", flujo.getvalue()


def leida(contenido: Any, **opciones: Any) -> Any:
    mesa = REPORTES["Mesa"](**opciones)
    assert mesa.leer(en_json(contenido))["fallas"] == []
    return mesa


def hechos(dicho: dict[str, Any]) -> dict[str, bytes]:
    return {uno["clase"]: uno["contenido"] for uno in dicho["archivos"]}


@pytest.mark.integracion
def test_donde_esta_lo_que_el_word_pide_tambien_sale() -> None:
    de = plan()
    suyos = hechos(leida(de, word=True).hacer(FORMATO, CORTE.isoformat()))

    assert suyos["docx"] == paac.reporte(de, FORMATO, corte=CORTE).emitir("docx").contenido
    assert "docx" not in hechos(leida(de).hacer(FORMATO, CORTE.isoformat()))


def test_un_plan_que_nadie_ha_seguido_sale_sin_informe_y_se_dice() -> None:
    hecho = leida(plan(componente(actividad(seguimiento=None)))).hacer("paac-plan")

    assert hechos(hecho).keys() == {"html", "xlsx", "csv", "libro"}
    assert hecho["avisos"][0]["lugar"] == "el informe, que no salió: corte"
    assert hecho["fallas"] == []


def test_si_el_formato_no_se_puede_no_sale_ninguno() -> None:
    hecho = leida(plan(componente(actividad(seguimiento=None)))).hacer("informe-seguimiento")

    assert (hecho["archivos"], hecho["avisos"]) == ([], [])
    assert {uno["codigo"] for uno in hecho["fallas"]} == {"sin_datos"}
    assert hecho["lista"][0]["contenido"].startswith("\ufeff".encode())


@pytest.mark.integracion
def test_de_un_mapa_se_ofrecen_los_formatos_de_mapa_y_no_hay_informe() -> None:
    mesa = REPORTES["Mesa"]()
    dicho = mesa.leer(en_json(mapa(riesgo())))

    assert "mapa-v5" in {uno["codigo"] for uno in dicho["formatos"]}
    assert FORMATO not in {uno["codigo"] for uno in dicho["formatos"]}
    assert "informe" not in hechos(mesa.hacer("mapa-v5"))


def test_lo_que_se_escribe_de_un_documento_ajeno_vale_mas_que_lo_que_dice() -> None:
    dicho = REPORTES["Mesa"]().leer(en_json(plan()), entidad="OTRA", vigencia="2025", corte=" ")

    assert (dicho["entidad"], dicho["vigencia"]) == ("OTRA", 2025)
    assert [uno["codigo"] for uno in dicho["avisos"]][:2] == ["dato_supuesto", "dato_supuesto"]


@pytest.mark.integracion
def test_lo_que_conviene_revisar_de_un_libro_va_en_su_fila_una_sola_vez() -> None:
    de, flujo = plan(componente(actividad(fecha_programada="31/04/2026"))), io.BytesIO()
    paac.guardar_datos(de, flujo, tipo="xlsx")
    mesa = REPORTES["Mesa"]()
    mesa.leer(("plan.xlsx", flujo.getvalue()))
    avisos = mesa.hacer(FORMATO)["avisos"]

    imposible = [uno for uno in avisos if "imposible" in uno["mensaje"]]
    assert [uno["lugar"] for uno in imposible] == ["hoja «Actividades», fila 4"]


def test_lo_que_no_se_puede_leer_no_deja_nada_de_antes() -> None:
    mesa = leida(plan())
    dicho = mesa.leer(("plan.json", json.dumps(datos(vigencia="dos mil")).encode()))

    assert [uno["lugar"] for uno in dicho["fallas"]] == ["vigencia"]
    with pytest.raises(paac.ErrorPaac):
        paac.reporte(mesa._contenido, FORMATO)


def test_en_la_lista_ninguna_celda_es_una_formula() -> None:
    en_csv = REPORTES["_en_csv"]

    assert [en_csv(uno) for uno in ("=1+1", '@"x"', "a;b")] == ['"\'=1+1"', '"\'@""x"""', '"a;b"']


def test_un_libro_de_las_oficinas_que_no_lo_es_se_dice_con_su_nombre() -> None:
    dicho = REPORTES["Mesa"]().leer(en_json(plan()), [("salud.xlsx", b"nada")])

    assert [uno["lugar"] for uno in dicho["fallas"]] == ["libro «salud.xlsx»"]


def pyodide_de_mentira(carpeta: Path, contenido: bytes) -> Path:
    """Los nombres de lo que se copia, y la huella de su rueda de lxml."""
    carpeta.mkdir()
    for nombre in ARMAR["DE_PYODIDE"]:
        (carpeta / nombre).write_bytes(b"")
    suya = {"file_name": RUEDA, "sha256": hashlib.sha256(contenido).hexdigest()}
    de_todas = {"packages": {"lxml": suya}}
    (carpeta / "pyodide-lock.json").write_text(json.dumps(de_todas), "utf-8")
    return carpeta


@pytest.mark.integracion
def test_con_la_rueda_de_lxml_de_ese_pyodide_la_pagina_lleva_el_word(tmp_path: Path) -> None:
    pyodide, rueda = pyodide_de_mentira(tmp_path / "pyodide", b"la rueda"), tmp_path / RUEDA
    rueda.write_bytes(b"la rueda")

    ARMAR["armar"](tmp_path / "con", pyodide, rueda)
    ARMAR["armar"](tmp_path / "sin", pyodide)

    dichos, docx = {}, {}
    for cual in ("con", "sin"):
        dichos[cual] = json.loads((tmp_path / cual / "contenido.json").read_text("utf-8"))
        with zipfile.ZipFile(tmp_path / cual / "biblioteca.zip") as zip_:
            docx[cual] = "docx/__init__.py" in zip_.namelist()
    assert dichos == {"con": {"lxml": RUEDA}, "sin": {"lxml": None}}
    assert docx == {"con": True, "sin": False}
    assert (tmp_path / "con" / "pyodide" / RUEDA).read_bytes() == b"la rueda"


@pytest.mark.parametrize(
    ("nombre", "contenido", "dice"),
    [
        ("lxml-6.1.3-cp311-cp311-manylinux_2_26_x86_64.whl", b"la rueda", "se esperaba la rueda"),
        (RUEDA, b"otra", f"no es la de este Pyodide, que pide {RUEDA}"),
    ],
)
def test_otra_rueda_no_se_acepta_y_no_se_escribe_nada(
    tmp_path: Path, nombre: str, contenido: bytes, dice: str
) -> None:
    pyodide, rueda = pyodide_de_mentira(tmp_path / "pyodide", b"la rueda"), tmp_path / nombre
    rueda.write_bytes(contenido)

    with pytest.raises(SystemExit, match=dice):
        ARMAR["armar"](tmp_path / "sitio", pyodide, rueda)
    assert not (tmp_path / "sitio").exists()


def test_una_carpeta_con_otra_cosa_no_se_borra(tmp_path: Path) -> None:
    pyodide, suya = pyodide_de_mentira(tmp_path / "pyodide", b""), tmp_path / "documentos"
    suya.mkdir()
    (suya / "tesis.docx").write_bytes(b"mucho trabajo")

    with pytest.raises(SystemExit, match="tiene algo que no se armó aquí"):
        ARMAR["armar"](suya, pyodide)
    assert (suya / "tesis.docx").read_bytes() == b"mucho trabajo"


def test_sin_pyodide_se_dice_que_falta_y_como_se_instala(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"faltan pyodide\.mjs, .*: npm install --prefix"):
        ARMAR["armar"](tmp_path / "sitio", tmp_path)
