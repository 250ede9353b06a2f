"""El documento de Word, leído sin la biblioteca.

Prueba ``escritores/docx/textos``.
"""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from ayudas.compartido import RAIZ, con_sdk, validar
from ayudas.imagenes import png
from ayudas.lectores import W, parrafos_de_word, partes, tablas_de_word, texto_de, xml
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, plan_con, tramite

import paac_reportes as paac


def word(de: paac.Plan) -> bytes:
    return paac.emitir(de, FORMATO, "docx", corte=CORTE)


@pytest.fixture(scope="module")
def contenido() -> bytes:
    entidad = {"nombre": "MUNICIPIO DE PRUEBA", "escudo": png()}
    return word(
        plan(
            componente(),
            {"numero": 2, "nombre": "Trámites", "tramites": [tramite()]},
            entidad=entidad,
        )
    )


def test_el_encabezado_lleva_un_campo_de_pagina_entre_corchetes(contenido: bytes) -> None:
    encabezado = xml(contenido, "word/header1.xml")
    marcas = [m.get(W + "fldCharType") for m in encabezado.iter(W + "fldChar")]

    assert marcas == ["begin", "separate", "end"]
    assert [i.text for i in encabezado.iter(W + "instrText")] == [" PAGE "]
    assert "PAGINA [1]" in "".join(t.text or "" for t in encabezado.iter(W + "t"))


def test_el_escudo_va_en_el_encabezado_con_texto_alternativo(contenido: bytes) -> None:
    assert 'descr="Escudo de MUNICIPIO DE PRUEBA"' in partes(contenido)["word/header1.xml"].decode()
    assert partes(contenido)["word/media/imagen1.png"] == png()


def test_sin_escudo_no_queda_imagen() -> None:
    assert not any("media" in nombre for nombre in partes(word(plan_con())))


@pytest.mark.parametrize(
    ("codigo", "con_escudo", "sin_escudo"),
    [("paac-plan", 3, 2), ("paac-seguimiento", 3, 2), (FORMATO, 3, 3), ("cajica-plan", 3, 3)],
)
def test_el_recuadro_del_escudo_que_no_hay_sobra_salvo_en_un_impreso(
    codigo: str, con_escudo: int, sin_escudo: int
) -> None:
    def columnas(**entidad: object) -> int:
        de = plan(componente(), entidad={"nombre": "MUNICIPIO", **entidad})
        encabezado = xml(paac.emitir(de, codigo, "docx", corte=CORTE), "word/header1.xml")
        return len([*encabezado.iter(W + "gridCol")])

    assert (columnas(escudo=png()), columnas()) == (con_escudo, sin_escudo)


def test_entre_dos_tablas_de_un_impreso_quedan_ocho_puntos() -> None:
    de_tramites = plan({"numero": 2, "nombre": "Trámites", "tramites": [tramite()]})
    suit = paac.emitir(de_tramites, "suit-racionalizacion", "docx", corte=CORTE)
    cuerpo = xml(suit, "word/document.xml")[0]
    tablas = [lugar for lugar, bloque in enumerate(cuerpo) if bloque.tag == W + "tbl"]
    separador = cuerpo[tablas[0] + 1]
    espacio = separador.find(f"{W}pPr/{W}spacing")

    assert tablas[1] == tablas[0] + 2
    assert espacio is not None
    del_separador = 20  # veinteavos, de alto fijo
    assert int(espacio.get(W + "before", "0")) + del_separador == 8 * 20


def test_lo_que_word_exige_tras_la_ultima_tabla_mide_un_punto(contenido: bytes) -> None:
    """Con tres, una tabla que llenaba la hoja dejaba otra en blanco."""
    ultimo = [*xml(contenido, "word/document.xml")[0].iterfind(W + "p")][-1]
    estilos = xml(contenido, "word/styles.xml").iter(W + "style")
    suyo = next(uno for uno in estilos if uno.get(W + "styleId") == "Separador")
    espacio = suyo.find(f"{W}pPr/{W}spacing")

    assert [uno.tag for uno in ultimo.iter()] == [W + "p", W + "pPr", W + "pStyle"]
    assert espacio is not None
    alto = {nombre.removeprefix(W): valor for nombre, valor in espacio.attrib.items()}
    assert alto == {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}


