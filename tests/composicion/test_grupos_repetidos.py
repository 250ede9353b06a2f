"""La página que empieza en medio de un grupo dice de quién son sus filas, si el formato no lo quita.

Prueba ``maqueta/grupos`` y ``formatos/definicion/bloques``.
"""

import io
from typing import Any

import docx
import pytest
from ayudas import a_medida
from ayudas.planes import actividad

import paac_reportes as paac

PLAN = a_medida.plan_de(*(actividad(codigo=f"1.{n}", descripcion="Una más") for n in range(90)))


@pytest.mark.parametrize(
    ("claves", "celdas"),
    [
        ({}, {"Política", "Política (continúa)"}),
        ({"repite_grupos": False}, {"Política"}),
    ],
)
def test_un_grupo_que_una_pagina_corta_se_nombra_otra_vez_si_el_formato_no_lo_quita(
    claves: dict[str, Any], celdas: set[str]
) -> None:
    columnas = [
        {"dato": "subcomponente.nombre", "rotulo": "Grupo", "ancho": 30, "une": "grupo"},
        {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 70},
    ]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": columnas, **claves}
    formato = a_medida.formato(
        {"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas={"t": tabla}
    )
    word = docx.Document(io.BytesIO(paac.reporte(PLAN, formato).emitir("docx").contenido))

    assert {celda.text for celda in word.tables[0].columns[0].cells[1:]} == celdas
