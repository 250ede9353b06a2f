"""Un archivo que alguien cambió: cada cambio se halla, con su lugar."""

import functools
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ayudas.alteraciones import cambiar, con_partes, partes_de
from ayudas.comprobados import comprobar
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos

import paac_reportes as paac

PLAN = paac.plan_desde_datos(
    datos(
        componente(
            actividad(codigo="1.1", meta="Mapa publicado"),
            actividad(codigo="1.2", meta="Mapa socializado"),
            actividad(codigo="1.3", meta="Mapa revisado"),
        )
    )
)
CUERPO, TEXTOS, HOJA = "word/document.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
VISIBLE = 'name="Datos" sheetId="2" state="visible"'


@functools.cache
def escrito(tipo: str) -> bytes:
    return paac.emitir(PLAN, FORMATO, tipo, corte=CORTE)


def diferencias(contenido: bytes) -> list[str]:
    return list(map(str, comprobar(io.BytesIO(contenido), PLAN, FORMATO, corte=CORTE)))


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_lo_recien_escrito_pasa(tipo: str) -> None:
    assert diferencias(escrito(tipo)) == []


def test_una_letra_en_word_dice_su_celda() -> None:
    cambiado = cambiar(escrito("docx"), CUERPO, "Mapa socializado", "Mapa socialisado")

    assert diferencias(cambiado) == [
        "la tabla 1, fila 5, columna 4: se esperaba «Mapa socializado», se encontró «Mapa socialisado»",
    ]


def test_una_letra_en_excel_dice_su_celda_y_la_de_la_hoja_de_datos() -> None:
    cambiado = cambiar(escrito("xlsx"), TEXTOS, "Mapa socializado", "Mapa socialisado")
    halladas = diferencias(cambiado)

    assert re.fullmatch(
        r"la hoja «.+», celda [A-Z]+\d+: se esperaba «Mapa socializado», se encontró «Mapa socialisado»",
        halladas[0],
    )
    assert any(una.startswith("la hoja «Datos», celda") for una in halladas)


def sin_fila(xml: str, dice: str) -> str:
    filas = re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", xml, re.DOTALL)
    return xml.replace(next(fila for fila in filas if dice in fila), "", 1)


def cambiadas_de_lugar(xml: str, una: str, otra: str) -> str:
    filas = re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", xml, re.DOTALL)
    primera = next(fila for fila in filas if una in fila)
    segunda = next(fila for fila in filas if otra in fila)
    return xml.replace(primera, "⇄", 1).replace(segunda, primera, 1).replace("⇄", segunda, 1)


EN_WORD: dict[str, tuple[Callable[[str], str], str]] = {
    "una fila quitada": (
        lambda xml: sin_fila(xml, "Mapa socializado"),
        r"la tabla 1, fila 5, columna 4: se esperaba «Mapa socializado», y no está",
    ),
    "dos filas cambiadas de lugar": (
        lambda xml: cambiadas_de_lugar(xml, "Mapa socializado", "Mapa revisado"),
        r"tabla 1, fila [56].*Mapa (?:socializado|revisado)",
    ),
    "una celda combinada que se parte": (
        lambda xml: xml.replace('<w:vMerge w:val="restart"/>', "", 1),
        r"la tabla 1, fila 4, columna 1: se esperaba «Política \(cubre 3 filas y 1 columna\)»",
    ),
    "un título que pasa a texto": (
        lambda xml: xml.replace('<w:outlineLvl w:val="1"/>', "", 1),
        r"se esperaba «⟦título 2⟧.+», se encontró «.+»",
    ),
    "un párrafo de más": (
        lambda xml: xml.replace("<w:sectPr", "<w:p><w:r><w:t>Borrador</w:t></w:r></w:p><w:sectPr"),
        r"el párrafo \d+: sobra «Borrador»",
    ),
    "un texto oculto": (
        lambda xml: xml.replace(
            "<w:r><w:t>Mapa revisado", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Mapa revisado", 1
        ),
        r"la tabla 1, fila 6, columna 4: se esperaba «Mapa revisado», y no está",
    ),
    "un texto blanco sobre blanco": (
        lambda xml: xml.replace(
            "<w:r><w:t>Mapa revisado",
            '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Mapa revisado',
            1,
        ),
        r"se encontró «⟦del color del fondo: Mapa revisado⟧»",
    ),
    "un cambio sin aceptar": (
        lambda xml: xml.replace(
            "<w:r><w:t>Mapa revisado</w:t></w:r>",
            '<w:del w:id="9"><w:r><w:delText>Mapa revisado</w:delText></w:r></w:del>',
            1,
        ),
        r"la tabla 1, fila 6, columna 4: se esperaba «Mapa revisado», y no está",
    ),
    "una tabla de más": (
        lambda xml: xml.replace(
            "<w:sectPr",
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Nueva</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            "<w:sectPr",
        ),
        r"la tabla \d+, fila 1, columna 1: sobra «Nueva»",
    ),
}


