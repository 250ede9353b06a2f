"""Una hoja de Excel se ve como en la pantalla: sus textos, números y celdas combinadas.

Prueba ``opc/hoja``, ``opc/libro`` y ``opc/valores``.
"""

from datetime import date
from decimal import Decimal

import pytest
from ayudas.paquetes_a_mano import datos, escrita, excel

from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.visto import CeldaVista, TablaVista


def unica(hoja: str, **otras: str) -> TablaVista:
    return next(ver_documento(excel(hoja, **otras)).tablas())


def primera(celda: str, **otras: str) -> CeldaVista:
    vista = unica(datos(celda), **otras).filas[0][0]
    assert vista is not None
    return vista


def textos(vista: TablaVista) -> list[list[str | None]]:
    return [[una.texto if una else None for una in fila] for fila in vista.filas]


def con_formato(formato: str) -> str:
    """Los estilos de un libro cuyo segundo estilo tiene ese formato de número."""
    return (
        f'<numFmts><numFmt numFmtId="200" formatCode="{formato}"/></numFmts>'
        '<cellXfs><xf/><xf numFmtId="200"/></cellXfs>'
    )


@pytest.mark.parametrize(
    ("celda", "texto"),
    [
        ('<c t="s"><v>0</v></c>', "rico y\nsimple"),
        ('<c t="str"><f>A1</f><v>de fórmula</v></c>', "de fórmula"),
        ('<c t="b"><v>1</v></c>', "VERDADERO"),
        ('<c t="b"><v>0</v></c>', "FALSO"),
        ("<c><v>0.30000000000000004</v></c>", "0,3"),
        ("<c><v>1234567.5</v></c>", "1234567,5"),
        ("<c><v>8919004932</v></c>", "8919004932"),
        ("<c><v>-7</v></c>", "-7"),
        ('<c t="d"><v>2020-04-30T00:00:00</v></c>', "30/04/2020"),
        (escrita("a_x000D_\nb_x005F_x0041_"), "a\nb_x0041_"),
    ],
)
def test_el_texto_de_una_celda_es_el_de_la_pantalla(celda: str, texto: str) -> None:
    rico = "<si><r><t>rico </t></r><r><t>y\nsimple</t></r></si>"
    assert primera(celda, textos=rico).texto == texto


@pytest.mark.parametrize(
    ("formato", "numero", "texto"),
    [
        ("0", "2.5", "3"),
        ("0.00", "-1.005", "-1,01"),
        ("#,##0", "1234567", "1.234.567"),
        ("#,##0.0", "0", "0,0"),
        ("0%", "0.5", "50%"),
        ("0 %", "0.5", "50 %"),
        ("0.0%", "0.955", "95,5%"),
        ("00000", "5001", "05001"),
        ("#,##0,", "1234567", "1.235"),
        ("0.##", "1.5", "1,5"),
        ("0;(0)", "-4", "(4)"),
        ("0;-0;&quot;nada&quot;", "0", "nada"),
        ("&quot;$&quot; #,##0", "1500", "$ 1.500"),
        ("[$$-240A] #,##0", "1500", "$ 1.500"),
        ("000-000", "891900", "891-900"),
        ("0.00%", "-0.05", "-5,00%"),
        ("#,##0.0,,", "1234567.891", "1,2"),
        ("# ##0", "43951", "43 951"),
        ("_-* #,##0_-", "1234567.891", " 1.234.568 "),
        ("@", "1.1", "1,1"),
        ("General", "1.1", "1,1"),
        ("dd/mm/yyyy", "43951", "30/04/2020"),
        ("d-mmm-yy", "44592", "31-ene-22"),
        ("d &quot;de&quot; mmmm &quot;de&quot; yyyy", "43951", "30 de abril de 2020"),
        ("dddd", "43951", "jueves"),
        ("h:mm", "0.75", "18:00"),
        ("h:mm AM/PM", "0.75", "6:00 p. m."),
        ("dd/mm/yyyy hh:mm:ss", "43951.5", "30/04/2020 12:00:00"),
        ("[h]:mm", "1.5", "36:00"),
        ("h:mm AM/PM", "0.48", "11:31 a. m."),
        ("h:mm AM/PM", "0.52", "12:28 p. m."),
        ("mm:ss", "0.0035532407", "05:07"),
        ("[h]:mm:ss", "1.0035532407", "24:05:07"),
        ("dd/mm/yyyy h:mm:ss", "46142.99999996528", "30/04/2026 23:59:59"),  # 59,997 s
        ("dd/mm/yyyy h:mm:ss", "46142.9999999942", "30/04/2026 23:59:59"),  # 59,9994 s
        ("dd/mm/yyyy h:mm:ss", "46142.9999999943", "01/05/2026 0:00:00"),  # 59,9995 s
        ("dd/mm/yyyy h:mm:ss.00", "46142.99999996528", "30/04/2026 23:59:59,99"),
        ("h:mm:ss.000", "0.99999996528", "23:59:59,997"),
        ("[h]:mm:ss", "1.49999999", "35:59:59"),
        ("dd/mm/yyyy", "0", "00/01/1900"),
        ("dd/mm/yyyy", "59", "28/02/1900"),
        ("dd/mm/yyyy", "60", "29/02/1900"),
        ("dd/mm/yyyy", "61", "01/03/1900"),
        ("dd/mm/yyyy", "-1", "-1"),
    ],
)
def test_un_numero_se_ve_con_su_formato(formato: str, numero: str, texto: str) -> None:
    celda = f'<c s="1"><v>{numero}</v></c>'
    assert primera(celda, estilos=con_formato(formato)).texto == texto


