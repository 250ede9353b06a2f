"""El membrete de la entidad en la página web, en un libro y en el PDF: qué dice y de qué lado.

Prueba ``formatos/membrete_en_tablas``.
"""

import io
import re
from typing import Any

import pytest
from ayudas.compartido import con_libreoffice
from ayudas.cuerpos import con_sus_partes, cuerpo
from ayudas.envueltos import ENVOLTURAS, celda, corrida, parrafo, tabla, xml_de
from ayudas.imagenes import png
from ayudas.lectores import partes
from ayudas.membretes import formato_con, membrete_de_dos, membrete_sencillo
from ayudas.paquetes_a_mano import con_partes, en_bytes
from ayudas.planes import plan
from docx import Document
from docx.document import Document as DocumentoDeWord
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor
from openpyxl import load_workbook
from pypdf import PdfReader

import paac_reportes as paac

DICE = {"tipo": "parrafo", "texto": "Hola"}
VERTICAL, ACOSTADA = (
    {"tipo": "seccion", "orientacion": lado} for lado in ("vertical", "horizontal")
)
CLAVES: dict[str, Any] = {
    "pagina": {"orientacion": "vertical"},
    "encabezado": {"anchos": [100], "filas": [[{"texto": "NIT {{ entidad.nit }}"}]]},
    "libro": {"hojas": "unica", "nombre": "Todo"},
}
PLAN = plan(entidad={"nombre": "ALCALDÍA", "nit": "8001-1"})


def emitido(
    tipo: str, membrete: DocumentoDeWord | bytes, *mas: dict[str, Any]
) -> paac.tipos.Emision:
    formato = formato_con(membrete, **CLAVES, cuerpo=[DICE, *mas])
    return paac.reporte(PLAN, formato).emitir(tipo)


def avisados(emision: paac.tipos.Emision) -> list[str]:
    return [a.mensaje for a in emision.avisos if a.codigo.startswith("membrete")]


def con_xml(xml: str) -> bytes:
    """Un Word con ese XML de encabezado."""

    def poner(raiz: Any) -> None:
        raiz[:] = [*xml_de(xml, "w:hdr")]

    return con_sus_partes(cuerpo("", arriba="x"), poner, r"word/header1\.xml")


def dicho(membrete: DocumentoDeWord | bytes) -> list[str]:
    """Lo que dice cada celda de la página que dice algo, con su lado."""
    pagina = emitido("html", membrete).contenido.decode()
    celdas = re.findall(r'<div class="membrete-(\w+)[^"]*">(.*?)</div>', pagina, re.DOTALL)
    textos = [(lado, re.sub(r"<svg.*?</svg>", "(imagen)", t).strip()) for lado, t in celdas]
    return [f"{t} >{lado}" * (lado != "izquierda") or t for lado, t in textos if t]


def p(*corridas: str, lado: str = "", paradas: str = "") -> str:
    """Un párrafo con esas corridas en XML."""
    jc = f'<w:jc w:val="{lado}"/>' if lado else ""
    tabs = f'<w:tabs><w:tab w:val="{paradas}" w:pos="99"/></w:tabs>' if paradas else ""
    return f"<w:p><w:pPr>{tabs}{jc}</w:pPr>{''.join(corridas)}</w:p>"


def r(texto: str) -> str:
    trozos = "<w:tab/>".join(f"<w:t>{trozo}</w:t>" for trozo in texto.split("\t"))
    return f"<w:r>{trozos}</w:r>"


def fila(*textos: str) -> str:
    return f"<w:tr>{''.join(celda(parrafo(uno)) for uno in textos)}</w:tr>"


def campo(instruccion: str, resultado: str) -> str:
    marca = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    pide = f"{marca.format('begin')}<w:r><w:instrText>{instruccion}</w:instrText></w:r>"
    return f"{pide}{marca.format('separate')}{r(resultado)}{marca.format('end')}"


UNIDA = celda(parrafo("tapada"), "<w:vMerge/>")
LOGO = celda(parrafo("Logo"), '<w:vMerge w:val="restart"/>')
DE_DOS_FILAS = tabla(
    f"<w:tr>{LOGO}{celda(parrafo('uno'))}</w:tr>", f"<w:tr>{UNIDA}{celda(parrafo('dos'))}</w:tr>"
)
EMOJI = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><e:symEx xmlns:e="urn:e"/>'
    "</mc:Choice><mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)
