"""Las hojas de los formatos publicados, dibujadas y recalculadas por LibreOffice."""

import io
from itertools import accumulate
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.compartido import con_libreoffice, convertir, dibujar
from ayudas.de_todo import de_todo
from ayudas.emitidos import ejemplo
from ayudas.lectores import todas_las_hojas
from ayudas.muestras import muestra_de
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan
from openpyxl.utils.cell import coordinate_to_tuple

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import codigos, hallar_formato


def libro_de(codigo: str) -> bytes:
    """Un plan que tiene de todo, en ese formato."""
    muestra = de_todo(hallar_formato(codigo)[0])
    return paac.reporte(muestra.contenido, codigo, corte=muestra.corte).emitir("xlsx").contenido


@pytest.mark.integracion
def test_cada_hoja_del_informe_lleva_el_encabezado_del_formato_oficial() -> None:
    hojas = openpyxl.load_workbook(io.BytesIO(libro_de("MCCO.101.18.F.20-informe"))).worksheets
    del_formato = [hoja for hoja in hojas if hoja.title != "Datos"]

    # Al imprimir: en celdas las uniría, y Excel no ordena ni filtra entre unidas; lo que se lee y no
    # se ordena es el contenido del libro, en su portada, el resumen y el texto, con sus firmas.
    unidas = [hoja.title for hoja in hojas if hoja.merged_cells.ranges]
    assert unidas == ["Portada", "Resumen", "Texto"]
    for hoja in del_formato:
        encabezado: Any = hoja.oddHeader
        lados = ("left", "center", "right")
        impreso = " ".join(str(getattr(encabezado, lado).text) for lado in lados)
        assert "CÓDIGO: MCCO.101.18.F.20" in impreso, hoja.title
        assert "VERSIÓN 3" in impreso, hoja.title


@pytest.mark.integracion
@pytest.mark.parametrize("codigo", codigos())
def test_lo_que_no_se_mueve_de_una_hoja_no_pasa_de_120_pixeles_y_a_todo_se_llega(
    codigo: str,
) -> None:
    de = hallar_formato(codigo)[0].de
    contenido = ejemplo() if de == "plan" else muestra_de(hallar_formato(codigo)[0]).contenido
    escrito = paac.reporte(contenido, codigo).emitir("xlsx").contenido
    for hoja in openpyxl.load_workbook(io.BytesIO(escrito)):
        primera, _ = coordinate_to_tuple(hoja.freeze_panes or "A1")
        altos = [hoja.row_dimensions[fila].height or 15 for fila in range(1, primera)]

        assert sum(altos) / 0.75 <= 120, hoja.title
        assert hoja.sheet_view.topLeftCell is None, hoja.title


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize(
    "codigo", ["paac-seguimiento", "ptep-seguimiento", "MCCO.101.18.F.20-informe"]
)
def test_se_dibujan_las_paginas_que_la_hoja_cuenta_y_ninguna_mas_a_lo_ancho(
    codigo: str, tmp_path: Path
) -> None:
    ruta = tmp_path / "a.xlsx"
    ruta.write_bytes(libro_de(codigo))
    no_se_imprimen = {"Datos", "Listas"}
    libro = openpyxl.load_workbook(ruta)
    hojas = [hoja for hoja in libro.worksheets if hoja.title not in no_se_imprimen]

    assert len(dibujar(ruta, tmp_path)) == sum(len(hoja.row_breaks.brk) + 1 for hoja in hojas)


@con_libreoffice
def test_libreoffice_recalcula_lo_que_estaba_guardado(tmp_path: Path) -> None:
    """En el formato que trae más fórmulas."""
    ruta = tmp_path / "a.xlsx"
    ruta.write_bytes(libro := libro_de("EV-EGMC-PC-003-FM-002"))
    formulas = openpyxl.load_workbook(ruta)
    lugares = [
        (hoja.title, int(celda.row or 0), int(celda.column or 0))
        for hoja in formulas.worksheets
        for fila in hoja.iter_rows()
        for celda in fila
        if celda.data_type == "f"
    ]
    # Al guardarlo openpyxl, se van los valores: LibreOffice no tiene de dónde copiarlos.
    formulas.save(tmp_path / "sin.xlsx")
    otro = convertir(tmp_path / "sin.xlsx", "xlsx", tmp_path / "recalculado").read_bytes()
    guardados, recalculados = todas_las_hojas(libro), todas_las_hojas(otro)

    assert len(lugares) > 3
    for hoja, fila, columna in lugares:
        valor = guardados[hoja][fila - 1][columna - 1]
        assert recalculados[hoja][fila - 1][columna - 1] == pytest.approx(valor)


@con_libreoffice
def test_libreoffice_conserva_el_filtro(tmp_path: Path) -> None:
    ruta = tmp_path / "a.xlsx"
    filas = [actividad(codigo=f"1.{n}", meta="Un acta", responsable=None) for n in range(1, 5)]
    ruta.write_bytes(
        paac.reporte(plan(componente(*filas)), FORMATO, corte=CORTE).emitir("xlsx").contenido
    )
    suyo = openpyxl.load_workbook(ruta).worksheets[0]
    abierto = openpyxl.load_workbook(convertir(ruta, "xlsx", tmp_path / "otro")).worksheets[0]

    # Del renglón de abajo de los rótulos a la última actividad, con la columna de las marcas, que
    # así va con su fila cuando alguien ordena.
    assert suyo.auto_filter.ref == "A8:H12"
    assert abierto.auto_filter.ref == suyo.auto_filter.ref
    assert abierto.print_title_rows == suyo.print_title_rows


def test_las_fechas_de_un_tramite_no_le_quitan_ancho_a_sus_textos() -> None:
    tablas = hallar_formato(FORMATO)[0].tablas

    def bordes(tabla: str) -> set[float]:
        anchos = [float(columna.ancho) for columna in tablas[tabla].columnas]
        return {round(borde, 1) for borde in accumulate(anchos)}

    de_cada = {columna.dato[0]: float(columna.ancho) for columna in tablas["tramites"].columnas}
    milimetros = 330.2 - 2 * 15
    assert de_cada["tramite.fecha_inicio"] == de_cada["tramite.fecha_fin"]
    assert de_cada["tramite.fecha_fin"] * milimetros / 100 < 14.1 + 5  # lo que mide, y su aire
    assert bordes("tramites") & bordes("actividades") == {13, 40, 76.4, 100}
    assert bordes("tramites_programados") & bordes("actividades") == {17, 76.4, 100}


@pytest.mark.parametrize("codigo", ["informe-seguimiento", "EV-EGMC-PC-003-FM-002"])
def test_impresos_los_nombres_de_los_datos_no_bajan_de_siete_puntos(codigo: str) -> None:
    datos = openpyxl.load_workbook(io.BytesIO(libro_de(codigo)))["Datos"]

    assert datos["A1"].font.sz * datos.page_setup.scale / 100 >= 7
