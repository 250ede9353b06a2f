"""Las celdas combinadas del árbol están en el PDF, también donde la tabla termina con sus firmas."""

from functools import cache

import pytest
from ayudas.ejemplos import ejemplos
from ayudas.emitidos import EN_PAPEL, formato_de, muestra
from ayudas.en_pdf import documento, fila, tabla
from ayudas.planes import actividad, componente, datos
from ayudas.tablas_de_pdf import elementos_de, leido_con_sus_combinadas
from hypothesis import example, given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.maqueta.nodos import Parrafo, Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

FIRMAS = tabla(fila("\n\n\nElaboró", "\n\n\nAprobó", estilo="firma"), va_entera=True)
ROTULOS = {
    "ninguno": (),
    "una fila": (fila("Grupo", "Paso", "Fila", estilo="rotulo"),),
    "dos filas": (
        fila(Celda("Grupo", "rotulo", filas=2), Celda("De él", "rotulo", columnas=2)),
        fila("Paso", "Fila", estilo="rotulo"),
    ),
}


@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    "codigo",
    [
        pytest.param(uno, marks=pytest.mark.integracion) if "informe" in uno else uno
        for uno in EN_PAPEL
    ],
)
def test_las_de_cada_formato_son_las_del_arbol(codigo: str) -> None:
    suya = muestra(codigo)

    leido_con_sus_combinadas(componer(suya.contenido, formato_de(codigo), suya.corte).documento)


@cache
def un_grupo(cuantas: int) -> paac.Plan:
    """De una meta con tantas actividades."""
    actividades = [actividad(codigo=f"1.{n}", descripcion=f"Fila {n}.") for n in range(cuantas)]
    firmas = [{"nombre": "Quien firma", "cargo": "Alcalde", "rol": "aprueba"}]
    return paac.desde_datos(datos(componente(*actividades), firmas=firmas)).contenido


@pytest.mark.parametrize("cuantas", [1, 2, 40, 90])
def test_un_grupo_mas_alto_que_una_pagina_llega_hasta_su_ultima_fila_con_las_firmas(
    cuantas: int,
) -> None:
    de = componer(un_grupo(cuantas), formato_de("california-plan"), None).documento
    ultima = leido_con_sus_combinadas(de).paginas[-1]

    assert f"Fila {cuantas - 1}." in ultima
    assert "Quien firma" in ultima


def filas_de(grupos: list[tuple[int, int, bool]]) -> list[Fila]:
    """De cada grupo, sus filas, de a cuántas van en un paso, y si antes lleva una banda."""
    filas: list[Fila] = []
    for numero, (cuantas, por_paso, con_banda) in enumerate(grupos):
        if con_banda:
            filas.append(fila(Celda(f"banda{numero}.", "banda", columnas=3)))
        for n in range(cuantas):
            celdas = [Celda(f"g{numero}.", "celda", filas=cuantas)] if n == 0 else []
            if n % por_paso == 0:
                caben = min(por_paso, cuantas - n)
                celdas.append(Celda("paso " * 12 + f"p{numero}-{n}.", "celda", filas=caben))
            filas.append(fila(*celdas, f"f{numero}-{n}."))
    return filas


@pytest.mark.integracion
@ejemplos(5)
@example([(2, 1, True), (60, 58, True)], "dos filas", (FIRMAS,), 20)
@example([(45, 45, False)], "ninguno", (Parrafo("Nota", "nota"), FIRMAS), 0)
@given(
    st.lists(
        st.tuples(st.integers(1, 70), st.integers(1, 40), st.booleans()), min_size=1, max_size=4
    ),
    st.sampled_from(sorted(ROTULOS)),
    st.sampled_from([(FIRMAS,), (Parrafo("Nota", "nota"), FIRMAS), (Parrafo("Nota", "nota"),)]),
    st.integers(0, 40),
)
def test_con_cualquier_final_son_las_del_arbol_y_las_firmas_van_con_la_ultima_fila(
    grupos: list[tuple[int, int, bool]], rotulos: str, cola: tuple[Tabla | Parrafo, ...], antes: int
) -> None:
    filas = tuple(filas_de(grupos))
    larga = Tabla(anchos=(0.3, 0.3, 0.4), filas=filas, rotulos=ROTULOS[rotulos], titulares=(0,))
    leido = leido_con_sus_combinadas(documento(*[Parrafo("x")] * antes, larga, *cola))
    dichas = {
        palabra for una in filas for celda in una.celdas for palabra in str(celda.contenido).split()
    }

    assert {palabra for palabra in dichas if palabra not in leido.seguido} == set()
    assert str(filas[-1].celdas[-1].contenido) in leido.paginas[-1]
    assert all(uno["/K"] for uno in elementos_de(leido) if uno["/S"] == "/TR")
