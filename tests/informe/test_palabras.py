"""Las palabras que concuerdan con unas filas: 0, 1 y muchas, actividades o trámites."""

from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import actividad, tramite

import paac_reportes as paac
from paac_reportes.analisis.filas import Filas
from paac_reportes.informe.frases import clases_con_articulo, enumerar, palabras_de


def filas(actividades: int = 0, tramites: int = 0, intercambios: int = 0) -> Filas:
    lista = [{"nombre": "S", "actividades": [actividad()] * actividades}]
    datos: dict[str, Any] = {
        "numero": 1,
        "subcomponentes": lista,
        "tramites": [tramite()] * tramites,
        "intercambios": [tramite()] * intercambios,
    }
    return paac.analizar(plan_de(componentes=[datos])).todo.filas


@pytest.mark.parametrize(
    ("cuales", "uno", "todos"),
    [
        ({"actividades": 2}, "actividad", "todas"),
        ({"tramites": 2}, "trámite", "todos"),
        ({"intercambios": 1}, "intercambio de información", "todos"),
        ({"actividades": 1, "tramites": 1}, "actividad", "todas"),
        ({"tramites": 1, "intercambios": 1}, "actividad", "todas"),
        ({}, "actividad", "todas"),
    ],
)
def test_cada_clase_de_fila_tiene_su_nombre_y_su_genero(
    cuales: dict[str, int], uno: str, todos: str
) -> None:
    palabras = palabras_de(filas(**cuales))

    assert (palabras.singular, palabras.di("{todas}")) == (uno, todos)


def test_las_filas_se_enumeran_por_clase() -> None:
    assert enumerar(filas(actividades=2, tramites=1, intercambios=1)) == (
        "2 actividades, 1 trámite y 1 intercambio de información"
    )
    assert enumerar(filas(tramites=2)) == "2 trámites"
    assert enumerar(()) == "ninguna actividad"


def test_las_clases_que_hay_llevan_su_articulo() -> None:
    assert clases_con_articulo(filas(actividades=1, intercambios=1)) == (
        "las actividades y los intercambios de información"
    )
    assert clases_con_articulo(()) == "las actividades"