@pytest.mark.parametrize("formato", ["[Red][&lt;10]0;[Blue]0.0", "0.0E+00", "# ?/?"])
def test_del_formato_que_no_se_sabe_escribir_queda_lo_que_guarda_y_se_dice(formato: str) -> None:
    celda = '<c r="A1" s="1"><v>12.25</v></c>'
    visto = ver_documento(excel(datos(celda), estilos=con_formato(formato)))

    assert textos(next(visto.tablas())) == [["12,25"]]
    assert [(aviso.codigo, aviso.ruta, aviso.mensaje) for aviso in visto.avisos] == [
        (
            "formato_sin_leer",
            "hoja «H1», celda A1",
            "su formato de número no se sabe escribir: se leyó lo que guarda, 12,25",
        )
    ]


@pytest.mark.parametrize(
    ("cual", "numero", "texto"),
    [
        (1, "2.5", "3"),
        (2, "2.5", "2,50"),
        (3, "1234.5", "1.235"),
        (4, "1234.5", "1.234,50"),
        (9, "0.5", "50%"),
        (10, "0.5", "50,00%"),
        (14, "43951", "30/04/2020"),
        (15, "43951", "30-abr-20"),
        (16, "43951", "30-abr"),
        (17, "43951", "abr-20"),
        (20, "0.75", "18:00"),
        (22, "43951.75", "30/04/2020 18:00"),
    ],
)
def test_los_formatos_de_fabrica_se_nombran_por_su_numero(
    cual: int, numero: str, texto: str
) -> None:
    estilos = f'<cellXfs><xf/><xf numFmtId="{cual}"/></cellXfs>'

    assert primera(f'<c s="1"><v>{numero}</v></c>', estilos=estilos).texto == texto


def test_una_celda_combinada_lejos_de_lo_escrito_no_agranda_la_tabla() -> None:
    combinada = '<mergeCells><mergeCell ref="F1:G1"/></mergeCells>'

    assert textos(unica(datos(escrita("a")) + combinada)) == [["a"]]


@pytest.mark.parametrize("lejos", ["D1000000", "XFD1000000"])
def test_lo_que_esta_solo_y_lejisimos_no_se_lee_y_lo_demas_entero_si(lejos: str) -> None:
    cerca = datos(*(escrita(lugar.lower(), lugar) for lugar in ("A1", "D1", "A2", "D2", lejos)))
    visto = ver_documento(excel(cerca))

    assert [textos(tabla) for tabla in visto.tablas()] == [
        [["a1", None, None, "d1"], ["a2", None, None, "d2"]]
    ]
    assert [(aviso.ruta, aviso.mensaje) for aviso in visto.avisos] == [
        (
            f"hoja «H1», celda {lejos}",
            "está lejísimos de lo demás y no se leyó (celdas así: 1)",
        )
    ]