EN_UN_CUADRO = f"<w:r><w:pict><w:txbxContent>{p(r('Caja'))}</w:txbxContent></w:pict></w:r>"
DE_TODO = {
    "su lado": (p(r("De "), r("Sauce"), lado="right"), ["De Sauce >derecha"]),
    "tres lados": (p(r("a\tb\tc")), ["a", "b >centro", "c >derecha"]),
    "los que faltan": (p(r("a\tb")), ["a", "b >centro"]),
    "los que sobran": (p(r("a\tb\tc\td")), ["a", "b >centro", "c d >derecha"]),
    "dos lados": (p(r("a\tb"), paradas="right"), ["a", "b >derecha"]),
    "sin lados": (p(r("a\tb"), paradas="left"), ["a b"]),
    "un campo": (p(campo("STYLEREF x", "Lo que se ve")), ["Lo que se ve"]),
    "un signo de dos modos": (p(EMOJI), ["😀"]),
    "un cuadro de texto": (p(r("a"), EN_UN_CUADRO), ["a", "Caja"]),
    "una tabla en otra": (
        tabla(f"<w:tr>{celda(parrafo('a') + tabla(fila('b', 'c')) + '<w:p/>')}</w:tr>"),
        ["a\nb c"],
    ),
    "demasiadas celdas": (tabla(fila(*["x"] * 99)), ["x"] * 66),
    "sin celdas": (tabla("<w:tr/><w:tr/>"), []),
    **{
        f"en {nombre}": (
            envoltura.replace("{}", parrafo("uno"))
            + f"<w:p>{envoltura.replace('{}', corrida('dos'))}</w:p>"
            + tabla(envoltura.replace("{}", fila("tres")), columnas=1),
            ["uno", "dos", "tres"],
        )
        for nombre, envoltura in ENVOLTURAS.items()
    },
}


@pytest.mark.una_de_cada
@pytest.mark.parametrize("caso", DE_TODO)
def test_la_pagina_web_dice_lo_del_encabezado_en_su_lado(caso: str) -> None:
    xml, dice = DE_TODO[caso]

    assert dicho(con_xml(f"{xml}<w:p/>")) == dice


def test_una_celda_que_crece_hacia_abajo_va_una_vez_junto_a_las_demas() -> None:
    membrete: Any = formato_con(con_xml(f"{DE_DOS_FILAS}<w:p/>")).membrete
    filas = membrete.hojas[0].encabezado.filas

    dicen = [[("".join(una.contenido), una.filas) for una in fila.celdas] for fila in filas]
    assert dicen == [[("Logo", 2), ("uno", 1)], [("dos", 1)]]


@pytest.mark.parametrize(
    ("de_word", "anchos"),
    [((1, 2), "22 44"), ((1, 1, 4), "11 11 44"), ((0, 5), "33 33"), ((1, 900), "33 33")],
)
def test_una_fila_guarda_la_proporcion_de_sus_celdas(de_word: tuple[int, ...], anchos: str) -> None:
    suyas = (
        f'<w:tc><w:tcPr><w:tcW w:w="{ancho}"/></w:tcPr>{parrafo("x")}</w:tc>' for ancho in de_word
    )
    xml = f"{tabla('<w:tr>' + ''.join(suyas) + '</w:tr>')}<w:p/>"
    membrete: Any = formato_con(con_xml(xml)).membrete
    encabezado = membrete.hojas[0].encabezado

    assert " ".join(str(una.columnas) for una in encabezado.filas[0].celdas) == anchos


WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def con_flotante(alto: int, *, datos_de: bytes | None = None) -> bytes:
    """Un membrete con una imagen abajo a la derecha del papel."""
    word = Document()
    seccion = word.sections[0]
    seccion.page_width, seccion.page_height = Mm(200), Mm(300)
    parrafo = seccion.header.paragraphs[0]
    parrafo.add_run("Arriba")
    corrida: Any = parrafo.add_run()
    corrida.add_picture(io.BytesIO(png(40, 40)), height=Mm(alto))
    dibujo = corrida._r[-1]
    ancla: Any = parse_xml(
        f'<wp:anchor xmlns:wp="{WP}" behindDoc="1"><wp:positionH relativeFrom="page">'
        '<wp:align>right</wp:align></wp:positionH><wp:positionV relativeFrom="page">'
        "<wp:posOffset>360000</wp:posOffset></wp:positionV></wp:anchor>"
    )
    ancla.extend([*dibujo[0]])
    dibujo.replace(dibujo[0], ancla)
    guardada = en_bytes(word)
    imagen = next(n for n in partes(guardada) if n.startswith("word/media/"))
    return guardada if datos_de is None else con_partes(guardada, {imagen: datos_de})


def test_una_imagen_que_flota_va_con_el_texto_en_que_esta_anclada() -> None:
    assert dicho(con_flotante(50)) == ["(imagen)Arriba"]
    assert b"data:image/png" in emitido("html", con_flotante(50)).contenido


