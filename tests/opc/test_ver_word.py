"""Un documento de Word se ve como en la página: su texto, sus títulos y sus tablas.

Prueba ``opc/documento``, ``opc/rasgos``, ``opc/parrafos`` y ``opc/tablas``.
"""

from typing import Any

import pytest
from ayudas.paquetes_a_mano import celda, fila, parrafo, tabla, word

import paac_reportes as paac
from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.visto import DocumentoVisto, TablaVista, TextoVisto

CONTINUA = "<w:vMerge/>"
EMPIEZA = '<w:vMerge w:val="restart"/>'
DOS = '<w:gridSpan w:val="2"/>'
BORRADO = '<w:del w:id="1"><w:r><w:delText>viejo</w:delText></w:r></w:del>'
CAMPO = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
ESTILOS = """
<w:style w:type="paragraph" w:styleId="Ttulo1"><w:name w:val="heading 1"/>
  <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Mio"><w:name w:val="Mío"/><w:basedOn w:val="Ttulo1"/></w:style>
<w:style w:type="paragraph" w:styleId="Puesto"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Esquema"><w:name w:val="Parte"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
"""


def vistos(documento: DocumentoVisto) -> list[TextoVisto]:
    return [bloque for bloque in documento.partes[0].bloques if isinstance(bloque, TextoVisto)]


def texto(contenido: str) -> str:
    """El de un párrafo con ese contenido."""
    return vistos(ver_documento(word(f"<w:p>{contenido}</w:p>")))[0].texto


def tramo(contenido: str) -> str:
    return f"<w:r>{contenido}</w:r>"


def unica(*filas: str) -> TablaVista:
    return next(ver_documento(word(tabla(*filas))).tablas())


def textos(vista: TablaVista) -> list[list[str | None]]:
    return [[una.texto if una else None for una in una_fila] for una_fila in vista.filas]


CUADRICULA = "<w:tblGrid>{}</w:tblGrid>"
TRES = '<w:gridSpan w:val="3"/>'


@pytest.mark.parametrize(
    ("anchos", "filas", "esperado"),
    [
        pytest.param(
            (2000, 1, 3000),
            [(celda("a", DOS), celda("b")), (celda("c"), celda("d", DOS))],
            [["a", "b"], ["c", "d"]],
            id="dos filas que no cuadran por uno",
        ),
        pytest.param(
            (2000, 2, 3000),
            [(celda("todo", TRES),), (celda("c"), celda("d", DOS))],
            [["todo", "todo"], ["c", "d"]],
            id="una que las cubre todas",
        ),
        pytest.param(
            (2000, 1, 3000),
            [(celda("a"), celda("sola"), celda("b")), (celda("c"), celda("d", DOS))],
            [["a", "sola", "b"], ["c", "d", "d"]],
            id="la que tiene su celda es de la tabla",
        ),
        pytest.param(
            (2000, 3, 3000),
            [(celda("a", DOS), celda("b")), (celda("c"), celda("d", DOS))],
            [["a", "a", "b"], ["c", "d", "d"]],
            id="la que no es tan angosta también",
        ),
    ],
)
def test_la_columna_que_libreoffice_agrega_por_redondeo_no_es_de_la_tabla(
    anchos: tuple[int, ...], filas: list[tuple[str, ...]], esperado: list[list[str | None]]
) -> None:
    cuadricula = CUADRICULA.format("".join(f'<w:gridCol w:w="{ancho}"/>' for ancho in anchos))
    vista = unica(cuadricula, *(fila(*celdas) for celdas in filas))

    assert textos(vista) == esperado


