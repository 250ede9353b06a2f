"""El gráfico del resumen de un informe, como lo lee otro programa del libro."""

import io
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import RAIZ
from ayudas.lectores import partes

import paac_reportes as paac

PLAN = RAIZ / "ejemplos/informe_trimestral/plan.yaml"


@pytest.fixture(scope="module")
def informe() -> paac.Reporte:
    return paac.reporte(paac.leer_plan(PLAN), "informe-seguimiento")


@pytest.fixture(scope="module")
def libro(informe: paac.Reporte) -> bytes:
    return informe.emitir("xlsx").contenido


def test_bajo_la_tabla_del_resumen_va_su_grafico_de_cada_dependencia(libro: bytes) -> None:
    hoja: Any = openpyxl.load_workbook(io.BytesIO(libro))["Resumen"]
    (grafico,) = hoja._charts
    series = [
        (serie.tx.v, serie.cat.strRef.f, serie.val.numRef.f, str(serie.spPr.solidFill.srgbClr))
        for serie in grafico.series
    ]
    nombres = [hoja.cell(fila, 1).value for fila in range(10, 15)]

    assert (grafico.barDir, grafico.grouping, grafico.overlap) == ("bar", "stacked", 100)
    assert series == [
        ("Terminadas", "'Resumen'!$A$10:$A$14", "'Resumen'!$D$10:$D$14", "2F6F9F"),
        ("Vencidas", "'Resumen'!$A$10:$A$14", "'Resumen'!$E$10:$E$14", "B3402E"),
        ("No se sabe", "'Resumen'!$A$10:$A$14", "'Resumen'!$F$10:$F$14", "D9DEE4"),
    ]
    assert nombres[0] == "Secretaría de Hacienda"
    assert hoja["A15"].value == "Las 5 dependencias"
    assert [hoja.cell(10, columna).value for columna in (4, 5, 6)] == [7, 1, 9]
    assert grafico.anchor._from.row == 15  # la fila 16: bajo la del total


def test_el_grafico_se_cuenta_a_quien_no_lo_ve_y_no_rotula_ceros(libro: bytes) -> None:
    dibujadas = ("xl/charts/", "xl/drawings/")
    dichas = {n: c.decode() for n, c in partes(libro).items() if n.startswith(dibujadas)}
    (dibujo,) = (c for n, c in dichas.items() if "drawings/drawing" in n and "Gráfico" in c)

    assert (
        'name="Gráfico 1" descr="Lo que debía estar terminado, y cómo está: Terminadas, Vencidas,'
        ' No se sabe, por fila de la tabla de encima"'
    ) in dibujo
    grafico = dichas["xl/charts/chart1.xml"]
    assert grafico.count('formatCode="0;;" sourceLinked="0"') == 3
    assert '<autoTitleDeleted val="1"/>' in grafico


@pytest.mark.parametrize("tipo", ["docx", "html"])
def test_fuera_de_excel_no_va_ninguno(informe: paac.Reporte, tipo: str) -> None:
    escrito = informe.emitir(tipo).contenido

    if tipo == "docx":
        assert not [nombre for nombre in partes(escrito) if "chart" in nombre]
    else:
        assert b"<text" not in escrito
