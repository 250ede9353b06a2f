"""Lo que se escribe de un documento pequeño que tiene de todo, a la letra."""

import re

import attrs
import pytest
from ayudas.como_es_un_libro import como_es
from ayudas.con_de_todo import con_de_todo, en_blanco, graficos, imagen
from ayudas.dorados import comparar
from ayudas.lectores import partes
from lxml import etree

from paac_reportes.escritores import docx, html, xlsx
from paac_reportes.escritores.escritura import Escritura

_DE_EXCEL = re.compile(r"xl/(charts|drawings)/\w+\.xml")
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
    escrito = docx.escribir(con_de_todo(imagen(), *en_blanco()), Escritura())

    comparar("partes-de-word.txt", _en_renglones(escrito, _DE_WORD), pytestconfig)


def test_el_libro_de_excel_y_sus_graficos(pytestconfig: pytest.Config) -> None:
    documento = con_de_todo(imagen(), *en_blanco(), *graficos())
    a_la_derecha = attrs.evolve(documento.estilos["indice"], horizontal="derecha")
    estilos = documento.estilos | {"indice-derecha": a_la_derecha}
    escrito = xlsx.escribir(attrs.evolve(documento, estilos=estilos), Escritura())

    texto = f"{como_es(escrito)}\n{_en_renglones(escrito, _DE_EXCEL)}"
    comparar("libro-de-excel.txt", texto, pytestconfig)


def test_la_pagina_web(pytestconfig: pytest.Config) -> None:
    escrito = html.escribir(con_de_todo(imagen(), *en_blanco(), *graficos()), Escritura())

    comparar("pagina-web.html", escrito.decode(), pytestconfig)
