"""``make congelado``: que note lo que se movió, que no confunda lo escondido con lo que se ve, y que
aceptar una cosa no acepte otra."""

import io
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from ayudas.lectores import partes
from ayudas.paquetes_a_mano import con_partes
from ayudas.planes import plan as plan_pequeno
from openpyxl import Workbook

import paac_reportes as paac

pytestmark = pytest.mark.usefixtures("con_ataque")
FORMA = "MCCO.101.18.F.20"


@pytest.fixture(scope="module")
def emitidos() -> dict[str, bytes]:
    escudo = (RAIZ / "ejemplos/ptep/escudo.png").read_bytes()
    plan = plan_pequeno(entidad={"nombre": "MUNICIPIO DE PRUEBA", "escudo": escudo})
    return {
        tipo: paac.reporte(plan, FORMA).emitir(tipo).contenido
        for tipo in ("docx", "xlsx", "html", "zip")
    }


def se_movio(tipo: str, antes: bytes, despues: bytes) -> set[str]:
    """Las secciones de un archivo que no son las de otro."""
    from herramientas.congelado.normal import secciones

    una, otra = secciones(tipo, antes), secciones(tipo, despues)
    return {seccion for seccion in una if una[seccion] != otra[seccion]}


def con(contenido: bytes, parte: str, *cambio: str) -> bytes:
    """El mismo, con un texto de una parte cambiado por otro."""
    suya = partes(contenido)[parte]
    viejo, puesto = (uno.encode() for uno in cambio)
    assert viejo in suya
    return con_partes(contenido, {parte: suya.replace(viejo, puesto, 1)})


SE_VE, ESCONDIDO = {"se_ve"}, {"escondido"}
DE_UN_ARCHIVO: list[tuple[str, str, tuple[str, str], set[str]]] = [
    ("docx", "word/document.xml", ("Publicar", "Publicor"), SE_VE),
    ("docx", "word/document.xml", ("<w:tblHeader/>", ""), SE_VE),
    ("docx", "word/document.xml", ('<w:gridSpan w:val="', '<w:gridSpan w:val="1'), SE_VE),
    ("docx", "word/styles.xml", ("Arial", "Arual"), SE_VE),
    ("docx", "docProps/core.xml", ("PRUEBA", "PRUEVA"), SE_VE),
    ("docx", "docProps/custom.xml", ("paac.esquema.1", "paac.esquema.x"), ESCONDIDO),
    ("docx", "word/document.xml", ('w:name="_paac_', 'w:name="_otra_'), ESCONDIDO),
    ("xlsx", "xl/sharedStrings.xml", ("Publicar", "Publicor"), SE_VE),
    ("xlsx", "xl/worksheets/sheet1.xml", ("<mergeCell ", '<mergeCell a="1" '), SE_VE),
    ("xlsx", "xl/styles.xml", ("BDD7EE", "BDD7EF"), SE_VE),
    ("xlsx", "docProps/custom.xml", ("paac.esquema.1", "paac.esquema.x"), ESCONDIDO),
    ("zip", "datapackage.json", ('"name"', '"nombre"'), SE_VE),
    ("zip", "plan.json", ("Publicar", "Publicor"), SE_VE),
    ("zip", "esquema.json", ("properties", "propiedades"), ESCONDIDO),
]


@pytest.mark.parametrize(("tipo", "parte", "cambio", "esperado"), DE_UN_ARCHIVO)
def test_cada_cambio_se_nota_en_su_seccion_y_en_ninguna_otra(
    emitidos: dict[str, bytes], tipo: str, parte: str, cambio: tuple[str, str], esperado: set[str]
) -> None:
    cambiado = con(emitidos[tipo], parte, *cambio)
    assert se_movio(tipo, emitidos[tipo], cambiado) == esperado


def test_lo_que_se_numera_solo_no_mueve_lo_que_se_ve(emitidos: dict[str, bytes]) -> None:
    """Otra relación corre los números de las demás; la imagen sigue siendo la misma."""
    antes, despues = 'rId1"', 'rId41"'
    docx = con(emitidos["docx"], "word/header1.xml", f'r:embed="{antes}', f'r:embed="{despues}')
    docx = con(docx, "word/_rels/header1.xml.rels", antes, despues)
    assert se_movio("docx", emitidos["docx"], docx) == ESCONDIDO


@pytest.mark.parametrize(
    ("oculta", "esperado"), [(True, ESCONDIDO), (False, SE_VE)], ids=["oculta", "a la vista"]
)
def test_una_columna_oculta_va_con_lo_escondido(*, oculta: bool, esperado: set[str]) -> None:
    libro, salida = Workbook(), io.BytesIO()
    hoja: Any = libro.active
    hoja["A1"], hoja["D1"] = "Lo que se ve", "una marca"
    hoja.column_dimensions["D"].hidden = oculta
    libro.save(salida)
    cambiado = con(salida.getvalue(), "xl/worksheets/sheet1.xml", "una marca", "otra marca")
    assert se_movio("xlsx", salida.getvalue(), cambiado) == esperado


def test_en_una_pagina_los_atributos_de_datos_se_esconden(emitidos: dict[str, bytes]) -> None:
    pagina = emitidos["html"]
    assert se_movio("html", pagina, pagina.replace(b"<td", b'<td data-papel="x"', 1)) == ESCONDIDO
    assert se_movio("html", pagina, pagina.replace(b"<td", b'<td rowspan="7"', 1)) == SE_VE
    assert se_movio("html", pagina, pagina.replace(b"</td>", b" y otra</td>", 1)) == SE_VE


