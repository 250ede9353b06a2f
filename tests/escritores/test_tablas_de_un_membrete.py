"""Lo que un membrete trae en sus tablas, y lo que en él va envuelto, fuera de Word.

Prueba ``formatos/estilos_de_tabla``.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from ayudas.cuerpos import con_sus_partes, cuerpo, en_bytes, poner_tabla
from ayudas.envueltos import ENVOLTURAS, celda, corrida, parrafo, tabla, xml_de
from ayudas.planes import plan
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

import paac_reportes as paac
from paac_reportes.maqueta.aspecto import Bordes, Raya
from paac_reportes.maqueta.documento import Membrete
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.medida import tipografia
from paac_reportes.maqueta.nodos import Tabla


def formato_con(membrete: bytes) -> paac.Formato:
    return paac.formato_desde_datos(
        {
            "codigo": "x",
            "nombre": "X",
            "version": "1",
            "propiedades": {"titulo": "X"},
            "cuerpo": [{"tipo": "parrafo", "texto": "Hola"}],
            "membrete": membrete,
        }
    )


def arriba(membrete: bytes) -> tuple[Membrete, Tabla]:
    """Un membrete y su encabezado, como va a un PDF o a una página web."""
    leido = formato_con(membrete).membrete
    assert leido is not None
    encabezado = leido.hojas[0].encabezado
    assert encabezado is not None
    return leido, encabezado


def con_filas(filas: Sequence[Sequence[str]]) -> tuple[Any, Any]:
    """Un Word y la tabla de esas filas que lleva en su encabezado, de todo el ancho."""
    word = Document()
    hoja: Any = word.sections[0]
    puesta = poner_tabla(word, filas)
    hoja.header._element.insert(0, puesta._tbl)
    return word, puesta


def estilos_de(word: Any) -> list[list[Estilo]]:
    """El de cada celda de la tabla de su encabezado."""
    membrete, encabezado = arriba(en_bytes(word))
    return [[membrete.estilos[una.estilo] for una in fila.celdas] for fila in encabezado.filas]


def con_estilo(filas: Sequence[Sequence[str]], de_unas_celdas: str = "") -> tuple[Any, Any]:
    """Una tabla de un estilo en negrita, con rayas verdes y fondo claro."""
    raya = 'w:val="single" w:sz="8" w:color="9BBB59"'
    lados = "".join(f"<w:{d} {raya}/>" for d in ("top", "left", "bottom", "right", "insideH"))
    estilo = f"""<w:style {nsdecls("w")} w:type="table" w:styleId="Verde"><w:name w:val="Verde"/>
    <w:rPr><w:b/></w:rPr><w:tblPr><w:tblBorders>{lados}</w:tblBorders></w:tblPr>
    <w:tcPr><w:shd w:val="clear" w:fill="E6EED5"/></w:tcPr>{de_unas_celdas}</w:style>"""
    word, puesta = con_filas(filas)
    word.styles.element.append(parse_xml(estilo))
    puesta.style = word.styles["Verde"]
    return word, puesta


def test_una_tabla_conserva_lo_que_su_estilo_dice_de_toda_ella() -> None:
    word, _ = con_estilo([["Código", "Qué"], ["1.1", "x"]])

    celdas = [estilo for fila in estilos_de(word) for estilo in fila]

    fina = Raya(grosor=tipografia.Pt(1), color="9BBB59")
    assert {estilo.negrita for estilo in celdas} == {True}
    assert {estilo.relleno for estilo in celdas} == {"E6EED5"}
    assert [estilo.bordes for estilo in celdas] == [
        Bordes(arriba=fina, abajo=fina, izquierda=fina),
        Bordes(arriba=fina, abajo=fina, derecha=fina),
    ] * 2


def test_lo_que_su_estilo_da_solo_a_unas_celdas_se_dice() -> None:
    rotulos = '<w:tblStylePr w:type="firstRow"><w:rPr><w:i/></w:rPr></w:tblStylePr>'
    word, _ = con_estilo([["Código", "Qué"], ["1.1", "x"]], rotulos)
    membrete, _ = arriba(en_bytes(word))

    assert membrete.reparos_fuera_de_word == (
        "fuera de Word no sale lo que el estilo de una tabla da sólo a unas celdas",
    )


def test_lo_que_dice_la_celda_vale_mas_que_el_estilo_de_su_tabla() -> None:
    word, puesta = con_estilo([["Código", "Qué"], ["2026", "x"]])
    suyas = puesta.cell(1, 0)._tc.get_or_add_tcPr()
    suyas.append(parse_xml(f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="nil"/></w:tcBorders>'))
    suyas.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFEE00"/>'))
    suyas.append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="bottom"/>'))

    _, (propia, otra) = estilos_de(word)

    assert (propia.relleno, propia.vertical) == ("FFEE00", "abajo")
    assert propia.bordes is not None
    assert propia.bordes.abajo is None
    assert (otra.relleno, otra.vertical) == ("E6EED5", "arriba")


def test_una_celda_conserva_su_raya_de_un_solo_lado_la_doble_y_lo_que_deja_libre() -> None:
    word, puesta = con_filas([["2026", "x"]])
    puesta.style = "Normal Table"
    propias = puesta.cell(0, 0)._tc.get_or_add_tcPr()
    propias.append(
        parse_xml(
            f'<w:tcBorders {nsdecls("w")}><w:left w:val="single" w:sz="8" w:color="9BBB59"/>'
            '<w:bottom w:val="double" w:sz="4" w:color="auto"/></w:tcBorders>'
        )
    )
    margenes = "".join(
        f'<w:{lado} w:w="{ancho}" w:type="dxa"/>'
        for lado, ancho in (("top", 60), ("left", 208), ("bottom", 100))
    )
    propias.append(parse_xml(f"<w:tcMar {nsdecls('w')}>{margenes}</w:tcMar>"))

    ((propia, otra),) = estilos_de(word)

    assert propia.bordes == Bordes(
        abajo=Raya(doble=True), izquierda=Raya(grosor=tipografia.Pt(1), color="9BBB59")
    )
    assert propia.antes - otra.antes == pytest.approx(3)
    assert propia.despues - otra.despues == pytest.approx(5)
    assert propia.margen - otra.margen == pytest.approx(5)
    assert otra.bordes is None
    pagina = paac.reporte(plan(), formato_con(en_bytes(word))).emitir("html").contenido.decode()
    assert "; border-bottom: 3px double var(--raya); border-left: 1px solid #9BBB59" in pagina


@pytest.mark.parametrize(("lado", "libre"), [("left", 0), ("center", 0.25), ("right", 0.5)])
def test_una_tabla_angosta_va_del_lado_que_pide(lado: str, libre: float) -> None:
    word, puesta = con_filas([["2026"]])
    hoja = word.sections[0]
    puesta.columns[0].width = (
        Mm(hoja.page_width.mm - hoja.left_margin.mm - hoja.right_margin.mm) // 2
    )
    puesta._tbl.tblPr.append(parse_xml(f'<w:jc {nsdecls("w")} w:val="{lado}"/>'))

    _, encabezado = arriba(en_bytes(word))
    celdas = [una.contenido for una in encabezado.filas[0].celdas]

    antes = sum(encabezado.anchos[: celdas.index("2026")])
    assert antes == pytest.approx(libre, abs=0.01)


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
    "xml",
    [
        tabla(fila("a", "b", "de más")),
        f"{parrafo('a')}<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{fila('de más')}</w:tbl>",
    ],
    ids=["una celda de más", "una tabla sin anchos"],
)
def test_el_texto_que_no_pasa_se_dice(xml: str) -> None:
    membrete, _ = arriba(con_xml(f"{xml}<w:p/>"))
    assert "fuera de Word no sale «de más»: encabezado" in membrete.reparos_fuera_de_word


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
