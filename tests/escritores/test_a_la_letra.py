"""Lo que se escribe de un documento pequeño que tiene de todo, a la letra.

Prueba ``escritores/xlsx/libro_en_xml``, ``escritores/xlsx/graficos`` y
``escritores/xlsx/libro_en_xml``.
"""

import re

import pytest
from ayudas.como_es_un_libro import como_es
from ayudas.con_de_todo import con_lo_raro
from ayudas.dorados import comparar
from ayudas.lectores import partes
from lxml import etree

from paac_reportes.escritores import docx, html, xlsx
from paac_reportes.escritores.escritura import Escritura

_DE_EXCEL = re.compile(r"xl/(charts|drawings)/\w+\.xml")
_POR_FUERA = re.compile(r"(xl/(workbook|styles|worksheets/\w+)|docProps/\w+|\[\w+\])\.xml|.*rels")
_DE_WORD = re.compile(r"word/(document|styles|numbering|settings|header\d|footer\d)\.xml")


def _en_renglones(archivo: bytes, cuales: re.Pattern[str]) -> str:
    """Las partes de un archivo de Office, un elemento por renglón."""
    salida = []
    for nombre, xml in sorted(partes(archivo).items()):
        if cuales.fullmatch(nombre):
            raiz = etree.fromstring(xml)
            etree.indent(raiz, " ")
            salida.append(f"== {nombre}\n{etree.tostring(raiz, encoding='unicode')}\n")
    return "\n".join(salida)


def test_las_partes_de_word(pytestconfig: pytest.Config) -> None:
    texto = _en_renglones(docx.escribir(con_lo_raro(), Escritura()), _DE_WORD)
    comparar("partes-de-word.txt", texto, pytestconfig)


def test_el_libro_de_excel_y_su_grafico(pytestconfig: pytest.Config) -> None:
    escrito = xlsx.escribir(con_lo_raro(), Escritura())

    texto = f"{como_es(escrito)}\n{_en_renglones(escrito, _DE_EXCEL)}"
    comparar("libro-de-excel.txt", texto, pytestconfig)


def test_lo_que_rodea_las_celdas_de_un_libro(pytestconfig: pytest.Config) -> None:
    texto = _en_renglones(xlsx.escribir(con_lo_raro(), Escritura()), _POR_FUERA)
    comparar("libro-por-fuera.txt", texto, pytestconfig)


def test_la_pagina_web(pytestconfig: pytest.Config) -> None:
    escrito = html.escribir(con_lo_raro(), Escritura())

    comparar("pagina-web.html", escrito.decode(), pytestconfig)
