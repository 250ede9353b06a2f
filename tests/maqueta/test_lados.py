"""Lo que va a la derecha de un gráfico: qué se junta con él, y qué sigue debajo."""

import pytest

from paac_reportes.maqueta.lados import (
    EnLados,
    con_su_lista_al_lado,
    en_lados,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, Grafico, Lista, Parrafo, Serie, Titulo

GRAFICO = Grafico(
    titulo="G",
    clase="barras",
    categorias=("a",),
    series=(Serie("S", (1.0,), "112233"),),
    es_porcentaje=False,
    texto_alternativo="Se cuenta",
    alto=Mm(50),
)
TITULO = Titulo(texto="Resumen", nivel=1)
LEYENDA = Parrafo("Figura 1. G", "leyenda")
NOTA = Parrafo("Filas del plan.", "nota")
AL_LADO = (Parrafo("Lo que pide una decisión", al_lado=True), Parrafo("Dos.", al_lado=True))
DEBAJO = Parrafo("Lo demás.")


def test_el_grafico_se_junta_con_su_leyenda_y_con_lo_que_va_a_su_lado() -> None:
    puestos = en_lados([TITULO, LEYENDA, GRAFICO, *AL_LADO, DEBAJO])

    assert puestos == [
        TITULO,
        EnLados(izquierda=(LEYENDA, GRAFICO), derecha=AL_LADO),
        DEBAJO,
    ]


def test_la_nota_del_grafico_va_con_el_y_no_con_lo_de_al_lado() -> None:
    (junto,) = en_lados([LEYENDA, GRAFICO, NOTA, *AL_LADO])

    assert isinstance(junto, EnLados)
    assert junto.lados == ((LEYENDA, GRAFICO, NOTA), AL_LADO)


def test_un_grafico_sin_leyenda_no_se_lleva_lo_de_encima() -> None:
    assert en_lados([TITULO, GRAFICO, *AL_LADO]) == [
        TITULO,
        EnLados(izquierda=(GRAFICO,), derecha=AL_LADO),
    ]


@pytest.mark.parametrize(
    "bloques",
    [
        pytest.param([LEYENDA, GRAFICO, DEBAJO], id="nada va al lado"),
        pytest.param([TITULO, *AL_LADO, DEBAJO], id="no se dibujó el gráfico"),
        pytest.param([*AL_LADO], id="es lo primero"),
    ],
)
def test_lo_demas_queda_como_esta(bloques: list[Bloque]) -> None:
    assert en_lados(bloques) == bloques


def test_un_grafico_no_se_va_con_el_que_lo_sigue() -> None:
    bloques: list[Bloque] = [LEYENDA, GRAFICO, NOTA, LEYENDA, GRAFICO, *AL_LADO]

    assert en_lados(bloques) == [
        *bloques[:3],
        EnLados(izquierda=(LEYENDA, GRAFICO), derecha=AL_LADO),
    ]


@pytest.mark.parametrize(
    ("textos", "al_lado"),
    [
        (["Lo que pide:", "- uno", "- dos", "Sigue"], ["Lo que pide:", "- uno", "- dos"]),
        (["- uno", "Sigue", "- otra lista"], ["- uno"]),
        (["Uno", "Otro", "- uno"], []),
        (["Uno"], []),
        ([], []),
    ],
)
def test_va_al_lado_la_lista_con_que_un_texto_empieza_y_lo_que_la_presenta(
    textos: list[str], al_lado: list[str]
) -> None:
    parrafos = [Parrafo(t, lista=Lista(nivel=1) if t[0] == "-" else None) for t in textos]
    marcados = [*con_su_lista_al_lado(parrafos)]

    assert [uno.contenido for uno in marcados] == textos
    assert [uno.contenido for uno in marcados if uno.al_lado] == al_lado
