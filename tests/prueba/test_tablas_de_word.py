"""Al verificar, una tabla de Word es la que ve quien la lee, y de la que no es clara se duda."""

import pytest
from ayudas.paquetes_a_mano import celda, comprimir, fila, partes_de_word, tabla

from paac_reportes.prueba.leido import ArchivoLeido, leer

EMPIEZA, SIGUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def leida(*filas: str) -> ArchivoLeido:
    return leer(comprimir(partes_de_word(tabla(*filas))))


def dichos(*filas: str) -> list[list[str]]:
    """Lo que se lee de una tabla con esas filas."""
    return [[str(dicho) for dicho in renglon] for renglon in leida(*filas).renglones]


def test_la_celda_que_baja_es_una() -> None:
    baja, tapa = celda("Riesgos", EMPIEZA), celda("", SIGUE)

    assert dichos(fila(baja, celda("a")), fila(tapa, celda("b"))) == [
        ["Riesgos (cubre 2 filas y 1 columna)", "a"],
        ["b"],
    ]


def test_la_fila_que_empieza_mas_adentro_deja_su_columna() -> None:
    corrida = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{celda("b")}</w:tr>'
    leido = leida(fila(celda("a"), celda("c")), corrida)

    assert leido.renglones[1][0].lugar == "la tabla 1, fila 2, columna 2"


@pytest.mark.parametrize(
    "filas",
    [
        (f'<w:ins w:id="1" w:author="x">{fila(celda("a"))}</w:ins>',),
        (f"<w:tr><w:smartTag>{celda('a')}</w:smartTag></w:tr>",),
        (fila(celda("a", '<w:hMerge w:val="restart"/>')),),
        (fila(celda("a", '<w:vMerge w:val="quizá"/>')),),
        (fila(celda("a", f"{EMPIEZA}{SIGUE}")),),
        (fila(celda("a", f'<w:gridSpan w:val="2"/>{EMPIEZA}')), fila(celda("", SIGUE))),
        (f'<w:tr><w:trPr><w:gridBefore w:val="-1"/></w:trPr>{celda("a")}</w:tr>',),
    ],
)
def test_la_que_cada_programa_veria_a_su_modo_se_dice(filas: tuple[str, ...]) -> None:
    assert leida(*filas).dudas == [
        ("la tabla 1", "su cuadrícula la entiende cada programa a su modo")
    ]


def test_las_listas_se_numeran_como_en_la_pagina() -> None:
    niveles = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3)"/></w:lvl>'
    )
    desde_siete = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    numeracion = (
        f'<w:abstractNum w:abstractNumId="5">{niveles}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="5"/>{desde_siete}</w:num>'
    )
    parrafos = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{nivel}"/><w:numId w:val="{lista}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>x</w:t></w:r></w:p>"
        for lista, nivel in ((1, 0), (1, 1), (1, 2), (1, 0), (2, 0), (2, 0), (0, 0))
    )
    leido = leer(comprimir(partes_de_word(parrafos, numeracion=numeracion)))

    assert [dicho.texto for (dicho,) in leido.renglones] == [
        "1. x",
        "x",  # la viñeta no se lee
        "i) x",
        "2. x",
        "7. x",
        "8. x",
        "x",
    ]
