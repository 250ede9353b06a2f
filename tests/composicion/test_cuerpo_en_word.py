"""Un Word diseñado por quien lo usa sale lleno: lo que repite, lo que calla y lo que pone.

Prueba ``composicion/cuerpo/llenado``, ``formatos/cuerpo/parrafos`` y ``textos/en_jinja``.
"""

import cProfile
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.cuerpos import (
    con_el_texto,
    con_notas,
    cuerpo,
    en_anicos,
    filas_de,
    poner_tabla,
    textos_de,
)
from ayudas.imagenes import png
from ayudas.paquetes_a_mano import con_partes, en_bytes
from ayudas.planes import CORTE, actividad, componente, datos, tramite
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

import paac_reportes as paac

Renglon = str | Sequence[Sequence[str]]


def plan(*componentes: dict[str, Any], **cambios: Any) -> paac.Plan:
    return paac.desde_datos(datos(*componentes, **cambios)).contenido


def escrito(docx: bytes, de: Any = None, **opciones: Any) -> bytes:
    formato = paac.formato_desde_word(docx, **opciones)
    return paac.reporte(de or plan(), formato, corte=CORTE).emitir("docx").contenido


DOS_OFICINAS = plan(
    dependencias=[
        {
            "nombre": "Planeación",
            "componentes": [
                componente(actividad(codigo="1.1"), actividad(codigo="1.2"), nombre="Riesgo"),
                componente(actividad(codigo="2.1"), nombre="Rendición"),
            ],
        },
        {
            "nombre": "Hacienda",
            "componentes": [componente(actividad(codigo="3.1"), nombre="Datos")],
        },
    ]
)


