"""Lo que una parte dice de sí misma: cada nombre una vez, y lo que cuenta, lo que trae."""

import pytest
from lxml import etree

from paac_reportes.prueba.coherencia import incoherencias
from paac_reportes.prueba.lista_cerrada import fuera_de_lista, lista

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HOJA = f'<worksheet xmlns="{S}"><dimension ref="A1:B2"/>{{}}<sheetData><row r="1"/><row r="2"/></sheetData></worksheet>'


def dichas(xml: str) -> list[str]:
    return [una.que for una in incoherencias("parte.xml", etree.fromstring(xml))]


@pytest.mark.parametrize(
    ("xml", "dicho"),
    [
        (
            '<numFmts count="2"><numFmt numFmtId="164" formatCode=";;;"/><numFmt numFmtId="164" formatCode="0"/></numFmts>',
            "dos <numFmt> con un mismo numFmtId: «164»",
        ),
        ('<numFmts count="3"><numFmt numFmtId="164"/></numFmts>', "dice count=3 y trae 1"),
        ('<cellStyles count="1"><cellStyle name="Comma" builtinId="5"/></cellStyles>', "es de otro"),
        ('<cellStyles count="1"><cellStyle name="Mío" builtinId="0"/></cellStyles>', "es de otro"),
        ('<sheets><sheet name="A" sheetId="1"/><sheet name="a" sheetId="2"/></sheets>', "mismo name"),
    ],
)  # fmt: skip
def test_lo_que_un_libro_dice_de_dos_modos_se_nombra(xml: str, dicho: str) -> None:
    (una,) = dichas(f'<styleSheet xmlns="{S}">{xml}</styleSheet>')
    assert dicho in una


@pytest.mark.parametrize(
    "columnas",
    [
        '<col min="1" max="5"/><col min="4" max="6"/>',
        '<col min="3" max="3"/><col min="1" max="1"/>',
        '<col min="2" max="1"/>',
    ],
)
def test_las_columnas_que_se_enciman_se_nombran(columnas: str) -> None:
    (una,) = dichas(HOJA.format(f"<cols>{columnas}</cols>"))
    assert "se dicen dos veces" in una


@pytest.mark.parametrize("hasta", ["B1", "B3", "1", ""])
def test_la_hoja_que_dice_llegar_a_otra_fila_se_nombra(hasta: str) -> None:
    (una,) = dichas(HOJA.format("").replace("A1:B2", f"A1:{hasta}"))
    assert "y no es así" in una


def test_dos_estilos_de_word_con_una_clave_se_nombran() -> None:
    estilo = '<w:style w:type="paragraph" w:styleId="{}"/>'
    doble = f'<w:styles xmlns:w="{W}">{estilo.format("a")}{estilo.format("A")}</w:styles>'
    assert dichas(doble) == ["dos <style> con un mismo styleId: «a»"]


def test_dos_estilos_de_word_que_se_llaman_igual_se_nombran_si_son_de_una_clase() -> None:
    def estilos(*suyos: tuple[str, str]) -> list[str]:
        dichos = "".join(
            f'<w:style w:type="{clase}" w:styleId="{n}"><w:name w:val="{nombre}"/></w:style>'
            for n, (clase, nombre) in enumerate(suyos)
        )
        return dichas(f'<w:styles xmlns:w="{W}">{dichos}</w:styles>')

    assert estilos(("paragraph", "Normal"), ("paragraph", "normal")) == [
        "dos <style> que se llaman «normal»"
    ]
    assert estilos(("paragraph", "Normal"), ("character", "Normal"), ("paragraph", "Otro")) == []


def test_las_propiedades_que_no_van_primero_se_nombran() -> None:
    parrafo = f'<w:p xmlns:w="{W}"><w:r><w:t>a</w:t><w:rPr/></w:r><w:pPr/></w:p>'
    assert dichas(f"<body>{parrafo}</body>") == [
        "<pPr> no es lo primero de <p>",
        "<rPr> no es lo primero de <r>",
    ]


def test_lo_que_se_dice_una_vez_no_se_nombra() -> None:
    assert dichas(HOJA.format('<cols><col min="1" max="2"/><col min="3" max="3"/></cols>')) == []


def test_una_parte_que_se_dice_de_otra_clase_se_nombra() -> None:
    clases = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    partes = {"[Content_Types].xml": clases.encode(), "word/styles.xml": b"<nada/>"}
    nombradas = [uno.que for uno in fuera_de_lista("docx", partes) if "otra clase" in uno.que]
    assert nombradas == ["una parte que se dice de otra clase: application/xml"]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_de_cada_clase_de_parte_se_sabe_cual_ha_de_decirse(tipo: str) -> None:
    assert lista(tipo).keys() <= lista("clases").keys()
