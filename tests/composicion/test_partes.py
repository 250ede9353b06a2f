"""Una matriz que no cabe en la hoja va por partes: cada columna en una, y las fijas en todas.

Prueba ``composicion/tablas/mostrada`` y ``composicion/tablas/partes``.
"""

import io
import math
from typing import Any

import openpyxl
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.lectores import tablas_de_word
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")


def reporte(cuantas: int, fijas: int | None = 1, **claves: Any) -> paac.Reporte:
    """Una columna con la oficina y otras tantas de números, con su total."""
    columnas: list[paac.matrices.ColumnaDeMatriz] = [{"dato": "of", "rotulo": "Oficina"}]
    columnas += [
        {"dato": f"m{n}", "rotulo": f"Observaciones{n}", "total": "suma"} for n in range(1, cuantas)
    ]
    formato = paac.formato_de_columnas("Matriz", columnas, total="Total", fijas=fijas, **claves)
    filas = [
        {"of": oficina, "zona": oficina, **{f"m{n}": 10_000 * n for n in range(1, cuantas)}}
        for oficina in ("Salud", "Obras")
    ]
    return paac.reporte(ENTIDAD, formato, filas=filas)


@pytest.mark.integracion
@given(st.integers(3, 45), st.integers(1, 2))
@ejemplos(6)
def test_cada_columna_va_en_una_parte_y_las_fijas_en_todas(cuantas: int, fijas: int) -> None:
    columnas = {f"c{n}": f"Observaciones{n}" for n in range(cuantas)}
    formato = paac.formato_de_columnas("M", columnas, fijas=fijas)
    de = paac.reporte(ENTIDAD, formato, filas=[{c: f"valor {c}" for c in columnas}])
    tablas = tablas_de_word(de.emitir("docx").contenido)

    assert de.avisos == ()
    rotulos = list(columnas.values())
    assert [tabla[0][:fijas] for tabla in tablas] == [rotulos[:fijas]] * len(tablas)
    assert [rotulo for tabla in tablas for rotulo in tabla[0][fijas:]] == rotulos[fijas:]
    assert [v for t in tablas for v in t[1][fijas:]] == [f"valor {c}" for c in columnas][fijas:]
    # La más larga, lo menos que se puede con tantas partes.
    las_mas = max(len(tabla[0]) for tabla in tablas) - fijas
    assert las_mas == math.ceil((cuantas - fijas) / len(tablas))


def test_lo_que_cabe_va_en_una_tabla_como_si_nada() -> None:
    assert reporte(4).arbol("documento").partes == reporte(4, None).arbol("documento").partes
    assert reporte(4).emitir("pdf").contenido == reporte(4, None).emitir("pdf").contenido


def test_cada_parte_dice_cual_es_y_lleva_su_total() -> None:
    html = reporte(40).emitir("html").contenido.decode()
    tablas = tablas_de_word(reporte(40).emitir("docx").contenido)

    for numero in range(1, len(tablas) + 1):
        assert f"Parte {numero} de {len(tablas)}: columnas " in html
    assert " a 40 de 40" in html
    assert {tabla[-1][0] for tabla in tablas} == {"Total"}
    assert tablas[0][-1][1] == "20.000"


def test_una_parte_sin_nada_que_sumar_no_lleva_total() -> None:
    columnas: list[paac.matrices.ColumnaDeMatriz] = [
        {"dato": f"c{n}", "rotulo": f"Observaciones{n}"} for n in range(40)
    ]
    columnas[1]["total"] = "suma"
    formato = paac.formato_de_columnas("M", columnas, total="Total", fijas=1)
    filas = [{f"c{n}": "x" if n != 1 else 5 for n in range(40)}]
    con_total, *demas = tablas_de_word(
        paac.reporte(ENTIDAD, formato, filas=filas).emitir("docx").contenido
    )

    assert con_total[-1][:2] == ["Total", "5"]
    assert demas
    assert all(tabla[-1][0] == "x" for tabla in demas)


def test_en_excel_cada_parte_es_una_hoja_con_sus_formulas() -> None:
    salida = io.BytesIO()
    de = reporte(40, subtotales=["zona"], notas=["Fuente: Hacienda."])
    de.guardar(salida, tipo="xlsx")
    hojas = openpyxl.load_workbook(salida).worksheets

    assert len(hojas) > 1
    for hoja in hojas:
        assert hoja["A1"].value == "Matriz"
        assert str(hoja["A2"].value).startswith("Parte ")
        assert [hoja[f"B{n}"].value for n in (5, 7, 8)] == [
            "=SUM(B4:B4)",
            "=SUM(B6:B6)",
            hoja["B8"].value,
        ]
        assert str(hoja["B8"].value).startswith("=SUM(")
    notas = [[c.value for c in hoja["A"]].count("Fuente: Hacienda.") for hoja in hojas]
    assert notas == [0] * (len(hojas) - 1) + [1]


def test_en_un_cuaderno_la_tabla_va_entera() -> None:
    dicho = reporte(40)._repr_mimebundle_()["text/plain"]

    assert "Observaciones39" in dicho
    assert "Parte 1" not in dicho


def test_el_aviso_de_lo_que_no_cabe_las_ofrece() -> None:
    (aviso,) = (uno for uno in reporte(40, None).avisos if uno.codigo == "palabras_partidas")

    assert "por partes (fijas = 1)" in aviso.mensaje


@pytest.mark.parametrize(
    ("fijas", "claves", "falla"),
    [
        (3, {}, "se esperaban menos que sus 3 columnas, llegó 3"),
        (2, {}, "columnas[1] se resume, y va en cada parte"),
        (0, {}, "de 1 a 10"),
        (1, {"recorre": "actividades"}, "sólo una tabla que recorre filas se parte donde no quepa"),
    ],
)
def test_unas_fijas_que_no_sirven_son_una_falla(
    fijas: int, claves: dict[str, Any], falla: str
) -> None:
    datos = ("codigo", "descripcion", "meta")
    columnas: list[paac.matrices.ColumnaDeMatriz]
    columnas = [{"dato": f"actividad.{c}", "rotulo": c} for c in datos]
    if not claves:
        columnas = [{"dato": c, "rotulo": c} for c in "abc"]
        columnas[1]["total"] = "suma"
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_de_columnas("M", columnas, fijas=fijas, **claves)

    assert falla in str(error.value)
