"""Lo que un membrete trae en sus tablas, y lo que en él va envuelto, fuera de Word.

Prueba ``formatos/membrete_en_tablas``.
"""

import re
from typing import Any

import pytest
from ayudas.a_medida import formato
from ayudas.cuerpos import con_sus_partes, cuerpo
from ayudas.envueltos import ENVOLTURAS, celda, corrida, parrafo, tabla, xml_de
from ayudas.planes import plan

import paac_reportes as paac
from paac_reportes.maqueta.documento import Membrete
from paac_reportes.maqueta.nodos import Tabla


def formato_con(membrete: bytes) -> paac.Formato:
    propio: paac.Formato = formato({"tipo": "parrafo", "texto": "Hola"}, membrete=membrete)
    return propio


def arriba(membrete: bytes) -> tuple[Membrete, Tabla]:
    """Un membrete y su encabezado, como va a un PDF o a una página web."""
    leido = formato_con(membrete).membrete
    assert leido is not None
    encabezado = leido.hojas[0].encabezado
    assert encabezado is not None
    return leido, encabezado


def anchos(encabezado: Tabla) -> list[list[int]]:
    """Columnas, de las sesenta de la fila, que cubre cada celda."""
    return [[una.columnas for una in fila.celdas] for fila in encabezado.filas]


@pytest.mark.parametrize(
    ("de_word", "esperados"),
    [((1, 2), [20, 40]), ((1, 1, 2), [15, 15, 30]), ((0, 5), [30, 30]), ((1, 900), [30, 30])],
)
def test_una_tabla_guarda_la_proporcion_de_sus_columnas(
    de_word: tuple[int, ...], esperados: list[int]
) -> None:
    rejilla = "".join(f'<w:gridCol w:w="{ancho}"/>' for ancho in de_word)
    filas = fila(*("x" for _ in de_word))
    _, encabezado = arriba(con_xml(f"<w:tbl><w:tblGrid>{rejilla}</w:tblGrid>{filas}</w:tbl><w:p/>"))

    assert anchos(encabezado) == [esperados]


def test_una_tabla_de_mas_columnas_de_las_que_caben_se_dice() -> None:
    membrete, encabezado = arriba(con_xml(tabla(fila(*["x"] * 61), columnas=61) + parrafo("a")))

    assert dichos(encabezado) == ["a"]
    assert membrete.reparos_fuera_de_word == (
        "fuera de Word y de su PDF no sale una tabla de más de 60 columnas",
    )


# ------------------------------------------------------------------ lo envuelto


def dichos(encabezado: Tabla) -> list[str]:
    """Lo que dicen sus celdas que dicen algo."""
    celdas = (str(una.contenido).strip() for fila in encabezado.filas for una in fila.celdas)
    return [uno for uno in celdas if uno]


def con_xml(xml: str) -> bytes:
    """Un Word con ese XML de encabezado."""

    def poner(raiz: Any) -> None:
        raiz[:] = [*xml_de(xml, "w:hdr")]

    return con_sus_partes(cuerpo("", arriba="x"), poner, r"word/header1\.xml")


def fila(*textos: str) -> str:
    return f"<w:tr>{''.join(celda(parrafo(uno)) for uno in textos)}</w:tr>"


@pytest.mark.parametrize("envoltura", ENVOLTURAS.values(), ids=ENVOLTURAS)
def test_sale_lo_que_una_envoltura_lleva_en_un_parrafo_una_corrida_y_una_celda(
    envoltura: str,
) -> None:
    def en(xml: str) -> str:
        return envoltura.replace("{}", xml)

    una_celda = en(f"<w:tr>{en(celda(parrafo('tres')))}</w:tr>")
    xml = f"{en(parrafo('uno'))}<w:p>{en(corrida('dos'))}</w:p>{tabla(una_celda, columnas=1)}"
    membrete, encabezado = arriba(con_xml(xml))

    assert dichos(encabezado) == ["uno", "dos", "tres"]
    assert membrete.reparos_fuera_de_word == ()


@pytest.mark.parametrize(
    ("xml", "esperados"),
    [
        (tabla(fila("a", "b", "de más")), [20, 20, 20]),
        (f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{fila('sin ancho')}</w:tbl>", [60]),
    ],
    ids=["una celda de más", "una tabla sin anchos"],
)
def test_lo_que_su_rejilla_no_cuenta_tambien_pasa(xml: str, esperados: list[int]) -> None:
    membrete, encabezado = arriba(con_xml(f"{xml}<w:p/>"))

    assert anchos(encabezado) == [esperados]
    assert membrete.reparos_fuera_de_word == ()


def con(propias: str, texto: str = "a", *, antes: str = "") -> str:
    """Una fila de una celda, con esas propiedades suyas y de la celda."""
    return f"<w:tr>{antes}{celda(parrafo(texto), propias)}</w:tr>"


def que_empieza_tras(columnas: int) -> str:
    return con("", antes=f'<w:trPr><w:gridBefore w:val="{columnas}"/></w:trPr>')


@pytest.mark.parametrize(
    ("filas", "dice"),
    [
        (con('<w:gridSpan w:val="-3"/>'), ["a", "x"]),
        (que_empieza_tras(-2), ["a", "x"]),
        (que_empieza_tras(2), ["a", "x"]),
        (con('<w:gridSpan w:val="999999999"/>'), ["x"]),
        ("<w:tr/><w:tr/>", ["x"]),
        ((con('<w:vMerge w:val="restart"/>') + con("<w:vMerge/>", "b")) * 3, ["a", "a", "a", "x"]),
        (fila("a") * 101, []),
    ],
    ids=["tramo negativo", "antes negativo", "antes", "enorme", "sin celdas", "unidas", "muchas"],
)
def test_una_tabla_torcida_no_rompe_la_pagina(filas: str, dice: list[str]) -> None:
    membrete = con_xml(tabla(filas, columnas=1) + parrafo("x"))
    pagina = paac.reporte(plan(), formato_con(membrete)).emitir("html").contenido.decode()

    assert re.findall(r'<div class="membrete-izquierda[^"]*">\s*(\w)\s*</div>', pagina) == dice


def test_la_celda_que_dice_seguir_y_no_sigue_a_ninguna_se_ve() -> None:
    sigue = f"<w:tr>{celda(parrafo('huérfana'), '<w:vMerge/>')}</w:tr>"
    restart = '<w:vMerge w:val="restart"/>'
    empieza = f"<w:tr>{celda(parrafo('empieza'), restart)}</w:tr>"
    tapada = f"<w:tr>{celda(parrafo('tapada'), '<w:vMerge/>')}</w:tr>"
    membrete, encabezado = arriba(con_xml(tabla(fila("a"), sigue, empieza, tapada, columnas=1)))

    assert dichos(encabezado) == ["a", "huérfana", "empieza"]
    assert membrete.reparos_fuera_de_word == ()


def test_un_signo_que_word_dice_de_otro_modo_se_lee_del_que_se_entiende() -> None:
    emoji = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="w16se"><e:symEx xmlns:e="urn:e"/>'
        "</mc:Choice><mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    _, encabezado = arriba(con_xml(emoji))
    assert encabezado.filas[0].celdas[0].contenido == "😀"
