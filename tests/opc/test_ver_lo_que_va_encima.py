"""Enlaces, comentarios, notas, imágenes y cuadros: se ven, o se dice que no se leen."""

import io

import pytest
from ayudas.paquetes_a_mano import (
    comprimir,
    datos,
    escrita,
    fila,
    partes_de_excel,
    partes_de_word,
    relaciones,
    tabla,
)
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    con_direcciones_al_lado,
    direccion_de_formula,
    enlace,
)

CARPETA = "https://drive.google.com/x"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_HILO = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_CAMPO = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def word_con(parrafo: str, **partes: str) -> DocumentoVisto:
    """Una tabla de una celda con ese párrafo; ``r1`` lleva a la carpeta."""
    todas = partes_de_word(tabla(fila(f"<w:tc><w:p>{parrafo}</w:p></w:tc>")))
    todas["word/_rels/document.xml.rels"] = relaciones(
        ("hyperlink", f'{CARPETA}" TargetMode="External'),
        *((nombre, f"{nombre}.xml") for nombre in partes),
    )
    for nombre, contenido in partes.items():
        todas[f"word/{nombre}.xml"] = f'<w:{nombre} xmlns:w="{_W}">{contenido}</w:{nombre}>'
    return ver_documento(io.BytesIO(comprimir(todas)))


def excel_con(hoja: str, **partes: str) -> DocumentoVisto:
    """Una hoja con esas partes: ``r1`` lleva a la carpeta."""
    todas = partes_de_excel(hoja)
    todas["xl/worksheets/_rels/sheet1.xml.rels"] = relaciones(
        ("hyperlink", f'{CARPETA}" TargetMode="External'),
        *((nombre, f"/xl/{nombre}.xml") for nombre in partes),
    )
    todas |= {f"xl/{nombre}.xml": contenido for nombre, contenido in partes.items()}
    return ver_documento(io.BytesIO(comprimir(todas)))


def primera(documento: DocumentoVisto) -> CeldaVista:
    celda = next(documento.tablas()).filas[0][0]
    assert celda is not None
    return celda


def dichos(documento: DocumentoVisto) -> list[tuple[str, str]]:
    return [(aviso.codigo, aviso.ruta) for aviso in documento.avisos]


def tramo(texto: str) -> str:
    return f"<w:r><w:t>{texto}</w:t></w:r>"


@pytest.mark.parametrize(
    ("parrafo", "texto"),
    [
        (
            tramo("Ya: ") + f'<w:hyperlink r:id="r1">{tramo("Ver")}</w:hyperlink>' + tramo("."),
            f"Ya: Ver ({CARPETA}).",
        ),
        (
            f'<w:hyperlink r:id="r1" w:anchor="p2">{tramo("Ver")}</w:hyperlink>',
            f"Ver ({CARPETA}#p2)",
        ),
        (
            f'<w:hyperlink r:id="r1">{tramo("Ver ")}</w:hyperlink>'
            f'<w:hyperlink r:id="r1">{tramo("carpeta")}</w:hyperlink>',
            f"Ver carpeta ({CARPETA})",
        ),
        (
            f"{_CAMPO.format('begin')}<w:r><w:instrText>HYPERLINK </w:instrText></w:r><w:r>"
            f'<w:instrText>"{CARPETA}"</w:instrText></w:r>{_CAMPO.format("separate")}'
            f"{tramo('Ver')}{_CAMPO.format('end')}{tramo(' ya')}",
            f"Ver ({CARPETA}) ya",
        ),
        (
            f"<w:fldSimple w:instr='HYPERLINK \"{CARPETA}\"'>{tramo('Ver')}</w:fldSimple>",
            f"Ver ({CARPETA})",
        ),
        (f'<w:hyperlink w:anchor="_Toc1">{tramo("Página 3")}</w:hyperlink>', "Página 3"),
        (
            f'<w:hyperlink r:id="r1">{tramo("drive.google.com/x/")}</w:hyperlink>',
            "drive.google.com/x/",
        ),
    ],
)
def test_lo_enlazado_en_word_dice_a_donde_lleva(parrafo: str, texto: str) -> None:
    assert primera(word_con(parrafo)).con_direcciones == texto


@pytest.mark.parametrize(
    ("celda", "vinculos", "texto"),
    [
        (escrita("Ver", "A1"), '<hyperlink ref="A1" r:id="r1"/>', f"Ver ({CARPETA})"),
        (
            escrita("Ver", "A1"),
            '<hyperlink ref="A1:C4" r:id="r1" location="h"/>',
            f"Ver ({CARPETA}#h)",
        ),
        (escrita("Ver", "A1"), '<hyperlink ref="A1" location="Hoja2!A1"/>', "Ver"),
        (escrita(CARPETA, "A1"), '<hyperlink ref="A1" r:id="r1"/>', CARPETA),
        (
            f'<c t="str"><f>HYPERLINK("{CARPETA}","Ver")</f><v>Ver</v></c>'.replace('","', '", "'),
            "",
            f"Ver ({CARPETA})",
        ),
    ],
)
def test_lo_enlazado_en_excel_dice_a_donde_lleva(celda: str, vinculos: str, texto: str) -> None:
    documento = excel_con(f"{datos(celda)}<hyperlinks>{vinculos}</hyperlinks>")

    assert primera(documento).con_direcciones == texto
    assert dichos(documento) == []


