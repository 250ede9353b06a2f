"""Al comprobar, una tabla de Word es la que ve quien la lee, y la que no es clara no pasa."""

import pytest
from ayudas.paquetes_a_mano import celda, comprimir, fila, partes_de_word, tabla

from paac_reportes.prueba.comprobacion import ver
from paac_reportes.prueba.visible import Casilla, Cuadro, Texto
from paac_reportes.sistema import IlegibleError

EMPIEZA, SIGUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def cuadro(*filas: str) -> Cuadro:
    """Lo que se ve de una tabla con esas filas."""
    (cuerpo,) = ver(comprimir(partes_de_word(tabla(*filas))))[1]
    (visto,) = cuerpo.bloques
    assert isinstance(visto, Cuadro)
    return visto


def test_la_celda_que_baja_es_una_y_lo_que_tapa_se_dice() -> None:
    baja, tapa = celda("Riesgos", EMPIEZA), celda("escondido", SIGUE)

    assert cuadro(fila(baja, celda("a")), fila(tapa, celda("b"))).filas == (
        {0: Casilla("Riesgos", filas=2), 1: Casilla("a")},
        {0: Casilla("⟦tapado: escondido⟧"), 1: Casilla("b")},
    )


def test_la_fila_que_empieza_mas_adentro_deja_su_columna() -> None:
    corrida = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{celda("b")}</w:tr>'

    assert cuadro(fila(celda("a"), celda("c")), corrida).filas == (
        {0: Casilla("a"), 1: Casilla("c")},
        {1: Casilla("b")},
    )


@pytest.mark.parametrize("oculta", ["<w:hidden/>", '<w:hidden w:val="0"/>'])
def test_la_fila_que_nombra_estar_oculta_se_dice(oculta: str) -> None:
    escondida = f"<w:tr><w:trPr>{oculta}</w:trPr>{celda('b')}</w:tr>"

    assert cuadro(escondida).filas == ({0: Casilla("⟦fila oculta: b⟧")},)


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
def test_la_que_cada_programa_veria_a_su_modo_no_se_comprueba(filas: tuple[str, ...]) -> None:
    with pytest.raises(IlegibleError, match="está dañado"):
        cuadro(*filas)


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
    (cuerpo,) = ver(comprimir(partes_de_word(parrafos, numeracion=numeracion)))[1]

    assert [bloque.texto for bloque in cuerpo.bloques if isinstance(bloque, Texto)] == [
        "1. x",
        "  • x",
        "    ⟦numeración: lowerRoman⟧ x",
        "2. x",
        "7. x",
        "8. x",
        "x",
    ]
