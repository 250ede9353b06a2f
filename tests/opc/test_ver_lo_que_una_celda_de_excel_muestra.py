"""Lo que una celda de Excel muestra y no guarda como letras: dibujos e imágenes.

Prueba ``opc/libro``.
"""

import io

import pytest
from ayudas.paquetes_a_mano import comprimir, datos, escrita, excel, partes_de_excel, relaciones

from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.visto import DocumentoVisto

_M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def visto(documento: DocumentoVisto) -> tuple[list[str], list[str]]:
    """Los textos de su única fila, y lo que se dice."""
    [fila] = next(documento.tablas()).filas
    dichos = [f"{aviso.ruta}: {aviso.mensaje}" for aviso in documento.avisos]
    return [celda.texto if celda else "" for celda in fila], dichos


def con_letra(letra: str) -> str:
    """Los estilos de un libro cuyo segundo estilo va en esa letra."""
    fuentes = f'<fonts><font/><font><name val="{letra}"/></font></fonts>'
    return f'{fuentes}<cellXfs><xf/><xf fontId="1"/></cellXfs>'


def celda(texto: str) -> str:
    return f'<c s="1" t="inlineStr"><is><t>{texto}</t></is></c>'


@pytest.mark.parametrize(
    ("letra", "texto", "esperado"),
    [
        ("Wingdings", "ü", "✓"),
        ("Wingdings", "\uf0fe", "☑"),
        ("Wingdings 2", "P", "✓"),
        ("Webdings", "r", "✗"),
        ("Arial", "ü", "ü"),
    ],
)
def test_una_celda_en_letra_de_dibujos_es_el_signo_que_se_ve(
    letra: str, texto: str, esperado: str
) -> None:
    libro = excel(datos(celda(texto), escrita("a")), estilos=con_letra(letra))

    assert visto(ver_documento(libro)) == ([esperado, "a"], [])


def test_el_dibujo_que_no_se_conoce_no_entra_como_letra() -> None:
    textos, dichos = visto(
        ver_documento(excel(datos(celda("("), escrita("a")), estilos=con_letra("Wingdings")))
    )

    assert textos[-1] == "a"
    assert dichos == [
        "hoja «H1», celda A1: trae un dibujo de la letra Wingdings (28), que no se lee"
    ]


def test_cada_tramo_de_un_texto_va_en_su_letra() -> None:
    tramos = (
        '<si><r><rPr><rFont val="Wingdings"/></rPr><t>ü</t></r>'
        '<r><rPr><rFont val="Arial"/></rPr><t> Cumplida según ü</t></r></si>'
    )
    libro = excel(
        datos('<c s="1" t="s"><v>0</v></c>'), textos=tramos, estilos=con_letra("Webdings")
    )

    assert visto(ver_documento(libro)) == (["✓ Cumplida según ü"], [])


def test_el_dibujo_de_un_tramo_que_no_se_conoce_se_dice_como_el_de_una_celda() -> None:
    tramos = '<si><r><rPr><rFont val="Wingdings"/></rPr><t>(</t></r><r><t> Sí</t></r></si>'
    libro = excel(datos('<c t="s"><v>0</v></c>', escrita("\uf0fc")), textos=tramos)

    aviso = "trae un dibujo de una letra de dibujos (28), que no se lee"
    assert visto(ver_documento(libro)) == ([" Sí", "✓"], [f"hoja «H1», celda A1: {aviso}"])


def en_tramos(*tramos: tuple[str, str]) -> str:
    """Los tramos de un texto, cada uno con la altura que dice."""
    return "".join(
        f"<r><rPr>{f'<vertAlign val={altura!r}/>' if altura else ''}</rPr><t>{texto}</t></r>"
        for texto, altura in tramos
    )


@pytest.mark.parametrize(
    ("tramos", "esperado"),
    [
        ((("8", ""), ("2", "superscript")), "8²"),
        ((("x", ""), ("10", "subscript"), ("2", "")), "x₁₀2"),
        ((("1", ""), ("er", "superscript"), (" 2", "")), "1er 2"),
        ((("Acta", ""), ("(1)", "superscript")), "Acta⁽¹⁾"),
        ((("8", ""), ("2", "baseline")), "82"),
    ],
)
def test_lo_que_va_mas_arriba_o_mas_abajo_no_son_letras_seguidas(
    tramos: tuple[tuple[str, str], ...], esperado: str
) -> None:
    adentro = f'<c t="inlineStr"><is>{en_tramos(*tramos)}</is></c>'
    libro = excel(
        datos('<c t="s"><v>0</v></c>', adentro, escrita("2")),
        textos=f"<si>{en_tramos(*tramos)}</si>",
    )

    assert visto(ver_documento(libro)) == ([esperado, esperado, "2"], [])


