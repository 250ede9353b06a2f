"""Lo que del aspecto se mide, en documentos reales: la letra, el contraste, las rejillas, las páginas.

Se mide en lo escrito, con lectores ajenos; del árbol sólo salen los estilos.
"""

import io
import re
import zipfile
from collections import defaultdict
from itertools import pairwise
from typing import Any

import openpyxl
import pypdf
import pytest
from ayudas.compartido import RAIZ, con_datos_reales, leer_real

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.estilos import CONTRASTE, contraste
from paac_reportes.maqueta.nodos import Tabla

pytestmark = con_datos_reales
SOLO_DEL_LIBRO = ("Datos", "Listas")
"""Hojas de datos, que en el PDF no van: no tienen páginas con qué compararse."""
DE_PLAN = ["informe-seguimiento", "informe-ejecutivo", "MCCO.101.18.F.20", "paac-seguimiento"]
DE_MAPA = ["mapa-corrupcion-2015", "seguimiento-mapa"]
SIN_PAPEL = "mapa-v5"
LETRA_MINIMA = 7.0
RENGLON_DE_EXCEL = 11.25 / 8.95
"""El de Arial 8 en Excel sobre el de LibreOffice, que es el de un PDF (``test_altos_de_excel``)."""
MAS_EN_EXCEL = 1.15
EN_BLANCO = 0.45
"""De la hoja, desde abajo: con su margen y su pie, casi media sin nada escrito."""
PANTALLA, POR_LETRA, ZOOM_MINIMO = 1366, 6, 60
"""Píxeles de la pantalla y de una letra de ancho, en Arial 8 y Calibri 9; y por ciento."""
INMOVIL = 90
"""Puntos: 120 píxeles, de los 500 que Excel deja ver de una hoja en una pantalla de 768."""


