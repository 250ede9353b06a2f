"""Lo que una celda muestra y no guarda como letras: formularios, dibujos, ecuaciones y cuadros.

Prueba ``opc/simbolos`` y ``opc/parrafos``.
"""

import io

import pytest
from ayudas.paquetes_a_mano import celda, comprimir, fila, parrafo, partes_de_word, tabla, word

from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.simbolos import en_signos
from paac_reportes.opc.visto import DocumentoVisto

_MARCA = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_OPCIONES = '<w:listEntry w:val="En proceso"/><w:listEntry w:val="Cumplida"/>'


def visto(contenido: str) -> tuple[str, list[str]]:
    """El texto de una celda con ese párrafo, y lo que se dice de ella."""
    documento = ver_documento(word(tabla(fila(f"<w:tc><w:p>{contenido}</w:p></w:tc>"))))
    [[unica]] = next(documento.tablas()).filas
    assert unica is not None
    return unica.texto, dichos(documento)


def dichos(documento: DocumentoVisto) -> list[str]:
    return [f"{aviso.ruta}: {aviso.mensaje}" for aviso in documento.avisos]


def formulario(datos: str, guardado: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{datos}</w:ffData></w:fldChar></w:r>'
        f"<w:r><w:instrText>FORM</w:instrText></w:r>{_MARCA.format('separate')}"
        f"<w:r><w:t>{guardado}</w:t></w:r>{_MARCA.format('end')}"
    )


def en(letra: str, texto: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:ascii="{letra}"/></w:rPr><w:t>{texto}</w:t></w:r>'


@pytest.mark.parametrize(
    ("datos", "guardado", "esperado"),
    [
        (f'<w:ddList><w:result w:val="1"/>{_OPCIONES}</w:ddList>', "", "Cumplida"),
        (f'<w:ddList><w:default w:val="1"/>{_OPCIONES}</w:ddList>', "", "Cumplida"),
        (f"<w:ddList>{_OPCIONES}</w:ddList>", "", "En proceso"),
        (f'<w:ddList><w:result w:val="9"/>{_OPCIONES}</w:ddList>', "", ""),
        (f'<w:ddList><w:result w:val="1"/>{_OPCIONES}</w:ddList>', "Otra", "Otra"),
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "", "☒"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "", "☐"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "", "☒"),
        ('<w:textInput><w:default w:val="escriba"/></w:textInput>', "Lo hecho", "Lo hecho"),
    ],
)
def test_un_campo_de_formulario_de_antes_dice_lo_elegido(
    datos: str, guardado: str, esperado: str
) -> None:
    assert visto(formulario(datos, guardado))[0] == esperado


def test_una_casilla_sin_separador_tambien_se_ve() -> None:
    casilla = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    abre = f'<w:r><w:fldChar w:fldCharType="begin">{casilla}</w:fldChar></w:r>'

    contenido = f"{abre}{_MARCA.format('end')}<w:r><w:t> Cumplida</w:t></w:r>"
    assert visto(contenido)[0] == "☒ Cumplida"


