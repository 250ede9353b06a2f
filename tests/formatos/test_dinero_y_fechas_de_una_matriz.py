"""El dinero y las fechas de una matriz propia: como se leen aquí, y en Excel el número y el día."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from ayudas.lectores import tablas_de_word
from ayudas.paquetes_a_mano import en_bytes

import paac_reportes as paac

ENTIDAD = paac.Entidad(nombre="Municipio")
COLUMNAS: list[paac.modelo.ColumnaDeMatriz] = [
    {"dato": "contrato", "rotulo": "Contrato"},
    {"dato": "valor", "rotulo": "Valor", "numero": {"moneda": "COP"}, "total": "suma"},
    {"dato": "credito", "rotulo": "Crédito", "numero": {"moneda": "USD", "decimales": 2}},
    {"dato": "firma", "rotulo": "Firma", "fecha": "larga"},
    {"dato": "mes", "rotulo": "Mes", "fecha": "mes"},
]
SIN_TOTAL: list[paac.modelo.ColumnaDeMatriz] = [
    COLUMNAS[0],
    {"dato": "valor", "rotulo": "Valor", "numero": {"moneda": "COP"}},
    *COLUMNAS[2:],
]
CONTRATOS = paac.formato_de_columnas("Contratos", COLUMNAS, total="Total")
FILAS = [
    {
        "contrato": "001",
        "valor": 1234567,
        "credito": -12.5,
        "firma": date(2024, 5, 1),
        "mes": "2024-05-01",
    },
    {"contrato": "002", "valor": 45500000, "credito": 1000, "firma": date(2024, 12, 31)},
]
ESCRITO = [
    ["001", "$\xa01.234.567", "−US$\xa012,50", "1 de mayo de 2024", "mayo de 2024"],
    ["002", "$\xa045.500.000", "US$\xa01.000,00", "31 de diciembre de 2024", ""],
    ["Total", "$\xa046.734.567", "", "", ""],
]
DE_CADA_UNA = "$, pesos colombianos; US$, dólares estadounidenses."


def una(clave: str, valores: list[Any], **columna: Any) -> bytes:
    columnas: list[Any] = [{"dato": clave, "rotulo": "Dato", **columna}]
    formato = paac.formato_de_columnas("Una", columnas)
    return (
        paac.reporte(ENTIDAD, formato, filas=[{clave: valor} for valor in valores])
        .emitir("docx")
        .contenido
    )


def escritos(valores: list[Any], **columna: Any) -> list[str]:
    return [fila[0] for fila in tablas_de_word(una("x", valores, **columna))[0][1:]]


def test_en_word_se_lee_el_dinero_y_el_dia() -> None:
    assert (
        tablas_de_word(paac.reporte(ENTIDAD, CONTRATOS, filas=FILAS).emitir("docx").contenido)[0][
            1:
        ]
        == ESCRITO
    )


def test_en_la_pagina_tambien_y_dice_cual_moneda_es_cada_una() -> None:
    pagina = paac.reporte(ENTIDAD, CONTRATOS, filas=FILAS).emitir("html").contenido.decode()

    assert all(texto in pagina for fila in ESCRITO for texto in fila)
    assert DE_CADA_UNA in pagina


def test_con_una_sola_moneda_no_hay_nota() -> None:
    formato = paac.formato_de_columnas("Contratos", COLUMNAS[:2], total="Total")

    pagina = (
        paac.reporte(ENTIDAD, formato, filas=[{"contrato": 1, "valor": 2}])
        .emitir("html")
        .contenido.decode()
    )

    assert "pesos colombianos" not in pagina


def test_en_excel_son_numeros_y_fechas_con_su_formato() -> None:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(ENTIDAD, CONTRATOS, filas=FILAS).emitir("xlsx").contenido)
    )
    hoja = libro.worksheets[0]

    assert [hoja.cell(3, n).value for n in range(2, 6)] == [
        1234567,
        -12.5,
        datetime(2024, 5, 1),
        datetime(2024, 5, 1),
    ]
    assert [hoja.cell(3, n).number_format for n in range(2, 6)] == [
        '[$-240A]"$\xa0"#,##0',
        '[$-240A]"US$\xa0"0.00;[$-240A]−"US$\xa0"0.00',
        '[$-240A]d" de "mmmm" de "yyyy',
        '[$-240A]mmmm" de "yyyy',
    ]
    assert hoja.cell(5, 2).value == "=SUM(B3:B4)"


def test_guardado_por_otro_programa_no_difiere() -> None:
    sin_total = paac.formato_de_columnas("Contratos", SIN_TOTAL)
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(ENTIDAD, sin_total, filas=FILAS).emitir("xlsx").contenido)
    )
    libro.worksheets[0]["A3"] = "001"  # vuelto a guardar, ya no es el mismo archivo
    guardado = io.BytesIO(en_bytes(libro))

    certificado = paac.verificar(guardado, paac.reporte(ENTIDAD, sin_total, filas=FILAS))

    assert certificado.diferencias == ()


@pytest.mark.parametrize(
    ("valores", "columna", "dice"),
    [
        ([1, 2.5], {"numero": {"moneda": "COP"}}, ["$\xa01,00", "$\xa02,50"]),
        ([1200, -3], {"numero": {"moneda": "EUR"}}, ["EUR\xa01.200", "−EUR\xa03"]),
        ([1200, "N/A"], {"numero": {"moneda": "COP"}}, ["$\xa01.200", "N/A"]),
        ([1200], {"numero": {"moneda": "COP", "miles": False}}, ["$\xa01200"]),
        (
            ["2024-02-29", "por definir"],
            {"fecha": "larga"},
            ["29 de febrero de 2024", "por definir"],
        ),
        ([date(2024, 2, 9)], {"fecha": "corta"}, ["09/02/2024"]),
        (["2024-02-09"], {"fecha": "corta"}, ["09/02/2024"]),
    ],
)
def test_cada_valor_como_se_pide(valores: list[Any], columna: Any, dice: list[str]) -> None:
    assert escritos(valores, **columna) == dice


@pytest.mark.parametrize(
    ("columna", "dice"),
    [
        (
            {"numero": {"moneda": "CPO"}},
            "columnas[0].numero.moneda: se esperaba el código de una moneda, como COP o USD, llegó"
            " 'CPO'; ¿quiso decir 'COP', peso colombiano?",
        ),
        ({"numero": {"moneda": "COP", "porcentaje": True}}, "numero.moneda: no va con porcentaje"),
        ({"fecha": "largo"}, "'largo'"),
        ({"fecha": "larga", "numero": {"miles": True}}, "fecha: no va con numero"),
        ({"fecha": "larga", "guarda": "numero"}, "fecha: con guarda = 'numero' no hay fecha"),
    ],
)
def test_lo_que_no_se_entiende_se_dice_con_su_lugar(columna: Any, dice: str) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        una("x", [1], **columna)

    assert dice in str(error.value)


def test_una_columna_sin_ninguna_fecha_es_una_falla() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"trae textos \(el primero, 'ayer' en filas"):
        una("x", ["ayer"], fecha="larga")


def test_la_hora_que_no_se_escribe_se_avisa() -> None:
    formato = paac.formato_de_columnas("Una", [{"dato": "x", "rotulo": "X", "fecha": "larga"}])

    hecho = paac.reporte(ENTIDAD, formato, filas=[{"x": datetime(2024, 5, 1, 14, 30)}])

    assert [aviso.codigo for aviso in hecho.avisos] == ["hora_sin_escribir"]
    assert tablas_de_word(hecho.emitir("docx").contenido)[0][1] == ["1 de mayo de 2024"]


@pytest.mark.parametrize("columna", [{"guarda": "fecha"}, {"fecha": "larga"}])
def test_lo_que_no_es_una_fecha_en_una_columna_de_fechas_se_avisa(columna: Any) -> None:
    columnas: Any = [{"dato": "x", "rotulo": "X", **columna}]
    formato = paac.formato_de_columnas("Una", columnas)
    valores = ["2024-05-01", "31/02/2024", "Mensual", None, ""]

    hecho = paac.reporte(ENTIDAD, formato, filas=[{"x": valor} for valor in valores])

    assert [(aviso.codigo, str(aviso)) for aviso in hecho.avisos] == [
        (
            "celda_ilegible",
            "filas, columna 'x': 2 celdas no son una fecha y van como texto (el primero,"
            " '31/02/2024' en filas[1])",
        )
    ]
    assert hecho.avisos[0].datos["esperado"] == "fecha"
