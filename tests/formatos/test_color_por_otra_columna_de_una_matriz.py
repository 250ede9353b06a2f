"""El color de una celda, o de toda su fila, según lo que dice otra columna."""

import io
from typing import Any

import openpyxl
import pytest
from ayudas.lectores import W, xml

import paac_reportes as paac
from paac_reportes.maqueta.estilos import CONTRASTE, contraste

ENTIDAD = paac.Entidad(nombre="Municipio")
ROJO, VERDE, OSCURO = "F8CBAD", "C6EFCE", "1F4E78"


def formato(**colores: Any) -> paac.Formato:
    columnas: list[Any] = [
        {"dato": "zona", "rotulo": "Zona", "une": "iguales"},
        {"dato": "valor", "rotulo": "Valor", **colores},
        {"dato": "avance", "rotulo": "Avance"},
        {"dato": "estado", "rotulo": "Estado"},
    ]
    return paac.formato_de_columnas("Pagos", columnas)


FILAS = [
    {"zona": "Norte", "valor": 10, "avance": 20, "estado": "Vencido"},
    {"zona": "Norte", "valor": 20, "avance": 95, "estado": "vencido"},
    {"zona": "Sur", "valor": 30, "avance": 60, "estado": "Al día"},
    {"zona": "Sur", "valor": 40, "avance": None, "estado": None},
]
POR_TEXTO = {"segun": "estado", "reglas": {"Vencido": ROJO, "al dia": OSCURO}}
POR_NUMERO = {
    "segun": "avance",
    "reglas": [{"<": 50, "color": ROJO}, {">=": 90, "color": VERDE}],
}


def rellenos(formato: paac.Formato, filas: list[dict[str, Any]] = FILAS) -> list[list[str | None]]:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(ENTIDAD, formato, filas=filas).emitir("xlsx").contenido)
    )
    hoja = libro.worksheets[0]
    return [
        [
            celda.fill.fgColor.rgb[2:] if celda.fill.fill_type == "solid" else None
            for celda in fila[:4]
        ]
        for fila in hoja.iter_rows(min_row=3, max_row=2 + len(filas))
    ]


@pytest.mark.parametrize(
    ("colores", "de_cada_fila"),
    [
        (POR_TEXTO, [ROJO, ROJO, OSCURO, None]),
        (POR_NUMERO, [ROJO, VERDE, None, None]),
        (
            {"segun": "estado", "reglas": [{"=": "VENCIDO", "color": ROJO}]},
            [ROJO, ROJO, None, None],
        ),
        ({"segun": "zona", "reglas": {"Sur": VERDE}}, [None, None, VERDE, VERDE]),
    ],
)
def test_otra_columna_decide_el_color_de_la_celda(colores: Any, de_cada_fila: list[Any]) -> None:
    assert rellenos(formato(colores=colores)) == [
        [None, color, None, None] for color in de_cada_fila
    ]


def test_la_fila_entera_se_pinta_y_la_celda_comun_solo_si_les_toca_el_mismo() -> None:
    pintado = rellenos(formato(colores={**POR_TEXTO, "fila": True}))

    # «Norte» cubre dos filas rojas, y de lo cubierto no hay celda; «Sur», una oscura y una sin color.
    assert pintado == [[ROJO] * 4, [None, *[ROJO] * 3], [None, *[OSCURO] * 3], [None] * 4]


def test_la_misma_columna_puede_pintar_su_fila() -> None:
    reglas = [{">": 35, "color": VERDE}]

    assert rellenos(formato(colores={"reglas": reglas, "fila": True}))[3] == [None, *[VERDE] * 3]


def test_el_color_propio_manda_sobre_el_de_la_fila() -> None:
    columnas: list[Any] = [
        {"dato": "a", "rotulo": "A", "colores": {"uno": VERDE}},
        {"dato": "b", "rotulo": "B", "colores": {"reglas": {"x": ROJO}, "fila": True}},
    ]
    filas = [{"a": "uno", "b": "x"}, {"a": "dos", "b": "x"}]

    assert [fila[:2] for fila in rellenos(paac.formato_de_columnas("Dos", columnas), filas)] == [
        [VERDE, ROJO],
        [ROJO, ROJO],
    ]


