"""El cuerpo del reporte en el membrete de la entidad: qué es de quién.

Prueba ``escritores/docx/membrete``.
"""

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ, con_libreoffice, con_sdk, convertir, validar
from ayudas.imagenes import png
from ayudas.lectores import W, parrafos_de_word, partes, texto_de, xml
from ayudas.membretes import formato_con, membrete_de_dos, membrete_sencillo
from ayudas.paquetes_a_mano import comprimir, con_partes, en_bytes
from ayudas.planes import actividad, componente, datos
from docx import Document
from docx.document import Document as DocumentoDeWord
from docx.shared import Pt
from PIL import Image

import paac_reportes as paac

PLAN = paac.desde_datos(
    datos(
        componente(actividad(descripcion='Publicar <b> & "r:embed="rId1"" <w:p>')),
        entidad={"nombre": "ALCALDÍA DE PUERTO SAUCE", "escudo": png(40, 30), "nit": "8001-1"},
    )
).contenido
TABLA = {
    "secciones": [{"recorre": "actividades"}],
    "columnas": [
        {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 30},
        {"dato": "actividad.descripcion", "rotulo": "Actividad", "ancho": 70},
    ],
}
RELS = "word/_rels/document.xml.rels"
ESCUDO = {"imagen": "entidad.escudo", "texto_alternativo": "Escudo"}
CUERPO: list[dict[str, Any]] = [
    {"tipo": "contenido"},
    {"tipo": "titulo", "nivel": 1, "texto": "Uno"},
    {"tipo": "parrafo", "texto": "De corrido"},
    {"tipo": "parrafo", "texto": "Al centro", "horizontal": "centro"},
    {"tipo": "texto", "clave": "lista", "texto": "- Viñeta\n\n1. Primero"},
    {"tipo": "imagen", **ESCUDO},
    {"tipo": "tabla", "cada": "componente", "tablas": ["t"]},
]
ACOSTADA = {"tipo": "seccion", "orientacion": "horizontal"}
VERTICAL = {"tipo": "seccion"}
FIN = {"tipo": "parrafo", "texto": "Fin"}


def reporte_en(
    membrete: DocumentoDeWord | bytes, *mas: dict[str, Any], orientacion: str = "vertical"
) -> paac.Reporte:
    formato = formato_con(
        membrete,
        propiedades={"titulo": "El título", "autor": "Quien reporta"},
        pagina={"orientacion": orientacion},
        encabezado={"anchos": [100], "filas": [[{"texto": "NIT {{ entidad.nit }}"}]]},
        cuerpo=[*CUERPO, *mas],
        tablas={"t": TABLA},
    )
    return paac.reporte(PLAN, formato)


def word_en(membrete: DocumentoDeWord | bytes, *mas: dict[str, Any]) -> bytes:
    return reporte_en(membrete, *mas).emitir("docx").contenido


def secciones(contenido: bytes) -> list[Any]:
    return list(Document(io.BytesIO(contenido)).sections)


def estilos_de(contenido: bytes) -> dict[str, Any]:
    hoja = xml(contenido, "word/styles.xml")
    return {uno.get(f"{W}styleId", ""): uno for uno in hoja.iter(f"{W}style")}


def codigos(reporte: paac.Reporte, tipo: str) -> list[tuple[str, str]]:
    avisos = reporte.emitir(tipo).avisos
    return [(a.codigo, a.mensaje) for a in avisos if a.codigo.startswith("membrete")]


def test_el_encabezado_el_pie_y_la_pagina_son_los_del_membrete() -> None:
    original, contenido = en_bytes(membrete_sencillo()), word_en(membrete_sencillo())
    (seccion,), (suya,) = secciones(contenido), secciones(original)

    assert seccion.header.tables[0].cell(0, 1).text == "ALCALDÍA DE PUERTO SAUCE"
    assert partes(contenido)["word/media/image1.png"] == partes(original)["word/media/image1.png"]
    for parte in ("word/header1.xml", "word/footer1.xml"):
        campos = [uno.text for uno in xml(contenido, parte).iter(f"{W}instrText")]
        assert campos == [uno.text for uno in xml(original, parte).iter(f"{W}instrText")]
        assert campos
        assert texto_de(xml(contenido, parte)) == texto_de(xml(original, parte))
    for medida in (
        *("page_width", "page_height", "left_margin", "right_margin", "top_margin"),
        *("bottom_margin", "header_distance", "footer_distance"),
    ):
        assert getattr(seccion, medida) == getattr(suya, medida), medida