def test_lo_enlazado_que_no_se_lee_se_dice() -> None:
    calculada = '<c t="str"><f>HYPERLINK(B1&amp;"/x","Ver")</f><v>Ver</v></c>'
    documento = excel_con(
        f'{datos(calculada)}<hyperlinks><hyperlink ref="D9" r:id="r1"/></hyperlinks>'
    )

    assert dichos(documento) == [
        ("enlace_sin_leer", "hoja «H1», celda A1"),
        ("enlace_sin_leer", "hoja «H1», celda D9"),
    ]


def test_los_comentarios_de_word_se_dicen_donde_van() -> None:
    comentario = (
        f'<w:comment w:id="4" w:author="Ana"><w:p>{tramo("Falta el acta")}</w:p></w:comment>'
    )
    documento = word_con(
        tramo("a") + '<w:r><w:commentReference w:id="4"/></w:r>', comments=comentario
    )

    [aviso] = documento.avisos
    assert (aviso.codigo, aviso.ruta) == ("comentario_sin_leer", "tabla 1, fila 1, columna 1")
    assert "de Ana" in aviso.mensaje
    assert "«Falta el acta»" in aviso.mensaje
    assert primera(documento).texto == "a"


def test_una_nota_al_pie_se_dice_y_la_raya_que_la_separa_no() -> None:
    notas = f'<w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="1"><w:p>{tramo("Ley 1474")}</w:p></w:footnote>'
    documento = word_con(tramo("a") + '<w:r><w:footnoteReference w:id="1"/></w:r>', footnotes=notas)

    assert ["Ley 1474" in aviso.mensaje for aviso in documento.avisos] == [True]


def test_los_comentarios_de_excel_se_dicen_en_su_celda_una_vez() -> None:
    viejos = (
        f'<comments xmlns="{_S}"><authors><author>Ana</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><r><t>Ana:</t></r><r><t> Corregir</t></r></text></comment>'
        '<comment ref="B1" authorId="9"><text><t>[Comentario] copia</t></text></comment>'
        "</commentList></comments>"
    )
    nuevos = f'<ThreadedComments xmlns="{_HILO}"><threadedComment ref="B1"><text>Ver</text></threadedComment></ThreadedComments>'
    documento = excel_con(datos(escrita("a")), comments=viejos, threadedComment=nuevos)

    assert sorted(aviso.mensaje for aviso in documento.avisos) == [
        "trae un comentario de Ana, que no es un dato: «Corregir»",
        "trae un comentario, que no es un dato: «Ver»",
    ]
    assert {ruta for _, ruta in dichos(documento)} == {
        "hoja «H1», celda A1",
        "hoja «H1», celda B1",
    }


def test_las_imagenes_y_los_cuadros_de_excel_se_dicen() -> None:
    ancla = "<x:twoCellAnchor><x:from><x:col>2</x:col><x:row>4</x:row></x:from>{}</x:twoCellAnchor>"
    foto = ancla.format('<x:pic><x:nvPicPr><x:cNvPr descr="Acta"/></x:nvPicPr></x:pic>')
    cuadro = ancla.format("<x:sp><x:txBody><a:t>Ojo: cambió</a:t></x:txBody></x:sp>")
    dibujo = f'<x:wsDr xmlns:x="urn:x" xmlns:a="{_A}">{foto}{cuadro}</x:wsDr>'
    documento = excel_con(datos(escrita("a")), drawing=dibujo)

    assert dichos(documento) == [
        ("imagen_sin_leer", "hoja «H1», celda C5"),
        ("contenido_aparte", "hoja «H1», celda C5"),
    ]
    assert "«Acta»" in documento.avisos[0].mensaje
    assert "«Ojo: cambió»" in documento.avisos[1].mensaje


def test_la_imagen_de_una_celda_de_word_se_dice() -> None:
    documento = word_con(
        tramo("a") + f'<w:r><w:drawing><p:pic xmlns:p="{_PIC}"/></w:drawing></w:r>'
    )

    assert dichos(documento) == [("imagen_sin_leer", "tabla 1, fila 1, columna 1")]


def test_una_parte_danada_de_lo_de_encima_no_impide_leer() -> None:
    documento = excel_con(datos(escrita("a")), comments="<mal")

    assert primera(documento).texto == "a"
    assert dichos(documento) == [("documento_danado", "")]


@given(st.text(max_size=30), st.lists(st.text("abc ", max_size=3), max_size=4))
def test_con_sus_direcciones_un_texto_conserva_sus_letras_y_gana_cada_una(
    texto: str, dichos: list[str]
) -> None:
    enlaces = [
        uno
        for n, dicho in enumerate(dichos)
        if (uno := enlace(dicho, f"https://x.co/{n}")) is not None
    ]
    entero = con_direcciones_al_lado(texto, enlaces)

    for uno in enlaces:
        assert entero.count(f"({uno.direccion})") == 1
        entero = entero.replace(f"({uno.direccion})", "")
    assert "".join(entero.split()) == "".join(texto.split())


@pytest.mark.parametrize(
    ("formula", "direccion"),
    [
        ('HYPERLINK("https://a.co","Ver")', "https://a.co"),
        ('_xlfn.HYPERLINK("https://a.co")', "https://a.co"),
        ('HYPERLINK("#Hoja2!A1","Ir")', ""),
        ("SUM(A1:A3)", ""),
        ('HYPERLINK(A1,"Ver")', None),
        ('IF(A1="","",HYPERLINK("https://a.co","Ver"))', None),
    ],
)
def test_la_direccion_de_una_formula(formula: str, direccion: str | None) -> None:
    assert direccion_de_formula(formula) == direccion
