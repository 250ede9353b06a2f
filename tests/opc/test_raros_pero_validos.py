"""Lo raro que los programas escriben, y es un documento, se lee."""

import io
from collections.abc import Callable

import pytest
from ayudas.paquetes_a_mano import (
    Partes,
    comprimir,
    datos,
    escrita,
    fila,
    parrafo,
    partes_de_excel,
    partes_de_word,
    relaciones,
    tabla,
)

import paac_reportes as paac
from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.visto import DocumentoVisto

WORD = partes_de_word(
    parrafo("T", '<w:pStyle w:val="T1"/>') + tabla(fila("a", "b")),
    estilos='<w:style w:styleId="T1"><w:name w:val="heading 1"/></w:style>',
)
EXCEL = partes_de_excel(datos('<c t="s"><v>0</v></c>', escrita("b")), textos="<si><t>a</t></si>")


def cambiadas(partes: Partes, viejo: str, nuevo: str) -> Partes:
    """Las mismas, con otro texto en lugar de uno, también en sus nombres."""
    return {n.replace(viejo, nuevo): str(c).replace(viejo, nuevo) for n, c in partes.items()}


def sin(partes: Partes, *nombres: str) -> Partes:
    return {nombre: contenido for nombre, contenido in partes.items() if nombre not in nombres}


def textos(documento: DocumentoVisto) -> list[list[list[str]]]:
    return [
        [[celda.texto for celda in una if celda] for una in vista.filas]
        for vista in documento.tablas()
    ]


@pytest.mark.parametrize(
    "armar",
    [
        lambda: sin(WORD, "[Content_Types].xml"),
        lambda: sin(EXCEL, "[Content_Types].xml"),
        lambda: EXCEL | {"[Content_Types].xml": "esto no es XML"},
        lambda: sin(WORD, "_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml"),
        lambda: sin(EXCEL, "_rels/.rels", "xl/_rels/workbook.xml.rels"),
        lambda: cambiadas(WORD, 'Target="word/document.xml"', 'Target="/word/document.xml"'),
        lambda: cambiadas(EXCEL, 'Target="worksheets/', 'Target="/xl/worksheets/'),
        lambda: cambiadas(EXCEL, 'Target="worksheets/', 'Target="..\\xl\\worksheets\\'),
        lambda: cambiadas(EXCEL, 'Target="worksheets/', 'Target="./../../../xl/worksheets/'),
        lambda: cambiadas(EXCEL, 'Target="sharedStrings', 'Target="SHAREDSTRINGS'),
        lambda: {nombre.upper(): contenido for nombre, contenido in EXCEL.items()},
        lambda: {nombre.replace("/", "\\"): contenido for nombre, contenido in EXCEL.items()},
        lambda: cambiadas(WORD, "word/document.xml", "otra/principal.xml"),
        lambda: cambiadas(EXCEL, "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
        lambda: {nombre: str(c).encode("utf-16") for nombre, c in EXCEL.items()},
        lambda: {nombre: f"\ufeff{c!s}" for nombre, c in WORD.items()},
    ],
)  # fmt: skip
def test_lo_raro_se_lee_como_lo_corriente(armar: Callable[[], Partes]) -> None:
    assert textos(ver_documento(io.BytesIO(comprimir(armar())))) == [[["a", "b"]]]


@pytest.mark.parametrize("partes", [WORD, EXCEL])
def test_el_estricto_se_dice_y_como_guardarlo(partes: Partes) -> None:
    otros = cambiadas(partes, "schemas.openxmlformats.org", "purl.oclc.org/ooxml")
    with pytest.raises(paac.ErrorDeEntrada, match="«Open XML estricto»; ábralo en Word o en Excel"):
        ver_documento(io.BytesIO(comprimir(otros)))


def test_sin_los_textos_compartidos_las_celdas_salen_en_blanco_y_se_dice() -> None:
    documento = ver_documento(io.BytesIO(comprimir(sin(EXCEL, "xl/sharedStrings.xml"))))
    assert textos(documento) == [[["b"]]]
    assert [aviso.codigo for aviso in documento.avisos] == ["documento_danado"]


@pytest.mark.parametrize("parte", ["xl/styles.xml", "word/styles.xml"])
def test_con_los_estilos_rotos_se_lee_lo_demas(parte: str) -> None:
    partes = EXCEL if parte.startswith("xl") else WORD
    documento = ver_documento(io.BytesIO(comprimir(partes | {parte: "<roto"})))
    assert textos(documento) == [[["a", "b"]]]
    assert [aviso.codigo for aviso in documento.avisos] == ["documento_danado"]


def test_la_hoja_que_falta_se_dice() -> None:
    partes = partes_de_excel(datos(escrita("a")), datos(escrita("b")))
    documento = ver_documento(io.BytesIO(comprimir(sin(partes, "xl/worksheets/sheet1.xml"))))
    assert textos(documento) == [[["b"]]]
    assert [str(aviso) for aviso in documento.avisos] == ["hoja «H1»: no está en el archivo"]


def test_las_propiedades_del_documento_se_saben() -> None:
    propia = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property name="paac.formato" pid="2"><vt:lpwstr>cajica-plan</vt:lpwstr></property>'
        "</Properties>"
    )
    documento = ver_documento(io.BytesIO(comprimir(WORD | {"docProps/custom.xml": propia})))
    assert documento.propiedades == {"paac.formato": "cajica-plan"}


@pytest.mark.parametrize("nombre", ["hoja%201.xml", "hoja 1.xml"])
def test_el_nombre_de_una_parte_va_con_sus_espacios_o_con_sus_signos(nombre: str) -> None:
    partes = partes_de_excel(datos(escrita("a", "A1")))
    partes[f"xl/worksheets/{nombre}"] = partes.pop("xl/worksheets/sheet1.xml")
    partes["xl/_rels/workbook.xml.rels"] = relaciones(("worksheet", "worksheets/hoja%201.xml"))
    (vista,) = ver_documento(io.BytesIO(comprimir(partes))).tablas()

    assert [celda and celda.texto for celda in vista.filas[0]] == ["a"]
