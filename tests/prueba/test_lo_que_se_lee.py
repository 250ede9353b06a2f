"""Un Word o un libro con otros bytes: se lee en su orden, y se dice qué difiere y dónde."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from ayudas.alteraciones import con_partes, partes_de
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos

import paac_reportes as paac
from paac_reportes.prueba.cotejo import comparar
from paac_reportes.prueba.identidad import juzgar
from paac_reportes.prueba.leido import Renglon, TextoLeido

PLAN = paac.plan_desde_datos(
    datos(
        componente(
            actividad(codigo="1.1", meta="Mapa publicado"),
            actividad(codigo="1.2", meta="Mapa socializado"),
        )
    )
)
CUERPO, HOJA, TEXTOS = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_GUARDA = 'xml:space="preserve"'
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@cache
def escrito(tipo: str) -> bytes:
    return paac.emitir(PLAN, FORMATO, tipo, corte=CORTE)


def con(tipo: str, parte: str, cambio: Callable[[str], str], **otras: str) -> bytes:
    """El escrito, con una parte cambiada y otras además."""
    xml = partes_de(escrito(tipo))[parte]
    assert cambio(xml) != xml
    return con_partes(escrito(tipo), {parte: cambio(xml), **otras})


def relacionada(tipo: str, parte: str, clase: str, contenido: str) -> bytes:
    """Con otra parte, que la principal (o la primera hoja) nombra."""
    de = "word/_rels/document.xml.rels" if tipo == "docx" else "xl/worksheets/_rels/sheet1.xml.rels"
    relacion = f'<Relationship Id="rId98" Type="{_R}/{clase}" Target="/{parte}"/></Relationships>'
    suyas = partes_de(escrito(tipo)).get(
        de,
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        "</Relationships>",
    )
    con_ella = suyas.replace("</Relationships>", relacion)
    return con_partes(escrito(tipo), {de: con_ella, parte: contenido})


def en(antes: str, ahora: str) -> Callable[[str], str]:
    return lambda xml: re.sub(antes, ahora, xml, count=1, flags=re.DOTALL)


def parrafo(texto: str) -> str:
    return f"<w:p><w:r><w:t>{texto}</w:t></w:r></w:p>"


def corrida(xml: str) -> str:
    """La primera tabla con una columna más: la primera fila la deja antes, y las otras, después."""
    tabla = re.search(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL)
    assert tabla
    de_mas = '<w:gridCol w:w="900"/></w:tblGrid>'
    antes, *filas = tabla[0].replace("</w:tblGrid>", de_mas).split("<w:tr>")
    for numero, fila in enumerate(filas):
        deja = f'<w:grid{"After" if numero else "Before"} w:val="1"/>'
        propias = fila if fila.startswith("<w:trPr>") else f"<w:trPr></w:trPr>{fila}"
        filas[numero] = propias.replace("<w:trPr>", f"<w:trPr>{deja}", 1)
    return xml.replace(tabla[0], "<w:tr>".join((antes, *filas)), 1)


# ------------------------------------------------------------------ lo que no cambia lo que dice

NADIE_LO_LEE: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "otra letra": ("docx", CUERPO, en("<w:r>", '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>')),
    "blancos seguidos": ("docx", CUERPO, en("Mapa publicado", "Mapa  publicado ")),
    "un párrafo en blanco": ("docx", CUERPO, en("<w:sectPr", "<w:p/><w:sectPr")),
    "un texto en dos trozos": (
        "docx",
        CUERPO,
        en("<w:t>Mapa publicado", f"<w:t {_GUARDA}>Mapa </w:t></w:r><w:r><w:t>publicado"),
    ),
    "un salto de hoja antes de un texto": (
        "docx",
        CUERPO,
        en("<w:t>Mapa publicado", '<w:br w:type="page"/><w:t>Mapa publicado'),
    ),
    "otra página": ("docx", "word/header1.xml", en(r"<w:t>1</w:t>", "<w:t>27</w:t>")),
    "otro ancho": ("xlsx", HOJA, en(r'width="[^"]+"', 'width="33"')),
    "un texto con partes": (
        "xlsx",
        TEXTOS,
        en(r"<t>Mapa publicado</t>", "<r><t>Mapa</t></r><r><t> publicado</t></r>"),
    ),
    "quién lo guardó": (
        "xlsx",
        "docProps/core.xml",
        en(
            "</cp:coreProperties>", "<cp:lastModifiedBy>Ana</cp:lastModifiedBy></cp:coreProperties>"
        ),
    ),
}


@pytest.mark.parametrize("cual", NADIE_LO_LEE)
def test_de_lo_que_nadie_lee_no_hay_diferencias_y_no_es_identico(cual: str) -> None:
    tipo, parte, cambio = NADIE_LO_LEE[cual]
    juicio = juzgar(tipo, escrito(tipo), con(tipo, parte, cambio))

    assert (juicio.identico, juicio.diferencias, juicio.motivos) == (False, (), ())


# ------------------------------------------------------------------ lo que se lee

SE_LEE: dict[str, tuple[Callable[[], bytes], str]] = {
    "un párrafo antes de las tablas": (
        lambda: con("docx", CUERPO, en("<w:body>", f"<w:body>{parrafo('Borrador')}")),
        "el párrafo 1: sobra «Borrador»",
    ),
    "un título que pasa a texto": (
        lambda: con("docx", CUERPO, en('<w:pStyle w:val="Heading1"/>', "")),
        r"el párrafo \d+: se esperaba «.+ \(título 1\)», se encontró «.+»",
    ),
    "un blanco que Word no guarda": (
        lambda: con("docx", CUERPO, en("Mapa publicado", "Mapa </w:t></w:r><w:r><w:t>publicado")),
        "se esperaba «Mapa publicado», se encontró «Mapapublicado»",
    ),
    "un salto de hoja en medio de un texto": (
        lambda: con(
            "docx", CUERPO, en("Mapa publicado", 'Mapa pub</w:t><w:br w:type="page"/><w:t>licado')
        ),
        "se esperaba «Mapa publicado», se encontró «Mapa pub\nlicado»",
    ),
    "una fila corrida una columna": (
        lambda: con("docx", CUERPO, corrida),
        r"la tabla 1, fila 1, columna \d+: sobra",
    ),
    "una celda": (
        lambda: con("docx", CUERPO, en("Mapa socializado", "Mapa")),
        "la tabla 1, fila 5, columna 4: se esperaba «Mapa socializado», se encontró «Mapa»",
    ),
    "una fila menos": (
        lambda: con("docx", CUERPO, en(r"<w:tr>(?:(?!</w:tr>).)*Mapa socializado.*?</w:tr>", "")),
        r"la tabla 1, fila 5, columna 4: se esperaba «Mapa socializado», y no está",
    ),
    "el encabezado": (
        lambda: con("docx", "word/header1.xml", en("VERSIÓN 3", "VERSIÓN 4")),
        "la tabla 1 del encabezado de la sección 1, fila 3, columna 3: se esperaba «VERSIÓN 3»,"
        " se encontró «VERSIÓN 4»",
    ),
    "algo en lugar del número de página": (
        lambda: con("docx", "word/header1.xml", en("<w:t>1</w:t>", "<w:t>uno</w:t>")),
        r"encabezado.*se esperaba «PAGINA \[⟦página⟧\]», se encontró «PAGINA \[uno\]»",
    ),
    "una nota al pie": (
        lambda: relacionada(
            "docx",
            "word/footnotes.xml",
            "footnotes",
            f'<w:footnotes xmlns:w="{_W}"><w:footnote w:id="2">{parrafo("Falso")}</w:footnote>'
            "</w:footnotes>",
        ),
        "el párrafo 1 de la nota al pie 1: sobra «Falso»",
    ),
    "un comentario": (
        lambda: relacionada(
            "docx",
            "word/comments.xml",
            "comments",
            f'<w:comments xmlns:w="{_W}"><w:comment w:id="2">{parrafo("Ojo")}</w:comment>'
            "</w:comments>",
        ),
        "el párrafo 1 del comentario 1: sobra «Ojo»",
    ),
    "el autor": (
        lambda: con("docx", "docProps/core.xml", en(r"(<dc:creator>)[^<]+", r"\1Otro")),
        "la propiedad «creator»: se esperaba «.+», se encontró «Otro»",
    ),
    "una celda de un libro": (
        lambda: con("xlsx", TEXTOS, en("Mapa socializado", "Mapa")),
        r"la hoja «.+», celda [A-Z]+\d+: se esperaba «Mapa socializado», se encontró «Mapa»",
    ),
    "un error donde no había nada": (
        lambda: con("xlsx", HOJA, en("</row>", '<c r="ZZ1" t="e"><v>#N/A</v></c></row>')),
        "la hoja «.+», celda ZZ1: sobra «#N/D»",
    ),
    "un texto que parece un error": (
        lambda: con("xlsx", TEXTOS, en("Mapa socializado", "#N/A")),
        "se esperaba «Mapa socializado», se encontró «#N/A»",
    ),
    "un texto por un número": (
        lambda: con("xlsx", HOJA, en(r'(<c r="B[0-9]+"[^>]*) t="s"><v>\d+</v>', r"\1><v>77</v>")),
        r"celda B[0-9]+: se esperaba «.+», se encontró «77»",
    ),
    "una fórmula": (
        lambda: con(
            "xlsx",
            HOJA,
            en(r'(<c r="B[0-9]+"[^>]*) t="s"><v>\d+</v>', r'\1 t="str"><f>A1</f><v>X</v>'),
        ),
        "celda B[0-9]+: se esperaba «.+», se encontró «X»",
    ),
    "el nombre de una hoja": (
        lambda: con("xlsx", "xl/workbook.xml", en('name="Datos"', 'name="Otros"')),
        "el nombre de la hoja 2: se esperaba «Datos», se encontró «Otros»",
    ),
    "el encabezado impreso": (
        lambda: con("xlsx", HOJA, en("(<odd(?:Header|Footer)>)", r"\1Falso ")),
        "encabezado o pie impreso 1: .*«Falso",
    ),
    "un código que imprime el día": (
        lambda: con("xlsx", HOJA, en("(<odd(?:Header|Footer)>&amp;[LCR])", r"\1&amp;D ")),
        "encabezado o pie impreso 1: .*⟦D⟧",
    ),
    "un comentario de una celda": (
        lambda: relacionada(
            "xlsx",
            "xl/comments1.xml",
            "comments",
            f'<comments xmlns="{_S}"><authors><author>Ana</author></authors><commentList>'
            '<comment ref="B2" authorId="0"><text><t>Ojo</t></text></comment></commentList>'
            "</comments>",
        ),
        "comentario de la celda B2: sobra «Ana: Ojo»",
    ),
}


@pytest.mark.parametrize("cual", SE_LEE)
def test_lo_que_se_lee_de_otro_modo_es_distinto_y_dice_donde(cual: str) -> None:
    armar, dicho = SE_LEE[cual]
    cambiado = armar()
    tipo = "docx" if "word/document.xml" in partes_de(cambiado) else "xlsx"
    juicio = juzgar(tipo, escrito(tipo), cambiado)

    assert any(re.search(dicho, str(una)) for una in juicio.diferencias or ()), juicio


@cache
def informe() -> bytes:
    ejemplo = Path(__file__).parents[2] / "ejemplos" / "informe_trimestral" / "plan.yaml"
    return paac.reporte(paac.leer_plan(ejemplo), "informe-seguimiento").emitir("docx").contenido


@pytest.mark.integracion
def test_los_bloques_van_en_el_orden_en_que_se_leen() -> None:
    """Un título sobre la tabla de otro dice otra cosa, aunque los textos sean los mismos."""
    xml = partes_de(informe())[CUERPO]
    tabla = re.compile(r"<w:tbl>(?:(?!</?w:tbl>).)*</w:tbl>", re.DOTALL)
    movido = next(
        f"{xml[: una.start()]}{titulo[0]}{una[0]}{xml[titulo.end() :]}"
        for una in tabla.finditer(xml)
        if (titulo := re.compile(r"<w:p>(?:(?!</w:p>).)*<w:t>.*?</w:p>").match(xml, una.end()))
    )

    juicio = juzgar("docx", informe(), con_partes(informe(), {CUERPO: movido}))
    assert juicio.diferencias


@pytest.mark.integracion
def test_una_pagina_del_contenido_que_word_calcula_no_es_otra_cosa() -> None:
    xml = partes_de(informe())[CUERPO]
    paginas = re.compile(r"(PAGEREF.*?separate\"/></w:r><w:r><w:t>)[0-9]*(</w:t>)", re.DOTALL)
    numeradas = paginas.sub(r"\g<1>7\2", xml)
    assert numeradas != xml

    juicio = juzgar("docx", informe(), con_partes(informe(), {CUERPO: numeradas}))
    assert juicio.diferencias == (), juicio


# ------------------------------------------------------------------ el cotejo


def renglones(*textos: str) -> list[Renglon]:
    return [(TextoLeido(uno, lugar=f"renglón {n}"),) for n, uno in enumerate(textos, 1)]


@pytest.mark.parametrize(
    ("unos", "otros", "dicho"),
    [
        ("abc", "abc", []),
        ("abc", "ac", ["renglón 2: se esperaba «b», y no está"]),
        ("ac", "abc", ["renglón 2: sobra «b»"]),
        ("abc", "axc", ["renglón 2: se esperaba «b», se encontró «x»"]),
        ("ab", "ba", ["renglón 1: sobra «b»", "renglón 2: se esperaba «b», y no está"]),
    ],
)
def test_cada_diferencia_dice_su_lugar_lo_esperado_y_lo_hallado(
    unos: str, otros: str, dicho: list[str]
) -> None:
    assert [str(una) for una in comparar(renglones(*unos), renglones(*otros))] == dicho


def test_lo_que_falta_de_muchos_renglones_se_halla_sin_compararlos_todos() -> None:
    muchos = [str(n % 7) for n in range(5_000)]
    assert len(list(comparar(renglones(*muchos), renglones(*muchos, "x", *muchos)))) == 5_001