@pytest.mark.parametrize(
    ("contenido", "esperado"),
    [
        (
            tramo("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t>"),
            "a\tb\nc\nd",
        ),
        (tramo('<w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t>'), "a\nb"),
        (tramo("<w:t>co</w:t><w:noBreakHyphen/><w:t>autor</w:t>"), "co\u2011autor"),
        (tramo('<w:sym w:font="Wingdings" w:char="F0FC"/>'), "✓"),
        (tramo("<w:t>uno\u200bdos</w:t>"), "uno\u200bdos"),
        (f"<w:hyperlink>{tramo('<w:t>ver anexo</w:t>')}</w:hyperlink>", "ver anexo"),
        (f"<w:smartTag>{tramo('<w:t>Cali</w:t>')}</w:smartTag>", "Cali"),
        (f"<w:sdt><w:sdtContent>{tramo('<w:t>Sí</w:t>')}</w:sdtContent></w:sdt>", "Sí"),
        (f"<w:ins>{tramo('<w:t>nuevo</w:t>')}</w:ins>{BORRADO}", "nuevo"),
        (tramo("<w:rPr><w:vanish/></w:rPr><w:t>oculto</w:t>") + tramo("<w:t>a</w:t>"), "a"),
        (
            f"{CAMPO.format('begin')}{tramo('<w:instrText>PAGE</w:instrText><w:t>no</w:t>')}"
            f"{CAMPO.format('separate')}{tramo('<w:t>7</w:t>')}{CAMPO.format('end')}",
            "7",
        ),
        (f'<w:fldSimple w:instr="PAGE">{tramo("<w:t>8</w:t>")}</w:fldSimple>', "8"),
        (
            "<mc:AlternateContent><mc:Choice><w:r><w:t>uno</w:t></w:r></mc:Choice>"
            "<mc:Fallback><w:r><w:t>otro</w:t></w:r></mc:Fallback></mc:AlternateContent>",
            "uno",
        ),
    ],
)
def test_el_texto_de_un_parrafo_es_el_de_la_pagina(contenido: str, esperado: str) -> None:
    assert texto(contenido) == esperado


def test_los_blancos_pintados_de_una_barra_no_dicen_nada() -> None:
    barra = tramo("<w:t>\xa0\xa0</w:t>") + tramo("<w:t>\u200b</w:t>")
    vista = unica(
        fila(f"<w:tc><w:p>{barra}</w:p></w:tc>", celda("9 de 18")),
        fila(f"<w:tc><w:p>{barra}{tramo('<w:t>Terminadas</w:t>')}</w:p></w:tc>", celda("Todas")),
    )

    assert textos(vista) == [["\xa0\xa0", "9 de 18"], ["\xa0\xa0Terminadas", "Todas"]]


def test_un_control_que_muestra_su_indicacion_esta_en_blanco() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{tramo('<w:t>Haga clic aquí</w:t>')}</w:sdtContent></w:sdt>"
    )
    assert texto(f"{tramo('<w:t>Meta: </w:t>')}{control}") == "Meta: "


@pytest.mark.parametrize(
    ("estilo", "nivel"),
    [
        ("Ttulo1", 1),
        ("Mio", 1),
        ("Puesto", 0),
        ("Esquema", 3),
        ("NoEsta", None),
        ("Heading2", None),
    ],
)
def test_el_nivel_de_un_titulo_lo_da_su_estilo(estilo: str, nivel: int | None) -> None:
    documento = ver_documento(word(parrafo("T", f'<w:pStyle w:val="{estilo}"/>'), estilos=ESTILOS))
    assert vistos(documento)[0].nivel == nivel


def test_un_campo_que_no_se_cierra_en_una_celda_no_esconde_las_demas() -> None:
    rota = f"<w:tc><w:p>{CAMPO.format('begin')}</w:p></w:tc>"
    assert textos(unica(fila(rota, "a"))) == [["", "a"]]


def test_la_celda_combinada_es_la_misma_en_todo_lo_que_cubre() -> None:
    vista = unica(
        fila(celda("arriba", DOS + EMPIEZA), "b"),
        fila(celda("", DOS + CONTINUA), "c"),
    )
    esquina = vista.filas[0][0]
    assert esquina is not None
    assert (esquina.cuantas_filas, esquina.cuantas_columnas) == (2, 2)
    assert [vista.filas[f][c] is esquina for f in (0, 1) for c in (0, 1)] == [True] * 4


