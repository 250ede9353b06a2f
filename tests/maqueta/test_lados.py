"""Lo que va a la derecha de un gráfico: qué se junta con él, y qué sigue debajo."""

from typing import get_args

import attrs
import pytest

from paac_reportes.maqueta.contenido import Cambio
from paac_reportes.maqueta.lados import (
    EnLados,
    con_su_lista_al_lado,
    en_lados,
    en_lados_con_cambios,
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


def test_el_grafico_que_se_quito_va_encima_del_que_se_puso() -> None:
    quitada = (LEYENDA, GRAFICO, NOTA)
    puesta = (Parrafo("Figura 1. Otro", "leyenda"), GRAFICO, Parrafo("Otras filas.", "nota"))
    bloques: list[Bloque] = [TITULO, *quitada, *puesta, *AL_LADO, DEBAJO]
    borrado: Cambio = "borrado"
    insertado: Cambio = "insertado"
    de_figuras = (*[borrado] * 3, *[insertado] * 3)

    juntos, de_cada_uno = en_lados_con_cambios(bloques, [None, *de_figuras, None, insertado, None])

    assert juntos == [
        TITULO,
        EnLados(
            izquierda=quitada + puesta,
            derecha=AL_LADO,
            cambios_de_lados=(de_figuras, (None, insertado)),
        ),
        DEBAJO,
    ]
    assert de_cada_uno == [None, None, None]


def test_a_la_vista_el_cambio_lo_dice_el_grafico() -> None:
    quitado = attrs.evolve(GRAFICO, cambio="borrado")

    (junto,) = en_lados([LEYENDA, quitado, GRAFICO, NOTA, *AL_LADO])

    assert isinstance(junto, EnLados)
    assert junto.lados == ((LEYENDA, quitado, GRAFICO, NOTA), AL_LADO)


def test_un_grafico_que_no_cambio_no_se_va_con_el_que_lo_sigue() -> None:
    bloques: list[Bloque] = [LEYENDA, GRAFICO, NOTA, LEYENDA, GRAFICO, *AL_LADO]

    assert en_lados(bloques) == [
        *bloques[:3],
        EnLados(izquierda=(LEYENDA, GRAFICO), derecha=AL_LADO),
    ]


@pytest.mark.parametrize("cambio", get_args(Cambio))
def test_si_un_lado_se_queda_sin_nada_cada_cosa_va_por_su_cuenta(cambio: Cambio) -> None:
    """Al aceptar o al rechazar quedaría una tabla sin gráfico, aunque quede su nota."""
    bloques: list[Bloque] = [GRAFICO, NOTA, *AL_LADO]
    cambios: list[Cambio | None] = [cambio, None, None, None]

    assert en_lados_con_cambios(bloques, cambios) == (bloques, cambios)


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
