"""Lo que sale en filas vuelve igual por cualquier puerta, y en todas lleva las mismas columnas.

Prueba ``modelo/filas``, ``lectura/filas/tabla`` y ``lectura/escondido``.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import DATOS, RAIZ, con_datos_reales
from ayudas.ejemplos import ejemplos
from ayudas.mapas import MAPAS
from ayudas.mapas_grandes import generado
from ayudas.planes_completos import planes_completos
from ayudas.situaciones import planes
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.lectura.escondido import filas_de_la_hoja, hojas_de_datos_en
from paac_reportes.modelo.filas import columnas_de
from paac_reportes.modelo.temas import tema_de
from paac_reportes.opc.lectura import ver_bytes

Filas = list[dict[str, Any]]
FORMATO = {"plan": "paac-plan", "mapa": "seguimiento-mapa"}
EJEMPLOS = {
    "plan": RAIZ / "ejemplos/ptep/plan.yaml",
    "mapa": RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml",
}
REALES = ("cajica_plan_2022", "cajica_seguimiento_2018", "california_plan", "cartago_2020")
_DE_FILAS = ("dependencias", "componentes", "procesos")
_PARTES = ("inherente", "residual", "definicion", "materializacion", "valoracion")


def otras(de: Any) -> dict[str, Any]:
    """Lo que no está en las filas."""
    return {clave: v for clave, v in paac.datos_de(de).items() if clave not in _DE_FILAS}


def en_csv(de: Any) -> bytes:
    return paac.reporte(de, FORMATO[de.TEMA]).emitir("csv").contenido


def leidas(escrito: bytes) -> Filas:
    return list(csv.DictReader(io.StringIO(escrito.decode("utf-8-sig"), newline=""), delimiter=";"))


def vuelto(filas: Any, de: Any) -> Any:
    return paac.desde_filas(filas, **otras(de), como=de.TEMA).contenido


def de_todas_las_tablas(de: Any) -> Filas:
    de_mas = paac.filas_de(de, tabla="seguimientos") if de.TEMA == "mapa" else []
    return [*paac.filas_de(de), *de_mas]


def sin_ruta(de: Any) -> Filas:
    return [{c: v for c, v in f.items() if c != "ruta"} for f in de_todas_las_tablas(de)]


def sin_partes_vacias(datos: Any) -> Any:
    """Sin el objeto que no dice nada: en una fila no se distingue del que falta."""
    if isinstance(datos, list):
        return [sin_partes_vacias(uno) for uno in datos]
    if not isinstance(datos, dict):
        return datos
    return {c: sin_partes_vacias(v) for c, v in datos.items() if v or c not in _PARTES}


def comprobar(de: Any) -> None:
    """Las filas vuelven iguales y, salvo el tipo de un extra, las de su CSV."""
    assert paac.filas_de(vuelto(paac.filas_de(de), de)) == paac.filas_de(de)
    esperadas = [
        {clave: _como_texto(clave, valor) for clave, valor in fila.items()}
        for fila in paac.filas_de(de)
    ]
    for filas in (io.BytesIO(en_csv(de)), leidas(en_csv(de))):
        assert paac.filas_de(paac.desde_filas(filas, como=de.TEMA).contenido) == esperadas


def _como_texto(clave: str, valor: Any) -> Any:
    es_numero = ".extras." in clave and isinstance(valor, int | Decimal)
    return format(Decimal(valor), "f") if es_numero else valor


@ejemplos(10)
@given(planes())
def test_un_plan_vuelve_de_sus_filas_en_cualquier_situacion(de: paac.Plan) -> None:
    assert vuelto(paac.filas_de(de), de) == de


@pytest.mark.integracion
@given(planes_completos())
def test_cualquier_plan_vuelve_por_cualquier_puerta(de: paac.Plan) -> None:
    comprobar(de)


@pytest.mark.integracion
@ejemplos(20)
@given(MAPAS, st.randoms(use_true_random=False))
def test_cualquier_mapa_vuelve_y_una_fila_repetida_no_agrega_nada(
    crudo: dict[str, Any], azar: Any
) -> None:
    de = paac.desde_datos(sin_partes_vacias(crudo), como="mapa").contenido
    filas = de_todas_las_tablas(de)

    assert vuelto([*filas, *azar.choices(filas, k=3)] if filas else [], de) == de


@pytest.mark.integracion
@con_datos_reales
@pytest.mark.parametrize("nombre", REALES)
def test_un_plan_real_vuelve_por_cualquier_puerta_tambien_sin_su_ruta(nombre: str) -> None:
    de = paac.leer(DATOS / f"{nombre}.json").sin_dudas()
    comprobar(de)
    assert vuelto(de_todas_las_tablas(de), de) == vuelto(sin_ruta(de), de) == de


@pytest.mark.parametrize("como", EJEMPLOS)
def test_el_ejemplo_vuelve_por_cualquier_puerta_tambien_sin_su_ruta(como: Any) -> None:
    de = paac.leer(EJEMPLOS[como], como=como).sin_dudas()
    comprobar(de)
    assert vuelto(de_todas_las_tablas(de), de) == vuelto(sin_ruta(de), de) == de


@pytest.mark.integracion
@ejemplos(2)
@given(semilla=st.integers(0, 10**6))
def test_un_mapa_grande_vuelve_de_los_dos_csv_de_su_paquete(semilla: int) -> None:
    de = generado(40, semilla)
    with zipfile.ZipFile(
        io.BytesIO(paac.reporte(de, FORMATO["mapa"]).emitir("zip").contenido)
    ) as z:
        filas = [*leidas(z.read("riesgos.csv")), *leidas(z.read("seguimientos.csv"))]

    assert vuelto(filas, de) == de


@pytest.mark.parametrize("como", EJEMPLOS)
def test_las_que_se_guardan_vuelven_y_lo_que_no_es_de_ellas_se_dice(
    como: Any, tmp_path: Path
) -> None:
    de = paac.leer(EJEMPLOS[como], como=como).contenido
    guardado = paac.guardar_datos(de, tmp_path / "filas.csv")
    leido = paac.leer(tmp_path / "filas.csv", como=como).contenido

    assert paac.filas_de(leido) == paac.filas_de(de)
    assert paac.leer((tmp_path / "filas.csv").read_bytes(), como=como).contenido == leido
    sin_fila = {a.ruta for a in guardado.avisos if a.codigo == "datos_no_mostrados"}
    assert {"metodologia", "regimen"} <= sin_fila


@pytest.mark.parametrize(
    ("como", "formato"),
    [
        pytest.param("plan", "informe-seguimiento", marks=pytest.mark.integracion),
        ("plan", "paac-plan"),
        ("mapa", "mapa-v5"),
    ],
)
def test_las_de_la_hoja_datos_de_un_libro_son_las_mismas(como: Any, formato: Any) -> None:
    de = paac.leer(EJEMPLOS[como], como=como).sin_dudas()
    corte = max(de.cortes()) if formato == "informe-seguimiento" else None
    libro = paac.reporte(de, formato, corte=corte).emitir("xlsx").contenido
    (hoja,) = hojas_de_datos_en(ver_bytes(libro, "libro.xlsx"))
    leidas_de_la_hoja = paac.desde_filas(
        filas_de_la_hoja(hoja, tema_de(de)), **otras(de), como=como
    ).contenido

    assert paac.filas_de(leidas_de_la_hoja) == paac.filas_de(de)


# ------------------------------------------------------------------ una sola declaración


def del_csv(de: Any) -> dict[str, str | None]:
    return dict.fromkeys(c for c in leidas(en_csv(de))[0] if not c.startswith("calculado."))


def del_descriptor(de: Any) -> dict[str, str | None]:
    paquete = paac.reporte(de, FORMATO[de.TEMA]).emitir("zip").contenido
    with zipfile.ZipFile(io.BytesIO(paquete)) as partes:
        campos = json.loads(partes.read("datapackage.json"))["resources"][0]["schema"]["fields"]
    return {c["name"]: c["title"] for c in campos if not c["name"].startswith("calculado.")}


def de_la_hoja(de: Any) -> dict[str, str | None]:
    libro = paac.reporte(de, FORMATO[de.TEMA]).emitir("xlsx").contenido
    hoja = openpyxl.load_workbook(io.BytesIO(libro))["Datos"]
    claves, rotulos = list(hoja.iter_rows(max_row=2, values_only=True))
    pares = zip(map(str, claves), map(str, rotulos), strict=True)
    return {clave: rotulo for clave, rotulo in pares if not clave.startswith("calculado.")}


SITIOS: list[Callable[[Any], dict[str, str | None]]] = [del_csv, del_descriptor, de_la_hoja]


@pytest.mark.parametrize("sitio", SITIOS)
@pytest.mark.parametrize("como", EJEMPLOS)
def test_en_todas_partes_van_las_columnas_del_catalogo_con_su_rotulo(
    como: Any, sitio: Callable[[Any], dict[str, str | None]]
) -> None:
    de = paac.leer(EJEMPLOS[como], como=como).sin_dudas()
    declaradas = {columna.clave: columna.campo.largo for columna in columnas_de(de)}
    hay = sitio(de)

    assert [*declaradas] == [*paac.filas_de(de)[0]]
    assert hay.keys() == declaradas.keys()
    assert {clave: r for clave, r in hay.items() if r} in ({}, declaradas)


@pytest.mark.parametrize("como", EJEMPLOS)
def test_por_su_rotulo_se_lee_lo_mismo_que_por_su_nombre(como: Any) -> None:
    de = paac.leer(EJEMPLOS[como], como=como).sin_dudas()
    rotulos = {columna.clave: columna.campo.largo for columna in columnas_de(de)}
    con_rotulos = [
        {rotulos[c]: v for c, v in f.items() if ".extras." not in c} for f in paac.filas_de(de)
    ]
    con_claves = [{c: v for c, v in f.items() if ".extras." not in c} for f in paac.filas_de(de)]

    assert vuelto(con_rotulos, de) == vuelto(con_claves, de)
