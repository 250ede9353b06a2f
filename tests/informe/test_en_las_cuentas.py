"""Cada fila dice en qué cuentas del informe está: en ``Datos``, en CSV y en JSON."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from analisis.segunda import cifras_de
from ayudas.ejemplos import ejemplos
from ayudas.emitidos import ejemplo
from ayudas.situaciones import planes
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.formatos.lectura.catalogo import hallar_formato

INFORME, MATRIZ = "informe-seguimiento", "paac-seguimiento"
CORTE = date(2023, 9, 30)
CLAVES = (
    *("clase", "ultimo_dia", "aplica", "debia", "exigible", "reportada", "sin_reporte"),
    *("avance_conocido", "avance", "avance_de", "arrastrada"),
)


def leidas(
    plan: paac.Plan, corte: date, formato: str = INFORME, **otros: Any
) -> list[dict[str, str]]:
    contenido = paac.reporte(plan, formato, corte=corte, **otros).emitir("csv").contenido
    return [*csv.DictReader(io.StringIO(contenido.decode("utf-8-sig")), delimiter=";")]


def en_datos(plan: paac.Plan, corte: date) -> Iterator[dict[str, Any]]:
    formato, _ = hallar_formato(INFORME, fecha=corte)
    (hoja,) = componer(plan, formato, corte, "libro").documento.hojas_de_datos
    claves = [columna.clave for columna in hoja.columnas]
    return (dict(zip(claves, fila, strict=True)) for fila in hoja.filas)


def contadas(filas: list[dict[str, Any]], cual: str, cuando: str = "al_corte") -> list[str]:
    return [fila["ruta"] for fila in filas if fila[f"calculado.{cuando}.{cual}"] == "Sí"]


def con_clase(filas: list[dict[str, Any]], clase: str, cuando: str = "al_corte") -> list[str]:
    return [fila["ruta"] for fila in filas if fila[f"calculado.{cuando}.clase"] == clase]


_CLASES = {
    "vencidas": "vencida",
    "vencidas_sin_reporte": "vencida sin reporte",
    "por_determinar": "por determinar",
    "al_dia_sin_reporte": "al día y sin reporte después",
}


def son_las_de_la_segunda(filas: list[dict[str, Any]], plan: paac.Plan, corte: date) -> None:
    """Contar los «Sí» de una columna da las actividades que la especificación dice, aquí y en C-1."""
    cortes = de_la_segunda(plan, corte)
    for cuando, todo in cortes.items():
        clases_de_la_segunda(filas, todo, cuando)
        cuentas_del_corte(filas, todo, cuando)
        assert len(contadas(filas, "aplica", cuando)) == todo["aplican"]
        assert len(contadas(filas, "avance_conocido", cuando)) == todo["con_avance"]
    if len(cortes) == 1:
        assert {fila["calculado.al_anterior.clase"] or "" for fila in filas} == {""}


def en_datos_son_las_de_la_segunda(
    filas: list[dict[str, Any]], plan: paac.Plan, corte: date
) -> None:
    """Lo mismo, con las columnas que la hoja ``Datos`` trae."""
    cortes = de_la_segunda(plan, corte)
    for cuando, todo in cortes.items():
        clases_de_la_segunda(filas, todo, cuando)
    cuentas_del_corte(filas, cortes["al_corte"], "al_corte")


def de_la_segunda(plan: paac.Plan, corte: date) -> dict[str, dict[str, Any]]:
    datos = paac.datos_de(plan)
    datos["entidad"].pop("escudo", None)
    del_corte = cifras_de(datos, corte.isoformat(), {})
    cortes = {"al_corte": del_corte["plan"]}
    if anterior := del_corte["corte_anterior"]:
        cortes["al_anterior"] = cifras_de(datos, anterior, {})["plan"]
    return cortes


def clases_de_la_segunda(filas: list[dict[str, Any]], todo: dict[str, Any], cuando: str) -> None:
    for lista, clase in _CLASES.items():
        assert con_clase(filas, clase, cuando) == todo[lista], (cuando, clase)


def cuentas_del_corte(filas: list[dict[str, Any]], todo: dict[str, Any], cuando: str) -> None:
    for cual, lista in (("exigible", "exigibles"), ("sin_reporte", "sin_reporte")):
        assert contadas(filas, cual, cuando) == todo[lista], (cuando, cual)
    assert len(contadas(filas, "arrastrada", cuando)) == todo["de_corte_anterior"]
    debian = {*contadas(filas, "debia", cuando)}
    terminadas = debian & {*con_clase(filas, "terminada", cuando)}
    assert (len(terminadas), len(debian)) == todo["cumplimiento"]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("corte", [date(2023, 3, 31), date(2023, 6, 30), CORTE])
def test_contar_los_si_da_las_cuentas_del_ejemplo(corte: date) -> None:
    son_las_de_la_segunda(leidas(ejemplo(), corte), ejemplo(), corte)
    en_datos_son_las_de_la_segunda([*en_datos(ejemplo(), corte)], ejemplo(), corte)


@pytest.mark.integracion
@ejemplos(25)
@given(planes(), st.sampled_from(["04-30", "08-31", "12-31"]))
def test_contar_los_si_da_las_cuentas_de_cualquier_plan(plan: paac.Plan, dia: str) -> None:
    corte = date.fromisoformat(f"2023-{dia}")
    son_las_de_la_segunda(leidas(plan, corte), plan, corte)


def test_cada_fila_del_plan_las_dice_una_vez() -> None:
    filas = leidas(ejemplo(), date(2023, 6, 30))
    dichas = [fila["ruta"] for fila in filas if fila["calculado.al_corte.clase"]]

    assert sorted(dichas) == sorted({fila["ruta"] for fila in filas})
    assert len(dichas) == 122 < len(filas)


def test_son_las_mismas_en_json() -> None:
    analisis = paac.analizar(ejemplo(), corte=CORTE)
    en_json = {fila["ruta"]: fila for fila in paac.datos_de(analisis)["filas"]}
    for fila in leidas(ejemplo(), CORTE):
        if not fila["calculado.al_corte.clase"]:
            continue
        suya = en_json[fila["ruta"]]
        for cuando in ("al_corte", "al_anterior"):
            assert tuple(suya[cuando]) == CLAVES
            for clave in CLAVES:
                escrito, valor = fila[f"calculado.{cuando}.{clave}"], suya[cuando][clave]
                if isinstance(valor, bool):
                    assert escrito == ("Sí" if valor else "No")
                elif clave == "avance" and valor is not None:
                    assert float(escrito) == pytest.approx(valor)
                else:
                    assert escrito == (valor or "")


def test_una_matriz_no_las_trae() -> None:
    (columnas, *_) = leidas(ejemplo(), CORTE, MATRIZ)

    assert not [una for una in columnas if una.startswith("calculado.al_")]
    assert {una for una in columnas if una.startswith("calculado.")} == {
        *("calculado.fecha_desde", "calculado.fecha_hasta"),
    }