@pytest.mark.parametrize("cual", EN_WORD)
def test_lo_que_alguien_cambia_en_word_se_halla(cual: str) -> None:
    cambio, dicho = EN_WORD[cual]
    xml = partes_de(escrito("docx"))[CUERPO]
    assert cambio(xml) != xml

    halladas = diferencias(con_partes(escrito("docx"), {CUERPO: cambio(xml)}))
    assert any(re.search(dicho, una) for una in halladas), halladas


def test_el_encabezado_de_las_paginas_de_word_tambien_se_lee() -> None:
    cambiado = cambiar(escrito("docx"), "word/header1.xml", "VERSIÓN 3", "VERSIÓN 4")

    assert diferencias(cambiado) == [
        "la tabla 1 del encabezado de la sección 1, fila 3, columna 3: se esperaba «VERSIÓN 3»,"
        " se encontró «VERSIÓN 4»"
    ]


def test_el_numero_de_pagina_que_calcula_word_no_es_una_diferencia() -> None:
    cambiado = cambiar(escrito("docx"), "word/header1.xml", "<w:t>1</w:t>", "<w:t>7</w:t>")
    assert diferencias(cambiado) == []


def test_otra_cosa_en_lugar_del_numero_de_pagina_si_lo_es() -> None:
    cambiado = cambiar(escrito("docx"), "word/header1.xml", "<w:t>1</w:t>", "<w:t>uno</w:t>")

    (una,) = diferencias(cambiado)
    assert "se esperaba «PAGINA [⟦página⟧]», se encontró «PAGINA [uno]»" in una


EN_EXCEL: dict[str, tuple[str, Callable[[str], str], str]] = {
    "una columna oculta": (
        HOJA,
        lambda xml: re.sub(r"<col ", '<col hidden="1" ', xml, count=1),
        r"se encontró «⟦columna oculta: .+⟧»",
    ),
    "una fila oculta": (
        HOJA,
        lambda xml: re.sub(r'<row r="(1)"', r'<row hidden="1" r="\1"', xml, count=1),
        r"celda [A-Z]+1: .*se encontró «⟦fila oculta: .+⟧»",
    ),
    "una fusión deshecha": (
        HOJA,
        lambda xml: re.sub(r'<mergeCell ref="[^"]+"/>', "", xml, count=1),
        r"celda A1: se esperaba «\(cubre \d+ filas y \d+ columnas?\)», y no está",
    ),
    "una hoja oculta": (
        "xl/workbook.xml",
        lambda xml: xml.replace(VISIBLE, VISIBLE.replace("visible", "hidden")),
        r"el nombre de la hoja 2: se esperaba «Datos», se encontró «⟦hoja oculta: Datos⟧»",
    ),
    "una hoja con otro nombre": (
        "xl/workbook.xml",
        lambda xml: xml.replace('name="Datos"', 'name="Datos2"'),
        r"el nombre de la hoja 2: se esperaba «Datos», se encontró «Datos2»",
    ),
    "una hoja de más": (
        "xl/workbook.xml",
        lambda xml: re.sub(r"(<sheet [^>]*?)name=\"Datos\"([^>]*/>)", r'\g<0>\1name="Otra"\2', xml),
        r"el nombre de la hoja 3: sobra «Otra»",
    ),
    "otro encabezado impreso": (
        HOJA,
        lambda xml: re.sub(r"(<odd(?:Header|Footer)>[^<]*)", r"\1 copia", xml, count=1),
        r"la hoja «.+», encabezado o pie impreso: .* copia»",
    ),
    "un encabezado sólo en las páginas pares": (
        HOJA,
        lambda xml: re.sub(
            r"<headerFooter([^>]*)>(.*?)</headerFooter>",
            r'<headerFooter\1 differentOddEven="1">\2<evenHeader>Borrador</evenHeader></headerFooter>',
            xml,
        ),
        r"la hoja «.+», encabezado o pie impreso: sobra «Borrador»",
    ),
    "letra blanca": (
        "xl/styles.xml",
        lambda xml: xml.replace("<font><name", '<font><color rgb="FFFFFFFF"/><name'),
        r"se encontró «⟦del color del fondo: .+⟧»",
    ),
}


