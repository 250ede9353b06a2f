"""Lo que un documento dice está en el archivo, y cada dato, en su fila para programas ajenos."""

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.aplanado import textos_de_libro, textos_de_word
from ayudas.emitidos import EN_PAPEL, emitido, formato_de, muestra
from ayudas.formatos import lleva_la_matriz
from ayudas.mostrados import lo_mostrado

import paac_reportes as paac
from paac_reportes.cotejo.visto import dice_que_sigue, lineas_de
from paac_reportes.formatos.lectura.catalogo import fichas_del_catalogo
from paac_reportes.maqueta.documento import Medio
from paac_reportes.opc.lectura import ver_bytes

CODIGOS = [
    ficha.codigo
    for ficha in fichas_del_catalogo()
    if lleva_la_matriz(formato_de(ficha.codigo))  # unas cifras no son filas
]


def plano(texto: str) -> str:
    return " ".join(texto.casefold().split())


def filas_de_word(contenido: bytes) -> Iterator[str]:
    for tabla in docx.Document(io.BytesIO(contenido)).tables:
        for fila in tabla.rows:
            yield plano(" ".join(celda.text for celda in fila.cells))


def escrito(valor: object) -> str:
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    return f"{valor:g}" if isinstance(valor, float) else str(valor)


def filas_de_excel(contenido: bytes) -> Iterator[str]:
    libro = openpyxl.load_workbook(io.BytesIO(contenido), data_only=True)
    for hoja in libro.worksheets[: len(libro.worksheets) - ("Datos" in libro.sheetnames)]:
        combinadas = {
            (fila, columna): (rango.min_row, rango.min_col)
            for rango in hoja.merged_cells.ranges
            for fila in range(rango.min_row, rango.max_row + 1)
            for columna in range(rango.min_col, rango.max_col + 1)
        }
        for fila in hoja.iter_rows():
            lugares = [(int(celda.row or 0), int(celda.column or 0)) for celda in fila]
            suyas = dict.fromkeys(combinadas.get(lugar, lugar) for lugar in lugares)
            valores = (hoja.cell(*lugar).value for lugar in suyas)
            yield plano(" ".join(escrito(valor) for valor in valores if valor is not None))


LEER = {"docx": filas_de_word, "xlsx": filas_de_excel}


def de_cada_fila(mostrado: Any) -> Iterator[list[str]]:
    """Los textos propios de cada actividad o trámite que se muestra."""
    if isinstance(mostrado, list):
        for uno in mostrado:
            yield from de_cada_fila(uno)
    elif isinstance(mostrado, dict):
        for clave, valor in mostrado.items():
            if clave in {"actividades", "tramites", "intercambios"}:
                yield from ([t for t in una.values() if type(t) is str] for una in valor)
            elif isinstance(valor, list):
                yield from de_cada_fila(valor)


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize("tipo", LEER)
@pytest.mark.parametrize("codigo", CODIGOS)
def test_cada_fila_del_plan_esta_en_una_fila_del_archivo(codigo: str, tipo: str) -> None:
    suya = muestra(codigo)
    medio: Medio = "libro" if tipo == "xlsx" else "documento"
    mostrado = lo_mostrado(suya.contenido, formato_de(codigo), suya.corte, medio)
    debidas = list(filter(None, de_cada_fila(mostrado)))
    assert debidas

    filas = list(LEER[tipo](emitido(codigo, tipo)))
    perdidas = [
        textos
        for textos in debidas
        if not any(all(plano(texto) in fila for texto in textos) for fila in filas)
    ]
    assert perdidas == []


MARCA = re.compile("⟦[^⟦⟧]*+⟧")
"""Lo que calcula el programa que lo muestra, como un número de página."""


NUMERO_DE_LISTA = re.compile(r"\A[0-9]+\. ")
"""El que Word pone solo delante de un párrafo, y nadie escribió."""


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize(
    ("codigo", "tipo"),
    [(f.codigo, "xlsx") for f in fichas_del_catalogo()] + [(c, "docx") for c in EN_PAPEL],
)
def test_lo_que_dice_el_documento_se_lee_en_el_archivo(codigo: str, tipo: str) -> None:
    suya = muestra(codigo)
    pedido = paac.reporte(suya.contenido, formato_de(codigo), corte=suya.corte)
    arbol = pedido.arbol("libro" if tipo == "xlsx" else "documento")
    textos_del_arbol = textos_de_libro(arbol) if tipo == "xlsx" else textos_de_word(arbol)
    debidos = {
        NUMERO_DE_LISTA.sub("", " ".join(MARCA.sub("", texto).split()))
        for texto in textos_del_arbol
    }
    leidos = {
        NUMERO_DE_LISTA.sub("", " ".join(texto.replace("\u200b", "").split()))
        for linea in lineas_de(ver_bytes(emitido(codigo, tipo), "", con_paginas=False))
        for texto in linea.textos
    }

    assert debidos - leidos - {""} == set()
    if tipo == "docx":  # en un libro van además las columnas que no se muestran
        # Lo que una página corta se vuelve a nombrar en la otra.
        assert {texto for texto in leidos - debidos if not dice_que_sigue(texto)} == set()