IMAGEN = "trae una imagen o un gráfico: nada de lo que muestra se lee"


def test_la_imagen_que_wps_pone_en_una_celda_se_dice_y_su_formula_no_es_un_texto() -> None:
    formula = "<f>_xlfn.DISPIMG(&quot;ID_1&quot;,1)</f><v>=DISPIMG(&quot;ID_1&quot;,1)</v>"
    libro = excel(datos(escrita("a"), f'<c t="str">{formula}</c>', escrita("c")))

    assert visto(ver_documento(libro)) == (["a", "", "c"], [f"hoja «H1», celda B1: {IMAGEN}"])


@pytest.mark.parametrize(
    ("clase", "aviso"),
    [
        ("_localImage", IMAGEN),
        ("_error", "dice #¡VALOR!, que es un error de una fórmula y no un dato; salió en blanco"),
    ],
)
def test_la_imagen_que_excel_pone_en_una_celda_no_es_un_error(clase: str, aviso: str) -> None:
    partes = partes_de_excel(datos(escrita("a"), '<c t="e" vm="1"><v>#VALUE!</v></c>'))
    partes["xl/metadata.xml"] = (
        f'<metadata xmlns="{_M}"><futureMetadata><bk><extLst><ext><rvb i="0"/></ext></extLst></bk>'
        '</futureMetadata><valueMetadata><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>'
    )
    partes["xl/richData/rdrichvalue.xml"] = '<rvData xmlns="x"><rv s="0"/></rvData>'
    partes["xl/richData/rdrichvaluestructure.xml"] = (
        f'<rvStructures xmlns="x"><s t="{clase}"/></rvStructures>'
    )
    _, dichos = visto(ver_documento(io.BytesIO(comprimir(partes))))

    assert dichos == [f"hoja «H1», celda B1: {aviso}"]


def test_un_si_o_un_no_se_lee_con_la_palabra_de_excel() -> None:
    celdas = "".join(f'<c t="b"><v>{valor}</v></c>' for valor in "10")
    assert visto(ver_documento(excel(datos(celdas)))) == (["VERDADERO", "FALSO"], [])


def forma(clase: str) -> str:
    return (
        "<v:shape><v:textbox><div><font>Cumplida</font></div></v:textbox>"
        f'<x:ClientData ObjectType="{clase}"><x:Anchor>1, 15, 0, 2, 2, 1, 1, 1</x:Anchor>'
        "</x:ClientData></v:shape>"
    )


@pytest.mark.parametrize(
    ("clase", "veces"), [("Checkbox", 1), ("Drop", 1), ("Note", 0), ("Button", 0)]
)
def test_un_control_puesto_sobre_una_celda_se_dice_con_ella(clase: str, veces: int) -> None:
    # Excel lo escribe como HTML.
    dibujo = forma(clase).replace("Cumplida", "Sí,<br>cumplida")

    aviso = "lleva encima un control («Sí,cumplida»), que no se lee como dato"
    assert dichos_con(dibujo) == [f"hoja «H1», celda B1: {aviso}"] * veces


def test_los_controles_que_no_se_dejan_leer_se_dicen() -> None:
    roto = forma("Checkbox").replace("</div>", "")

    assert dichos_con(roto) == ["hoja «H1»: trae unos controles que no se dejan leer"]


def dichos_con(formas: str) -> list[str]:
    """Lo que se dice de una hoja con esas formas en su dibujo de antes."""
    partes = partes_de_excel(datos(escrita("a"), escrita("b")))
    partes["xl/worksheets/_rels/sheet1.xml.rels"] = relaciones(("vmlDrawing", "/xl/dibujo.vml"))
    partes["xl/dibujo.vml"] = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:'
        f'excel">{formas}</xml>'
    )
    return visto(ver_documento(io.BytesIO(comprimir(partes))))[1]
