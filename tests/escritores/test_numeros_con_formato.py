"""Un número se lee igual en todas partes; en Excel es además el número.

Prueba ``composicion/pedidos``.
"""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from ayudas.a_medida import plan_de
from ayudas.lectores import tablas_de_word
from ayudas.planes import CORTE, actividad

import paac_reportes as paac
from paac_reportes.escritores.xlsx.celdas import valor_de_cifra
from paac_reportes.maqueta.contenido import Cifra

COLUMNAS: list[paac.modelo.ColumnaDeMatriz] = [
    {"dato": "actividad.codigo", "rotulo": "N.º"},
    {
        "dato": "extras.pesos",
        "rotulo": "Presupuesto",
        "numero": {"miles": True, "decimales": 2},
        "total": "suma",
    },
    {
        "texto": "{{ extras.hecho / extras.meta * 100 }}",
        "rotulo": "Parte",
        "numero": {"porcentaje": True, "decimales": 1},
    },
    {"dato": "seguimiento.estado", "marca": "X", "cuando": "cumplida", "rotulo": "Cumplida"},
]
FORMATO = paac.formato_de_columnas("Metas", COLUMNAS, recorre="actividades", total="Total")
REPORTE = [{"corte": CORTE.isoformat(), "estado": "cumplida"}]
PLAN = plan_de(
    actividad(extras={"pesos": 1234567.5, "hecho": 1, "meta": 3}, seguimientos=REPORTE),
    actividad(codigo="=1+1", extras={"pesos": "N/A", "hecho": 1}),
)
LEIDO = [
    ["1.1", "1.234.567,50", "33,3\xa0%", "X"],
    ["=1+1", "N/A", "", ""],
    ["Total", "1.234.567,50", "", ""],
]


def emitir(tipo: str) -> bytes:
    emision = paac.reporte(PLAN, FORMATO, corte=CORTE).emitir(tipo)
    assert emision.avisos
    return emision.contenido


def test_en_word_se_lee_como_en_colombia() -> None:
    assert tablas_de_word(emitir("docx"))[0][1:] == LEIDO


def test_tambien_en_lo_demas() -> None:
    texto = emitir("html").decode("utf-8-sig")

    assert "1.234.567,50" in texto
    assert "33,3\xa0%" in texto


def test_en_excel_es_el_numero_y_se_ve_igual() -> None:
    hoja = openpyxl.load_workbook(io.BytesIO(emitir("xlsx"))).worksheets[0]
    (una, otra, total) = list(hoja.iter_rows(min_row=3))

    assert [(celda.value, celda.number_format) for celda in una[1:3]] == [
        (1234567.5, "[$-240A]#,##0.00"),
        (pytest.approx(100 / 3), '[$-240A]0.0"\xa0%"'),
    ]
    assert (otra[0].value, otra[0].data_type, otra[1].value) == ("=1+1", "s", "N/A")
    assert (total[1].value, total[1].number_format) == ("=SUM(B3:B4)", "[$-240A]#,##0.00")
    assert una[3].value == "X"


@pytest.mark.parametrize(
    ("texto", "valor", "muestra"),
    [
        ("50", "50", "[$-240A]General"),
        ("62,5", "62.5", "[$-240A]General"),
        ("45,5\xa0%", "45.5", '[$-240A]General"\xa0%"'),
        ("62,50", "62.50", "[$-240A]0.00########"),
        ("1.234,5", "1234.5", "[$-240A]#,##0.0########"),
        ("33,33", "33.333333", "[$-240A]0.00"),
        ("1234567,8901", "1234567.8901", "[$-240A]0.0000########"),
    ],
)
def test_donde_alguien_puede_escribir_el_formato_no_esconde_decimales(
    texto: str, valor: str, muestra: str
) -> None:
    assert valor_de_cifra(Cifra(texto, Decimal(valor)), abierta=True).muestra == muestra


@pytest.mark.parametrize(
    ("escrito", "guardado"),
    [
        ("123456789012345", 123456789012345),
        ("1234567890123456789", "1.234.567.890.123.456.789"),
        ("0,1234567890123456", "0,1234567890123456"),
    ],
)
def test_un_numero_de_mas_cifras_que_las_que_excel_guarda_queda_como_texto(
    escrito: str, guardado: object
) -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": "extras.n", "rotulo": "N", "numero": {"miles": True}}
    ]
    formato = paac.formato_de_columnas("Cifras", columnas, recorre="actividades")
    dado = paac.reporte(plan_de(actividad(extras={"n": escrito})), formato).emitir("xlsx")
    libro = dado.contenido
    assert dado.avisos
    hoja = openpyxl.load_workbook(io.BytesIO(libro)).worksheets[0]

    assert [fila[0].value for fila in hoja.iter_rows()][-1] == guardado


def en_excel(columna: paac.modelo.ColumnaDeMatriz, *valores: object) -> list[str]:
    """El formato de cada celda de una matriz propia de esa columna."""
    rotulos: list[paac.modelo.ColumnaDeMatriz] = [{"dato": "n", "rotulo": "N"}, columna]
    total = "Total" if "total" in columna else None
    formato = paac.formato_de_columnas("Matriz", rotulos, total=total)
    filas = [{"n": f"fila {n}", "x": valor} for n, valor in enumerate(valores)]
    escrito = paac.reporte(paac.Entidad(nombre="E"), formato, filas=filas).emitir("xlsx").contenido
    hoja = openpyxl.load_workbook(io.BytesIO(escrito)).worksheets[0]
    return [fila[1].number_format for fila in hoja.iter_rows(min_row=3)]


@pytest.mark.parametrize(
    ("columna", "valores", "muestra"),
    [
        ({"numero": {"porcentaje": True}}, (85, None, 40.5), '[$-240A]0.0"\xa0%"'),
        ({"total": "promedio"}, (85, "", 86), "0"),
        ({}, (5, None, 12500), "[$-240A]#,##0"),
        ({}, (date(2024, 5, 1), None), "dd/mm/yyyy"),
        ({"fecha": "mes"}, (date(2024, 5, 1), None), '[$-240A]mmmm" de "yyyy'),
        ({}, ("a", None), "General"),
    ],
)
def test_en_una_celda_en_blanco_lo_que_se_escriba_se_ve_como_en_las_demas(
    columna: paac.modelo.ColumnaDeMatriz, valores: tuple[object, ...], muestra: str
) -> None:
    assert en_excel({"dato": "x", "rotulo": "X", **columna}, *valores)[1] == muestra


def test_donde_el_libro_se_lee_de_vuelta_no_que_un_formato_callaria_los_decimales() -> None:
    hoja = openpyxl.load_workbook(io.BytesIO(emitir("xlsx"))).worksheets[0]

    assert hoja["C4"].value is None
    assert hoja["C4"].number_format == "General"