@pytest.fixture(scope="module")
def contenidos() -> dict[str, Any]:
    plan = paac.desde_datos(leer_real("cartago_2020.json")).contenido
    mapa = paac.leer(RAIZ / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml", como="mapa").sin_dudas()
    return {**dict.fromkeys(DE_PLAN, plan), **dict.fromkeys([*DE_MAPA, SIN_PAPEL], mapa)}


@pytest.fixture(scope="module")
def en_pdf(contenidos: dict[str, Any]) -> dict[str, list[pypdf.PageObject]]:
    return {
        codigo: list(
            pypdf.PdfReader(io.BytesIO(paac.reporte(de, codigo).emitir("pdf").contenido)).pages
        )
        for codigo, de in contenidos.items()
        if codigo != SIN_PAPEL
    }


@pytest.fixture(scope="module")
def en_excel(contenidos: dict[str, Any]) -> dict[str, bytes]:
    return {
        codigo: paac.reporte(de, codigo).emitir("xlsx").contenido
        for codigo, de in contenidos.items()
    }


def trozos(pagina: pypdf.PageObject) -> list[tuple[float, float, str]]:
    """De cada texto que se ve: a qué alto está, de qué tamaño es y qué dice."""
    hallados: list[tuple[float, float, str]] = []

    def anotar(texto: str, cm: list[float], tm: list[float], _fuente: Any, tamano: float) -> None:
        if texto.strip():
            escala = abs(tm[3] * cm[3] - tm[1] * cm[2]) or abs(tm[1] * cm[2] or tm[1] * cm[1])
            hallados.append((tm[5] * cm[3] + cm[5], round(tamano * escala, 2), texto))

    pagina.extract_text(visitor_text=anotar)
    return hallados


@pytest.mark.parametrize("codigo", [*DE_PLAN, *DE_MAPA])
def test_en_el_papel_ninguna_letra_baja_de_siete_puntos(codigo: str, en_pdf: Any) -> None:
    tamanos = {tamano for pagina in en_pdf[codigo] for _, tamano, _ in trozos(pagina) if tamano}

    assert min(tamanos) >= LETRA_MINIMA


@pytest.mark.parametrize("codigo", [*DE_PLAN, *DE_MAPA])
def test_toda_letra_se_lee_sobre_su_fondo(codigo: str, contenidos: dict[str, Any]) -> None:
    de = contenidos[codigo]
    corte = max(de.cortes()) if codigo in DE_PLAN else None
    estilos = componer(de, hallar_formato(codigo)[0], corte).documento.estilos
    no_se_leen = [
        nombre
        for nombre, suyo in estilos.items()
        if contraste(suyo.color or "000000", suyo.relleno or "FFFFFF") < CONTRASTE
    ]
    assert no_se_leen == []


def test_las_tablas_de_la_misma_forma_llevan_una_rejilla(contenidos: dict[str, Any]) -> None:
    """Por sus rótulos: cincuenta tablas, y el ojo baja por una columna."""
    de = contenidos["paac-seguimiento"]
    documento = componer(de, hallar_formato("paac-seguimiento")[0], max(de.cortes())).documento
    rejillas = defaultdict(set)
    tablas = [b for parte in documento.partes for b in parte.bloques if isinstance(b, Tabla)]
    for tabla in tablas:
        if len(tabla.rotulos) > 1:
            rejillas[str([fila.celdas for fila in tabla.rotulos[1:]])].add(tabla.anchos)
    assert len(tablas) > 40
    assert {len(suyas) for suyas in rejillas.values()} == {1}


@pytest.mark.parametrize("codigo", ["informe-seguimiento", "informe-ejecutivo"])
def test_una_figura_no_deja_media_pagina_en_blanco(codigo: str, en_pdf: Any) -> None:
    vacias = []
    for numero, (pagina, otra) in enumerate(pairwise(en_pdf[codigo]), 1):
        alto = float(pagina.mediabox.height)
        # Entre el encabezado y el pie.
        cuerpo = [y for y, _, _ in trozos(pagina) if 0.06 * alto < y < 0.9 * alto]
        primero = next(t for y, _, t in trozos(otra) if y < 0.92 * alto)
        if primero.lstrip().startswith("Figura") and min(cuerpo) > EN_BLANCO * alto:
            vacias.append(numero)
    assert vacias == []


@pytest.mark.parametrize("codigo", DE_PLAN)
def test_un_libro_no_tiene_mas_paginas_que_las_de_su_renglon(
    codigo: str, en_pdf: Any, en_excel: dict[str, bytes]
) -> None:
    """Las de un PDF por lo que el renglón de Excel tiene de más: el de LibreOffice lo cortaría.

    La que cada hoja empieza, y no llena, no cuenta.
    """
    libro: Any = openpyxl.load_workbook(io.BytesIO(en_excel[codigo]))
    llenas = sum(len(hoja.row_breaks.brk) for hoja in libro if hoja.title not in SOLO_DEL_LIBRO)

    assert llenas + 1 <= MAS_EN_EXCEL * RENGLON_DE_EXCEL * len(en_pdf[codigo])


@pytest.mark.parametrize("codigo", [*DE_PLAN, *DE_MAPA, SIN_PAPEL])
def test_un_entero_se_guarda_entero(codigo: str, en_excel: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(en_excel[codigo])) as paquete:
        hojas = [n for n in paquete.namelist() if n.startswith("xl/worksheets/sheet")]
        con_punto = [n for n in hojas if re.search(rb"<v>-?\d+\.0+</v>", paquete.read(n))]
    assert con_punto == []


@pytest.mark.parametrize("codigo", [*DE_PLAN, *DE_MAPA, SIN_PAPEL])
def test_cada_hoja_cabe_a_lo_ancho_en_una_pantalla(codigo: str, en_excel: dict[str, bytes]) -> None:
    libro: Any = openpyxl.load_workbook(io.BytesIO(en_excel[codigo]))
    for hoja in libro:
        if hoja.title == "Datos":  # una tabla de datos, que se recorre
            continue
        anchos = [
            d.width * POR_LETRA * (d.max - d.min + 1)
            for d in hoja.column_dimensions.values()
            if not d.hidden
        ]
        zoom = hoja.sheet_view.zoomScale or 100
        # Con menos no se lee: la herramienta de treinta y cuatro columnas se corre a los lados.
        assert zoom == ZOOM_MINIMO or sum(anchos) * zoom / 100 <= PANTALLA, hoja.title
        if hoja.freeze_panes:
            inmoviles = range(1, int(re.sub(r"\D", "", hoja.freeze_panes)))
            altos = [hoja.row_dimensions[n].height or 0 for n in inmoviles]
            assert sum(altos) <= INMOVIL, hoja.title