@pytest.mark.parametrize("cual", EN_EXCEL)
def test_lo_que_alguien_cambia_en_excel_se_halla(cual: str) -> None:
    parte, cambio, dicho = EN_EXCEL[cual]
    xml = partes_de(escrito("xlsx"))[parte]
    assert cambio(xml) != xml

    halladas = diferencias(con_partes(escrito("xlsx"), {parte: cambio(xml)}))
    assert any(re.search(dicho, una) for una in halladas), halladas


def test_un_archivo_de_otro_plan_no_pasa() -> None:
    otro: Any = paac.plan_desde_datos(datos(componente(actividad(meta="Otra meta"))))
    contenido = paac.emitir(otro, FORMATO, "docx", corte=CORTE)

    assert any("Otra meta" in una for una in diferencias(contenido))


def test_el_encabezado_de_las_paginas_pares_de_word_se_lee_si_se_ve() -> None:
    relaciones, ajustes = "word/_rels/document.xml.rels", "word/settings.xml"
    partes = partes_de(escrito("docx"))
    encabezado = partes["word/header1.xml"]
    cambiadas = {
        "word/header9.xml": re.sub(
            r"(<w:hdr[^>]*>).*(</w:hdr>)",
            r"\1<w:p><w:r><w:t>Borrador</w:t></w:r></w:p>\2",
            encabezado,
            flags=re.DOTALL,
        ),
        relaciones: partes[relaciones].replace(
            "</Relationships>",
            '<Relationship Id="rId99" Target="header9.xml" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/header"/></Relationships>',
        ),
        CUERPO: partes[CUERPO].replace(
            "<w:headerReference",
            '<w:headerReference w:type="even" r:id="rId99"/><w:headerReference',
            1,
        ),
    }
    assert diferencias(con_partes(escrito("docx"), cambiadas)) == []

    cambiadas[ajustes] = re.sub(
        r"(<w:settings[^>]*>)", r"\1<w:evenAndOddHeaders/>", partes[ajustes]
    )
    assert diferencias(con_partes(escrito("docx"), cambiadas)) == [
        "el párrafo 1 del encabezado de las páginas pares de la sección 1: sobra «Borrador»"
    ]


@pytest.mark.integracion
def test_los_blancos_de_las_puntas_que_no_se_muestran_no_son_los_mismos() -> None:
    """Sin ``preserve``, «Página 3» se ve «Página3», aunque las letras estén."""
    ejemplos = Path(__file__).parents[2] / "ejemplos"
    mapa = paac.leer_mapa(ejemplos / "mapa_de_riesgos" / "mapa.yaml")
    entero = paac.reporte(mapa, "mapa-v5").emitir("docx").contenido
    sin = {
        nombre: xml.replace(' xml:space="preserve"', "")
        for nombre, xml in partes_de(entero).items()
        if nombre.startswith("word/header") and 'xml:space="preserve"' in xml
    }
    certificado = paac.verificar(io.BytesIO(con_partes(entero, sin)), mapa, "mapa-v5")

    assert sin
    assert not certificado.pasa