@pytest.mark.parametrize("codigo", ["informe-seguimiento", "informe-ejecutivo"])
def test_entre_el_texto_y_el_pie_quedan_cinco_milimetros(codigo: str) -> None:
    informe = paac.emitir(plan(componente()), codigo, "docx", corte=CORTE)
    margenes = next(xml(informe, "word/document.xml").iter(W + "pgMar"))
    pies = [xml(informe, parte) for parte in partes(informe) if "word/footer" in parte]
    bajo_la_tabla = {
        estilo.get(W + "val")
        for pie in pies
        if pie.find(W + "tbl") is not None
        for estilo in pie.findall(f"{W}p/{W}pPr/{W}pStyle")
    }

    assert bajo_la_tabla == {"Separador"}
    separador, renglon = 1, 8 * 1.22 + 2  # puntos: de alto fijo, y de 8 con su aire
    hasta_el_pie = int(margenes.get(W + "footer", "0")) / 20 + separador + renglon
    assert int(margenes.get(W + "bottom", "0")) / 20 - hasta_el_pie > 5 / 25.4 * 72


def test_los_rotulos_se_repiten_y_la_tabla_lo_dice(contenido: bytes) -> None:
    actividades, tramites = xml(contenido, "word/document.xml").iter(W + "tbl")
    for tabla, rotulos in ((actividades, 3), (tramites, 5)):
        marcadas = [fila.find(f"{W}trPr/{W}tblHeader") is not None for fila in tabla.iter(W + "tr")]
        assert marcadas == [True] * rotulos + [False] * (len(marcadas) - rotulos)
        look = tabla.find(f"{W}tblPr/{W}tblLook")
        assert look is not None
        assert look.get(W + "firstRow") == "1"
        assert tabla.find(f"{W}tblPr/{W}tblDescription") is not None


def test_la_cuadricula_y_las_celdas_dicen_el_mismo_ancho(contenido: bytes) -> None:
    for tabla in xml(contenido, "word/document.xml").iter(W + "tbl"):
        columnas = [int(c.get(W + "w", "0")) for c in tabla.iter(W + "gridCol")]
        assert sum(columnas) == 17019  # 300,2 mm
        for fila in tabla.iter(W + "tr"):
            anchos = [int(c.get(W + "w", "0")) for c in fila.iter(W + "tcW")]
            assert sum(anchos) == sum(columnas)


def test_los_titulos_arman_la_navegacion(contenido: bytes) -> None:
    assert parrafos_de_word(contenido) == [
        ("Title", "MATRIZ SEGUIMIENTO PLAN ANTICORRUPCIÓN Y ATENCIÓN AL CIUDADANO POR DEPENDENCIA"),
        ("Heading1", "SECRETARÍA DE PLANEACIÓN"),
        ("Separador", ""),
        ("Separador", ""),
    ]


def test_el_titulo_que_su_tabla_dice_en_una_franja_va_solo_en_ella(contenido: bytes) -> None:
    titulos = [
        (texto_de(parrafo), nivel.get(W + "val"))
        for parrafo in xml(contenido, "word/document.xml").iter(W + "p")
        if (nivel := parrafo.find(f"{W}pPr/{W}outlineLvl")) is not None
    ]

    assert titulos == [("Componente 1: Gestión del riesgo", "1"), ("Componente 2: Trámites", "1")]
    for texto, _ in titulos:
        assert partes(contenido)["word/document.xml"].decode().count(f">{texto}<") == 1


def test_cada_estilo_de_titulo_dice_su_nivel_en_la_navegacion(contenido: bytes) -> None:
    niveles = {
        estilo.get(W + "styleId"): nivel.get(W + "val")
        for estilo in xml(contenido, "word/styles.xml").iter(W + "style")
        for nivel in estilo.iter(W + "outlineLvl")
    }

    assert niveles == {"Heading1": "0", "Heading2": "1", "Heading3": "2"}


@pytest.fixture(scope="module")
def informe() -> bytes:
    with pytest.warns(paac.AvisoPaac):
        return paac.emitir(
            paac.leer_plan(RAIZ / "ejemplos/informe_trimestral/plan.yaml"),
            "informe-seguimiento",
            "docx",
        )


def estilos_de(contenido: bytes) -> dict[str, ET.Element]:
    hoja = xml(contenido, "word/styles.xml")
    return {uno.get(W + "styleId", ""): uno for uno in hoja.iter(W + "style")}


