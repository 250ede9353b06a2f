"""Páginas, secciones, márgenes e imágenes en casos de borde."""

import os
import threading
import warnings
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pypdf
import pytest
from ayudas.a_medida import formato, plan
from ayudas.imagenes import png
from ayudas.lectores import W, hojas_de_excel, partes, xml
from ayudas.planes import actividad, componente

import paac_reportes as paac
from paac_reportes.api.atajos import generar_muestra
from paac_reportes.errores import Aviso
from paac_reportes.escritores.docx import paginas as libreoffice
from paac_reportes.escritores.docx import paginas as titulos
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import acomodar
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")


SECCION = {"tipo": "seccion"}


def test_mas_columnas_de_las_que_word_admite_es_un_error() -> None:
    cortes = [date(2026, 1, dia).isoformat() for dia in range(1, 31)]
    de = plan(componente(actividad(seguimientos=[{"corte": c, "texto": "x"} for c in cortes])))
    for tipo in ("docx", "xlsx"):
        with pytest.raises(paac.ErrorDeEntrada, match=r"30 cortes.* Word admite 63"):
            paac.emitir(de, "EV-EGMC-PC-003-FM-002", tipo)


def test_ninguna_columna_se_aplasta() -> None:
    larga = "mmmmmmmmmmmmmmmmmiii"
    celdas = (*(Celda(larga, "celda") for _ in range(5)), Celda("", "celda"), Celda("", "celda"))
    rotulos = (Fila((*(Celda("R", "rotulo") for _ in range(5)), Celda("Fechas", "rotulo", 2))),)
    antes = Tabla(anchos=(1 / 7,) * 7, filas=(Fila(celdas),), rotulos=rotulos)
    despues = acomodar(antes, Medidor(estilos_base("Arial", Pt(8))), Mm(300)).anchos

    assert min(despues) > 0.02


def test_una_seccion_igual_a_la_anterior_tambien_empieza_pagina() -> None:
    propio = formato({"tipo": "parrafo", "texto": "A"}, SECCION, {"tipo": "parrafo", "texto": "B"})
    documento = xml(paac.emitir(plan(componente()), propio, "docx"), "word/document.xml")

    assert len(list(documento.iter(W + "sectPr"))) == 2


def test_encabezados_con_y_sin_marco_no_se_mezclan() -> None:
    def seccion(marco: bool) -> dict[str, Any]:  # noqa: FBT001
        encabezado = {"anchos": [100], "marco": marco, "filas": [[{"texto": "E"}]]}
        return SECCION | {"encabezado": encabezado}

    parrafo = {"tipo": "parrafo", "texto": "A"}
    propio = formato(seccion(marco=True), parrafo, seccion(marco=False), parrafo)
    contenido = partes(paac.emitir(plan(componente()), propio, "docx"))
    estilos = [
        b"TableGrid" in contenido[nombre]
        for nombre in sorted(contenido)
        if nombre.startswith("word/header")
    ]

    assert sorted(estilos) == [False, True]


def test_los_margenes_del_libro_se_revisan_en_cada_seccion() -> None:
    margenes = {"izquierdo": 110, "derecho": 110}
    vertical = SECCION | {"orientacion": "vertical"}
    with pytest.raises(paac.ErrorDeFormato, match=r"libro\.margenes en cuerpo\[0\]: dejan"):
        formato(vertical, {"tipo": "parrafo", "texto": "A"}, libro={"margenes": margenes})


def test_una_imagen_cabe_en_su_pagina_y_en_sus_filas() -> None:
    alta = {"tipo": "imagen", "imagen": png(10, 400), "texto_alternativo": "T", "alto": 300}
    propio = formato(alta, pagina={"papel": "carta", "orientacion": "vertical"})
    hoja = partes(paac.emitir(plan(componente()), propio, "xlsx"))["xl/worksheets/sheet1.xml"]
    altos = [
        float(fila.get("ht", "0"))
        for fila in ET.fromstring(hoja).iter()
        if fila.tag.endswith("}row")
    ]

    assert max(altos) <= 409
    assert sum(altos) > 500


