"""La barra que va con un número: en cada archivo se dibuja, y el número sigue siendo el mismo."""

import io
import re
import zipfile
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.lectores import W, tablas_de_word, xml
from ayudas.paquetes_a_mano import en_bytes

import paac_reportes as paac

ENTIDAD = paac.Entidad(nombre="Municipio")
COLUMNAS: list[Any] = [
    {"dato": "oficina", "rotulo": "Oficina"},
    {"dato": "valor", "rotulo": "Valor", "barra": True, "total": "suma"},
    {"dato": "avance", "rotulo": "Avance", "numero": {"porcentaje": True}, "barra": True},
]
FORMATO = paac.formato_de_columnas("Ejecución", COLUMNAS, total="Total")
FILAS: list[dict[str, Any]] = [
    {"oficina": "Hacienda", "valor": 400, "avance": 50},
    {"oficina": "Salud", "valor": 100, "avance": 25},
    {"oficina": "Obras", "valor": None, "avance": 0},
]


def emitir(tipo: str, filas: list[dict[str, Any]] = FILAS) -> bytes:
    return paac.reporte(ENTIDAD, FORMATO, filas=filas).emitir(tipo).contenido


@pytest.mark.parametrize(
    "valores", [[400, 100], [400.5, 100], [12.5, 3.25], [100 / 3, 100], ["12,5", "3"]]
)
def test_cada_numero_lleva_su_barra_traiga_o_no_decimales(valores: list[Any]) -> None:
    filas = [{"oficina": "A", "valor": valor, "avance": 50} for valor in valores]
    documento = xml(emitir("docx", filas), "word/document.xml")
    celdas = [celda for celda in documento.iter(f"{W}tc") if len(celda.findall(f"{W}p")) > 1]

    assert len(celdas) == 2 * len(valores)


def test_lo_que_se_lee_en_word_es_solo_el_numero() -> None:
    assert tablas_de_word(emitir("docx"))[0][1:] == [
        ["Hacienda", "400", "50\xa0%"],
        ["Salud", "100", "25\xa0%"],
        ["Obras", "", "0\xa0%"],
        ["Total", "500", ""],
    ]


def test_el_word_que_otro_programa_guardo_no_difiere() -> None:
    guardado = io.BytesIO(en_bytes(docx.Document(io.BytesIO(emitir("docx")))))

    assert paac.verificar(guardado, paac.reporte(ENTIDAD, FORMATO, filas=FILAS)).diferencias == ()


def test_en_excel_es_una_barra_de_datos_desde_cero_y_el_total_no_la_lleva() -> None:
    hoja: Any = openpyxl.load_workbook(io.BytesIO(emitir("xlsx"))).worksheets[0]
    barras = {
        str(rango.sqref): [float(v.val or 0) for v in regla.dataBar.cfvo]
        for rango, reglas in hoja.conditional_formatting._cf_rules.items()
        for regla in reglas
    }

    assert barras == {"B3:B4": [0, 400], "C3:C5": [0, 100]}
    assert [hoja.cell(fila, 2).value for fila in (3, 4, 6)] == [400, 100, "=SUM(B3:B5)"]


def test_en_excel_la_barra_es_de_un_solo_color() -> None:
    """Desvanecida, que es lo de fábrica, no se ve dónde acaba."""
    with zipfile.ZipFile(io.BytesIO(emitir("xlsx"))) as libro:
        hoja = libro.read("xl/worksheets/sheet1.xml").decode()
    de_la_regla = re.findall(r"<x14:id>([^<]+)", hoja)
    solidas = re.findall(
        r'id="([^"]+)"><x14:dataBar [^>]*gradient="0".*?<xm:f>(\d+)</xm:f></x14:cfvo></x14:dataBar>'
        r".*?<xm:sqref>([^<]+)",
        hoja,
    )

    assert solidas == [(de_la_regla[0], "400", "B3:B4"), (de_la_regla[1], "100", "C3:C5")]
    assert hoja.endswith("</extLst></worksheet>")


def test_en_la_pagina_es_un_dibujo_que_no_se_lee() -> None:
    pagina = emitir("html").decode()

    assert re.findall(r'<rect width="([\d.]+)%" height="100%"', pagina) == ["100", "50", "25", "25"]
    assert pagina.count('<svg class="medida" aria-hidden="true">') == 4


def test_en_pdf_cambia_lo_dibujado() -> None:
    sin_barras: list[Any] = [{clave: c[clave] for clave in c if clave != "barra"} for c in COLUMNAS]
    formato = paac.formato_de_columnas("Ejecución", sin_barras, total="Total")

    assert emitir("pdf") != paac.reporte(ENTIDAD, formato, filas=FILAS).emitir("pdf").contenido


def test_una_columna_sin_ningun_numero_mayor_que_cero_no_lleva_barras() -> None:
    filas = [{"oficina": "Hacienda", "valor": 0, "avance": 0}]

    assert '<svg class="medida"' not in emitir("html", filas).decode()


def test_los_negativos_van_sin_barra_y_se_avisa() -> None:
    filas = [{"oficina": "Hacienda", "valor": -5, "avance": 10}]

    hecho = paac.reporte(ENTIDAD, FORMATO, filas=filas)

    assert [aviso.codigo for aviso in hecho.avisos] == ["negativo_sin_barra"]
    assert hecho.emitir("html").contenido.decode().count('<svg class="medida"') == 1


@pytest.mark.parametrize(
    ("columna", "dice"),
    [
        ({"guarda": "texto"}, "barra: es de números, y la columna guarda texto"),
        ({"fecha": "larga"}, "barra: no va con fecha"),
        ({"colores": {"1": "FFF2CC"}}, "barra: no va con colores"),
    ],
)
def test_lo_que_no_lleva_barra_es_una_falla(columna: Any, dice: str) -> None:
    columnas: list[Any] = [{"dato": "x", "rotulo": "X", "barra": True, **columna}]

    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_de_columnas("Una", columnas)

    assert f"columnas[0].{dice}" in str(error.value)


def test_una_columna_que_trae_textos_no_lleva_barra() -> None:
    columnas: list[Any] = [{"dato": "x", "rotulo": "X", "barra": True}]
    formato = paac.formato_de_columnas("Una", columnas)

    with pytest.raises(paac.ErrorDeEntrada, match="lleva barra, que es de números, y trae textos"):
        paac.reporte(ENTIDAD, formato, filas=[{"x": "mucho"}]).emitir("html")
