"""Una expresión se compila al usarse, y entonces es la de siempre."""

import re
from typing import Any

import pytest

from paac_reportes.expresiones import expresion
from paac_reportes.lectura.matriz import franjas


@pytest.fixture
def compiladas(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Los patrones que se han compilado."""
    hechas: list[str] = []
    compilar = re.compile

    def anotar(patron: str, banderas: int = 0) -> Any:
        hechas.append(patron)
        return compilar(patron, banderas)

    monkeypatch.setattr(re, "compile", anotar)
    return hechas


def test_se_compila_la_primera_vez_que_se_usa(compiladas: list[str]) -> None:
    numero = expresion(r"(\d+)")
    assert compiladas == []

    assert numero.findall("1 y 22") == ["1", "22"]
    assert numero.findall("333") == ["333"]

    assert compiladas == [r"(\d+)"]


def test_lleva_sus_banderas() -> None:
    assert expresion("sí", re.IGNORECASE).fullmatch("SÍ")
    assert not expresion("sí").fullmatch("SÍ")


def test_la_mal_escrita_se_dice_al_usarla() -> None:
    mal = expresion("(")
    with pytest.raises(re.error, match="unterminated"):
        mal.match("a")


@pytest.mark.parametrize(
    ("suya", "peor"),
    [
        (franjas._CON_SU_VALOR, f"Objetivo{' ' * 200_000}x"),
        (franjas._CONTINUA, f"(continúa){' ' * 200_000}x"),
    ],
)
def test_un_texto_ajeno_lleno_de_blancos_se_mira_una_vez(suya: re.Pattern[str], peor: str) -> None:
    # La que lo mira otra vez desde cada blanco no terminaría.
    assert suya.search(peor) is None