def test_las_filas_desiguales_quedan_rectangulares() -> None:
    antes = '<w:gridBefore w:val="1"/>'
    vista = unica(fila("a", "b", "c"), fila("d", propiedades=antes))
    assert textos(vista) == [["a", "b", "c"], [None, "d", None]]


def test_la_combinacion_al_lado_de_antes_une_las_celdas() -> None:
    vista = unica(
        fila(celda("a", '<w:hMerge w:val="restart"/>'), celda("", "<w:hMerge/>"), "b"),
    )
    assert textos(vista) == [["a", "a", "b"]]


def test_los_parrafos_de_una_celda_son_sus_renglones() -> None:
    assert textos(unica(fila(f"<w:tc>{parrafo('a')}{parrafo('b')}</w:tc>"))) == [["a\nb"]]


def test_lo_que_va_en_controles_de_fila_y_de_celda_tambien_se_ve() -> None:
    una = f"<w:sdt><w:sdtContent>{celda('a')}</w:sdtContent></w:sdt>"
    de_fila = f"<w:sdt><w:sdtContent>{fila('c', 'd')}</w:sdtContent></w:sdt>"
    assert textos(unica(fila(una, "b"), de_fila)) == [["a", "b"], ["c", "d"]]


def test_una_tabla_dentro_de_una_celda_se_lee_como_su_texto_y_se_dice() -> None:
    anidada = f"<w:tc>{parrafo('a')}{tabla(fila('b', 'c'))}<w:p/></w:tc>"
    documento = ver_documento(word(tabla(fila(anidada))))
    assert textos(next(documento.tablas())) == [["a\nb\nc"]]
    assert [(aviso.codigo, aviso.ruta) for aviso in documento.avisos] == [
        ("contenido_aparte", "tabla 1, fila 1, columna 1")
    ]


def test_una_tabla_dentro_de_una_celda_tambien_es_una_tabla_con_su_lugar() -> None:
    honda = f"<w:tc>{tabla(fila('d'))}<w:p/></w:tc>"
    anidada = f"<w:tc>{parrafo('a')}{tabla(fila('b', 'c'))}{tabla(fila(honda))}<w:p/></w:tc>"
    (primera, segunda) = next(ver_documento(word(tabla(fila("x", anidada)))).tablas()).adentro
    assert (primera.celda, primera.texto, textos(primera.tabla)) == ((0, 1), "b\nc", [["b", "c"]])
    assert primera.tabla.lugar == "tabla 1, fila 1, columna 2, tabla 1"
    (en_el_fondo,) = segunda.tabla.adentro
    donde = "tabla 1, fila 1, columna 2, tabla 2, fila 1, columna 1, tabla 1"
    assert (en_el_fondo.tabla.lugar, textos(en_el_fondo.tabla)) == (donde, [["d"]])


def test_leer_una_tabla_de_adentro_no_cambia_lo_de_su_celda() -> None:
    anidada = f"<w:tc>{parrafo('a')}{tabla(fila('b'))}{parrafo('c')}</w:tc>"
    documento = ver_documento(word(tabla(fila(anidada, "d"))))
    assert textos(next(documento.tablas())) == [["a\nb\nc", "d"]]


def test_la_fila_borrada_sin_aceptar_no_se_ve() -> None:
    documento = ver_documento(word(tabla(fila("a"), fila("b", propiedades="<w:del/>"), fila("c"))))
    assert textos(next(documento.tablas())) == [["a"], ["c"]]
    assert [aviso.codigo for aviso in documento.avisos] == ["cambios_sin_aceptar"]


def test_los_marcadores_nuestros_marcan_su_fila() -> None:
    marcada = '<w:tc><w:p><w:bookmarkStart w:id="1" w:name="_paac_d0c1s2a3"/></w:p></w:tc>'
    ajena = '<w:tc><w:p><w:bookmarkStart w:id="2" w:name="_Toc123"/></w:p></w:tc>'
    assert unica(fila(marcada), fila(ajena)).marcas == {0: "d0c1s2a3"}


