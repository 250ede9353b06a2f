"""Las palabras que concuerdan con unas filas: 0, 1 y muchas, actividades o trámites."""

from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import actividad, tramite

import paac_reportes as paac
from paac_reportes.analisis.filas import Filas
from paac_reportes.informe.frases import con_articulo, enumerar, palabras_de
from paac_reportes.textos.frases import Palabras

ACTIVIDADES = Palabras("actividad", "actividades", "a")
TRAMITES = Palabras("trámite", "trámites", "o")


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
        ({"actividades": 1, "tramites": 1}, "fila", "todas"),
        ({"tramites": 1, "intercambios": 1}, "fila", "todas"),
        ({}, "actividad", "todas"),
    ],
)
def test_cada_clase_de_fila_tiene_su_nombre_y_su_genero(
    cuales: dict[str, int], uno: str, todos: str
) -> None:
    palabras = palabras_de(filas(**cuales))

    assert (palabras.uno, palabras.todos) == (uno, todos)


@pytest.mark.parametrize(
    ("palabras", "numero", "las", "del_todo", "contadas", "terminadas"),
    [
        (ACTIVIDADES, 0, "las 0", "de las 0", "0 actividades", "ninguna terminada"),
        (ACTIVIDADES, 1, "la única", "de la única", "1 actividad", "1 terminada"),
        (ACTIVIDADES, 2, "las 2", "de las 2", "2 actividades", "2 terminadas"),
        (TRAMITES, 0, "los 0", "de los 0", "0 trámites", "ninguno terminado"),
        (TRAMITES, 1, "el único", "del único", "1 trámite", "1 terminado"),
        (TRAMITES, 1234, "los 1.234", "de los 1.234", "1.234 trámites", "1.234 terminados"),
    ],
)
def test_las_palabras_concuerdan_con_el_numero(  # noqa: PLR0913, PLR0917 - una columna por forma
    palabras: Palabras, numero: int, las: str, del_todo: str, contadas: str, terminadas: str
) -> None:
    assert palabras.las(numero) == las
    assert palabras.del_todo(numero) == del_todo
    assert palabras.contar(numero) == contadas
    assert palabras.son(numero, "terminad") == terminadas


def test_de_las_que_hay_una_sola_es_la_unica() -> None:
    assert ACTIVIDADES.de_las(1, 1) == "la única"
    assert ACTIVIDADES.de_las(0, 3) == "0 de las 3"
    assert TRAMITES.de_las(2, 3) == "2 de los 3"


def test_las_filas_se_enumeran_por_clase() -> None:
    assert enumerar(filas(actividades=2, tramites=1, intercambios=1)) == (
        "2 actividades, 1 trámite y 1 intercambio de información"
    )
    assert enumerar(filas(tramites=2)) == "2 trámites"
    assert enumerar(()) == "ninguna actividad"


def test_las_clases_que_hay_llevan_su_articulo() -> None:
    assert con_articulo(filas(actividades=1, intercambios=1)) == (
        "las actividades y los intercambios de información"
    )
    assert con_articulo(()) == "las actividades"