def test_lo_escrito_fuera_de_la_hoja_no_se_lee_y_se_dice() -> None:
    filas = "".join(f'<row r="{n}">{escrita("a")}</row>' for n in (1, 1_048_577))
    visto = ver_documento(excel(f"<sheetData>{filas}</sheetData>"))

    assert [textos(tabla) for tabla in visto.tablas()] == [[["a"]]]
    assert [aviso.mensaje for aviso in visto.avisos] == [
        "nombra celdas que no existen en una hoja; no se leyeron"
    ]


@pytest.mark.parametrize(
    ("formato", "numero", "valor"),
    [
        ("General", "0.30000000000000004", Decimal("0.3")),
        ("General", "0.1234567890123456", Decimal("0.123456789012346")),
        ("0%", "0.28999999999999998", Decimal("0.29")),
        ("dd/mm/yyyy", "43951", date(2020, 4, 30)),
        ("dd/mm/yyyy h:mm", "43951.75", date(2020, 4, 30)),
        ("dd/mm/yyyy", "60", Decimal(60)),
        ("h:mm", "0.5", None),
    ],
)
def test_una_celda_guarda_ademas_lo_que_vale(
    formato: str, numero: str, valor: Decimal | date | None
) -> None:
    assert primera(f'<c s="1"><v>{numero}</v></c>', estilos=con_formato(formato)).valor == valor


def test_el_calendario_de_1904_cuenta_desde_alli() -> None:
    libro = '<workbookPr date1904="1"/><sheets><sheet name="H" sheetId="1" r:id="r1"/></sheets>'
    celda = '<c s="1"><v>42489</v></c>'
    assert primera(celda, libro=libro, estilos=con_formato("dd/mm/yyyy")).texto == "30/04/2020"


def test_las_celdas_sin_referencia_van_una_tras_otra() -> None:
    hoja = (
        f"<sheetData><row>{escrita('a')}{escrita('b')}</row><row>{escrita('c')}</row></sheetData>"
    )
    assert textos(unica(hoja)) == [["a", "b"], ["c", None]]


def test_lo_que_solo_tiene_formato_no_cuenta() -> None:
    lejos = '<row r="900"><c r="ZZ900" s="1"/></row>'
    hoja = f"<sheetData><row r='3'>{escrita('a', 'B3')}<c r='C3' s='1'/></row>{lejos}</sheetData>"
    vista = unica(hoja)
    assert textos(vista) == [["a"]]
    assert vista.lugar_de(0, 0) == "hoja «H1», celda B3"


def test_la_celda_combinada_es_la_misma_en_todo_lo_que_cubre_de_la_hoja() -> None:
    hoja = (
        f"<sheetData><row>{escrita('a')}<c/>{escrita('b')}</row><row><c/><c/>{escrita('c')}</row></sheetData>"
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    )
    vista = unica(hoja)
    esquina = vista.filas[0][0]
    assert esquina is not None
    assert (esquina.cuantas_filas, esquina.cuantas_columnas) == (2, 2)
    assert [vista.filas[f][c] is esquina for f in (0, 1) for c in (0, 1)] == [True] * 4


def test_lo_oculto_se_sabe() -> None:
    hoja = (
        '<cols><col min="2" max="2" hidden="1"/></cols>'
        f"<sheetData><row>{escrita('a')}{escrita('b')}</row>"
        f"<row hidden='1'>{escrita('c')}</row></sheetData>"
    )
    vista = unica(hoja)
    assert (vista.columnas_ocultas, vista.filas_ocultas) == (frozenset({1}), frozenset({1}))


def test_la_columna_de_marcas_no_esta_en_la_rejilla() -> None:
    hoja = (
        '<cols><col min="2" max="2" hidden="1"/></cols>'
        f"<sheetData><row>{escrita('título')}</row>"
        f"<row>{escrita('a')}{escrita('_paac_d0c1')}</row></sheetData>"
    )
    vista = unica(hoja)
    assert textos(vista) == [["título"], ["a"]]
    assert vista.marcas == {1: "d0c1"}