def test_las_filas_que_se_repiten_en_cada_pagina_son_rotulos() -> None:
    repite = "<w:tblHeader/>"
    filas = [fila("a", propiedades=repite), fila("b", propiedades=repite), fila("c")]
    assert unica(*filas).filas_de_rotulos == 2


@pytest.mark.parametrize(
    ("una", "destacada"),
    [
        (celda("a", '<w:shd w:val="clear" w:fill="D9E2F3"/>'), True),
        (celda("a", '<w:shd w:val="clear" w:fill="auto"/>'), False),
        ("<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r></w:p></w:tc>", True),
        ('<w:tc><w:p><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>a</w:t></w:r></w:p></w:tc>', False),
    ],
)
def test_lo_sombreado_o_en_negrita_se_destaca(una: str, destacada: bool) -> None:  # noqa: FBT001
    vista = unica(fila(una)).filas[0][0]
    assert vista is not None
    assert vista.destacada is destacada


def test_los_textos_de_los_encabezados_tambien_los_de_sus_tablas() -> None:
    documento = ver_documento(
        word("<w:p/>", encabezado=parrafo("Alcaldía") + tabla(fila("CÓDIGO: 1", "Alcaldía")))
    )
    assert documento.encabezados == ("Alcaldía", "CÓDIGO: 1")


def test_un_cuadro_de_texto_se_dice() -> None:
    cuadro = (
        f"<w:r><w:drawing><w:txbxContent>{parrafo('al margen')}</w:txbxContent></w:drawing></w:r>"
    )
    avisos: tuple[Any, ...] = ver_documento(word(f"<w:p>{cuadro}</w:p>")).avisos
    assert [str(aviso) for aviso in avisos] == [
        "párrafo 1: trae un cuadro de texto, que no se lee: «al margen»"
    ]


def test_lo_que_esta_fuera_de_las_celdas_no_es_de_ninguna() -> None:
    suelto = "<w:r><w:rPr><w:b/></w:rPr><w:tab/><w:t>x</w:t></w:r><w:pStyle/><w:shd/><w:gridSpan/>"
    assert textos(unica(suelto, f"<w:p>{suelto}</w:p>", fila("a"))) == [["a"]]


def test_un_marcador_entre_dos_filas_es_de_la_que_sigue() -> None:
    suelto = '<w:bookmarkStart w:id="1" w:name="_paac_d0"/>'
    assert unica(fila("a"), suelto, fila("b")).marcas == {1: "d0"}


def test_la_negrita_de_un_tramo_manda_sobre_la_de_su_estilo() -> None:
    estilos = ESTILOS + '<w:style w:styleId="N"><w:name w:val="N"/><w:rPr><w:b/></w:rPr></w:style>'
    tramos = [
        '<w:r><w:rPr><w:rStyle w:val="N"/></w:rPr><w:t>a</w:t></w:r>',
        '<w:r><w:rPr><w:rStyle w:val="N"/><w:b w:val="0"/></w:rPr><w:t>a</w:t></w:r>',
        "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>",
        "<w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r>",
        "<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>",
    ]
    celdas = [f"<w:tc><w:p>{uno}</w:p></w:tc>" for uno in tramos]
    vista = next(ver_documento(word(tabla(fila(*celdas)), estilos=estilos)).tablas())
    assert [una and (una.texto, una.destacada) for una in vista.filas[0]] == [
        ("a", True),
        ("a", False),
        ("ab", False),
        ("a", False),
        ("a", True),
    ]


NIVELES = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%4."/></w:lvl>
  <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def numerado(nivel: int, texto: str = "", lista: int = 1) -> str:
    """Una celda con un párrafo numerado."""
    propiedad = f'<w:numPr><w:ilvl w:val="{nivel}"/><w:numId w:val="{lista}"/></w:numPr>'
    return f"<w:tc>{parrafo(texto, propiedad)}</w:tc>"


