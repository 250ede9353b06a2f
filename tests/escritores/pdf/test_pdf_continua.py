"""Donde una fila sigue en otra página, de quién es lo que sigue."""

from typing import Any

import pytest
from ayudas.ejemplos import ejemplos
from ayudas.en_pdf import Leido, documento, en_pdf, fila, tabla
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.maqueta.cortes import viene_de_antes
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda

ROTULOS = (fila("N.º", "Lo verificado", estilo="rotulo"),)


def larga(codigo: str, palabras: int = 2500) -> Any:
    return fila(codigo, " ".join(f"palabra{n}" for n in range(palabras)))


def con(*filas: Any, **otros: Any) -> Tabla:
    return tabla(*filas, rotulos=otros.pop("rotulos", ROTULOS), titulares=(0,), **otros)


def continuan(leido: Leido) -> list[list[str]]:
    """Por página, los renglones que dicen de quién es lo que sigue."""
    return [
        [renglon.strip() for renglon in pagina.splitlines() if renglon.endswith("(continúa)")]
        for pagina in leido.paginas
    ]


@pytest.mark.integracion
def test_en_cada_pagina_a_donde_sigue_dice_de_quien_es() -> None:
    primera, *otras = continuan(en_pdf(documento(con(fila("1.1", "a"), larga("1.2")))))

    assert primera == []
    assert len(otras) > 1
    assert otras == [["1.2 (continúa)"]] * len(otras)


@pytest.mark.integracion
def test_donde_empieza_otra_fila_ya_no() -> None:
    cortas = [fila(f"2.{n}", "corta") for n in range(200)]
    paginas = continuan(en_pdf(documento(con(larga("1.2"), *cortas))))

    assert paginas[0] == paginas[-1] == []
    assert ["1.2 (continúa)"] in paginas


@pytest.mark.integracion
def test_lo_que_cabe_en_una_pagina_no_lo_dice() -> None:
    cortas = [fila(f"1.{n}", "corta") for n in range(300)]
    leido = en_pdf(documento(con(*cortas)))

    assert len(leido.paginas) > 1
    assert not any(continuan(leido))


@pytest.mark.integracion
def test_una_tabla_en_que_nada_nombra_la_fila_no_lo_dice() -> None:
    leido = en_pdf(documento(tabla(larga("1.2"), rotulos=ROTULOS)))

    assert len(leido.paginas) > 1
    assert not any(continuan(leido))


@pytest.mark.integracion
def test_dos_tablas_no_se_confunden_ni_sin_rotulos() -> None:
    paginas = continuan(en_pdf(documento(con(larga("1.1")), con(larga("9.9"), rotulos=()))))

    assert {tuple(suyos) for suyos in paginas} == {(), ("1.1 (continúa)",), ("9.9 (continúa)",)}


@pytest.mark.parametrize(
    ("una", "dice"),
    [
        (con(fila("1.2", "a")), "1.2 (continúa)"),
        (con(fila(" ", "a")), "(continúa)"),
        (con(fila("x" * 70, "a")), f"{'x' * 59}… (continúa)"),
        (
            tabla(fila(Celda("Grupo", "celda", filas=2), "1.1"), fila("1.2"), titulares=(0, 1)),
            "1.1 (continúa)",
        ),
    ],
)
def test_la_nombra_lo_que_nombra_su_fila(una: Tabla, dice: str) -> None:
    assert viene_de_antes(una, 0) == dice


@pytest.mark.integracion
@ejemplos(6)
@given(st.lists(st.integers(1, 3000), min_size=1, max_size=4))
def test_toda_palabra_que_entra_sale(largos: list[int]) -> None:
    leido = en_pdf(documento(con(*[larga(f"1.{n}", p) for n, p in enumerate(largos)])))

    for palabra in {f"palabra{n}" for n in range(max(largos))}:
        assert leido.seguido.count(f"{palabra}palabra") <= len(largos)
        assert palabra in leido.seguido
