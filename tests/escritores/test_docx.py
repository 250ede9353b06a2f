"""El documento de Word, leído sin la biblioteca.

Prueba ``escritores/docx/escritor``, ``escritores/docx/armazon`` y ``escritores/docx/textos``.
"""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import con_sdk, validar
from ayudas.imagenes import png
from ayudas.lectores import W, partes, tablas_de_word, xml
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, plan_con, tramite
from docx import Document

import paac_reportes as paac


def word(de: paac.Plan) -> bytes:
    return paac.reporte(de, FORMATO, corte=CORTE).emitir("docx").contenido


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


def test_el_escudo_va_en_el_encabezado_con_texto_alternativo(contenido: bytes) -> None:
    assert 'descr="Escudo de MUNICIPIO DE PRUEBA"' in partes(contenido)["word/header1.xml"].decode()
    assert partes(contenido)["word/media/imagen1.png"] == png()


@pytest.mark.parametrize(
    ("codigo", "con_escudo", "sin_escudo"),
    [("paac-plan", 3, 2), ("paac-seguimiento", 3, 2), (FORMATO, 3, 2), ("cajica-plan", 3, 3)],
)
def test_el_recuadro_del_escudo_que_no_hay_sobra_salvo_donde_nadie_lo_ve(
    codigo: str, con_escudo: int, sin_escudo: int
) -> None:
    def columnas(**entidad: object) -> int:
        de = plan(componente(), entidad={"nombre": "MUNICIPIO", **entidad})
        encabezado = xml(
            paac.reporte(de, codigo, corte=CORTE).emitir("docx").contenido, "word/header1.xml"
        )
        return len([*encabezado.iter(W + "gridCol")])

    assert (columnas(escudo=png()), columnas()) == (con_escudo, sin_escudo)


@pytest.mark.parametrize(
    ("codigo", "primero"),
    [
        ("california-plan", "MUNICIPIO"),
        ("ptep-plan", "Programa de Transparencia y Ética Pública"),
        ("mapa-corrupcion-2015", "MAPA DE RIESGOS DE CORRUPCIÓN"),
        ("seguimiento-mapa", "Mapa de Riesgos de Corrupción"),
    ],
)
def test_un_formato_sin_titulos_de_nivel_tambien_se_navega(codigo: str, primero: str) -> None:
    como: Any = "mapa" if "mapa" in codigo else "plan"
    contenido = paac.en_blanco("MUNICIPIO", como=como, vigencia=2026)
    cuerpo = xml(paac.reporte(contenido, codigo).emitir("docx").contenido, "word/document.xml")
    titulos = [
        "".join(t.text or "" for t in parrafo.iter(W + "t"))
        for parrafo in cuerpo.iter(W + "p")
        if parrafo.find(f"{W}pPr/{W}outlineLvl") is not None
    ]

    assert titulos[0] == primero


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
    return paac.desde_datos({"entidad": entidad, "dependencias": dependencias}).contenido


@con_sdk
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_validador_no_halla_nada_ni_con_textos_hostiles(tmp_path: Path, tipo: str) -> None:
    for nombre, de in (("normal", plan()), ("hostil", plan_hostil())):
        paac.reporte(de, FORMATO, corte=CORTE).guardar(tmp_path / f"{nombre}.{tipo}")

    assert validar(*tmp_path.glob(f"*.{tipo}")) == ""


_CON_DOCXCOMPOSE = """
import sys
import docxcompose.composer
import paac_reportes as paac
plan = paac.en_blanco(paac.Entidad(nombre="Alcaldía"), vigencia=2026)
sys.stdout.buffer.write(paac.reporte(plan, "ptep-plan").emitir("docx").contenido)
"""


@pytest.mark.integracion
@pytest.mark.filterwarnings("ignore")
def test_donde_docxcompose_esta_cargado_son_los_mismos_bytes() -> None:
    """A ``cp``, que es de las propiedades del núcleo, le da en python-docx las de un programa."""
    pytest.importorskip("docxcompose", reason="docxcompose no está instalado")
    orden = [sys.executable, "-W", "ignore", "-c", _CON_DOCXCOMPOSE]
    cargado = subprocess.run(orden, capture_output=True, check=True).stdout

    vacio = paac.en_blanco(paac.Entidad(nombre="Alcaldía"), vigencia=2026)
    assert cargado == paac.reporte(vacio, "ptep-plan").emitir("docx").contenido


def de_hacienda_y_salud(codigo: str) -> bytes:
    dependencias = [{"nombre": n, "componentes": [componente()]} for n in ("Hacienda", "Salud")]
    de = plan(entidad={"nombre": "MUNICIPIO", "escudo": png()}, dependencias=dependencias)
    return paac.reporte(de, codigo, corte=CORTE).emitir("docx").contenido


def los_que_siguen(codigo: str) -> list[tuple[str, str]]:
    """Por sección de un Word, cómo terminan el encabezado de su primera página y el de las demás."""
    return [
        (seccion.first_page_header.paragraphs[-1].text, seccion.header.paragraphs[-1].text)
        for seccion in Document(io.BytesIO(de_hacienda_y_salud(codigo))).sections
    ]


@pytest.mark.parametrize("codigo", [FORMATO, "paac-plan"])
def test_cada_pagina_que_sigue_dice_en_su_encabezado_de_que_dependencia_es(codigo: str) -> None:
    siguen = [("", "Hacienda (continúa)"), ("", "Salud (continúa)")]

    assert los_que_siguen(codigo)[-2:] == siguen


@pytest.mark.parametrize("codigo", ["paac-seguimiento", "informe-seguimiento"])
def test_donde_una_pagina_puede_ser_de_dos_dependencias_el_encabezado_no_nombra_una(
    codigo: str,
) -> None:
    assert los_que_siguen(codigo)[-1] == ("", "")


def test_los_encabezados_que_siguen_llevan_el_mismo_escudo() -> None:
    escudos = [nombre for nombre in partes(de_hacienda_y_salud(FORMATO)) if "media" in nombre]

    assert escudos == ["word/media/imagen1.png"]