@pytest.mark.parametrize(
    ("contenido", "esperado"),
    [
        (en("Wingdings", "ü"), "✓"),
        (en("Wingdings", "\uf0fc"), "✓"),
        (en("Wingdings 2", "P"), "✓"),
        (en("Wingdings 2", "£") + en("Arial", " No"), "☐ No"),
        (en("Webdings", "a"), "✓"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Webdings" w:char="F072"/></w:r>', "✗"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        (en("Arial", "\uf0fc Cumplida"), "✓ Cumplida"),
        ("<w:r><w:t>\uf0a8 No</w:t></w:r>", "☐ No"),
        (en("Arial", "ü"), "ü"),
        (en("Calibri", "Pa"), "Pa"),
    ],
)
def test_una_letra_de_dibujos_es_el_signo_que_se_ve(contenido: str, esperado: str) -> None:
    assert visto(contenido) == (esperado, [])


@pytest.mark.parametrize(
    ("letra", "vistos"),
    [
        ("Wingdings", {"l": "●", "o": "☐", "\x9e": "·", "¡": "○", "û": "✗", "ý": "☒", "þ": "☑"}),
        ("Wingdings 2", {"O": "✗", "P": "✓", "R": "☑", "T": "☒", "\x96": "•", "\x97": "•"}),
        ("Wingdings 2", {"\x98": "●", "\x99": "○", "¢": "■", "£": "☐"}),
        ("Webdings", {"3": "◀", "4": "▶", "5": "▲", "6": "▼", "a": "✓", "c": "☐", "g": "■"}),
    ],
)
def test_cada_letra_de_dibujos_tiene_los_signos_de_su_tabla(
    letra: str, vistos: dict[str, str]
) -> None:
    assert {suya: en_signos(suya, letra) for suya in vistos} == {
        suya: (signo, "") for suya, signo in vistos.items()
    }


ESTILOS = (
    '<w:style w:type="paragraph" w:styleId="Marca"><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="Hija"><w:basedOn w:val="Marca"/></w:style>'
    '<w:style w:type="character" w:styleId="Signo"><w:rPr><w:rFonts w:hAnsi="Webdings"/></w:rPr>'
    '</w:style><w:style w:type="character" w:styleId="Corriente"><w:rPr>'
    '<w:rFonts w:ascii="Arial"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    ("del_parrafo", "del_tramo", "texto", "esperado"),
    [
        ('<w:pStyle w:val="Marca"/>', "", "ü", "✓"),
        ('<w:pStyle w:val="Hija"/>', "<w:b/>", "ü", "✓"),
        ("", '<w:rStyle w:val="Signo"/>', "a", "✓"),
        ('<w:pStyle w:val="Marca"/>', '<w:rStyle w:val="Signo"/>', "r", "✗"),
        ('<w:pStyle w:val="Marca"/>', '<w:rStyle w:val="Corriente"/>', "ü", "ü"),
        ('<w:pStyle w:val="Marca"/>', '<w:rFonts w:ascii="Arial"/>', "ü", "ü"),
        ('<w:pStyle w:val="Marca"/>', '<w:rFonts w:asciiTheme="minorHAnsi"/>', "ü", "ü"),
        ("", "", "ü", "ü"),
    ],
)
def test_la_letra_de_dibujos_tambien_la_pone_un_estilo(
    del_parrafo: str, del_tramo: str, texto: str, esperado: str
) -> None:
    tramo = f"<w:r><w:rPr>{del_tramo}</w:rPr><w:t>{texto}</w:t></w:r>"
    contenido = f"<w:tc><w:p><w:pPr>{del_parrafo}</w:pPr>{tramo}</w:p></w:tc>"
    documento = ver_documento(word(tabla(fila(contenido)), estilos=ESTILOS))

    [[unica]] = next(documento.tablas()).filas
    assert unica is not None
    assert unica.texto == esperado


def tramo(texto: str, altura: str = "") -> str:
    """Un tramo, arriba o abajo del renglón si se dice."""
    propiedades = f'<w:vertAlign w:val="{altura}"/>' if altura else ""
    return f"<w:r><w:rPr>{propiedades}</w:rPr><w:t>{texto}</w:t></w:r>"


@pytest.mark.parametrize(
    ("contenido", "esperado"),
    [
        (tramo("8") + tramo("2", "superscript"), "8²"),
        (tramo("1.1") + tramo("12", "superscript"), "1.1¹²"),
        (tramo("x") + tramo("10", "subscript"), "x₁₀"),
        (tramo("Se hizo") + tramo("(1)", "superscript"), "Se hizo⁽¹⁾"),
        (tramo("10") + tramo("-3", "superscript"), "10⁻³"),
        (tramo("8") + tramo("2", "baseline"), "82"),
        (tramo("1") + tramo("er", "superscript") + tramo(" trimestre"), "1er trimestre"),
        (tramo("N.") + tramo("o - p", "superscript"), "N.o - p"),
        (tramo("8 m²") + tramo(" y 1.ª"), "8 m² y 1.ª"),
    ],
)
def test_lo_que_va_mas_arriba_o_mas_abajo_no_son_letras_seguidas(
    contenido: str, esperado: str
) -> None:
    assert visto(contenido) == (esperado, [])


@pytest.mark.parametrize(
    ("del_parrafo", "del_tramo", "esperado"),
    [
        ("", '<w:rStyle w:val="Llamada"/>', "8²"),
        ("", '<w:rStyle w:val="Llamada"/><w:vertAlign w:val="baseline"/>', "82"),
        ('<w:pStyle w:val="Alto"/>', '<w:vertAlign w:val="baseline"/>', "⁸2"),
        ('<w:pStyle w:val="Alto"/>', "", "⁸²"),
        ("", '<w:position w:val="8"/>', "8²"),  # como LibreOffice guarda el de una página web
        ("", '<w:position w:val="-6"/>', "8₂"),
        ("", '<w:position w:val="-2"/>', "82"),
    ],
)
def test_la_altura_tambien_la_ponen_un_estilo_y_lo_que_el_tramo_sube(
    del_parrafo: str, del_tramo: str, esperado: str
) -> None:
    arriba = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    estilos = (
        f'<w:style w:type="character" w:styleId="Base">{arriba}'
        '<w:style w:type="character" w:styleId="Llamada"><w:basedOn w:val="Base"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="Alto">{arriba}'
    )
    segundo = f"<w:r><w:rPr>{del_tramo}</w:rPr><w:t>2</w:t></w:r>"
    contenido = f"<w:p><w:pPr>{del_parrafo}</w:pPr>{tramo('8')}{segundo}</w:p>"
    documento = ver_documento(word(tabla(fila(f"<w:tc>{contenido}</w:tc>")), estilos=estilos))

    [[unica]] = next(documento.tablas()).filas
    assert unica is not None
    assert unica.texto == esperado


_OMML = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def ecuacion(adentro: str, espacio: str = _OMML) -> str:
    return f'<m:oMath xmlns:m="{espacio}">{adentro}</m:oMath>'


def en_m(clase: str, *, propiedades: str = "", **partes: str) -> str:
    """Una construcción con sus propiedades y sus partes; la parte sin etiquetas es un texto."""
    unas = "".join(f"<m:{nombre}>{_r(parte)}</m:{nombre}>" for nombre, parte in partes.items())
    return f"<m:{clase}><m:{clase}Pr>{propiedades}<m:ctrlPr/></m:{clase}Pr>{unas}</m:{clase}>"


def _r(texto: str) -> str:
    return texto if texto.startswith("<") or not texto else f"<m:r><m:t>{texto}</m:t></m:r>"


TRES_CUARTOS = en_m("f", num="3", den="4")


@pytest.mark.parametrize(
    ("adentro", "esperado"),
    [
        (TRES_CUARTOS, "(3)/(4)"),
        (en_m("f", propiedades='<m:type m:val="noBar"/>', num="5", den="2"), "(5)¦(2)"),
        (en_m("sSup", e="8", sup="2"), "8²"),
        (en_m("sSup", e="x", sup="n+1"), "x^(n+1)"),
        (en_m("sSub", e="x", sub="1"), "x₁"),
        (en_m("sSubSup", e="x", sub="i", sup="2"), "x_(i)²"),
        (en_m("sPre", sub="6", sup="14", e="C"), "₆¹⁴C"),
        (en_m("rad", propiedades='<m:degHide m:val="1"/>', deg="", e="a"), "√(a)"),
        (en_m("rad", deg="3", e=TRES_CUARTOS), "³√((3)/(4))"),
        (en_m("d", e="80"), "(80)"),
        (en_m("d", propiedades='<m:begChr m:val="["/><m:endChr m:val=""/>', e="80"), "[80"),
        (
            "<m:d><m:e><m:r><m:t>1</m:t></m:r></m:e><m:e><m:r><m:t>2</m:t></m:r></m:e></m:d>",
            "(1|2)",
        ),
        (en_m("nary", propiedades='<m:chr m:val="∑"/>', sub="i=1", sup="9", e="x"), "∑_(i=1)⁹(x)"),
        (en_m("nary", sub="", sup="", e="x"), "∫(x)"),
        (en_m("func", fName="sen", e="x"), "sen(x)"),
        (en_m("limLow", e="lim", lim="x→0"), "lim_(x→0)"),
        (en_m("bar", e="3"), "3\u0305"),
        (
            "<m:m>" + f"<m:mr>{'<m:e><m:r><m:t>1</m:t></m:r></m:e>' * 2}</m:mr>" * 2 + "</m:m>",
            "1, 1; 1, 1",
        ),
        (_r("80"), "80"),
    ],
)
def test_una_ecuacion_se_lee_en_su_renglon(adentro: str, esperado: str) -> None:
    assert visto(tramo("Va en ") + ecuacion(adentro)) == (f"Va en {esperado}", [])


def test_la_ecuacion_de_un_renglon_propio_tambien() -> None:
    dos = (
        f'<m:oMathPara xmlns:m="{_OMML}">{ecuacion(TRES_CUARTOS)}{ecuacion(_r("7"))}</m:oMathPara>'
    )
    assert visto(dos) == ("(3)/(4); 7", [])


def campo(pide: str, guardado: str | None = None) -> str:
    """Un campo; sin ``guardado``, sin separador."""
    muestra = "" if guardado is None else f"{_MARCA.format('separate')}{guardado}"
    pedido = f'<w:r><w:instrText xml:space="preserve">{pide}</w:instrText></w:r>'
    return f"{_MARCA.format('begin')}{pedido}{muestra}{_MARCA.format('end')}"


def test_la_celda_de_un_campo_sin_resultado_se_sabe_y_la_de_al_lado_no_lo_es() -> None:
    sin_resultado = f"<w:tc><w:p>{campo('REF meta')}</w:p></w:tc>"
    antes = f"<w:p>{campo('REF otra')}</w:p>"
    documento = ver_documento(word(f"{antes}{tabla(fila(celda(''), sin_resultado))}"))

    assert next(documento.tablas()).formulas == {(0, 1)}
    assert [aviso.ruta for aviso in documento.avisos] == [
        "párrafo 1",
        "tabla 1, fila 1, columna 2",
    ]


@pytest.mark.parametrize("guardado", [None, ""])
@pytest.mark.parametrize("pide", [r"REF meta \h", "=SUM(ABOVE)", r"EQ \f(3;4)"])
def test_un_campo_sin_resultado_se_dice_con_su_celda(pide: str, guardado: str | None) -> None:
    aviso = f"trae un campo de Word sin su resultado («{pide}»)"
    remedio = "ábralo en Word, actualícelo con F9 y guárdelo"

    assert visto(campo(pide, guardado)) == (
        "",
        [f"tabla 1, fila 1, columna 1: {aviso}; {remedio}"],
    )


@pytest.mark.parametrize(
    "contenido",
    [
        campo("REF meta", tramo("80")),
        campo(" PAGE "),
        campo("XE «plan»"),
        campo("FORMTEXT", ""),
        campo("INCLUDEPICTURE x", "<w:r><w:drawing/></w:r>"),
        campo(f"IF {campo('MERGEFIELD a')} = 1", tramo("80")),
        campo("IF 1 = 2 «x»", ""),
        campo(""),
    ],
)
def test_del_campo_que_nada_deja_de_mostrar_no_se_dice_nada(contenido: str) -> None:
    assert visto(contenido)[1] == []


def test_de_un_membrete_no_se_dice_su_campo_sin_resultado() -> None:
    assert (
        dichos(ver_documento(word(parrafo("a"), encabezado=f"<w:p>{campo('STYLEREF 1')}</w:p>")))
        == []
    )


def test_de_un_dibujo_se_dice_cada_cuadro_y_la_tabla_que_trae_dentro_de_una_celda() -> None:
    cuadros = "".join(
        f"<w:txbxContent>{cual}</w:txbxContent>"
        for cual in (parrafo("Uno"), f"{tabla(fila('a', 'b'))}<w:p/>")
    )
    dibujo = f"<w:r><w:pict>{cuadros}</w:pict></w:r>"
    aviso = "trae un cuadro de texto con una tabla, que no se lee: «Uno a b»"

    assert visto(dibujo) == ("", [f"tabla 1, fila 1, columna 1: {aviso}"])


def test_el_dibujo_que_no_se_sabe_leer_se_dice_y_no_entra_como_letra() -> None:
    aviso = "trae un dibujo de la letra Wingdings (28), que no se lee"

    assert visto(en("Wingdings", "(")) == ("", [f"tabla 1, fila 1, columna 1: {aviso}"])
    por_numero = '<w:r><w:sym w:font="Wingdings" w:char="F028"/></w:r>'
    assert visto(por_numero) == ("", [f"tabla 1, fila 1, columna 1: {aviso}"])


@pytest.mark.parametrize("salto", ['<w:br w:type="page"/>', '<w:br w:type="column"/>', "<w:cr/>"])
def test_un_salto_de_pagina_entre_dos_palabras_no_las_pega(salto: str) -> None:
    contenido = f"<w:r><w:t>una</w:t>{salto}<w:t>otra</w:t></w:r>"

    assert visto(contenido)[0] == "una\notra"


def test_el_salto_de_pagina_en_la_orilla_de_un_texto_no_es_un_renglon() -> None:
    salto = '<w:br w:type="page"/>'

    assert visto(f"<w:r>{salto}<w:t>una</w:t>{salto}</w:r>")[0] == "una"


def test_donde_word_vio_pasar_la_pagina_no_se_parte_la_palabra() -> None:
    contenido = "<w:r><w:t>trans</w:t><w:lastRenderedPageBreak/><w:t>parencia</w:t></w:r>"

    assert visto(contenido)[0] == "transparencia"


def test_la_tabla_de_un_cuadro_de_texto_se_lee_y_lo_demas_del_cuadro_se_dice() -> None:
    cuadro = f"{parrafo('Aparte')}{tabla(fila(celda('a'), celda('b')))}<w:p/>"
    documento = ver_documento(
        word(f"<w:p><w:r><w:pict><w:txbxContent>{cuadro}</w:txbxContent></w:pict></w:r></w:p>")
    )

    [vista] = documento.tablas()
    assert [[una.texto for una in filas if una] for filas in vista.filas] == [["a", "b"]]
    assert dichos(documento) == ["párrafo 1: trae un cuadro de texto, que no se lee: «Aparte»"]


def test_el_documento_cuyas_tablas_estan_en_el_encabezado_lo_dice() -> None:
    membrete = tabla(fila("a", "b"))
    aviso = "sus tablas están en el encabezado o el pie de página, y no se leen como datos"

    assert dichos(ver_documento(word(parrafo("Sin tablas"), encabezado=membrete))) == [
        f"encabezado o pie de página: {aviso}"
    ]
    assert dichos(ver_documento(word(tabla(fila("a", "b")), encabezado=membrete))) == []


def test_un_documento_incrustado_se_dice_por_su_nombre() -> None:
    partes = partes_de_word('<w:altChunk r:id="rId9"/>')
    partes["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId9" Type="http://x/aFChunk" Target="afchunk.html"/></Relationships>'
    )

    assert dichos(ver_documento(io.BytesIO(comprimir(partes)))) == [
        ": trae otro documento incrustado (word/afchunk.html), que no se lee"
    ]


@pytest.mark.parametrize("propiedades", ["", '<w:gridAfter w:val="1"/>'])
def test_la_fila_a_que_le_falta_una_celda_se_dice(propiedades: str) -> None:
    larga, corta = [celda(t) for t in "abcd"], [celda(t) for t in "abc"]
    documento = ver_documento(word(tabla(fila(*larga), fila(*corta, propiedades=propiedades))))

    aviso = "le falta una celda: lo que sigue quizá no está bajo su rótulo; revíselo"
    assert dichos(documento) == [f"tabla 1, fila 2: {aviso}"]


@pytest.mark.parametrize(
    "segunda",
    [
        fila(celda("a"), celda("b", '<w:gridSpan w:val="2"/>'), celda("c")),
        fila(celda("Convenciones", '<w:gridSpan w:val="4"/>')),
        fila(celda("Firma")),
    ],
)
def test_la_fila_que_dice_su_ancho_o_no_es_de_datos_no_se_dice(segunda: str) -> None:
    primera = fila(*(celda(t) for t in "abcd"))

    assert dichos(ver_documento(word(tabla(primera, segunda)))) == []