def test_la_celda_con_barra_lleva_el_color_de_su_fila_si_la_barra_se_ve() -> None:
    columnas: list[Any] = [
        {"dato": "valor", "rotulo": "Valor", "barra": True},
        {"dato": "estado", "rotulo": "Estado", "colores": {**POR_TEXTO, "fila": True}},
    ]
    hecho = paac.formato_de_columnas("Barras", columnas)

    assert [fila[:2] for fila in rellenos(hecho)] == [
        [ROJO, ROJO],
        [ROJO, ROJO],
        [None, OSCURO],
        [None, None],
    ]
    en_word = paac.reporte(ENTIDAD, hecho, filas=FILAS).emitir("docx").contenido
    sombras = [uno.get(f"{W}fill") for uno in xml(en_word, "word/document.xml").iter(f"{W}shd")]
    assert sombras.count(ROJO) == 4
    assert sombras.count(OSCURO) == 1


def test_en_word_la_celda_lleva_su_relleno_y_la_letra_se_lee() -> None:
    contenido = (
        paac.reporte(ENTIDAD, formato(colores=POR_TEXTO), filas=FILAS).emitir("docx").contenido
    )

    sombras = [uno.get(f"{W}fill") for uno in xml(contenido, "word/document.xml").iter(f"{W}shd")]
    estilos = xml(contenido, "word/styles.xml")
    letras = {
        str(uno.get(f"{W}styleId")): color.get(f"{W}val")
        for uno in estilos.iter(f"{W}style")
        if (color := uno.find(f"{W}rPr/{W}color")) is not None
    }
    (oscura,) = [letra for nombre, letra in letras.items() if OSCURO in nombre.upper()]

    assert [uno for uno in sombras if uno in {ROJO, OSCURO}] == [ROJO, ROJO, OSCURO]
    assert contraste(str(oscura), OSCURO) >= CONTRASTE


@pytest.mark.parametrize("tipo", ["html", "pdf"])
def test_en_la_pagina_y_en_el_pdf_tambien_cambia(tipo: str) -> None:
    pintado = paac.reporte(ENTIDAD, formato(colores=POR_TEXTO), filas=FILAS).emitir(tipo).contenido

    assert pintado != paac.reporte(ENTIDAD, formato(), filas=FILAS).emitir(tipo).contenido
    if tipo == "html":
        assert f"background: #{ROJO}" in pintado.decode()


@pytest.mark.parametrize(
    ("colores", "dice"),
    [
        (
            {**POR_TEXTO, "segun": "estdo"},
            "columnas[1].colores.segun: ninguna columna de la tabla muestra 'fila.estdo', que"
            " decide el color; el más parecido es 'fila.estado'",
        ),
        ({"segun": "estado"}, "colores.reglas: se esperaba una regla"),
        ({"segun": "estado", "reglas": {"Vencido": "rojo"}}, "colores.reglas.Vencido"),
        ({"segun": "estado", "reglas": {"<50": ROJO}}, "no es lo que dice una celda"),
        ({**POR_TEXTO, "filas": True}, "colores.filas: clave desconocida"),
        ({**POR_TEXTO, "fila": "sí"}, "colores.fila: se esperaba true o false"),
    ],
)
def test_lo_que_no_se_entiende_es_una_falla(colores: Any, dice: str) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        formato(colores=colores)

    assert dice in str(error.value)


def test_solo_una_columna_pinta_la_fila() -> None:
    columnas: list[Any] = [
        {"dato": dato, "rotulo": dato, "colores": {"reglas": {"x": ROJO}, "fila": True}}
        for dato in ("a", "b")
    ]

    with pytest.raises(paac.ErrorDeFormato, match=r"columnas\[1\]\.colores\.fila: otra columna"):
        paac.formato_de_columnas("Dos", columnas)


def test_unas_reglas_de_numeros_sobre_textos_son_una_falla() -> None:
    colores = {"segun": "estado", "reglas": [{"<": 50, "color": ROJO}]}

    with pytest.raises(paac.ErrorDeEntrada, match="sus colores van por regla, que es de números"):
        paac.reporte(ENTIDAD, formato(colores=colores), filas=FILAS).emitir("docx")
