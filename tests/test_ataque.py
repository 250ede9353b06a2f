"""El ataque de ``make ataque``: que ataque, que se pueda repetir y que note lo que busca."""

import random
from typing import Any

import pytest

import paac_reportes as paac

pytestmark = pytest.mark.usefixtures("con_ataque")


def mutador(semilla: int) -> Any:
    from herramientas.ataque.mutador import Mutador

    return Mutador(random.Random(semilla))  # noqa: S311 - para repetirlo


def test_la_misma_semilla_tuerce_lo_mismo_y_otra_otra_cosa() -> None:
    texto = "codigo = 'x'\nnombre = 'Matriz'\n" * 5
    torcidos = [mutador(n).renglones(texto) for n in range(40)]

    assert torcidos == [mutador(n).renglones(texto) for n in range(40)]
    assert len({*torcidos}) > 30


@pytest.mark.integracion
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("clase", "cuantos"), [("plan", 12), ("formato", 60)])
def test_los_primeros_casos_no_dejan_escapar_nada(clase: str, cuantos: int) -> None:
    from herramientas.ataque.casos import correr

    emitidos = [correr("prueba", clase, numero) is not None for numero in range(cuantos)]
    assert {*emitidos} == {True, False}


@pytest.mark.una_de_cada
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("clase", ["acta", "renglon"])
def test_lo_que_usaron_los_de_afuera_no_deja_escapar_nada(clase: str) -> None:
    from herramientas.ataque.casos import DE_LO_PUBLICO, correr

    assert clase in DE_LO_PUBLICO
    for numero in range(12):
        assert correr("prueba", clase, numero) == 0


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("clase", "que", "en_su_lugar", "se_dice"),
    [
        ("acta", "_veredicto", lambda *_: "identico", "lo alterado es identico"),
        ("renglon", "_metas", lambda _: ["Contrato 3101234567"], "no se lista|y sale"),
        ("renglon", "_extras", lambda reporte: [{"a": 1}] * len(reporte.por_revisar), "perdió"),
    ],
)
def test_cada_ley_nota_lo_que_busca(
    clase: str, que: str, en_su_lugar: Any, se_dice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from herramientas.ataque import publicos
    from herramientas.ataque.casos import correr

    monkeypatch.setattr(publicos, que, en_su_lugar)

    def correrlos() -> None:
        for numero in range(20):
            correr("prueba", clase, numero)

    with pytest.raises(AssertionError, match=se_dice):
        correrlos()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "error", [KeyError("x"), MemoryError(), paac.errores.ErrorDeMaqueta("defecto")]
)
def test_lo_que_se_escapa_se_dice_con_su_lugar(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    from herramientas.ataque import casos, obreros

    def fallar(*_: object) -> None:
        raise error

    monkeypatch.setitem(casos.CLASES, "plan", fallar)
    falla, paginas = obreros._resultado("1", "plan", 0)
    assert (falla.startswith(type(error).__name__), paginas) == (True, None)
    assert "test_ataque.py" in falla


@pytest.mark.parametrize(
    ("segundos", "megas", "paginas", "dicho"),
    [
        (5.0, 512, 0, ""),
        (5.1, 512, 0, "tardó 5.1 s, y son 0 páginas"),
        (5.0, 513, 0, "pidió 513 MB, y son 0 páginas"),
        (30.0, 900, 1300, ""),
        (32.0, 900, 1300, "tardó 32.0 s, y son 1300 páginas"),
        (30.0, 1100, 1300, "pidió 1100 MB, y son 1300 páginas"),
    ],
)
def test_un_caso_que_toma_de_mas_por_pagina_es_una_falla(
    segundos: float, megas: int, paginas: int, dicho: str
) -> None:
    from herramientas.ataque import obreros

    assert obreros._de_mas(segundos, megas, paginas) == dicho