def test_las_hojas_van_en_el_orden_de_sus_pestanas() -> None:
    libro = (
        '<sheets><sheet name="Salud" sheetId="2" r:id="r2" state="hidden"/>'
        '<sheet name="Hacienda" sheetId="1" r:id="r1"/></sheets>'
    )
    documento = ver_documento(
        excel(datos(escrita("de Hacienda")), datos(escrita("de Salud")), libro=libro)
    )
    assert [(parte.nombre, parte.oculta) for parte in documento.partes] == [
        ("Salud", True),
        ("Hacienda", False),
    ]
    assert [textos(vista) for vista in documento.tablas()] == [[["de Salud"]], [["de Hacienda"]]]


def test_los_titulos_que_se_imprimen_en_cada_pagina_son_rotulos() -> None:
    libro = (
        '<sheets><sheet name="H1" sheetId="1" r:id="r1"/></sheets><definedNames>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'H1\'!$1:$1</definedName>'
        "</definedNames>"
    )
    hoja = f"<sheetData><row>{escrita('a')}</row><row>{escrita('b')}</row></sheetData>"
    assert unica(hoja, libro=libro).filas_de_rotulos == 1


def test_el_encabezado_impreso_va_sin_sus_codigos() -> None:
    impreso = '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;8Aseo &amp;&amp; Cía&amp;RPágina &amp;P</oddHeader></headerFooter>'
    assert ver_documento(excel(datos(escrita("a")) + impreso)).encabezados == (
        "Aseo & Cía",
        "Página",
    )


@pytest.mark.parametrize("resultado", ["", "<v></v>", "<v/>"])
def test_la_formula_sin_resultado_se_dice(resultado: str) -> None:
    documento = ver_documento(
        excel(datos(escrita("a"), f'<c r="B1"><f>SUM(A1)</f>{resultado}</c>'))
    )
    assert [(aviso.codigo, aviso.ruta) for aviso in documento.avisos] == [
        ("formula_sin_resultado", "hoja «H1», celda B1")
    ]


def test_la_formula_que_da_un_texto_vacio_tiene_resultado() -> None:
    vacia = '<c r="B1" t="str"><f>IF(A1=0,"","")</f><v></v></c>'

    assert ver_documento(excel(datos(escrita("a"), vacia))).avisos == ()


@pytest.mark.parametrize(
    ("estilos", "destacada"),
    [
        ("<fonts><font/><font><b/></font></fonts><cellXfs><xf/><xf fontId='1'/></cellXfs>", True),
        (
            "<fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='FFD9E2F3'/>"
            "</patternFill></fill></fills><cellXfs><xf/><xf fillId='1'/></cellXfs>",
            True,
        ),
        (
            "<fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='FFFFFFFF'/>"
            "</patternFill></fill></fills><cellXfs><xf/><xf fillId='1'/></cellXfs>",
            False,
        ),
    ],
)
def test_lo_que_va_en_negrita_o_con_relleno_se_destaca(estilos: str, destacada: bool) -> None:  # noqa: FBT001
    assert primera('<c s="1"><v>1</v></c>', estilos=estilos).destacada is destacada


def test_una_hoja_en_blanco_no_tiene_tabla() -> None:
    assert ver_documento(excel("<sheetData/>")).partes[0].bloques == ()


def test_el_texto_que_una_combinada_cubre_no_se_lee_y_se_dice() -> None:
    documento = ver_documento(
        excel(
            f"{datos(escrita('a', 'A1'), escrita('tapado', 'B1'))}"
            '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
        )
    )

    assert textos(next(documento.tablas())) == [["a", "a"]]
    assert [(aviso.codigo, aviso.ruta) for aviso in documento.avisos] == [
        ("contenido_aparte", "hoja «H1», celda B1")
    ]


@pytest.mark.parametrize("error", ['<c r="B1" t="e"><v>#N/A</v></c>', escrita("#N/A", "B1")])
def test_un_valor_de_error_sale_en_blanco_y_se_dice(error: str) -> None:
    documento = ver_documento(excel(datos(escrita("a", "A1"), error)))

    assert textos(next(documento.tablas())) == [["a"]]
    assert [(aviso.codigo, aviso.ruta) for aviso in documento.avisos] == [
        ("valor_de_error", "hoja «H1», celda B1")
    ]