def test_de_un_pdf_se_notan_el_texto_las_combinadas_y_el_dibujo() -> None:
    from herramientas.congelado.normal import secciones

    suyas = secciones(
        "pdf", paac.reporte(plan_pequeno(), "EV-EGMC-PC-003-FM-002").emitir("pdf").contenido
    )
    assert "MUNICIPIO DE PRUEBA" in suyas["se_ve"]
    assert "/TH /ColSpan" in suyas["estructura"]
    assert suyas["dibujo"].count("página") == suyas["se_ve"].count("== página")
    assert "nada" not in suyas["dibujo"]


# ------------------------------------------------------------------ la orden


def test_un_aviso_perdido_una_forma_de_menos_y_un_dato_leido_distinto_se_dicen(
    orden: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert orden.pedir("--aceptar") == 0
    assert orden.pedir() == 0
    orden.sale["avisos"] = "nit | entidad.nit | no corresponde"
    orden.sale["docx.leido"] = '"meta": "Otra"'
    del orden.sale["falla"]
    capsys.readouterr()

    assert orden.pedir() == 1
    dicho = capsys.readouterr().out
    assert (
        "ejemplo/forma: avisos\n    renglón 2:\n    - divipola | entidad.divipola | no es" in dicho
    )
    assert 'ejemplo/forma: docx.leido\n    renglón 1:\n    - "meta": "Una"\n    + "meta"' in dicho
    assert "ejemplo/forma: falla\n  ya no está" in dicho
    assert "secciones que se movieron: 3" in dicho


@pytest.mark.integracion
def test_aceptar_una_seccion_no_acepta_otra(
    orden: Any, emitidos: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    docx = emitidos["docx"]
    orden.sale["docx"] = orden.archivo("docx", docx)
    assert orden.pedir("--aceptar") == 0

    escondido = con(docx, "docProps/custom.xml", "paac.esquema.1", "paac.esquema.x")
    visible = con(escondido, "word/document.xml", "Publicar", "Publicor")
    orden.sale["docx"] = orden.archivo("docx", visible)
    capsys.readouterr()
    assert orden.pedir("--aceptar", "escondido") == 1
    dicho = capsys.readouterr().out
    assert "ejemplo/forma: docx.se_ve" in dicho
    assert "docx.escondido" not in dicho
    assert "docx.bytes" in dicho

    orden.sale["docx"] = orden.archivo("docx", escondido)  # lo que se ve, otra vez como estaba
    assert orden.pedir("--aceptar", "escondido", "bytes") == 0


def test_cada_forma_del_catalogo_esta_congelada_con_cada_ejemplo() -> None:
    from herramientas.congelado.__main__ import congelado

    formas = {ficha.codigo for ficha in paac.formatos_disponibles()}
    for entrada in ("ejemplo-paac", "ejemplo-ptep", "ejemplo-mapa", "real-cartago_2020"):
        suyos = {caso.partition("/")[2] for caso in congelado(entrada)}
        assert formas - suyos == set()
    assert len(congelado("torcidos")["torcidos/datos"]) > 60
    assert len(congelado("torcidos")["torcidos/formatos"]) > 60


class Orden:
    """La orden, con un solo caso que da lo que se le diga y otra carpeta donde congelar."""

    def __init__(self, modulo: Any) -> None:
        self.modulo = modulo
        self.archivo = modulo.Archivo
        self.sale: dict[str, Any] = {
            "avisos": "nit | entidad.nit | no corresponde\ndivipola | entidad.divipola | no es",
            "docx.leido": '"meta": "Una"',
            "falla": "dato_faltante | entidad | falta",
        }

    def pedir(self, *dichos: str) -> int:
        for recordado in ("todos", "congelado", "textos", "es_la_forma_de_antes"):
            getattr(self.modulo, recordado).cache_clear()
        argumentos = self.modulo.leer_argumentos(list(dichos))
        argumentos.procesos = 0
        codigo: int = self.modulo.correr(argumentos)
        return codigo


@pytest.fixture
def orden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Orden:
    from herramientas.congelado import __main__ as modulo

    suya = Orden(modulo)
    monkeypatch.setattr(modulo, "CARPETA", tmp_path)
    monkeypatch.setattr(modulo, "FORMA", tmp_path / "forma-normal")
    monkeypatch.setattr(modulo, "otras_versiones", dict)
    monkeypatch.setattr(
        modulo, "casos", lambda _: {"ejemplo/forma": lambda: iter(suya.sale.items())}
    )
    return suya


def test_con_otro_python_se_compara_si_se_pide_y_una_dejavu_de_otra_parte_no_es_otra_letra(
    orden: Orden, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    orden.sale["pdf.fuentes"] = ' "DejaVuSans.ttf": "3f",\n "Carlito.ttf": "a2"'
    orden.pedir("--aceptar")
    monkeypatch.setattr(orden.modulo, "otras_versiones", lambda: {"python": "se congeló con otro"})

    assert orden.pedir() == 3
    orden.sale["pdf.fuentes"] = ' "Carlito.ttf": "a2",\n "DejaVuSans.ttf": "ab"'
    assert orden.pedir("--otro-python") == 0
    orden.sale["pdf.avisos"] = "otro aviso"
    assert orden.pedir("--otro-python") == 1
    orden.sale["pdf.fuentes"] = ' "Carlito.ttf": "ff"'
    capsys.readouterr()
    orden.pedir("--otro-python")
    assert "sin comparar: pdf, por otra fuente de letra" in capsys.readouterr().out