SIN_OFICINAS = plan(dependencias=[], componentes=[componente(actividad(codigo="7"))])
DE_UN_TRAMITE = plan(componente(actividad(codigo="1"), tramites=[tramite(nombre="Licencia")]))
CON_VALOR = plan(
    componente(*[actividad(extras={"valor": valor}) for valor in (1200000, 34.5)]),
)
UNA_SIN_REPORTE = plan(componente(actividad(seguimiento="Hecho"), actividad(seguimiento=None)))
CON_EVIDENCIAS = plan(
    componente(
        actividad(seguimientos=[{"corte": CORTE.isoformat(), "evidencias": ["Acta 1", "Acta 2"]}])
    )
)
SIN_NINGUNA = plan({"nombre": "C", "subcomponentes": [{"nombre": "S"}]})
SI_HAY_NIT = (
    *("{{ si entidad.nit }}", "NIT {{ entidad.nit }}", "{{ fin }}"),
    *("{{ si no entidad.nit }}", "Sin NIT", "{{ fin }}"),
    "Uno{{ si entidad.nit }}, dos{{ fin }}{{ si no entidad.nit }}, tres{{ fin }}.",
)
LLENOS: dict[str, tuple[Sequence[Renglon], Any, list[str]]] = {
    "lo que Word escaparía": (
        ["Para {{ entidad.nombre }}."],
        plan(entidad={"nombre": "Alcaldía <Uno> & «Dos»"}),
        ["Para Alcaldía <Uno> & «Dos»."],
    ),
    "filtros y preguntas de los formatos": (
        [
            "{{ entidad.nombre | lower }}",
            "{{ corte | fecha_larga }}",
            "{{ 'hay' if entidad.nit else 'no hay' }} NIT",
        ],
        None,
        ["municipio de prueba", "30 de abril de 2026", "no hay NIT"],
    ),
    "lo que Word cambia al escribir": (
        [
            "{{\u00a0Entidad.Nombre\u00a0|\u00a0default(“nada”) }}",
            "{{ entidad.nit | default(‘sin NIT’, true) }}",
            "{{ ti\u0301tular }}",
        ],
        None,
        ["MUNICIPIO DE PRUEBA", "sin NIT", "MUNICIPIO DE PRUEBA"],
    ),
    "una fila por lo que nombra": (
        [[["Código", "Oficina"], ["{{ actividad.codigo }}", "{{ dependencia.nombre }}"]]],
        DOS_OFICINAS,
        [
            *("Código", "Oficina", "1.1", "Planeación", "1.2", "Planeación"),
            *("2.1", "Planeación", "3.1", "Hacienda"),
        ],
    ),
    "las filas de quien contiene": (
        [
            [
                ["Oficina {{ dependencia.nombre }}"],
                ["Componente {{ componente.nombre }}"],
                ["{{ actividad.codigo }}"],
                ["Son {{ cuenta(actividad) }} de {{ componente.nombre }}"],
                ["Fin de {{ dependencia.nombre }}"],
                ["Total: {{ cuenta(actividad) }}"],
            ]
        ],
        DOS_OFICINAS,
        [
            *("Oficina Planeación", "Componente Riesgo", "1.1", "1.2", "Son 2 de Riesgo"),
            *("Componente Rendición", "2.1", "Son 1 de Rendición", "Fin de Planeación"),
            *("Oficina Hacienda", "Componente Datos", "3.1", "Son 1 de Datos", "Fin de Hacienda"),
            "Total: 4",
        ],
    ),
    "dos filas son un registro": (
        [[["{{ actividad.codigo }}"], ["De {{ actividad.codigo }}"]]],
        plan(componente(actividad(codigo="1"), actividad(codigo="2"))),
        ["1", "De 1", "2", "De 2"],
    ),
    "dos listas, una tras otra": (
        [[["{{ actividad.codigo }}"], ["Trámites"], ["{{ tramite.nombre }}"]]],
        DE_UN_TRAMITE,
        ["1", "Trámites", "Licencia"],
    ),
    "sin dependencias no pierde sus filas": (
        [[["Oficina {{ dependencia.nombre }}"], ["{{ actividad.codigo }}"]]],
        SIN_OFICINAS,
        ["7"],
    ),
    "ninguna fila": ([[["Código"], ["{{ actividad.codigo }}"]]], SIN_NINGUNA, ["Código"]),
    "lo del corte es de la de su fila": (
        [[["{{ actividad.codigo }}", "{{ seguimiento.texto }}"]]],
        UNA_SIN_REPORTE,
        ["1.1", "Hecho", "1.1"],
    ),
    "varios textos, uno por renglón": (
        [[["{{ actividad.codigo }}", "{{ seguimiento.evidencias }}"]]],
        CON_EVIDENCIAS,
        ["1.1", "Acta 1\nActa 2"],
    ),
    "una suma es de su lugar": (
        [
            [
                ["{{ actividad.extras.valor | numero }}"],
                ["{{ suma(actividad.extras.valor) | numero(2) }}"],
            ]
        ],
        CON_VALOR,
        ["1.200.000", "34,5", "1.200.034,50"],
    ),
    "las demás cuentas": (
        [f"{{{{ {una}(actividad.extras.valor) }}}}" for una in ("promedio", "minimo", "maximo")]
        + ["{{ cuenta(actividad.extras.valor) }} de {{ cuenta(actividad.extras.nada) }}"],
        CON_VALOR,
        ["600017,25", "34,5", "1200000", "2 de 0"],
    ),
    "una cuenta sin ningún número": (
        [
            "Da {{ suma(actividad.extras.nada) }}.",
            "{{ promedio(seguimiento.avance) | numero(1) }}.",
        ],
        None,
        ["Da .", "."],
    ),
    "lo de cada uno, entre cada y fin": (
        [
            *("{{ cada dependencia }}", "Oficina {{ dependencia.nombre }}"),
            *("{{ cada componente }}", "- {{ componente.nombre }}", "{{ fin }}"),
            *([["{{ actividad.codigo }}"]], "{{ fin }}", "Fin"),
        ],
        DOS_OFICINAS,
        [
            *("Oficina Planeación", "- Riesgo", "- Rendición", "1.1", "1.2", "2.1"),
            *("Oficina Hacienda", "- Datos", "3.1", "Fin"),
        ],
    ),
    "lo que se junta con un dato que falta": (
        ["{{ 'NIT: ' ~ entidad.nit }}."],
        None,
        ["NIT: ."],
    ),
    "lo que depende de un dato que falta": (SI_HAY_NIT, None, ["Sin NIT", "Uno, tres."]),
    "lo que depende de un dato que está": (
        SI_HAY_NIT,
        plan(entidad={"nombre": "X", "nit": "800100729-1"}),
        ["NIT 800100729-1", "Uno, dos."],
    ),
    "una pregunta en español": (
        [
            "1{{ si entidad.nit y corte }} y{{ fin }}",
            "2{{ si entidad.nit o corte }} o{{ fin }}",
            "3{{ si no (entidad.nit o corte) }} no{{ fin }}",
            "4{{ si entidad.nombre == 'MUNICIPIO DE y no' }} igual{{ fin }}",
        ],
        plan(entidad={"nombre": "MUNICIPIO DE y no"}),
        ["1", "2 o", "3", "4 igual"],
    ),
    "lo que traen los datos no es un hueco": (
        [[["{{ actividad.descripcion }}", "{{ entidad.nombre }}"]]],
        plan(componente(actividad(descripcion="{{ entidad.nombre }} {{ fin }}"))),
        ["{{ entidad.nombre }} {{ fin }}", "MUNICIPIO DE PRUEBA"],
    ),
}


