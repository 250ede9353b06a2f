"""El membrete de la entidad en el PDF y en la página web: qué dice y de qué lado.

Prueba ``formatos/membrete_en_tablas``.
"""

import io
from collections.abc import Callable
from typing import Any

import pytest
from ayudas.compartido import con_libreoffice
from ayudas.imagenes import png
from ayudas.lectores import partes
from ayudas.membretes import campo, con_partes, guardado, membrete_de_dos, membrete_sencillo
from ayudas.planes import actividad, componente, datos
from docx import Document
from docx.document import Document as DocumentoDeWord
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor
from pypdf import PdfReader

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.maqueta.contenido import CampoCalculado, Enfasis, Imagen
from paac_reportes.maqueta.documento import Marco, Medio, Membrete
from paac_reportes.maqueta.nodos import Tabla

FORMATO: dict[str, Any] = {
    "codigo": "m",
    "nombre": "M",
    "version": "1",
    "propiedades": {"titulo": "El título"},
    "pagina": {"orientacion": "vertical"},
    "encabezado": {"anchos": [100], "filas": [[{"texto": "NIT {{ entidad.nit }}"}]]},
    "libro": {"hojas": "unica", "nombre": "Todo"},
    "tablas": {
        "t": {
            "secciones": [{"recorre": "actividades"}],
            "columnas": [{"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 100}],
        }
    },
}
VERTICAL, ACOSTADA = (
    {"tipo": "seccion", "orientacion": lado} for lado in ("vertical", "horizontal")
)
TABLA = {"tipo": "tabla", "cada": "componente", "tablas": ["t"]}
PLAN = paac.desde_datos(
    datos(componente(actividad()), entidad={"nombre": "ALCALDÍA", "nit": "8001-1"})
).contenido


def formato_en(membrete: DocumentoDeWord | bytes, *cuerpo: dict[str, Any]) -> paac.Formato:
    datos_del_membrete = membrete if isinstance(membrete, bytes) else guardado(membrete)
    return paac.formato_desde_datos(
        {**FORMATO, "membrete": datos_del_membrete, "cuerpo": [*cuerpo] or [TABLA]}
    )


def emitido(
    tipo: str, membrete: DocumentoDeWord | bytes, *cuerpo: dict[str, Any]
) -> paac.tipos.Emision:
    return paac.reporte(PLAN, formato_en(membrete, *cuerpo)).emitir(tipo)


def marcos(membrete: DocumentoDeWord, *cuerpo: dict[str, Any]) -> list[Marco]:
    documento = componer(PLAN, formato_en(membrete, *cuerpo), None).documento
    return [parte.marco for parte in documento.partes]


def membrete_de(word: DocumentoDeWord | bytes) -> Membrete:
    leido = formato_en(word).membrete
    assert leido is not None
    return leido


def celdas(tabla: Tabla | None) -> list[list[Any]]:
    return [] if tabla is None else [[c.contenido for c in fila.celdas] for fila in tabla.filas]


@con_libreoffice
def test_cada_pagina_del_pdf_lleva_la_hoja_de_la_entidad() -> None:
    emision = emitido("pdf", membrete_sencillo(), TABLA, VERTICAL, TABLA)
    paginas = [pagina.extract_text() for pagina in PdfReader(io.BytesIO(emision.contenido)).pages]

    assert len(paginas) == 2
    for numero, pagina in enumerate(paginas, 1):
        assert "ALCALDÍA DE PUERTO SAUCE" in " ".join(pagina.split())
        assert f"Página {numero} de 2" in pagina
        assert "NIT 8001-1" not in pagina
    assert not [a for a in emision.avisos if a.codigo.startswith("membrete")]


def test_la_pagina_web_la_lleva_arriba_y_abajo() -> None:
    emision = emitido("html", membrete_sencillo())
    pagina = emision.contenido.decode()

    assert pagina.index("ALCALDÍA DE PUERTO SAUCE") < pagina.index("N.º")
    assert "NIT 8001-1" not in pagina
    assert "data:image/png" in pagina
    assert not [a for a in emision.avisos if a.codigo.startswith("membrete")]


def test_la_pagina_y_lo_que_se_repite_son_de_la_seccion_que_le_toca() -> None:
    vertical, acostada, otra = marcos(membrete_de_dos(), TABLA, ACOSTADA, TABLA, VERTICAL, TABLA)

    assert vertical.pagina.ancho == pytest.approx(215.9)
    assert vertical.primera is not None
    assert celdas(vertical.primera.encabezado) == [["PRIMERA PÁGINA"]]
    assert acostada.pagina.horizontal
    assert (acostada.primera, celdas(acostada.encabezado)) == (None, [["ANEXO ACOSTADO"]])
    # La que no dice su pie lleva el de la anterior, y la primera distinta sale una vez.
    assert celdas(acostada.pie) == celdas(vertical.pie)
    assert (otra.primera, otra.encabezado) == (None, vertical.encabezado)


def con_estilos() -> DocumentoDeWord:
    word = Document()
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(12)
    parrafo = word.sections[0].header.paragraphs[0]
    parrafo.alignment = 2
    for texto, negrita in (("Alcaldía de ", False), ("Puerto Sauce", True)):
        corrida: Any = parrafo.add_run(texto)
        corrida.bold, corrida.font.size = negrita, Pt(9)
        corrida.font.color.rgb = RGBColor(0x1E, 0x6B, 0x3A)
    return word


def test_un_parrafo_conserva_su_negrita_y_su_lado_con_la_letra_del_formato() -> None:
    (hoja,) = membrete_de(con_estilos()).hojas
    assert hoja.encabezado is not None
    ((celda,),) = (fila.celdas for fila in hoja.encabezado.filas)

    assert celda.contenido == ("Alcaldía de ", Enfasis("Puerto Sauce", negrita=True))
    assert celda.estilo == "membrete-derecha"


@pytest.mark.parametrize(
    ("texto", "paradas", "esperado"),
    [
        ("NIT 800\tCalle 4\tPág", "", ["NIT 800", "Calle 4", "Pág"]),
        ("NIT 800\tCalle 4", "", ["NIT 800", "Calle 4", ""]),
        ("NIT 800\tCalle 4", "right", ["NIT 800", "Calle 4"]),
        ("NIT 800\tCalle 4", "left", ["NIT 800 Calle 4"]),
        ("a\tb\tc\td", "", ["a", "b", "c d"]),
    ],
)
def test_los_tabuladores_de_un_pie_reparten_sus_lados(
    texto: str, paradas: str, esperado: list[str]
) -> None:
    word = Document()
    pie = word.sections[0].footer.paragraphs[0]
    pie.text = texto
    if paradas:
        pie.paragraph_format.tab_stops.add_tab_stop(Mm(100), WD_TAB_ALIGNMENT[paradas.upper()])
    tabla = membrete_de(word).hojas[0].pie

    assert celdas(tabla) == [esperado]
    assert tabla is not None
    lados = {1: ["izquierda"], 2: ["izquierda", "derecha"], 3: ["izquierda", "centro", "derecha"]}
    assert [celda.estilo for celda in tabla.filas[0].celdas] == [
        f"membrete-{lado}" for lado in lados[len(esperado)]
    ]


def test_el_numero_de_pagina_lo_pone_cada_salida() -> None:
    word = Document()
    pie = word.sections[0].footer.paragraphs[0]
    pie.text = "Página "
    campo(pie, "PAGE")

    assert celdas(membrete_de(word).hojas[0].pie) == [[("Página ", CampoCalculado.PAGINA)]]


def con_tabla() -> DocumentoDeWord:
    word = Document()
    tabla: Any = word.sections[0].header.add_table(2, 2, Mm(150))
    tabla.style = "Table Grid"
    tabla.cell(0, 0).merge(tabla.cell(1, 0)).text = "Logo"
    tabla.cell(0, 1).text, tabla.cell(1, 1).text = "Sistema de gestión", "Código F-01"
    return word


def test_una_tabla_conserva_sus_celdas_de_varias_filas() -> None:
    tabla = membrete_de(con_tabla()).hojas[0].encabezado
    assert tabla is not None

    assert [[(c.contenido, c.filas) for c in fila.celdas] for fila in tabla.filas] == [
        [("Logo", 2), ("Sistema de gestión", 1)],
        [("Código F-01", 1)],
    ]
    assert "Código F-01" in emitido("html", con_tabla()).contenido.decode()


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
    seguido = dibujo[0]
    ancla: Any = parse_xml(
        f'<wp:anchor xmlns:wp="{WP}" behindDoc="1"><wp:positionH relativeFrom="page">'
        '<wp:align>right</wp:align></wp:positionH><wp:positionV relativeFrom="page">'
        "<wp:posOffset>360000</wp:posOffset></wp:positionV></wp:anchor>"
    )
    for hijo in [*seguido]:
        ancla.append(hijo)
    dibujo.replace(seguido, ancla)
    guardada = guardado(word)
    imagen = next(n for n in partes(guardada) if n.startswith("word/media/"))
    return guardada if datos_de is None else con_partes(guardada, {imagen: datos_de})


def test_una_imagen_que_flota_va_con_el_texto_en_que_esta_anclada() -> None:
    (hoja,) = membrete_de(con_flotante(50)).hojas
    ((texto, imagen),) = celdas(hoja.encabezado)[0]

    assert texto == "Arriba"
    assert isinstance(imagen, Imagen)
    assert (imagen.ancho, imagen.alto) == pytest.approx((50, 50), abs=0.1)
    assert b"data:image/png" in emitido("html", con_flotante(50)).contenido


def avisados(emision: paac.tipos.Emision) -> list[str]:
    return [a.mensaje for a in emision.avisos if a.codigo == "membrete_sin_usar"]


def test_la_que_es_fondo_de_la_hoja_no_sale_en_la_pagina_web_y_se_dice() -> None:
    motivo = "fuera de Word y de su PDF no sale la imagen de fondo de la hoja"

    assert avisados(emitido("html", con_flotante(190))) == [motivo]


def con_pares() -> DocumentoDeWord:
    word = membrete_sencillo()
    word.settings.odd_and_even_pages_header_footer = True
    word.sections[0].even_page_header.paragraphs[0].text = "PAR"
    return word


def con_bordes() -> bytes:
    def poner(parte: bytes) -> bytes:
        return parte.replace(b"</w:sectPr>", b"<w:pgBorders/></w:sectPr>")

    return con_partes(guardado(membrete_sencillo()), {"word/document.xml": poner})


def con_dibujo_viejo() -> DocumentoDeWord:
    word = membrete_sencillo()
    word.sections[0].header.paragraphs[0].add_run()._r.append(
        parse_xml(
            '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
        )
    )
    return word


@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    ("membrete", "que"),
    [
        (con_pares, "lo de las páginas pares"),
        (con_bordes, "los bordes de la página"),
        (con_dibujo_viejo, "una forma dibujada (una marca de agua, por ejemplo)"),
        (
            lambda: con_flotante(20, datos_de=b"GIF89a"),
            "una imagen dañada, o que no es de las que se admiten",
        ),
    ],
)
def test_lo_que_solo_sale_en_word_se_dice_fuera_de_word(
    membrete: Callable[[], DocumentoDeWord | bytes], que: str
) -> None:
    for tipo, esperados in (("html", [f"fuera de Word y de su PDF no sale {que}"]), ("docx", [])):
        assert avisados(emitido(tipo, membrete())) == esperados


def test_un_campo_que_no_es_de_pagina_sale_como_se_ve() -> None:
    word = Document()
    campo(word.sections[0].header.paragraphs[0], 'STYLEREF "heading 1"', "Lo que se ve")

    assert celdas(membrete_de(word).hojas[0].encabezado) == [["Lo que se ve"]]


def test_una_tabla_a_la_que_le_faltan_celdas_se_completa_en_blanco() -> None:
    word = con_tabla()
    fila: Any = word.sections[0].header.tables[0]._tbl.tr_lst[1]
    fila.remove(fila.tc_lst[1])

    assert celdas(membrete_de(word).hojas[0].encabezado)[1] == [""]


@pytest.mark.parametrize("medio", ["documento", "libro"])
def test_fuera_de_word_los_estilos_son_los_del_formato(medio: Medio) -> None:
    word = Document()
    for nombre in ("Normal", "Title", "Heading 1"):
        estilo: Any = word.styles[nombre]
        estilo.font.name, estilo.font.size = "Times New Roman", Pt(20)
        estilo.font.color.rgb = RGBColor(0x1E, 0x6B, 0x3A)
    sin_membrete = paac.formato_desde_datos({**FORMATO, "cuerpo": [TABLA]})

    con, sin = (
        componer(PLAN, formato, None, medio).documento.estilos
        for formato in (formato_en(word), sin_membrete)
    )
    assert {nombre: estilo for nombre, estilo in con.items() if nombre in sin} == sin
    assert {*con} - {*sin} == {
        "membrete",
        *(f"membrete-{lado}" for lado in ("izquierda", "centro", "derecha", "justificada")),
    }