@pytest.mark.parametrize("orientacion", ["vertical", "horizontal"])
@pytest.mark.parametrize(
    ("papel", "codigo"), [("carta", 1), ("legal", 5), ("a4", 9), ("oficio", 14)]
)
def test_excel_imprime_en_el_papel_del_formato(papel: str, codigo: int, orientacion: str) -> None:
    propio = formato(
        {"tipo": "parrafo", "texto": "A"}, pagina={"papel": papel, "orientacion": orientacion}
    )
    libro = openpyxl.load_workbook(BytesIO(paac.emitir(plan(componente()), propio, "xlsx")))

    assert libro.worksheets[0].page_setup.paperSize == codigo


@pytest.mark.parametrize(("margen", "escala", "queda"), [(15, 100, 13), (2, 100, 0), (1, 98, 0)])
def test_las_columnas_llenan_lo_util_y_los_margenes_ceden_la_holgura(
    margen: int, escala: int, queda: int
) -> None:
    margenes = {"izquierdo": margen, "derecho": margen}
    pagina = {"papel": "carta", "orientacion": "vertical", "margenes": margenes}
    propio = formato({"tipo": "parrafo", "texto": "A"}, pagina=pagina)
    libro = openpyxl.load_workbook(BytesIO(paac.emitir(plan(componente()), propio, "xlsx")))
    hoja = libro.worksheets[0]
    ancho = sum(columna.width for columna in hoja.column_dimensions.values()) * 6 / 96 * 25.4

    assert ancho == pytest.approx(216 - 2 * margen, abs=0.3)
    assert hoja.page_setup.scale == escala
    assert hoja.page_margins.left * 25.4 == pytest.approx(queda)


def test_una_imagen_de_lado_a_lado_no_se_asoma_a_otra_columna() -> None:
    ancha = {"tipo": "imagen", "imagen": png(400, 10), "texto_alternativo": "T", "alto": 30}
    propio = formato(ancha, pagina={"papel": "carta", "orientacion": "vertical"})
    dibujo = partes(paac.emitir(plan(componente()), propio, "xlsx"))["xl/drawings/drawing1.xml"]
    (ancho,) = {nodo.get("cx", "0") for nodo in ET.fromstring(dibujo).iter() if nodo.get("cx")}

    assert int(ancho) / 36_000 == pytest.approx((216 - 40) * 0.97, abs=0.1)


def test_un_salto_al_final_no_cuenta_otra_pagina() -> None:
    cuerpo = (
        {"tipo": "contenido"},
        {"tipo": "titulo", "texto": "UNO"},
        {"tipo": "salto"},
        SECCION,
        {"tipo": "titulo", "texto": "DOS"},
    )
    libro = hojas_de_excel(paac.emitir(plan(componente()), formato(*cuerpo), "xlsx"))

    assert ["DOS", "2"] in [[c for c in fila if c] for fila in next(iter(libro.values()))]