def test_el_cuerpo_es_el_nuestro_a_la_letra_y_en_su_ancho() -> None:
    membrete = membrete_sencillo()
    membrete.add_paragraph("Estimados señores:")
    contenido = word_en(membrete)
    documento = xml(contenido, "word/document.xml")

    assert "De corrido" in [texto for _, texto in parrafos_de_word(contenido)]
    assert 'Publicar <b> & "r:embed="rId1"" <w:p>' in texto_de(documento)
    assert not any(b"Estimados" in parte for parte in partes(contenido).values())
    # 215,9 mm menos 30 y 20, en veinteavos de punto.
    assert sum(int(uno.get(f"{W}w", "0")) for uno in documento.iter(f"{W}gridCol")) == 9405


def sin_texto(hoja: bytes) -> bytes:
    return re.sub(rb'<w:style [^>]*w:styleId="BodyText".*?</w:style>', b"", hoja, flags=re.DOTALL)


def en_espanol(hoja: bytes) -> bytes:
    return hoja.replace(b'"Heading1"', b'"Ttulo1"').replace(b"Heading 1", b"heading 1")


def test_el_cuerpo_de_un_membrete_puede_llamarse_de_otro_modo() -> None:
    """Como ``document2.xml``, que deja SharePoint."""
    de, a = "word/document.xml", "word/document2.xml"
    original = partes(en_bytes(membrete_sencillo()))
    rels = a.replace("word/", "word/_rels/") + ".rels"
    otro = {{de: a, RELS: rels}.get(nombre, nombre): dice for nombre, dice in original.items()}
    for nombre in ("[Content_Types].xml", "_rels/.rels"):
        otro[nombre] = otro[nombre].replace(de.encode(), a.encode())

    assert a in partes(word_en(comprimir(otro)))


@pytest.mark.parametrize(
    ("cambio", "titulo", "texto"),
    [
        (bytes, "Heading1", "BodyText"),
        (sin_texto, "Heading1", "Normal"),
        (en_espanol, "Ttulo1", "BodyText"),
    ],
)
def test_lo_que_se_lee_de_corrido_toma_los_estilos_del_membrete(
    cambio: Any, titulo: str, texto: str
) -> None:
    contenido = word_en(con_partes(en_bytes(membrete_sencillo()), {"word/styles.xml": cambio}))
    de_cada = {texto: estilo for estilo, texto in parrafos_de_word(contenido)}
    estilos = estilos_de(contenido)

    assert (de_cada["Uno"], de_cada["De corrido"]) == (titulo, texto)
    assert estilos[titulo].find(f".//{W}color").get(f"{W}val") == "C01010"
    assert ("Heading1" in estilos) == (titulo == "Heading1")
    for dicho, base in (("Al centro", texto), ("Viñeta", "Normal")):
        suyo = estilos[de_cada[dicho]]
        assert suyo.find(f"{W}basedOn").get(f"{W}val") == base
        assert suyo.find(f".//{W}sz") is None


def test_una_celda_conserva_su_tamano_aunque_el_normal_de_la_entidad_sea_enorme() -> None:
    contenido = word_en(membrete_sencillo())
    estilos = estilos_de(contenido)
    celdas = xml(contenido, "word/document.xml").iter(f"{W}tc")
    usados = {estilo.get(f"{W}val", "") for celda in celdas for estilo in celda.iter(f"{W}pStyle")}
    celda = next(
        e for e in estilos.values() if e.find(f"{W}name").get(f"{W}val").startswith("Celda")
    )
    fuente, espacio = celda.find(f".//{W}rFonts"), celda.find(f".//{W}spacing")

    assert celda.get(f"{W}styleId") in usados
    assert "Normal" not in usados
    assert celda.find(f"{W}basedOn") is None
    assert fuente.get(f"{W}ascii") == "Arial"  # la del formato, con que se midió
    assert celda.find(f".//{W}sz").get(f"{W}val") == "16"
    assert (espacio.get(f"{W}after"), espacio.get(f"{W}line")) == ("26", "240")


