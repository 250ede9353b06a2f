"""Cada formato con cada documento real: lo escrito se lee, y vuelve todo lo que el formato muestra."""

from datetime import date
from pathlib import Path

import pytest
from ayudas.compartido import DATOS, RAIZ, con_datos_reales, con_libreoffice, convertir
from ayudas.formatos import lleva_la_matriz

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato

pytestmark = [
    con_datos_reales,
]

PLANES = {
    "cajica-seguimiento": (DATOS / "cajica_seguimiento_2018.json", date(2018, 4, 30)),
    "valdeluna": (RAIZ / "ejemplos/informe_trimestral/plan.yaml", date(2023, 9, 30)),
    "cartago": (DATOS / "cartago_2020.json", date(2020, 8, 31)),
    "cajica-plan": (DATOS / "cajica_plan_2022.json", None),
    "california": (DATOS / "california_plan.json", None),
}
"""El primero, que es corto, va en cada formato; con los demás, en ``make profundo``."""
CODIGOS = [
    ficha.codigo
    for ficha in paac.formatos_disponibles()
    if lleva_la_matriz(hallar_formato(ficha.codigo)[0])  # unas cifras no son un plan
]
INFORMES = {"informe-seguimiento", "MCCO.101.18.F.20-informe"}
SIN_TRAMITES = {"cajica-seguimiento", "california"}
CASOS = [
    (codigo, cual)
    for codigo in CODIGOS
    for cual, (_, corte) in PLANES.items()
    if corte or codigo not in INFORMES  # un informe narra seguimientos
]
SIN_NADA_QUE_LEER = {("suit-racionalizacion", cual) for cual in SIN_TRAMITES}
"""El del SUIT lleva sólo trámites."""

POR_LIBREOFFICE = [caso for caso in CASOS if caso not in SIN_NADA_QUE_LEER]


def comprobar(archivo: Path, plan: paac.Plan) -> None:
    """Que del que nadie tocó vuelva su plan, sin ningún cambio."""
    lectura = paac.leer(archivo, plan=plan)
    assert lectura.cambios == ()
    assert lectura.contenido == plan
    if archivo.suffix == ".xlsx":  # y sin él, lo impreso es lo de su hoja
        assert paac.leer(archivo).cambios == ()


@pytest.mark.una_de_cada("codigo", "cual", "tipo")
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize(("codigo", "cual"), CASOS)
def test_vuelve_todo_lo_que_el_formato_muestra(
    codigo: str, cual: str, tipo: str, tmp_path: Path
) -> None:
    ruta, corte = PLANES[cual]
    plan = paac.leer(ruta).sin_dudas()
    archivo = tmp_path / f"escrito.{tipo}"
    paac.reporte(plan, codigo, corte=corte).guardar(archivo)

    if (codigo, cual) not in SIN_NADA_QUE_LEER:
        comprobar(archivo, plan)


@pytest.mark.una_de_cada("tipo")
@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize(("codigo", "cual"), POR_LIBREOFFICE)
def test_vuelve_todo_aunque_libreoffice_lo_haya_guardado(
    codigo: str, cual: str, tipo: str, tmp_path: Path
) -> None:
    ruta, corte = PLANES[cual]
    plan = paac.leer(ruta).sin_dudas()
    archivo = tmp_path / f"escrito.{tipo}"
    paac.reporte(plan, codigo, corte=corte).guardar(archivo)

    guardado = convertir(archivo, tipo, tmp_path / "guardado")

    comprobar(guardado, plan)