def test_el_numero_que_word_pone_solo_se_ve_en_la_celda() -> None:
    celdas = [
        *(numerado(0), numerado(1), numerado(1, "Publicar"), numerado(0), numerado(1)),
        *(numerado(2), numerado(2), numerado(3), numerado(4, "viñeta"), numerado(0, lista=2)),
    ]
    vista = next(ver_documento(word(tabla(*map(fila, celdas)), numeracion=NIVELES)).tablas())
    assert [una for (una,) in textos(vista)] == [
        *("2.", "2.1", "2.2 Publicar", "3.", "3.1"),
        *("a)", "b)", "I.", "viñeta", "1."),
    ]


def test_el_estilo_que_numera_tambien_pone_el_numero() -> None:
    estilo = (
        '<w:style w:styleId="L"><w:name w:val="Lista"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    una = "<w:tc>" + parrafo("a", '<w:pStyle w:val="L"/>') + "</w:tc>"
    vista = next(ver_documento(word(tabla(fila(una)), estilos=estilo, numeracion=NIVELES)).tablas())
    assert textos(vista) == [["2.1 a"]]


def test_sin_tablas_se_dice_el_documento_incrustado() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(word(parrafo("Plan") + "<w:altChunk/>"), entidad="M", vigencia=2026)

    assert [str(falla) for falla in error.value.fallas][1:] == [
        "trae otro documento incrustado, que no se lee"
    ]


def test_la_celda_que_sigue_a_una_sin_combinar_no_es_parte_de_ella() -> None:
    # Como queda al quitar la primera fila de una celda combinada: una sin combinar cierra el grupo.
    cuerpo = tabla(fila(celda("Rótulo")), fila(celda("", CONTINUA)), fila(celda("", CONTINUA)))
    (vista,) = ver_documento(word(cuerpo)).tablas()

    assert [(f[0].texto, f[0].fila, f[0].cuantas_filas) for f in vista.filas if f[0]] == [
        ("Rótulo", 0, 1),
        ("", 1, 2),
        ("", 1, 2),
    ]


def test_el_texto_que_una_combinada_cubre_se_dice() -> None:
    documento = ver_documento(
        word(tabla(fila(celda("a", EMPIEZA)), fila(celda("escondido", CONTINUA))))
    )

    assert [str(aviso) for aviso in documento.avisos] == [
        "tabla 1, fila 2, columna 1: trae un texto que otra celda cubre, y no se leyó: 'escondido'"
    ]


@pytest.mark.parametrize("nivel", [7, 12])
def test_un_parrafo_de_un_nivel_que_la_lista_no_define_va_sin_numero(nivel: int) -> None:
    numerado = f'<w:numPr><w:ilvl w:val="{nivel}"/><w:numId w:val="1"/></w:numPr>'
    visto = ver_documento(word(parrafo("Sin número", numerado), numeracion=NIVELES))

    [bloque] = visto.partes[0].bloques
    assert isinstance(bloque, TextoVisto)
    assert bloque.texto == "Sin número"


@pytest.mark.parametrize(
    ("aspecto", "destacada"),
    [
        ('<w:tblLook w:val="0020"/>', True),
        ('<w:tblLook w:firstRow="1"/>', True),
        ('<w:tblLook w:val="0000"/>', False),
        ("", False),
    ],
)
def test_la_primera_fila_se_destaca_si_su_estilo_lo_hace_y_la_tabla_lo_pide(
    aspecto: str, *, destacada: bool
) -> None:
    estilos = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    propiedades = f'<w:tblPr><w:tblStyle w:val="T"/>{aspecto}</w:tblPr>'
    [vista] = ver_documento(
        word(tabla(propiedades, fila("a"), fila("b")), estilos=estilos)
    ).tablas()

    assert [una.destacada for [una] in vista.filas if una] == [destacada, False]