def test_un_estilo_propio_de_la_entidad_no_se_toca_aunque_se_llame_como_uno_nuestro() -> None:
    membrete = membrete_sencillo()
    suyo: Any = membrete.styles.add_style("Rotulo", 1)
    suyo.font.size = Pt(30)
    estilos = estilos_de(word_en(membrete))
    nombres = [e.find(f"{W}name").get(f"{W}val").casefold() for e in estilos.values()]

    assert estilos["Rotulo"].find(f".//{W}sz").get(f"{W}val") == "60"
    assert "rotulo del reporte" in nombres
    assert len(nombres) == len(set(nombres))


@pytest.mark.parametrize("con_listas", [True, False])
def test_las_listas_van_detras_de_las_que_el_membrete_define(*, con_listas: bool) -> None:
    original = en_bytes(membrete_sencillo())
    if not con_listas:
        quitar = {RELS: lambda x: x.replace(b"relationships/numbering", b"relationships/otra")}
        original = con_partes(original, quitar)
    contenido = word_en(original)
    suyas = (
        {uno.get(f"{W}numId") for uno in xml(original, "word/numbering.xml")}
        if con_listas
        else set()
    )
    todas = xml(contenido, "word/numbering.xml")
    numeros = [uno.get(f"{W}numId", "") for uno in todas.findall(f"{W}num")]
    definiciones = [uno.get(f"{W}abstractNumId") for uno in todas.findall(f"{W}abstractNum")]
    usados = {uno.get(f"{W}val") for uno in xml(contenido, "word/document.xml").iter(f"{W}numId")}

    assert [len(numeros), len(definiciones)] == [len({*numeros}), len({*definiciones})]
    assert len(usados) == 2
    assert usados <= {*numeros} - suyas
    orden = [uno.tag for uno in todas]
    assert orden == sorted(orden)  # abstractNum antes que num


def test_las_propiedades_del_archivo_son_las_del_reporte() -> None:
    membrete = membrete_sencillo()
    membrete.core_properties.author = "La secretaria"
    membrete.core_properties.comments = "para revisar"
    propiedades = Document(io.BytesIO(word_en(membrete))).core_properties

    assert (propiedades.title, propiedades.author) == ("El título", "Quien reporta")
    assert propiedades.comments == ""


# --- Secciones.


def test_cada_parte_toma_la_seccion_de_su_orientacion_y_la_primera_es_una_sola() -> None:
    contenido = word_en(membrete_de_dos(), ACOSTADA, FIN, VERTICAL, FIN)
    primera, acostada, ultima = secciones(contenido)

    assert [una.page_width < una.page_height for una in (primera, acostada, ultima)] == [
        *(True, False, True)
    ]
    assert acostada.header.paragraphs[0].text == "ANEXO ACOSTADO"
    assert ultima.header.tables[0].cell(0, 1).text == "ALCALDÍA DE PUERTO SAUCE"
    assert primera.first_page_header.paragraphs[0].text == "PRIMERA PÁGINA"
    assert [una.different_first_page_header_footer for una in (primera, acostada, ultima)] == [
        *(True, False, False)
    ]


def test_la_cuenta_el_fondo_los_bordes_y_las_pares_son_los_del_membrete() -> None:
    fondo = b'<w:background w:color="FFFFE0"/><w:body>'
    bordes = (
        b'<w:pgBorders><w:top w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pgBorders>'
    )
    de_la_hoja = bordes + b'<w:pgNumType w:start="5"/><w:cols '
    word = membrete_sencillo()
    word.settings.odd_and_even_pages_header_footer = True
    word.sections[0].even_page_header.paragraphs[0].text = "PAR"

    def con_de_todo(parte: bytes) -> bytes:
        return parte.replace(b"<w:body>", fondo).replace(b"<w:cols ", de_la_hoja)

    membrete = con_partes(en_bytes(word), {"word/document.xml": con_de_todo})
    contenido = word_en(membrete, VERTICAL, FIN)
    documento = partes(contenido)["word/document.xml"]

    # La cuenta empieza una vez.
    assert re.findall(rb"<w:pgNumType(.*?)/>", documento) == [b' w:start="5"', b""]
    assert fondo in documento
    assert bordes in documento
    assert Document(io.BytesIO(contenido)).settings.odd_and_even_pages_header_footer
    assert secciones(contenido)[0].even_page_header.paragraphs[0].text == "PAR"


