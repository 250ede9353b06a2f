"""Donde lxml no está, como en un navegador, se lee lo mismo y se rechaza lo mismo, palabra por palabra.

Prueba ``opc/sin_lxml``.
"""

import io
import random
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import DATOS, con_datos_reales
from ayudas.emitidos import EN_PAPEL, ejemplo, emitido
from ayudas.paquetes_a_mano import (
    Partes,
    comprimir,
    datos,
    escrita,
    parrafo,
    partes_de_excel,
    partes_de_word,
    tabla,
)
from ayudas.paquetes_a_mano import fila as de_word
from ayudas.planes import CORTE, FORMATO, componente, plan, tramite

import paac_reportes as paac
from paac_reportes.opc import xml
from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.presupuesto import LIMITES, Presupuesto
from paac_reportes.sistema import IlegibleError

REALES = sorted((DATOS / "ajenos").rglob("*.*x")) if DATOS.is_dir() else []
_VECES = 40
_RISAS = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
DTD = {
    "vacío": "<!DOCTYPE l>",
    "con una entidad que no se usa": "<!DOCTYPE l [<!ENTITY a 'b'>]>",
    "risas": f"<!DOCTYPE l [<!ENTITY a 'jajajajaja'>{_RISAS}]>",
    "de un archivo": "<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>",
    "de una dirección": "<!DOCTYPE l SYSTEM 'http://example.com/l.dtd'>",
    "de parámetro": "<!DOCTYPE l [<!ENTITY % p SYSTEM 'http://example.com/p'>%p;]>",
    "tras un comentario": f"<!-- {'-' * 0}{'x' * 9000} --><!DOCTYPE l [<!ENTITY a 'b'>]>",
}
XML = {
    "sin espacio declarado": b"<w:a/>",
    "atributo repetido": b'<a b="1" b="2"/>',
    "entidad sin declarar": b"<a>&nbsp;</a>",
    "vacío": b"",
    "dos raíces": b"<a/><b/>",
    "cortado": b"<a><b>",
    "letra que no se admite": b"<a>\x01</a>",
    "ni una letra": b"<a>\xff</a>",
    "256 niveles": b"<a>" * 256 + b"</a>" * 256,
    "257 niveles": b"<a>" * 257 + b"</a>" * 257,
    "diez millones de letras": b"<a>" + b"x" * 10_000_001 + b"</a>",
    "codificación de Windows": b"<?xml version='1.0' encoding='windows-1252'?><a>\xe1</a>",
    "UTF-16": "<?xml version='1.0' encoding='utf-16'?><a>á</a>".encode("utf-16"),
    "codificación que no hay": b"<?xml version='1.0' encoding='no-hay'?><a/>",
    "comentario en medio": b"<a>x<!-- c -->y<b/><?pi?>z</a>",
    "estricto": b'<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" w:q="1"/>',
}


