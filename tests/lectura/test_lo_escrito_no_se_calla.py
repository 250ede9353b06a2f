"""Lo que alguien escribe en un documento queda en los datos, es un rótulo o se dice: nunca se calla."""

import functools
import io
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import docx
import openpyxl
import pytest
from ayudas.editados import PLAN, emitido
from ayudas.ejemplos import ejemplos
from ayudas.libros_ajenos import PLANES
from ayudas.mapas_ajenos import f1_2018
from ayudas.matrices import en_excel, en_word
from ayudas.paquetes_a_mano import en_bytes
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter

import paac_reportes as paac

TEXTO = "Zorzal 7341 quimera"
"""Uno que ningún documento trae."""
DE_OTRO: dict[str, Any] = {"entidad": "Alcaldía de Palmar", "vigencia": 2026}


class Documento(NamedTuple):
    """Uno donde se escribe, y cómo se lee."""

    contenido: bytes
    pedido: dict[str, Any]


def libro_de(plan: paac.Plan) -> bytes:
    flujo = io.BytesIO()
    paac.guardar_datos(plan, flujo, tipo="xlsx")
    return flujo.getvalue()


def de_otro(nombre: str, tipo: str) -> Documento:
    hojas = PLANES[nombre]
    documento = en_excel(hojas) if tipo == "Excel" else en_word(*hojas.values())
    return Documento(documento.getvalue(), DE_OTRO)


@functools.cache
def mapa() -> Documento:
    return Documento(f1_2018().getvalue(), {"entidad": "Municipio"})


def propio(tipo: str) -> Documento:
    return Documento(emitido(tipo), {"plan": PLAN})


@functools.cache
def informe(tipo: str) -> Documento:
    contenido = (
        paac.reporte(PLAN, "informe-seguimiento", corte=PLAN.cortes()[-1]).emitir(tipo).contenido
    )
    return Documento(contenido, {"plan": PLAN})


DOCUMENTOS: list[Callable[[], Documento]] = [
    lambda: Documento(libro_de(PLAN), {}),
    *(partial(uno, tipo) for uno in (propio, informe) for tipo in ("docx", "xlsx")),
    *(partial(de_otro, nombre, tipo) for nombre in PLANES for tipo in ("Excel", "Word")),
    mapa,
]
Escribir = Callable[[], bytes]


def donde_se_puede_escribir(contenido: bytes) -> Iterator[Escribir]:
    """Cada celda y cada párrafo que se ve, y las de alrededor, con el texto puesto en ella."""
    if b"word/document.xml" in contenido:
        yield from _en_word(contenido)
    else:
        yield from _en_excel(contenido)


def _en_word(contenido: bytes) -> Iterator[Escribir]:
    def escribir(*lugar: int) -> bytes:
        documento = docx.Document(io.BytesIO(contenido))
        donde = (
            documento.paragraphs[lugar[0]]
            if len(lugar) == 1
            else documento.tables[lugar[0]].rows[lugar[1]].cells[lugar[2]]
        )
        donde.text = TEXTO
        return _guardado(documento)

    documento = docx.Document(io.BytesIO(contenido))
    for numero in range(len(documento.paragraphs)):
        yield partial(escribir, numero)
    for t, tabla in enumerate(documento.tables):
        for f, fila in enumerate(tabla.rows):
            for c in range(len(fila.cells)):
                yield partial(escribir, t, f, c)


def _en_excel(contenido: bytes) -> Iterator[Escribir]:
    def escribir(hoja: str, fila: int, columna: int) -> bytes:
        libro = openpyxl.load_workbook(io.BytesIO(contenido))
        libro[hoja].cell(fila, columna).value = TEXTO
        return _guardado(libro)

    libro = openpyxl.load_workbook(io.BytesIO(contenido))
    for hoja in libro.worksheets:
        if hoja.sheet_state != "visible" or hoja.title == "Datos":
            continue
        for f in range(1, hoja.max_row + 3):
            for c in range(1, hoja.max_column + 3):
                escondida = hoja.column_dimensions[get_column_letter(c)].hidden
                if not escondida and not isinstance(hoja.cell(f, c), MergedCell):
                    yield partial(escribir, hoja.title, f, c)


def _guardado(documento: Any) -> bytes:
    return en_bytes(documento)


def que_paso(contenido: bytes, pedido: dict[str, Any]) -> str:
    """A dónde fue lo escrito: a los datos, a un rótulo, a un aviso o a una falla."""
    try:
        lectura: Any = paac.leer(io.BytesIO(contenido), como=None, **pedido)
    except paac.ErrorDeEntrada:
        return "rechazado"
    datos = json.dumps(paac.datos_de(lectura.contenido), ensure_ascii=False)
    if all(palabra in datos for palabra in TEXTO.split()):
        return "usado"
    if any(TEXTO in columna.rotulo for columna in lectura.columnas):
        return "rótulo"
    dichos = {aviso.codigo for aviso in lectura.avisos if aviso.codigo in DEJAN}
    texto = " ".join(aviso.mensaje for aviso in lectura.avisos)
    return "dicho" if dichos or TEXTO in texto else "en silencio"


DEJAN = {"sin_usar", "documento_cambiado", "fila_omitida", "fila_sin_leer", "tabla_omitida"}
"""Los avisos de lo que no quedó en los datos."""


@pytest.mark.integracion
@ejemplos(15)
@given(st.data())
def test_lo_que_alguien_escribe_nunca_queda_en_silencio(datos: st.DataObject) -> None:
    hacer = datos.draw(st.sampled_from(DOCUMENTOS))
    contenido, pedido = hacer()
    lugares = list(donde_se_puede_escribir(contenido))
    cual = datos.draw(st.integers(0, len(lugares) - 1))

    assert que_paso(lugares[cual](), pedido) != "en silencio", (hacer, cual)


MATRIZ = ["Actividad|Responsable|Plazo", "Publicar el mapa|A|Mayo"]


def test_lo_escrito_fuera_de_la_matriz_de_otro_se_dice_con_su_celda() -> None:
    libro = openpyxl.load_workbook(en_excel({"Hoja1": MATRIZ}))
    libro.worksheets[0]["CX1"] = TEXTO
    lectura = paac.leer(io.BytesIO(_guardado(libro)), como=None, **DE_OTRO)

    assert [str(aviso) for aviso in lectura.avisos if aviso.codigo == "sin_usar"] == [
        f"hoja «Hoja1», celda CX1: no quedó en ningún dato: «{TEXTO}»"
    ]


def test_la_ley_puede_fallar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Con todo por mobiliario, lo escrito en el encabezado se calla, y la ley lo ve."""
    from paac_reportes.lectura.matriz import palabras

    documento = docx.Document(en_word(MATRIZ))
    documento.sections[0].header.paragraphs[0].text = TEXTO
    assert que_paso(_guardado(documento), DE_OTRO) == "dicho"

    monkeypatch.setattr(palabras, "es_mobiliario_de", lambda *_: lambda _texto: True)
    assert que_paso(_guardado(documento), DE_OTRO) == "en silencio"