@pytest.mark.parametrize("caso", LLENOS)
def test_un_cuerpo_lleno_dice_lo_suyo_y_otra_vez_los_mismos_bytes(caso: str) -> None:
    renglones, de, esperado = LLENOS[caso]
    hecho = escrito(cuerpo(*renglones), de)

    assert [uno for uno in textos_de(hecho) if uno] == esperado
    assert escrito(cuerpo(*renglones), de) == hecho


def campo(*pedazos: str) -> str:
    suyos = "".join(f"<w:r><w:instrText>{uno}</w:instrText></w:r>" for uno in pedazos)
    marca = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return marca.format("begin") + suyos + marca.format("end")


def caja(*renglones: str) -> str:
    parrafos = "".join(f"<w:p><w:r><w:t>{uno}</w:t></w:r></w:p>" for uno in renglones)
    return f"<w:r><w:pict><w:txbxContent>{parrafos}</w:txbxContent></w:pict></w:r>"


DE_UN_CONTROL = (
    "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>De {{ entidad.nombre }}</w:t></w:r></w:sdtContent>"
    "</w:sdt>"
)
CON_XML: dict[str, tuple[Sequence[Renglon], str, list[str]]] = {
    "un cuadro y un control": (
        ["Uno "],
        caja("{{ cada dependencia }}", "En {{ dependencia.nombre }}", "{{ fin }}") + DE_UN_CONTROL,
        ["Uno De MUNICIPIO DE PRUEBA", "En Planeación", "En Hacienda"],
    ),
    "un cuadro donde hay instrucciones": (
        [" {{ vigencia }}", "{{ si corte }}", "Hay corte", "{{ fin }}"],
        caja("En {{ entidad.nombre }}"),
        [" 2026", "En MUNICIPIO DE PRUEBA", "Hay corte"],
    ),
}


@pytest.mark.parametrize("caso", CON_XML)
def test_lo_que_un_word_lleva_en_un_parrafo_tambien_se_llena(caso: str) -> None:
    renglones, xml, esperado = CON_XML[caso]
    docx = con_el_texto(cuerpo(*renglones), lambda raiz: _agregar(raiz, xml))

    assert textos_de(escrito(docx, DOS_OFICINAS)) == esperado


@pytest.mark.integracion
def test_lo_que_se_repetiria_sin_fin_se_dice_y_se_acaba() -> None:
    docx = cuerpo([["{{ actividad.codigo }}"]] * 210)
    muchas = plan(componente(*[actividad(codigo=f"1.{n}") for n in range(1_000)]))

    with pytest.raises(paac.ErrorDeFormato, match=r"más de 200.000 filas.*'actividad'.*1.000"):
        escrito(docx, muchas)


def test_lo_que_un_si_calla_no_deja_su_imagen_ni_un_texto_largo_la_repite() -> None:
    def con_imagen(antes: str, despues: str) -> bytes:
        word = Document()
        parrafo = word.add_paragraph(antes)
        parrafo.add_run().add_picture(io.BytesIO(png(8, 8)))
        parrafo.add_run(despues)
        return en_bytes(word)

    largo = plan(textos={"introduccion": "Uno\n\nDos\n\nTres"})
    for docx, imagenes in (
        (con_imagen("a{{ si entidad.nit }}", "b{{ fin }}"), 0),
        (con_imagen("a{{ si no entidad.nit }}", "b{{ fin }}"), 1),
        (con_imagen("", "{{ textos.introduccion }}"), 1),
    ):
        salida = zipfile.ZipFile(io.BytesIO(escrito(docx, largo))).read("word/document.xml")
        assert salida.count(b"<w:drawing") == imagenes
    assert textos_de(escrito(con_imagen("", "{{ textos.introduccion }}"), largo)) == [
        *("Uno", "Dos", "Tres")
    ]


def test_en_una_celda_las_instrucciones_son_de_sus_parrafos() -> None:
    word = Document()
    tabla = poner_tabla(word, [["{{ componente.nombre }}", ""]])
    celda = tabla.cell(0, 1)
    celda.text = "{{ cada actividad }}"
    celda.add_paragraph("• {{ actividad.codigo }}")
    celda.add_paragraph("{{ fin }}")

    assert filas_de(escrito(en_bytes(word), DOS_OFICINAS)) == [
        ["Riesgo", "• 1.1\n• 1.2"],
        ["Rendición", "• 2.1"],
        ["Datos", "• 3.1"],
    ]