def test_la_galeria_muestra_los_estilos_que_usa_una_persona(informe: bytes) -> None:
    estilos = estilos_de(informe)
    en_la_galeria = [clave for clave, uno in estilos.items() if uno.find(W + "qFormat") is not None]
    de_celdas = {
        suyo.get(W + "val", "")
        for celda in xml(informe, "word/document.xml").iter(W + "tc")
        for suyo in celda.iter(W + "pStyle")
    }

    assert en_la_galeria == [
        *("Normal", "Celda", "BodyText", "Lista", "Leyenda", "Nota", "Title"),
        *("Heading1", "Heading2", "Heading3", "Destacado", "Apartado", "Lista2", "Lista3"),
        *("ListaNumerada", "Quote"),
        *("TituloDeAnexo", "TituloDeAnexo2", "TablaConRotulos"),
    ]
    escondidos = {clave for clave in de_celdas if estilos[clave].find(W + "semiHidden") is not None}
    assert de_celdas - escondidos == {"Celda"}


@pytest.mark.parametrize("cual", ["informe", "contenido"])
def test_no_viajan_estilos_que_ni_el_documento_nombra_ni_una_persona_usa(
    cual: str, request: pytest.FixtureRequest
) -> None:
    word = request.getfixturevalue(cual)
    estilos = estilos_de(word)
    partes_del_word = [nombre for nombre in partes(word) if re.fullmatch(r"word/\w+\.xml", nombre)]
    nombrados = {
        uno.get(W + "val")
        for nombre in partes_del_word
        for marca in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for uno in xml(word, nombre).iter(W + marca)
    }
    sobran = {
        clave
        for clave, uno in estilos.items()
        if clave not in nombrados
        and uno.find(W + "qFormat") is None
        and uno.get(W + "default") is None
    }

    assert nombrados <= {*estilos}
    assert sobran <= {"Header", "Footer", "Separador", "Hyperlink", "TOC3"}


def test_normal_es_el_texto_que_se_lee_de_corrido_y_no_el_de_una_celda(informe: bytes) -> None:
    estilos = estilos_de(informe)
    hoja = xml(informe, "word/styles.xml")
    tamano = hoja.find(f"{W}docDefaults//{W}sz")
    espacio = estilos["Normal"].find(f"{W}pPr/{W}spacing")
    de_celda = estilos["Celda"].find(f"{W}rPr/{W}sz")
    bases = {
        clave: base.get(W + "val")
        for clave, uno in estilos.items()
        if (base := uno.find(W + "basedOn")) is not None
    }

    assert tamano is not None
    assert espacio is not None
    assert de_celda is not None
    assert [medida.get(W + "val") for medida in (tamano, de_celda)] == ["21", "18"]
    assert estilos["Normal"].find(f"{W}rPr/{W}sz") is None
    assert espacio.get(W + "after") == "100"
    for clave in ("BodyText", "Lista", "Leyenda", "Heading1", "Celda"):
        assert bases[clave] == "Normal"
    for clave in ("Rotulo", "Total", "Cifra"):
        assert bases[clave] == "Celda"


def test_todo_parrafo_de_una_celda_dice_su_estilo(informe: bytes) -> None:
    for celda in xml(informe, "word/document.xml").iter(W + "tc"):
        for parrafo in celda.iter(W + "p"):
            assert parrafo.find(f"{W}pPr/{W}pStyle") is not None


def test_la_vineta_la_pone_su_estilo_y_no_cada_parrafo(informe: bytes) -> None:
    estilos = estilos_de(informe)
    elementos = [
        propiedades
        for propiedades in xml(informe, "word/document.xml").iter(W + "pPr")
        if (suyo := propiedades.find(W + "pStyle")) is not None and suyo.get(W + "val") == "Lista"
    ]

    for hondura, clave in enumerate(("Lista", "Lista2", "Lista3")):
        nivel = estilos[clave].find(f"{W}pPr/{W}numPr/{W}ilvl")
        assert nivel is not None
        assert nivel.get(W + "val") == str(hondura)
    assert elementos
    # Las numeradas (lo que se pide decidir) sí la llevan: su número es suyo.
    assert any(p.find(W + "numPr") is None for p in elementos)