def de_las_dos_maneras(hacer: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """Con lxml y sin él; un error, por su texto."""
    con = dicho(hacer)
    with monkeypatch.context() as cambio:
        cambio.setattr(xml, "etree", None)
        return con, dicho(hacer)


def dicho(hacer: Any) -> Any:
    try:
        return hacer()
    except (paac.ErrorPaac, IlegibleError) as error:
        return type(error), str(error), getattr(error, "fallas", getattr(error, "codigo", None))


def visto(origen: Any) -> Any:
    """Un documento, celda por celda, y lo que quedó de cada límite al leerlo."""
    suyo = ver_documento(origen)
    return repr(suyo).replace("), ", "),\n"), {
        clave: suyo.presupuesto.queda(clave) for clave in LIMITES
    }


def armado(escrito: bytes) -> Any:
    """Un árbol, en textos: de cada elemento, lo suyo y la clase de su padre."""
    raiz = xml.arbol([escrito[:7], escrito[7:]], "una.xml", Presupuesto())
    return [
        (uno.tag, dict(uno.attrib), uno.text, uno.tail, getattr(uno.getparent(), "tag", None))
        for uno in raiz.iter()
    ]


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("codigo", EN_PAPEL)
def test_un_documento_nuestro_se_ve_igual(
    codigo: str, tipo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    escrito = emitido(codigo, tipo)
    con, sin = de_las_dos_maneras(lambda: visto(io.BytesIO(escrito)), monkeypatch)

    assert "Visto" in con[0]
    assert con == sin


@pytest.mark.una_de_cada
@con_datos_reales
@pytest.mark.parametrize("cual", REALES, ids=lambda ruta: ruta.name)
def test_un_documento_ajeno_se_ve_igual(cual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    con, sin = de_las_dos_maneras(lambda: visto(cual), monkeypatch)

    assert con == sin


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_uno_con_etiquetas_cambiadas_al_azar_se_ve_igual_o_se_rechaza_igual(
    tipo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    azar = random.Random(tipo)  # noqa: S311 - no es un secreto
    uno = plan(componente(), componente(tramites=[tramite()], numero=2))
    with zipfile.ZipFile(
        io.BytesIO(paac.reporte(uno, FORMATO, corte=CORTE).emitir(tipo).contenido)
    ) as paquete:
        partes = {n: paquete.read(n) for n in paquete.namelist()}
    for _ in range(_VECES):
        nombre = azar.choice([n for n in partes if n.endswith((".xml", ".rels"))])
        texto = partes[nombre]
        marcas = [*re.finditer(rb"<[^>]+>", texto)]
        marca, otra = azar.choice(marcas), azar.choice(marcas)
        cambiado = texto[: marca.start()] + otra[0] * azar.randint(0, 2) + texto[marca.end() :]
        contenido = comprimir({**partes, nombre: cambiado})
        con, sin = de_las_dos_maneras(lambda c=contenido: visto(io.BytesIO(c)), monkeypatch)
        assert con == sin


@pytest.mark.parametrize("cual", XML)
def test_un_xml_raro_da_el_mismo_arbol_o_el_mismo_rechazo(
    cual: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    con, sin = de_las_dos_maneras(lambda: armado(XML[cual]), monkeypatch)

    assert con == sin


@pytest.mark.parametrize("cual", DTD)
@pytest.mark.parametrize(
    ("partes", "parte"),
    [
        (partes_de_word(parrafo("&j;") + tabla(de_word("a", "b"))), "word/document.xml"),
        (partes_de_word(parrafo("&a;")), "word/document.xml"),
        (partes_de_excel(datos(escrita("&a;"))), "xl/workbook.xml"),
        (partes_de_excel(datos(escrita("&j;"))), "xl/worksheets/sheet1.xml"),
    ],
    ids=["Word que la usa", "Word", "libro", "hoja"],
)
def test_un_dtd_se_rechaza_igual(
    cual: str, partes: Partes, parte: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    contenido = comprimir(partes | {parte: f"{DTD[cual]}{partes[parte]!s}"})
    con, sin = de_las_dos_maneras(lambda: visto(io.BytesIO(contenido)), monkeypatch)

    assert con == sin
    assert f"la parte {parte!r} declara entidades o un DTD" in sin[1]


def test_se_buscan_textos_y_clases_como_con_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    escrito = b"<r xmlns:n='u'><t>a<u>b</u>c<t>d</t>e</t>f<n:t>g<x/>h</n:t>i<u>j</u></r>"

    def hallado() -> Any:
        raiz = xml.arbol([escrito], "una.xml", Presupuesto())
        primero = raiz[0]
        return [
            *([*raiz.itertext(*clases)] for clases in ((), ("t",), ("{*}t",), ("{u}t", "u"))),
            *([*primero.itertext(*clases)] for clases in ((), ("t",), ("u", "{*}x"))),
            *([u.tag for u in raiz.iter(*clases)] for clases in ((), ("t",), ("{*}t", "u"))),
            raiz.find("{*}t").text,
            raiz.findtext("t/u"),
            primero[1].getparent() is primero,
            raiz.getparent(),
        ]

    con, sin = de_las_dos_maneras(hallado, monkeypatch)

    assert con == sin
    assert con[1] == ["a", "d", "e", "f"]


@pytest.fixture
def libros(tmp_path: Path) -> list[Path]:
    """Un libro del plan y los de captura de sus oficinas, como hoy salen."""
    suyo = ejemplo("ptep")
    paac.guardar_datos(suyo, tmp_path / "plan.xlsx")
    return [
        tmp_path / "plan.xlsx",
        *paac.capturar(suyo, max(suyo.cortes()), tmp_path / "captura").archivos,
    ]


def test_los_libros_nuestros_se_ven_igual(
    libros: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for libro in libros:
        con, sin = de_las_dos_maneras(lambda cual=libro: visto(cual), monkeypatch)
        assert "Visto" in con[0]
        assert con == sin


def test_el_plan_de_un_libro_nuestro_es_el_mismo(
    libros: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    con, sin = de_las_dos_maneras(lambda: paac.leer(libros[0]).sin_dudas(), monkeypatch)

    assert con == sin
    assert con == ejemplo("ptep")


def test_lo_que_cambia_un_documento_ya_hecho_dice_que_lo_pide(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cuerpo = paac.cuerpo_de("informe-ejecutivo")
    monkeypatch.setattr(xml, "etree", None)
    monkeypatch.setitem(sys.modules, "lxml", None)

    with pytest.raises(paac.ErrorDeEntorno, match="usar un Word hecho por otro hace falta lxml"):
        paac.formato_desde_word(cuerpo, base="informe-ejecutivo")