@pytest.mark.parametrize("membrete", [con_flotante(190), con_flotante(20, datos_de=b"GIF89a")])
def test_ni_la_imagen_de_fondo_de_la_hoja_ni_la_danada_salen_en_la_pagina(membrete: bytes) -> None:
    assert dicho(membrete) == ["Arriba"]


def test_fuera_de_word_y_de_su_pdf_se_dice_lo_que_sale_del_membrete() -> None:
    assert {
        tipo: avisados(emitido(tipo, membrete_de_dos(), ACOSTADA, DICE)) for tipo in SE_DICE
    } == (SE_DICE)


SE_DICE = {
    "docx": [],
    "html": ["del membrete, la página web sólo lleva los textos, las tablas y las imágenes"],
    "xlsx": ["del membrete, el libro sólo lleva los textos, y al imprimirlo"],
}


def test_la_pagina_web_la_lleva_arriba_y_abajo_con_la_letra_del_formato() -> None:
    word = membrete_sencillo()
    titulo: Any = word.styles["Normal"]
    titulo.font.name, titulo.font.size = "Courier New", Pt(20)
    titulo.font.color.rgb = RGBColor(0x1E, 0x6B, 0x3A)
    pagina = emitido("html", word).contenido.decode()

    assert pagina.index("ALCALDÍA DE PUERTO SAUCE") < pagina.index("Hola")
    assert pagina.index("Hola") < pagina.index("Página 1</span>")
    for ajeno in ("NIT 8001-1", "Courier", "1E6B3A"):
        assert ajeno.casefold() not in pagina.casefold()


def test_la_pagina_y_lo_que_se_repite_son_de_la_seccion_que_le_toca() -> None:
    pagina = emitido("html", membrete_de_dos(), ACOSTADA, DICE, VERTICAL, DICE).contenido.decode()
    textos = re.findall(r"PRIMERA PÁGINA|ANEXO ACOSTADO|ALCALDÍA DE PUERTO|Hola", pagina)

    assert textos == [
        # Lo que en papel va en cada hoja, por parte; y en la primera, una vez, lo que es de ella.
        *("ALCALDÍA DE PUERTO", "ANEXO ACOSTADO", "ALCALDÍA DE PUERTO", "PRIMERA PÁGINA"),
        *("ALCALDÍA DE PUERTO", "Hola", "ANEXO ACOSTADO", "Hola", "Hola"),
    ]


def test_lo_que_va_bajo_una_imagen_se_imprime_en_un_libro_sin_su_salto() -> None:
    word = Document()
    parrafo = word.sections[0].header.paragraphs[0]
    parrafo.add_run().add_picture(io.BytesIO(png(8, 8)))
    parrafo.add_run("\nSauce\nDos")
    libro: Any = load_workbook(io.BytesIO(emitido("xlsx", word).contenido))

    assert libro["Todo"].oddHeader.left.text.strip() == "Sauce – Dos"


def test_la_primera_pagina_que_el_membrete_apaga_no_sale() -> None:
    word = membrete_de_dos()
    word.sections[0].different_first_page_header_footer = False

    assert b"PRIMERA" not in emitido("html", word).contenido


def test_el_libro_lleva_al_imprimirlo_sus_textos() -> None:
    emision = emitido("xlsx", membrete_de_dos(), ACOSTADA, DICE)
    libro: Any = load_workbook(io.BytesIO(emision.contenido))
    hoja, acostada = libro["Todo"], libro["X"]

    impresos = [hoja.oddHeader, hoja.oddFooter, hoja.firstHeader, acostada.oddHeader]
    assert [str(uno.left.text).strip() for uno in impresos] == [
        *("ALCALDÍA DE PUERTO SAUCE", "Página &P de &N", "PRIMERA PÁGINA", "ANEXO ACOSTADO")
    ]
    assert hoja["A1"].value == "NIT 8001-1"  # en celdas, lo del formato


@con_libreoffice
def test_cada_pagina_del_pdf_lleva_la_hoja_de_la_entidad() -> None:
    emision = emitido("pdf", membrete_sencillo(), VERTICAL, DICE)
    paginas = [pagina.extract_text() for pagina in PdfReader(io.BytesIO(emision.contenido)).pages]

    assert len(paginas) == 2
    for numero, pagina in enumerate(paginas, 1):
        assert "ALCALDÍA DE PUERTO SAUCE" in " ".join(pagina.split())
        assert f"Página {numero} de 2" in pagina
        assert "NIT 8001-1" not in pagina
    assert avisados(emision) == []