def test_donde_no_hay_listas_quien_edita_halla_la_de_vinetas_y_la_de_numeros(
    contenido: bytes,
) -> None:
    listas = xml(contenido, "word/numbering.xml")
    definiciones = {uno.get(W + "abstractNumId"): uno for uno in listas.iter(W + "abstractNum")}
    de_cada = {
        lista.get(W + "numId"): definiciones[referencia.get(W + "val")]
        for lista in listas.iter(W + "num")
        if (referencia := lista.find(W + "abstractNumId")) is not None
    }
    for clave, forma in (("Lista", "bullet"), ("ListaNumerada", "decimal")):
        numero = estilos_de(contenido)[clave].find(f"{W}pPr/{W}numPr/{W}numId")
        assert numero is not None
        nivel = de_cada[numero.get(W + "val")].find(W + "lvl")
        assert nivel is not None
        marcas = {marca: nivel.find(W + marca) for marca in ("pStyle", "numFmt")}
        assert {n: m.get(W + "val") for n, m in marcas.items() if m is not None} == {
            "pStyle": clave,
            "numFmt": forma,
        }


def test_tras_un_titulo_se_escribe_un_texto_y_tras_un_elemento_otro(informe: bytes) -> None:
    siguen = {
        clave: None if (uno := estilo.find(W + "next")) is None else uno.get(W + "val")
        for clave, estilo in estilos_de(informe).items()
    }

    for clave in ("Title", "Heading1", "Heading2", "Heading3", "Leyenda"):
        assert siguen[clave] == "BodyText"
    for clave in ("BodyText", "Lista", "Lista2", "ListaNumerada"):
        assert siguen[clave] is None


def test_lo_que_se_lee_de_corrido_es_texto_de_cuerpo(informe: bytes) -> None:
    usados = {estilo for estilo, _ in parrafos_de_word(informe)}

    assert "BodyText" in usados
    assert not any(estilo.startswith("Texto") for estilo in usados - {"TextoCentro"})


def test_las_rayas_de_los_rotulos_y_del_total_son_del_estilo_de_su_tabla(informe: bytes) -> None:
    tablas = [
        tabla
        for tabla in xml(informe, "word/document.xml").iter(W + "tbl")
        if (suyo := tabla.find(f"{W}tblPr/{W}tblStyle")) is not None
        and suyo.get(W + "val") == "TablaConRotulos"
    ]
    con_total = 0
    for tabla in tablas:
        primera, *_, ultima = tabla.iter(W + "tr")
        opciones = tabla.find(f"{W}tblPr/{W}tblLook")
        assert opciones is not None
        assert (opciones.get(W + "firstRow"), opciones.get(W + "noHBand")) == ("1", "1")
        lleva_total = opciones.get(W + "lastRow") == "1"
        assert opciones.get(W + "val") == ("0660" if lleva_total else "0620")
        assert primera.find(f".//{W}tcBorders") is None
        assert not lleva_total or ultima.find(f".//{W}tcBorders") is None
        con_total += lleva_total
    partes_del_estilo = {
        parte.get(W + "type")
        for parte in estilos_de(informe)["TablaConRotulos"].iter(f"{W}tblStylePr")
    }

    assert len(tablas) > 10
    assert con_total
    assert partes_del_estilo == {"firstRow", "lastRow", "band2Horz"}
    (del_total,) = (
        parte
        for parte in estilos_de(informe)["TablaConRotulos"].iter(f"{W}tblStylePr")
        if parte.get(W + "type") == "lastRow"
    )
    rayas = {raya.tag.removeprefix(W): raya.get(W + "val") for raya in del_total.iter()}
    # La gris de la tabla, bajo el total, competía con la suya.
    assert (rayas["top"], rayas["bottom"]) == ("single", "nil")


def test_ningun_parrafo_vacio_da_aire(informe: bytes) -> None:
    """Los que hay son los que Word exige: entre dos tablas, y el que cierra una sección."""
    cuerpo = xml(informe, "word/document.xml").find(W + "body")
    assert cuerpo is not None
    bloques = list(cuerpo)
    for lugar, bloque in enumerate(bloques):
        if bloque.tag == W + "p" and not texto_de(bloque) and bloque.find(f".//{W}drawing") is None:
            cierra_seccion = bloque.find(f"{W}pPr/{W}sectPr") is not None
            alrededor = {bloques[lugar - 1].tag, bloques[lugar + 1].tag}
            assert cierra_seccion or alrededor <= {W + "tbl", W + "sectPr"}


