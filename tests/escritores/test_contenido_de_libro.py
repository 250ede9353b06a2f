"""La tabla de contenido de un libro: cada renglón se ve entero y lleva a su título.

Prueba ``maqueta/hoja/estilos``.
"""

import io
from typing import Any

import openpyxl
import pytest
from ayudas.a_medida import formato, tabla
from ayudas.en_pdf import documento
from ayudas.lectores import partes
from ayudas.planes import componente, plan
from openpyxl.cell import Cell

import paac_reportes as paac
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx.escritor import escribir
from paac_reportes.maqueta.contenido import NumeroDeLeyenda, Remision
from paac_reportes.maqueta.documento import Parte
from paac_reportes.maqueta.hoja import libro as de_libro
from paac_reportes.maqueta.hoja.contenido import disponer_a
from paac_reportes.maqueta.hoja.montaje import HojaMontada
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.nodos import Parrafo

LARGO = "Título que necesita más de un renglón en la tabla de contenido " * 4
CUERPO = (
    {"tipo": "contenido", "niveles": 2},
    {"tipo": "titulo", "texto": "Presentación", "nivel": 1},
    {"tipo": "parrafo", "texto": "A"},
    {"tipo": "titulo", "texto": LARGO, "nivel": 2},
    {"tipo": "seccion", "nombre": "{{ dependencia.nombre }}"},
    {"tipo": "titulo", "texto": "Anexo", "nivel": 1, "cada": "dependencia"},
    {"tipo": "titulo", "texto": "{{ componente.nombre }}", "nivel": 2, "cada": "componente"},
    {"tipo": "tabla", "tablas": ["a"]},
)


def guardado() -> bytes:
    dependencias = [
        {"nombre": nombre, "componentes": [componente(nombre=f"De {nombre}")]}
        for nombre in ("Casa d'Oro", "Planeación y obras")
    ]
    propio = formato(*CUERPO, tablas={"a": tabla("actividades", "actividad.codigo")})
    return paac.reporte(plan(dependencias=dependencias), propio).emitir("xlsx").contenido


def libro() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(guardado()), data_only=True)


def enlazadas(de: openpyxl.Workbook) -> list[Cell]:
    """La primera celda enlazada de cada renglón."""
    filas = ([c for c in f if isinstance(c, Cell) and c.hyperlink] for f in de.worksheets[0].rows)
    return [celdas[0] for celdas in filas if celdas]


def titulo_de(de: openpyxl.Workbook, celda: Cell) -> str:
    return str(de.worksheets[0].cell(celda.row, 1).value).strip()


def destino(de: openpyxl.Workbook, celda: Cell) -> Any:
    assert celda.hyperlink is not None
    hoja, _, lugar = str(celda.hyperlink.location).rpartition("!")
    return de[hoja.removeprefix("'").removesuffix("'").replace("''", "'")][lugar].value


def test_cada_renglon_lleva_a_la_celda_de_su_titulo_aunque_sea_de_otra_hoja() -> None:
    hecho = libro()
    renglones = enlazadas(hecho)

    assert hecho.sheetnames == ["N", "Casa d'Oro", "Planeación y obras", "Datos"]
    assert [titulo_de(hecho, celda) for celda in renglones] == [
        *("Presentación", LARGO.strip()),
        *("Anexo", "De Casa d'Oro", "De Planeación y obras"),
    ]
    assert [str(destino(hecho, celda)).strip() for celda in renglones] == [
        titulo_de(hecho, celda) for celda in renglones
    ]
    assert [celda.hyperlink.location for celda in renglones if celda.hyperlink][2:4] == [
        *("'Casa d''Oro'!A1", "'Casa d''Oro'!A2"),
    ]


def test_un_renglon_largo_tiene_el_alto_de_todo_su_texto() -> None:
    hecho = libro()
    corto, largo, *_ = (hecho.worksheets[0].row_dimensions[c.row].height for c in enlazadas(hecho))

    assert corto
    assert largo
    assert largo > 1.7 * corto


def test_una_frase_que_nombra_una_tabla_no_es_un_enlace_y_la_que_empieza_por_ella_si() -> None:
    tabla_1 = Remision("Tabla 1", "tabla_1", "leyenda")
    bloques = (
        Parrafo(("Vea la ", tabla_1, ".")),
        Parrafo((tabla_1, ". Lo vencido")),
        Parrafo((NumeroDeLeyenda("Tabla", 1, "tabla_1"), ". Lo vencido"), "leyenda"),
    )
    escrito = escribir(documento(*bloques), Escritura())
    hoja = openpyxl.load_workbook(io.BytesIO(escrito)).worksheets[0]

    assert [hoja.cell(fila, 1).hyperlink is not None for fila in (1, 2, 3)] == [False, True, False]


def test_sin_tabla_de_contenido_no_hay_enlaces() -> None:
    propio = formato({"tipo": "titulo", "texto": "T", "nivel": 1})
    hoja = partes(paac.reporte(plan(), propio).emitir("xlsx").contenido)["xl/worksheets/sheet1.xml"]

    assert b"hyperlink" not in hoja


def test_la_hoja_que_no_dice_paginas_no_se_dispone_otra_vez(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    otra_vez: list[str] = []

    def anotada(escala: int, parte: Parte, medidor: Medidor) -> HojaMontada:
        hoja = disponer_a(escala, parte, medidor)
        otra_vez.append(hoja.nombre)
        return hoja

    monkeypatch.setattr(de_libro, "disponer_a", anotada)
    hojas = libro().sheetnames

    assert len(hojas) == 4
    assert set(otra_vez) == {hojas[0]}