def test_sin_la_orientacion_pedida_se_gira_la_pagina_y_se_dice() -> None:
    reporte = reporte_en(membrete_sencillo(), ACOSTADA, FIN)
    primera, girada = secciones(reporte.emitir("docx").contenido)

    assert (girada.page_width, girada.page_height) == (primera.page_height, primera.page_width)
    assert girada.header.tables[0].cell(0, 1).text == "ALCALDÍA DE PUERTO SAUCE"
    assert codigos(reporte, "docx") == [
        (
            "membrete_sin_orientacion",
            "el membrete no tiene una sección horizontal: se gira la 1, con el mismo encabezado y el"
            " mismo pie; dibuje una horizontal en Word",
        )
    ]


@pytest.mark.parametrize(
    ("membrete", "vertical", "avisos"),
    [
        (membrete_de_dos, False, []),
        (
            membrete_sencillo,
            True,
            [
                "el membrete no tiene una sección horizontal: el formato, que es horizontal, va en"
                " la 1, que no lo es"
            ],
        ),
    ],
)
def test_un_formato_acostado_toma_la_seccion_acostada_o_lo_dice(
    membrete: Any, avisos: list[str], *, vertical: bool
) -> None:
    reporte = reporte_en(membrete(), orientacion="horizontal")
    (seccion,) = secciones(reporte.emitir("docx").contenido)

    assert (seccion.page_width < seccion.page_height) is vertical
    dichos = codigos(reporte, "docx")
    assert [m for codigo, m in dichos if codigo == "membrete_sin_orientacion"] == avisos


def test_una_seccion_sin_encabezado_no_recibe_el_de_la_parte_anterior() -> None:
    membrete = Document()
    acostada = membrete.add_section()
    acostada.page_width, acostada.page_height = acostada.page_height, acostada.page_width
    acostada.header.is_linked_to_previous = False
    acostada.header.paragraphs[0].text = "SÓLO ACOSTADA"
    contenido = word_en(membrete, ACOSTADA, FIN, VERTICAL, FIN)
    primera, segunda, tercera = secciones(contenido)

    encabezados = [una.header.paragraphs[0].text for una in (primera, segunda, tercera)]
    assert encabezados == ["", "SÓLO ACOSTADA", ""]


def test_los_encabezados_de_una_seccion_que_no_se_usa_no_viajan() -> None:
    reporte = reporte_en(membrete_de_dos())
    contenido = reporte.emitir("docx").contenido

    assert not any(b"ANEXO ACOSTADO" in parte for parte in partes(contenido).values())
    assert codigos(reporte, "docx") == [
        (
            "membrete_sin_usar",
            "del membrete no se usa su sección 2, horizontal: ninguna parte la pide",
        )
    ]


BARRAS: dict[str, Any] = {
    "secciones": [{"recorre": "partes_en_resumen"}],
    "columnas": [
        {"dato": "parte.nombre", "rotulo": "Oficina", "ancho": 40},
        {"dato": "parte.como_estan", "rotulo": " ", "ancho": 60},
    ],
}


def de_otro_ano(word: DocumentoDeWord, modo: str) -> bytes:
    """El Word como lo guarda un programa de antes; sin modo, como lo guarda uno que no lo dice."""

    def con_modo(ajustes: bytes) -> bytes:
        patron = rb'(<w:compatSetting w:name="compatibilityMode"[^>]* w:val=")14("/>)'
        nuevo = rb"\g<1>%s\2" % modo.encode() if modo else b""
        cambiados, veces = re.subn(patron, nuevo, ajustes)
        assert veces == 1
        return cambiados

    return con_partes(en_bytes(word), {"word/settings.xml": con_modo})


def puntos_pintados(contenido: bytes, carpeta: Path) -> int:
    """Cuántos puntos de su primera página van del azul de lo terminado."""
    (carpeta / "a.docx").write_bytes(contenido)
    pdf = convertir(carpeta / "a.docx", "pdf", carpeta)
    dibujo = carpeta / "a.png"
    orden = ["pdftoppm", "-r", "70", "-singlefile", "-png", str(pdf), str(dibujo.with_suffix(""))]
    subprocess.run(orden, check=True)
    with Image.open(dibujo) as pagina:
        colores = pagina.convert("RGB").getcolors(1 << 24) or []
    return sum(cuantos for cuantos, color in colores if color == (0x2F, 0x6F, 0x9F))