def test_una_tabla_dentro_de_otra_repite_lo_de_su_fila() -> None:
    word = Document()
    tabla = poner_tabla(word, [["{{ componente.nombre }}"]])
    adentro = tabla.cell(0, 0).add_table(1, 1)
    adentro.cell(0, 0).text = "{{ actividad.codigo }}"

    textos = [uno for uno in textos_de(escrito(en_bytes(word), DOS_OFICINAS)) if uno]
    assert textos == ["Riesgo", "1.1", "1.2", "Rendición", "2.1", "Datos", "3.1"]


def test_una_celda_combinada_crece_con_lo_que_se_repite() -> None:
    word = Document()
    tabla = poner_tabla(word, [["{{ componente.nombre }}", ""], ["", "{{ actividad.codigo }}"]])
    tabla.cell(0, 0).merge(tabla.cell(1, 0))
    for parrafo in tabla.cell(0, 0).paragraphs[1:]:
        parrafo._p.getparent().remove(parrafo._p)

    hecho = Document(io.BytesIO(escrito(en_bytes(word), DOS_OFICINAS))).tables[0]
    unidas = [fila.find(f".//{qn('w:vMerge')}") for fila in hecho._tbl.iter(qn("w:tr"))]
    assert [(una.get(qn("w:val")) or "continue") for una in unidas] == [
        *("restart", "continue", "continue"),
        *("restart", "continue"),
        *("restart", "continue"),
    ]


def test_el_hueco_conserva_la_letra_de_su_primera_letra() -> None:
    word = Document()
    parrafo = word.add_paragraph()
    grande = parrafo.add_run("{{ entidad")
    grande.bold, grande.font.size = True, Pt(20)
    parrafo.add_run(".nombre }}").italic = True

    hecho = Document(io.BytesIO(escrito(en_bytes(word)))).paragraphs[0]
    (corrida,) = hecho.runs
    assert (corrida.text, corrida.bold, corrida.italic) == ("MUNICIPIO DE PRUEBA", True, None)
    assert corrida.font.size == Pt(20)


def test_encabezado_pie_y_sus_numeros_de_pagina() -> None:
    hecho = escrito(cuerpo("x", arriba="{{ entidad.nombre }}", pie="{{ pagina }} de {{ paginas }}"))

    assert textos_de(hecho, "word/header1.xml") == ["MUNICIPIO DE PRUEBA"]
    pie = zipfile.ZipFile(io.BytesIO(hecho)).read("word/footer1.xml").decode()
    assert re.findall(r">([A-Z ]+)</w:instrText>", pie) == [" PAGE ", " NUMPAGES "]


def test_el_enlace_que_trae_un_dato_lleva_a_su_direccion() -> None:
    de = plan(textos={"pie": "Vea https://otra.gov.co/x hoy"})
    hecho = Document(io.BytesIO(escrito(cuerpo("{{ textos.pie }}"), de)))

    (enlace,) = hecho.element.body.iter(qn("w:hyperlink"))
    assert hecho.part.rels[enlace.get(qn("r:id"))].target_ref == "https://otra.gov.co/x"
    assert "".join(t.text for t in enlace.iter(qn("w:t"))) == "https://otra.gov.co/x"