def test_el_idioma_esta_en_los_valores_por_omision(contenido: bytes) -> None:
    idioma = xml(contenido, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")

    assert idioma is not None
    assert idioma.get(W + "val") == "es-CO"


def test_las_propiedades_son_las_del_reporte(contenido: bytes) -> None:
    propiedades = partes(contenido)["docProps/core.xml"].decode()

    assert "INFORME REVISIÓN PLAN ANTICORRUPCIÓN" in propiedades
    assert ">MUNICIPIO DE PRUEBA</dc:creator>" in propiedades
    assert "vigencia 2026, corte 30 de abril de 2026" in propiedades
    assert propiedades.count("2026-05-01T00:00:00Z") == 2
    assert ">es-CO</dc:language>" in propiedades
    assert "python-docx" not in propiedades


def test_una_fila_corta_no_se_parte_y_una_larga_si() -> None:
    documento = xml(
        word(plan(componente(actividad(), actividad(seguimiento="texto " * 800)))),
        "word/document.xml",
    )
    enteras = [fila.find(f"{W}trPr/{W}cantSplit") is not None for fila in documento.iter(W + "tr")]

    assert enteras == [True, True, True, True, False]


@pytest.mark.parametrize(
    "texto",
    [
        "<b>&amp;</b> \"comillas\" 'simples'",
        "=1+1",
        "  con espacios en las puntas ",
        "dos\nrenglones",
        "con\ttabulador",
        "1.10",
        "_x0041_",
        "\u200fעברית ترجمة 漢字 😀 e\u0301",
        "https://www.ejemplo.gov.co/a?b=1&c=2",
    ],
)
def test_cada_texto_sale_a_la_letra(texto: str) -> None:
    (tabla,) = tablas_de_word(word(plan_con(descripcion=texto)))

    assert tabla[-1][2] == texto


def test_cada_celda_termina_en_un_parrafo() -> None:
    for celda in xml(word(plan()), "word/document.xml").iter(W + "tc"):
        assert list(celda)[-1].tag == W + "p"


def test_entre_dos_tablas_seguidas_hay_un_parrafo(tmp_path: Path) -> None:
    mezclado = componente(tramites=[tramite()])
    cuerpo = xml(word(plan(mezclado)), "word/document.xml").find(W + "body")
    assert cuerpo is not None
    marcas = [nodo.tag.removeprefix(W) for nodo in cuerpo]

    assert marcas == ["p", "p", "tbl", "p", "tbl", "p", "sectPr"]


HOSTILES = [
    "=1+1", "@SUM(A1)", "-", "+57 1", "'apóstrofo", "<w:p/>", "&&&", "]]>", "a\r\nb", "\t", "_x000D_",
    "&[Page] &P &D", "😀" * 50, "漢" * 200, "x" * 3000, "é" * 40_000, "\u202eal revés", "\xa0 \xa0",
]  # fmt: skip


def plan_hostil() -> paac.Plan:
    """Textos difíciles en todos los lugares."""
    filas = [actividad(codigo=t[:40], descripcion=t, seguimiento=t, meta=t) for t in HOSTILES]
    entidad = {"nombre": "A&B <" + "x" * 400 + '> "&P"', "nit": "890.123.456-2", "escudo": png()}
    dependencias = [
        {"nombre": nombre, "componentes": [componente(*filas, nombre=nombre)]}
        for nombre in ("[a]:*?/\\" * 6, "[a]:*?/\\" * 6, "History", "''", "😀" * 40)
    ]
    return paac.plan_desde_datos({"entidad": entidad, "dependencias": dependencias})


@con_sdk
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_validador_no_halla_nada_ni_con_textos_hostiles(tmp_path: Path, tipo: str) -> None:
    for nombre, de in (("normal", plan()), ("hostil", plan_hostil())):
        paac.generar(de, FORMATO, tmp_path / f"{nombre}.{tipo}", corte=CORTE)

    assert validar(*tmp_path.glob(f"*.{tipo}")) == ""


_CON_DOCXCOMPOSE = """
import sys
import docxcompose.composer
import paac_reportes as paac
plan = paac.en_blanco(paac.Entidad(nombre="Alcaldía"), vigencia=2026)
sys.stdout.buffer.write(paac.emitir(plan, "ptep-plan", "docx"))
"""


@pytest.mark.integracion
@pytest.mark.filterwarnings("ignore")
def test_donde_docxcompose_esta_cargado_son_los_mismos_bytes() -> None:
    """A ``cp``, que es de las propiedades del núcleo, le da en python-docx las de un programa."""
    pytest.importorskip("docxcompose", reason="docxcompose no está instalado")
    orden = [sys.executable, "-W", "ignore", "-c", _CON_DOCXCOMPOSE]
    cargado = subprocess.run(orden, capture_output=True, check=True).stdout

    vacio = paac.en_blanco(paac.Entidad(nombre="Alcaldía"), vigencia=2026)
    assert cargado == paac.emitir(vacio, "ptep-plan", "docx")