@con_libreoffice
@pytest.mark.parametrize("modo", ["", "12"])
@pytest.mark.parametrize("es_cuerpo", [False, True], ids=["membrete", "cuerpo"])
def test_las_barras_se_pintan_en_el_word_de_un_programa_de_antes(
    modo: str, tmp_path: Path, *, es_cuerpo: bool
) -> None:
    tabla = {"tipo": "tabla", "cada": "plan", "tablas": ["t"], "clave": "barras"}
    word = Document()
    if es_cuerpo:
        word.add_paragraph("{{ poner barras }}")
        base = {"codigo": "b", "nombre": "B", "version": "1", "propiedades": {"titulo": "B"}}
        otro = {"cuerpo_en_word": de_otro_ano(word, modo), "bloques": {"barras": tabla}}
        formato = paac.formato_desde_datos({**base, **otro, "tablas": {"t": BARRAS}})
    else:
        formato = formato_con(de_otro_ano(word, modo), cuerpo=[tabla], tablas={"t": BARRAS})
    ejemplo = paac.leer(RAIZ / "ejemplos/informe_trimestral/plan.yaml").sin_dudas()
    contenido = paac.reporte(ejemplo, formato).emitir("docx").contenido

    assert puntos_pintados(contenido, tmp_path) > 500


@pytest.mark.una_de_cada
@con_sdk
@pytest.mark.parametrize("membrete", [membrete_sencillo, membrete_de_dos, Document])
def test_el_validador_de_microsoft_no_halla_nada(membrete: Any, tmp_path: Path) -> None:
    ruta = tmp_path / "a.docx"
    ruta.write_bytes(word_en(membrete(), ACOSTADA, FIN, VERTICAL, FIN))

    assert validar(ruta) == ""


# --- Lo que no pasa, y lo que no es Word.


CONTROL = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p><w:r>'
    "<w:t>Dependencia</w:t></w:r><w:r><w:pict>"
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="marca" style="width:100pt;height:50pt">'
    '<v:textpath style="font-size:1pt" string="BORRADOR"/></v:shape></w:pict></w:r></w:p>'
    "</w:sdtContent></w:sdt>"
)


def test_controles_y_marcas_de_agua_del_encabezado_sobreviven() -> None:
    def con_control(parte: bytes) -> bytes:
        return parte.replace(b"</w:hdr>", CONTROL.encode() + b"</w:hdr>")

    membrete = con_partes(en_bytes(membrete_sencillo()), {"word/header1.xml": con_control})
    encabezado = partes(word_en(membrete))["word/header1.xml"].decode()

    for marca in ("<w:sdtContent>", "Dependencia", 'string="BORRADOR"'):
        assert marca in encabezado


@pytest.mark.integracion
def test_lo_que_solo_dice_el_encabezado_del_formato_en_word_no_se_muestra_y_se_avisa() -> None:
    reporte = reporte_en(membrete_sencillo())
    avisos = [aviso for aviso in reporte.emitir("docx").avisos if "entidad.nit" in aviso.mensaje]

    assert [aviso.codigo for aviso in avisos] == ["entidad_no_mostrada"]
    assert b"8001-1" not in partes(reporte.emitir("docx").contenido)["word/document.xml"]


def test_sin_docxcompose_se_dice_como_se_instala(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "paac_reportes.escritores.docx.membrete", raising=False)
    monkeypatch.setitem(sys.modules, "docxcompose.composer", None)

    with pytest.raises(paac.ErrorDeEntorno, match="hace falta docxcompose: «python -m pip install"):
        word_en(membrete_sencillo())


def test_dos_veces_son_los_mismos_bytes() -> None:
    original = en_bytes(membrete_de_dos())

    assert word_en(original, ACOSTADA, FIN) == word_en(original, ACOSTADA, FIN)


def test_lo_que_solo_al_armar_el_word_se_ve_danado_tambien_se_dice() -> None:
    def con_espacio(parte: bytes) -> bytes:
        return parte.replace(b"<w:hdr ", '<w:hdr xmlns:z="é" '.encode(), 1)

    membrete = con_partes(en_bytes(membrete_sencillo()), {"word/header1.xml": con_espacio})

    with pytest.raises(paac.ErrorDeFormato, match="membrete: está dañado"):
        word_en(membrete)