def con_un_enlace(texto: str, direccion: str) -> bytes:
    """Un cuerpo con una tabla de una fila, que es un enlace a esa dirección."""
    word = Document()
    tabla = poner_tabla(word, [["Código"], [""]])
    clave = word.part.relate_to(direccion, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    enlace = f'<w:hyperlink r:id="{clave}"><w:r><w:t>{texto}</w:t></w:r></w:hyperlink>'
    parrafo = tabla.rows[1].cells[0].paragraphs[0]._p
    parrafo.extend(parse_xml(f"<w:p {nsdecls('w', 'r')}>{enlace}</w:p>"))
    return en_bytes(word)


@pytest.mark.parametrize(
    ("direccion", "codigo", "da"),
    [
        ("https://a.gov.co/{{ actividad.codigo }}/ver", "1.1", "https://a.gov.co/1.1/ver"),
        ("https://a.gov.co/%7B%7B%20actividad.codigo%20%7D%7D", "1.1", "https://a.gov.co/1.1"),
        ("{{ actividad.codigo }}", "www.a.gov.co", "https://www.a.gov.co"),
        ("{{ actividad.codigo }}", "javascript:x()", "#"),
        ("{{ actividad.codigo }}", "no aplica", "#"),
        ("https://a.gov.co?q={{ actividad.codigo }}", "año 1", "https://a.gov.co?q=a%C3%B1o%201"),
    ],
)
def test_un_enlace_lleva_adonde_dice_cada_fila(direccion: str, codigo: str, da: str) -> None:
    docx = con_un_enlace("{{ actividad.codigo }}", direccion)
    hecho = Document(io.BytesIO(escrito(docx, plan(componente(actividad(codigo=codigo))))))

    (enlace,) = hecho.element.body.iter(qn("w:hyperlink"))
    assert hecho.part.rels[enlace.get(qn("r:id"))].target_ref == da


def test_la_direccion_de_un_enlace_que_nombra_lo_que_no_hay_se_dice() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        escrito(con_un_enlace("Ver", "https://a.gov.co/{{ actividad.codgo }}"))

    (falla,) = error.value.fallas
    assert falla.mensaje.startswith("no existe el dato 'actividad.codgo'")


def test_un_si_de_un_parrafo_calla_lo_que_hay_entre_los_dos_sea_lo_que_sea() -> None:
    marca = '<w:bookmark{} w:id="7" {}/>'
    empieza, termina = marca.format("Start", 'w:name="uno"'), marca.format("End", "")
    xml = (
        "<w:r><w:t>uno{{ si entidad.nit }}</w:t><w:tab/></w:r>"
        f'{empieza}<w:hyperlink w:anchor="x"><w:r><w:t>no</w:t></w:r></w:hyperlink>'
        f"<w:r><w:t>no{{{{ fin }}}} dos</w:t></w:r>{termina}"
    )
    hecho = escrito(con_el_texto(cuerpo(""), lambda raiz: _agregar(raiz, xml)))

    assert textos_de(hecho) == ["uno dos"]
    assert b"w:bookmark" not in zipfile.ZipFile(io.BytesIO(hecho)).read("word/document.xml")


def test_un_si_y_su_fin_van_los_dos_dentro_de_un_enlace_o_fuera() -> None:
    xml = (
        "<w:r><w:t>{{ si corte }}uno</w:t></w:r>"
        '<w:hyperlink w:anchor="x"><w:r><w:t>dos{{ fin }}</w:t></w:r></w:hyperlink>'
    )
    with pytest.raises(paac.ErrorDeFormato) as error:
        escrito(con_el_texto(cuerpo(""), lambda raiz: _agregar(raiz, xml)))

    (falla,) = error.value.fallas
    assert falla.ruta == "cuerpo, párrafo 1"
    assert falla.mensaje.startswith("{{ si corte }} y su {{ fin }} van los dos dentro del enlace")


_NS = (
    nsdecls("w", "r", "wp", "a") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
FUERA_DE_SUS_TEXTOS = {
    "marca de agua": (
        '<w:r><w:pict><v:shape><v:textpath string="De {{ entidad.nombre }}"/></v:shape></w:pict></w:r>',
        'string="De MUNICIPIO DE PRUEBA"',
    ),
    "texto alternativo": (
        '<w:r><w:pict><v:shape alt="De {{ entidad.nombre }}"/></w:pict></w:r>',
        'alt="De MUNICIPIO DE PRUEBA"',
    ),
}


@pytest.mark.parametrize("cual", FUERA_DE_SUS_TEXTOS)
def test_se_llena_lo_que_un_word_dice_fuera_de_sus_textos(cual: str) -> None:
    xml, queda = FUERA_DE_SUS_TEXTOS[cual]
    docx = con_el_texto(cuerpo("Uno"), lambda raiz: _agregar(raiz, xml))

    salida = zipfile.ZipFile(io.BytesIO(escrito(docx))).read("word/document.xml").decode()
    assert queda in salida.replace("&quot;", '"')
    assert "{{" not in salida


def _agregar(raiz: Any, xml: str) -> None:
    next(raiz.iter(qn("w:p"))).extend(parse_xml(f"<w:p {_NS}>{xml}</w:p>"))


def test_un_texto_del_plan_conserva_sus_parrafos_listas_y_enfasis() -> None:
    texto = "Un párrafo **fuerte**.\n\n- Uno\n- Dos"
    hecho = escrito(cuerpo("{{ textos.introduccion }}"), plan(textos={"introduccion": texto}))

    parrafos = Document(io.BytesIO(hecho)).paragraphs
    assert [p.text for p in parrafos] == ["Un párrafo fuerte.", "• Uno", "• Dos"]
    assert [c.text for c in parrafos[0].runs if c.bold] == ["fuerte"]


def test_las_propiedades_del_documento_se_llenan() -> None:
    word = Document(io.BytesIO(cuerpo("x")))
    word.core_properties.title = "Informe de {{ entidad.nombre }}: {{ vigencia }}"

    hecho = Document(io.BytesIO(escrito(en_bytes(word), DOS_OFICINAS)))
    assert hecho.core_properties.title == "Informe de MUNICIPIO DE PRUEBA: 2026"


MARCADO = '<w:bookmarkStart w:id="5" w:name="aqui"/><w:bookmarkEnd w:id="5"/>'


def test_de_lo_que_se_repite_solo_la_primera_copia_lleva_los_marcadores_del_word() -> None:
    docx = con_el_texto(cuerpo([["{{ actividad.codigo }}"]]), lambda raiz: _agregar(raiz, MARCADO))
    marcas = [
        *Document(io.BytesIO(escrito(docx, DOS_OFICINAS))).element.iter(qn("w:bookmarkStart"))
    ]

    nombres = [marca.get(qn("w:name")) for marca in marcas]
    assert [nombre for nombre in nombres if not nombre.startswith("_paac")] == ["aqui"]
    assert len({marca.get(qn("w:id")) for marca in marcas}) == len(marcas) == 5


@pytest.mark.parametrize("remite", ['<w:hyperlink w:anchor="aqui"/>', campo(" REF a", "qui \\h")])
def test_lo_que_se_repite_no_remite_a_lo_que_se_repite_con_el(remite: str) -> None:
    tabla = cuerpo([["{{ actividad.codigo }}"]])
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_desde_word(con_el_texto(tabla, lambda raiz: _agregar(raiz, MARCADO + remite)))

    assert [falla.ruta for falla in error.value.fallas] == ["cuerpo, tabla 1, fila 1"]
    assert "remite a 'aqui', que se repite con él" in error.value.fallas[0].mensaje


def test_una_nota_va_una_vez_por_cada_vez_que_se_la_llama() -> None:
    docx = con_notas(cuerpo([["{{ actividad.codigo }}"]]), "De {{ entidad.nombre }}", "suelta")
    llamada = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    hecho = escrito(con_el_texto(docx, lambda raiz: _agregar(raiz, llamada)), DOS_OFICINAS)

    assert textos_de(hecho, "word/footnotes.xml") == ["De MUNICIPIO DE PRUEBA"] * 4
    llamadas = [*Document(io.BytesIO(hecho)).element.iter(qn("w:footnoteReference"))]
    assert [uno.get(qn("w:id")) for uno in llamadas] == ["1", "3", "4", "5"]


def test_el_parrafo_en_que_termina_una_seccion_la_conserva() -> None:
    def con_seccion(raiz: Any) -> None:
        (fin,) = (p for p in raiz.iter(qn("w:p")) if "fin" in "".join(p.itertext()))
        fin.insert(0, parse_xml(f"<w:pPr {_NS}><w:sectPr/></w:pPr>"))

    renglones = ("{{ cada dependencia }}", "Oficina {{ dependencia.nombre }}", "{{ fin }}", "Fin")
    hecho = escrito(con_el_texto(cuerpo(*renglones), con_seccion), DOS_OFICINAS)

    assert [uno for uno in textos_de(hecho) if uno] == [
        *("Oficina Planeación", "Oficina Hacienda", "Fin")
    ]
    assert len(Document(io.BytesIO(hecho)).sections) == 3


@pytest.mark.parametrize(
    ("abre", "letra"),
    [('<x:document xmlns:x="{}">', "x:"), ('<document xmlns="{}">', "")],
)
def test_da_igual_con_que_letras_nombra_sus_etiquetas_un_word(abre: str, letra: str) -> None:
    espacio = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    dicho = "<w:body><w:p><w:r><w:t>De {{ entidad.nombre }}</w:t></w:r></w:p><w:sectPr/></w:body>"
    xml = abre.format(espacio) + dicho.replace("w:", letra) + f"</{letra}document>"
    docx = con_partes(cuerpo("x"), {"word/document.xml": xml.encode()})

    assert textos_de(escrito(docx)) == ["De MUNICIPIO DE PRUEBA"]


def test_demasiadas_instrucciones_unas_dentro_de_otras_se_dicen() -> None:
    docx = cuerpo(*["{{ si corte }}"] * 120, "x", *["{{ fin }}"] * 120)
    with pytest.raises(paac.ErrorDeFormato, match="lleva demasiadas instrucciones, unas dentro"):
        escrito(docx)


def test_lo_que_no_se_deja_redactar_se_dice_con_su_hueco() -> None:
    with pytest.raises(paac.ErrorDeFormato) as caso:
        escrito(cuerpo("Bien {{ vigencia }}", "Mal {{ entidad.nombre | fecha_larga }}"))

    assert [str(falla) for falla in caso.value.fallas] == [
        "cuerpo: no se pudo redactar {{ entidad.nombre | fecha_larga }}: se esperaba una fecha,"
        " llegó 'MUNICIPIO DE PRUEBA'"
    ]


@pytest.mark.integracion
def test_con_ocho_veces_las_filas_se_hace_a_lo_sumo_ocho_veces_lo_mismo() -> None:
    tabla = [
        ["{{ componente.nombre }}", "", ""],
        ["{{ actividad.codigo }}", "{{ actividad.descripcion }}", "{{ seguimiento.texto }}"],
    ]
    formato = paac.formato_desde_word(cuerpo(tabla))

    def llamadas(filas: int) -> int:
        de = plan(componente(*[actividad(codigo=f"1.{n}") for n in range(filas)]))
        pedido = paac.reporte(de, formato, corte=CORTE)
        conteo = cProfile.Profile()
        conteo.runcall(pedido.emitir, "docx")
        return sum(uno.callcount for uno in conteo.getstats())

    llamadas(10)  # lo que se carga la primera vez
    pocas, muchas = llamadas(100), llamadas(800)
    assert muchas < 8 * pocas
    assert muchas / 800 < 220


DE_TODO = (
    "Informe de {{ entidad.nombre }} a {{ corte | fecha_corta }}",
    *("{{ cada dependencia }}", "Oficina {{ dependencia.nombre }}"),
    [
        ["Código", "Qué", "Reporte"],
        ["{{ componente.nombre }}", "", ""],
        ["{{ actividad.codigo }}", "{{ actividad.descripcion }}", "{{ seguimiento.texto }}"],
        ["Son {{ cuenta(actividad) }}", "", ""],
    ],
    "{{ fin }}",
    "{{ si no entidad.nit }}Sin NIT{{ fin }}",
)


@pytest.mark.una_de_cada
@pytest.mark.parametrize("semilla", range(5))
def test_hecho_anicos_dice_lo_mismo(semilla: int) -> None:
    intacto = cuerpo(*DE_TODO, arriba="{{ entidad.nombre }}")
    roto = en_anicos(intacto, semilla)

    assert textos_de(roto) == textos_de(intacto)
    bueno, malo = escrito(intacto, DOS_OFICINAS), escrito(roto, DOS_OFICINAS)
    assert textos_de(malo) == textos_de(bueno)
    assert textos_de(malo, "word/header1.xml") == textos_de(bueno, "word/header1.xml")


def test_pone_un_bloque_suyo_una_tabla_y_una_parte_de_su_base() -> None:
    bloques = {"firmantes": {"tipo": "parrafo", "texto": "Firma {{ entidad.nombre }}"}}
    word = cuerpo("Antes", "{{ poner firmantes }}", "{{ poner actividades }}", "Después")

    textos = [
        uno for uno in textos_de(escrito(word, base="paac-seguimiento", bloques=bloques)) if uno
    ]
    assert textos[:2] == ["Antes", "Firma MUNICIPIO DE PRUEBA"]
    assert {"Publicar el mapa de riesgos", "Se publicó."} <= {*textos[2:-1]}
    assert textos[-1] == "Después"


def test_dentro_de_cada_dependencia_un_bloque_es_de_ella() -> None:
    word = cuerpo("{{ cada dependencia }}", "{{ poner actividades }}", "{{ fin }}")
    hecho = escrito(word, DOS_OFICINAS, base="paac-seguimiento")

    tablas = Document(io.BytesIO(hecho)).tables
    de_cada = [
        {c.text for fila in t.rows for c in fila.cells} & {"1.1", "2.1", "3.1"} for t in tablas
    ]
    assert de_cada == [{"1.1"}, {"2.1"}, {"3.1"}]


def test_lo_que_es_de_todo_el_plan_no_se_pone_en_lo_de_cada_dependencia() -> None:
    afuera = cuerpo("{{ poner vencidas }}", "{{ cada dependencia }}", "{{ fin }}")
    assert paac.formato_desde_word(afuera, base="informe-seguimiento")
    adentro = cuerpo("{{ cada dependencia }}", "{{ poner vencidas }}", "{{ fin }}")
    with pytest.raises(paac.ErrorDeFormato, match="'vencidas' es de todo el plan: póngalo fuera"):
        paac.formato_desde_word(adentro, base="informe-seguimiento")


def test_de_un_mapa_de_riesgos_se_repiten_sus_riesgos_y_controles() -> None:
    mapa = paac.leer("ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    tabla = [["{{ riesgo.referencia }}"], ["{{ control.descripcion }}"]]
    formato = paac.formato_desde_word(cuerpo(tabla))

    assert formato.de == "mapa"
    hechas = filas_de(paac.reporte(mapa, formato).emitir("docx").contenido)
    debidas = [
        [dicho or ""]
        for proceso in mapa.procesos
        for riesgo in proceso.riesgos
        for dicho in (riesgo.referencia, *(uno.descripcion for uno in riesgo.controles))
    ]
    assert hechas == debidas


@pytest.mark.parametrize("tipo", ["html", "xlsx", "json", "csv", "zip"])
def test_lo_que_no_es_word_se_niega_sin_componer_y_dice_que_hacer(
    tipo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    formato = paac.formato_desde_word(cuerpo("De {{ entidad.nombre }}"))
    pedido = paac.reporte(plan(), formato)
    monkeypatch.setattr(type(pedido), "_componer", None)

    with pytest.raises(paac.ErrorDeEntrada) as caso:
        pedido.emitir(tipo)

    assert str(caso.value) == (
        f"un documento diseñado en Word sólo sale como Word: llegó .{tipo}; pida .docx o .pdf, que"
        " de ese Word hace LibreOffice, o use el formato sin el Word"
    )
    assert [(una.codigo, una.ruta) for una in caso.value.fallas] == [("tipo_no_admitido", "")]


def test_de_varios_destinos_uno_que_no_sale_se_dice_antes_de_componer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pedido = paac.reporte(plan(), paac.formato_desde_word(cuerpo("{{ vigencia }}")))
    monkeypatch.setattr(type(pedido), "_componer", None)

    with pytest.raises(paac.ErrorDeEntrada, match=r"llegó \.html"):
        pedido.guardar(tmp_path / "a.docx", tmp_path / "a.html")

    assert [*tmp_path.iterdir()] == []


def test_las_filas_propias_en_un_cuerpo_se_muestran_sin_su_tabla() -> None:
    formato = paac.formato_desde_word(cuerpo([["{{ fila.contrato }}"]]))
    pedido = paac.reporte(plan(), formato, filas=[{"contrato": "C-1"}])
    assert pedido.avisos  # ya compuesto, como al emitirlo
    assert pedido.tipos == ("docx", "pdf")
    mostrado = pedido._repr_mimebundle_()["text/html"]
    assert "Sale en .docx, .pdf: se diseñó en Word." in mostrado


def test_sin_corte_ni_seguimientos_tambien_sale() -> None:
    sin = plan(componente(actividad(seguimiento=None)))
    formato = paac.formato_desde_word(cuerpo([["{{ actividad.codigo }}{{ seguimiento.texto }}"]]))

    assert filas_de(paac.reporte(sin, formato).emitir("docx").contenido) == [["1.1"]]
    assert date.fromisoformat("2026-04-30") == CORTE


def test_las_filas_que_da_quien_genera_se_repiten_y_se_suman() -> None:
    tabla = [
        ["{{ fila.contrato }}", "{{ fila.valor | numero }}"],
        ["Total", "{{ suma(fila.valor) | numero }}"],
    ]
    formato = paac.formato_desde_word(cuerpo(tabla))
    filas = [{"contrato": "C-1", "valor": 1000}, {"contrato": "C-2", "valor": 2500}]

    hecho = paac.reporte(plan(), formato, filas=filas).emitir("docx").contenido
    assert filas_de(hecho) == [["C-1", "1.000"], ["C-2", "2.500"], ["Total", "3.500"]]
    with pytest.raises(paac.ErrorDeEntrada, match="recorre filas y no llegaron"):
        paac.reporte(plan(), formato)


def test_lo_que_el_plan_trae_y_el_word_no_muestra_se_avisa_y_lo_demas_no() -> None:
    de = plan(textos={"introduccion": "Uno", "fortalezas": "Dos"})
    docx = cuerpo("{{ textos.introduccion }}", [["{{ actividad.codigo }}"]])
    avisos = paac.reporte(de, paac.formato_desde_word(docx), corte=CORTE).avisos

    (aviso,) = (uno for uno in avisos if uno.codigo == "datos_no_mostrados")
    assert "actividad.descripcion" in aviso.mensaje
    assert "actividad.codigo" not in aviso.mensaje
    assert [a.ruta for a in avisos if a.codigo == "texto_no_mostrado"] == ["textos.fortalezas"]