@pytest.mark.integracion
def test_las_muestras_en_varios_hilos_no_tocan_los_avisos_de_nadie() -> None:
    propio = paac.formato_de_columnas("P", {"actividad.codigo": "C"}, recorre="actividades")
    antes = list(warnings.filters)

    def generar() -> None:
        class Flujo(BytesIO):
            name = "a.csv"

        for _ in range(20):
            generar_muestra(propio, [Flujo()])

    hilos = [threading.Thread(target=generar) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()

    assert list(warnings.filters) == antes


def test_el_html_lleva_el_encabezado_oficial_aunque_la_primera_tenga_otro() -> None:
    encabezado = {"anchos": [100], "filas": [[{"texto": "CÓDIGO: RB-1"}]]}
    primera = {"encabezado": {"anchos": [100], "filas": [[{"texto": "PORTADA"}]]}}
    propio = formato(
        {"tipo": "parrafo", "texto": "A"}, encabezado=encabezado, primera_pagina=primera
    )
    html = paac.emitir(plan(componente()), propio, "html").decode()

    assert html.index("PORTADA") < html.index("CÓDIGO: RB-1")


def test_un_pie_de_excel_que_no_cabe_se_avisa() -> None:
    propio = formato({"tipo": "parrafo", "texto": "A"}, libro={"pie": {"izquierda": "largo " * 60}})
    with pytest.warns(paac.AvisoPaac, match="pasa de 255 letras"):
        paac.emitir(plan(componente()), propio, "xlsx")


def test_el_anuncio_del_numero_en_otra_celda_tampoco_queda() -> None:
    celdas = [{"texto": "X"}, {"texto": "PÁGINA"}, {"texto": "{{ pagina }} de {{ paginas }}"}]
    encabezado = {"anchos": [50, 25, 25], "filas": [celdas]}
    propio = formato({"tipo": "parrafo", "texto": "A"}, encabezado=encabezado)
    hoja = next(iter(hojas_de_excel(paac.emitir(plan(componente()), propio, "xlsx")).values()))

    assert [celda for celda in hoja[0] if celda] == ["X"]


def pdf_con_titulos() -> bytes:
    """Tres páginas: un título en la primera, y en la última dos, uno debajo del otro."""
    escrito = pypdf.PdfWriter()
    for _ in range(3):
        escrito.add_blank_page(100, 100)
    escrito.add_outline_item(title="UNO (a\\) ]", page_number=0)
    dos = escrito.add_outline_item(title="DOS", page_number=2)
    escrito.add_outline_item(title="DE DOS", page_number=2, parent=dos)
    escrito.add_outline_item(title="TRES", page_number=1)
    flujo = BytesIO()
    escrito.write(flujo)
    return flujo.getvalue()


@pytest.fixture
def dibuja(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Como si LibreOffice dibujara ese PDF."""
    monkeypatch.setattr(libreoffice, "programa", lambda: "soffice")
    monkeypatch.setattr(libreoffice, "convertir", lambda _docx, _segundos: pdf_con_titulos())
    return monkeypatch


@pytest.mark.usefixtures("dibuja")
def test_la_pagina_de_cada_titulo_es_la_de_su_marcador() -> None:
    avisos: list[Aviso] = []
    assert titulos.paginas_de_titulos(b"", 4, avisos) == [1, 3, 3, 2]
    assert avisos == []


def motivo_de_no_saber(cuantos: int) -> str:
    """Por qué no se sabe la página de ninguno de esos títulos."""
    avisos: list[Aviso] = []
    assert titulos.paginas_de_titulos(b"", cuantos, avisos) == [None] * cuantos
    (aviso,) = avisos
    assert aviso.codigo == "contenido_sin_paginas"
    return aviso.mensaje


@pytest.mark.usefixtures("dibuja")
def test_si_los_titulos_no_son_los_del_pdf_no_se_sabe_ninguna_pagina() -> None:
    assert "LibreOffice muestra 4 títulos de 5" in motivo_de_no_saber(5)


def test_sin_pypdf_la_tabla_de_contenido_dice_que_instalar(dibuja: pytest.MonkeyPatch) -> None:
    dibuja.setattr(titulos, "hallar", lambda _nombre: None)
    assert "del extra [paginas]: «python -m pip install" in motivo_de_no_saber(4)


def test_un_pdf_que_no_se_puede_leer_no_detiene_el_documento(dibuja: pytest.MonkeyPatch) -> None:
    dibuja.setattr(libreoffice, "convertir", lambda _docx, _segundos: b"%PDF-1.7 roto")
    assert "no se pudo leer el PDF que hizo LibreOffice" in motivo_de_no_saber(1)


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("dice", "version"),
    [
        ("LibreOffice 7.4.7.2 40(Build:2)", "7.4.7.2"),
        ("LibreOffice 24.8.0.3 0bdf1299c94fe897", "24.8.0.3"),
        ("otra cosa", None),
        ("", None),
    ],
)
def test_la_version_de_libreoffice_es_la_que_el_dice(
    dice: str, version: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programa = tmp_path / "soffice"
    programa.write_text(f"#!/bin/sh\necho '{dice}'\n")
    programa.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    assert libreoffice.version() == version


def test_sin_libreoffice_no_hay_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert libreoffice.version() is None
